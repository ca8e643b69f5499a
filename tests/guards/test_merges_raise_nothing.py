"""Neither a merge nor its undo shows more of anybody in public: that takes a reason and a second person."""

import pytest

from organisations.merging import CannotMerge, merge, undo
from organisations.release import note_changes, withdraw
from organisations.whole_shelf import find_drift
from sessions.ladder import LADDER
from sessions.models import Participant, Statement
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A public session of a meeting on the record."""
    session = make_session_record()
    publish(session.conference, session)
    return session


HIDDEN = "is not public, but released records point at it"


def lines():
    """Every public line of a speaker."""
    rows = [*Participant.objects.values_list("id", "level", "label")]
    return sorted([*rows, *Statement.objects.values_list("id", "attribution_level", "attribution_label")])


def rungs():
    return {key: LADDER.index(level) for key, level, _ in lines()}


def listed_person(name):
    return make_person_record(name, listed=True, **consent())


def listed_body(name):
    return make_organisation_record(name, listed=True)


BOTH_KINDS = [("organisation", listed_body), ("person", listed_person)]


def chief(meeting, **values):
    """A released participant of whom everything may be shown that is public, and their words."""
    who = make_participant_record(
        meeting, role="Chief", country="XK", limit="named", listed=True, **consent(), **values
    )
    said = make_statement_record(meeting.sessions.get(), speaker=who, attribution_level="named")
    publish(who, said)
    return who


@pytest.mark.parametrize("before", ["never public", "withdrawn"])
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize(("column", "make"), BOTH_KINDS)
def test_a_merge_shows_nobody_who_was_not_public(room, column, make, before, edited):
    hidden, known = make("Hidden"), make("Known")
    publish(known, *([hidden] if before == "withdrawn" else []))
    who, shown = chief(room.conference, **{column: hidden}), lines()
    if before == "withdrawn":
        withdraw([hidden])
        shown = lines()
    if edited:  # the public version points there still
        setattr(who, column, None)
        who.save()
        note_changes([who])
    with pytest.raises(CannotMerge, match=HIDDEN):
        merge(known, hidden, set(), None)
    assert (lines(), "Known" in str(shown), find_drift()) == (shown, False, {})


@pytest.mark.parametrize("place", ["mention", "host", "relation"])
def test_a_merge_says_of_no_words_whom_they_speak_of(room, place):
    hidden, known = listed_body("Hidden"), listed_body("Known")
    if place == "mention":
        record = make_statement_record(room, mentions=[hidden])
    elif place == "host":
        record = make_conference_record("another", organisations=[(hidden, "host")])
    else:
        record = make_organisation_record("Third", listed=True, relations=[("member_of", hidden, "")])
    publish(known, record)
    with pytest.raises(CannotMerge, match=HIDDEN):
        merge(known, hidden, set(), None)


def test_what_a_second_person_released_may_be_merged(room):
    hidden, known = listed_body("Hidden"), listed_body("Known")
    publish(known)
    chief(room.conference, organisation=hidden)
    publish(hidden)
    before = rungs()
    merge(known, hidden, set(), None)
    assert ({label for *_, label in lines()}, rungs(), find_drift()) == ({"Chief, Known, Kosovo"}, before, {})


def test_a_reviewer_reads_of_bodies_alone_what_stands_in_the_way_of_a_merge(room):
    members = Member("reviewer"), Member("keeper", username="keeper")
    for column, make in BOTH_KINDS:
        hidden, known = make("Hidden"), make("Known")
        publish(known)
        publish(make_participant_record(room.conference, **{column: hidden}))
        page = address(known).replace("change/", f"merge/{hidden.pk}/")
        answers = [member.get(page) for member in members]
        told = [HIDDEN in text(answer) for answer in answers]
        assert told == ([True, True] if column == "organisation" else [False, True])
        assert answers[0].status_code == (200 if column == "organisation" else 403)


@pytest.mark.parametrize("level", ["named", "role_organisation", "organisation", "organisation_type"])
@pytest.mark.parametrize("public", ["both", "neither", "kept afterwards"])
@pytest.mark.parametrize(("column", "make"), BOTH_KINDS)
def test_neither_a_merge_nor_its_undo_raises_a_line(room, column, make, public, level):
    kept, gone = make("Kept"), make("Gone")
    publish(*([kept, gone] if public == "both" else []))
    other = {"person": listed_person("Ana")} if column == "organisation" else {}
    publish(*other.values())
    for record in (kept, gone):
        who = chief(room.conference, **{column: record}, **other)
        who.limit = level
        who.save()
        publish(who)
    before = rungs()
    made = merge(kept, gone, set(), None)
    assert rungs() == before
    if public == "kept afterwards":
        publish(type(kept).objects.get(pk=kept.pk))
    merged = rungs()
    undo(made)
    # A greater number is less open; whoever had no line had none.
    assert [key for key, rung in rungs().items() if rung < merged.get(key, len(LADDER))] == []
    assert find_drift() == {}
