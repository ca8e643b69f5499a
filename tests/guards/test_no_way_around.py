"""Ways around the rule that were open once: by unreleased edits, by deleting, by links, by what stands beside."""

import pytest
from django.db.models import ProtectedError

from lessons.models import Lesson
from organisations.models import Change, Country, Decision, Organisation, OrganisationRecord
from organisations.release import note_changes, release, withdraw
from organisations.vocabularies.countries import COUNTRIES, load_countries
from organisations.vocabularies.loading import read_json
from organisations.whole_shelf import find_drift, release_whole_shelf
from sessions.models import Conference, ParticipantRecord, Statement
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.staff import Member, address, problems, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A public session of a meeting on the record."""
    session = make_session_record()
    publish(session.conference, session)
    return session


def named(meeting, **values):
    """A released participant who may be named."""
    person, body = make_person_record("Ana Canary"), make_organisation_record("INDEP")
    known = {"person": person, "organisation": body, "role": "Director", "limit": "named", **consent(), **values}
    speaker = make_participant_record(meeting, **known)
    publish(person, body, speaker)
    return speaker


def withheld(room, released):
    """A participant of whom nothing may be shown, and what they said."""
    speaker = make_participant_record(room.conference, limit="withheld")
    said = make_statement_record(room, speaker=speaker, text="Dangerous words.")
    publish(*([speaker] if released else []), said)
    return speaker, said


def texts():
    return list(Statement.objects.values_list("text", flat=True))


# Words that are withheld


def test_a_draft_limit_brings_nothing_out(room):
    speaker, _ = withheld(room, released=False)
    Member("curator").save(speaker, limit="unattributed")
    release_whole_shelf()
    assert texts() == []


def test_withdrawing_a_speaker_whose_limit_was_edited_brings_nothing_out(room):
    speaker, _ = withheld(room, released=True)
    speaker.limit = "unattributed"
    speaker.save()
    note_changes([speaker])
    withdraw([speaker])
    assert texts() == []


def test_deleting_a_draft_speaker_brings_nothing_out(room):
    speaker, said = withheld(room, released=False)
    keeper = Member("keeper")
    keeper.save(said, speaker="")
    keeper.client.post(address(speaker, "delete"), {"post": "yes"})
    assert not ParticipantRecord.objects.exists()
    release_whole_shelf()
    assert texts() == []
    assert find_drift() == {}


def test_a_speaker_who_is_released_later_brings_nothing_out(room):
    """Otherwise their row and their words, whose lines name nobody, would have appeared at the same time."""
    speaker = make_participant_record(room.conference, country="XK", limit="country", listed=True)
    said = make_statement_record(room, speaker=speaker, text="Words.")
    publish(said)
    before = Change.objects.count()
    publish(speaker)
    assert list(Change.objects.filter(seq__gt=before).values_list("kind", flat=True)) == ["participants"]
    assert (texts(), release_whole_shelf(), texts()) == ([], {}, [])
    publish(said)
    assert (texts(), find_drift()) == (["Words."], {})


@pytest.mark.parametrize("change", ["another kind", "withdrawn"])
def test_a_line_that_shows_a_kind_of_body_does_not_change_with_the_body(room, change):
    body = make_organisation_record("INDEP", classification="media", listed=True)
    speaker = make_participant_record(room.conference, organisation=body, limit="organisation_type")
    said = make_statement_record(room, speaker=speaker, attribution_level="organisation_type")
    publish(body, speaker, said)
    before = Change.objects.count()
    if change == "withdrawn":
        withdraw([body])
    else:
        body.classification = "academia"
        publish(body)
    assert list(Change.objects.filter(seq__gt=before).values_list("kind", flat=True)) == ["organisations"]
    assert Statement.objects.get().attribution_label == "Media"
    assert find_drift() == {}


def test_a_preview_does_not_tell_a_curator_whose_limit_it_follows(room):
    curator = Member("curator")
    speaker, other = make_participant_record(room.conference), make_participant_record(room.conference)
    said = make_statement_record(room, speaker=speaker, attribution_level="organisation_type")
    shown = []
    for limit, changed in [("unattributed", speaker), ("withheld", speaker), ("withheld", other)]:
        curator.save(changed, limit=limit)
        shown.append(text(curator.get(address(said))).partition("The public will see")[2][:300])
    assert shown[0] == shown[1] == shown[2] != ""


def test_consent_does_not_pass_to_another_speaker(room):
    said = make_statement_record(
        room, speaker=named(room.conference), consent_reference="Her form", consent_date="2020-01-01"
    )
    other = make_participant_record(room.conference)
    refused = Member("keeper").save(said, speaker=other.pk)
    assert problems(refused) == ["The speaker before gave this: leave it empty, or enter theirs."]


def test_a_speaker_of_another_meeting_is_not_taken(room):
    said = make_statement_record(room)
    stranger = make_participant_record(make_conference_record(disclosure_rule="chatham_house"))
    refused = Member("keeper").save(room, statements__0__speaker=stranger.pk)
    said.refresh_from_db()
    assert (problems(refused), said.speaker) == (["This belongs to another conference than the session."], None)


# One's own words


@pytest.mark.parametrize("around", [["return"], ["return", "submit", "return"]])
def test_words_that_somebody_else_sends_to_review_again_stay_ones_own(around):
    ana, cem = Member("reviewer", username="ana"), Member("curator", username="cem")
    ana.add(OrganisationRecord, step="submit", name="Forum", slug="forum", classification="network", listed="on")
    record = OrganisationRecord.objects.get()
    for step in around:
        ana.save(record, step=step)
    cem.choose(OrganisationRecord, "send_to_review", record)
    for step in ("approve", "release"):
        ana.save(record, step=step)
    record.refresh_from_db()
    assert (record.state, Organisation.objects.count()) == ("in_review", 0)


def test_words_that_were_withdrawn_before_their_release_stay_ones_own():
    ana, cem = Member("reviewer", username="ana"), Member("curator", username="cem")
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    ana.save(record, summary="Words of Ana.")
    for step in ("release", "withdraw", "reopen"):
        ana.save(record, step=step)
    cem.choose(OrganisationRecord, "send_to_review", record)
    for step in ("approve", "release"):
        ana.save(record, step=step)
    record.refresh_from_db()
    assert (record.state, Organisation.objects.count()) == ("in_review", 0)


# A post that one person holds


def test_that_several_hold_a_post_takes_a_reason_and_is_kept(room):
    keeper, speaker = (
        Member("keeper"),
        make_participant_record(room.conference, role="Chief", limit="role_organisation"),
    )
    publish(speaker)
    assert "Say under “Why” what allows it." in text(keeper.save(speaker, unique_post=None))
    speaker.refresh_from_db()
    assert (speaker.unique_post, Decision.objects.count()) == (True, 0)
    keeper.save(speaker, unique_post=None, why="There are two of them.")
    speaker.refresh_from_db()
    (row,) = Decision.objects.select_related("words")
    assert (speaker.unique_post, row.what, row.words.why) == (False, "unique_post", "There are two of them.")
    keeper.save(speaker, unique_post="on")
    speaker.refresh_from_db()
    assert (speaker.unique_post, Decision.objects.count()) == (True, 2)


def test_who_may_not_see_a_person_does_not_say_that_several_hold_their_post(room):
    speaker = make_participant_record(room.conference, role="Chief", person=make_person_record("Ana Canary"))
    Member("curator").save(speaker, unique_post=None, why="I think so.", role="Head")
    speaker.refresh_from_db()
    assert (speaker.unique_post, speaker.role) == (True, "Head")


# The work of others


def test_a_draft_of_somebody_else_is_not_deleted_with_its_versions():
    ana, cem = Member("curator", username="ana"), Member("curator", username="cem")
    ana.add(OrganisationRecord, name="Forum", slug="forum", classification="network", summary="Days of work.")
    record = OrganisationRecord.objects.get()
    answer = cem.client.post(address(record, "delete"), {"post": "yes"}, follow=True)
    assert "Only who wrote this draft, a reviewer or a keeper can delete it" in text(answer)
    assert list(record.history.values_list("summary", flat=True)) == ["Days of work."]


def test_nor_is_one_in_a_row(room):
    cem, said = Member("curator", username="cem"), make_statement_record(room)
    cem.save(room, statements__0__DELETE="on")
    assert list(room.statements.all()) == [said]


# Lines that are finer elsewhere


@pytest.mark.parametrize(
    ("level", "kind", "linked"),
    [
        ("unattributed", "same_remark", False),
        ("organisation", "same_remark", False),
        ("named", "same_remark", True),
        ("unattributed", "supports", True),
    ],
)
def test_the_same_remark_is_linked_only_where_both_lines_say_the_same(room, level, kind, linked):
    speaker = named(room.conference)
    open_words = make_statement_record(room, speaker=speaker, attribution_level="named")
    quiet = make_statement_record(room, speaker=speaker, attribution_level=level, links=[(kind, open_words, "")])
    publish(open_words, quiet)
    assert Statement.objects.get(pk=quiet.public_id).links.exists() is linked


def test_a_line_that_is_lowered_later_takes_the_link_along(room):
    speaker = named(room.conference)
    open_words = make_statement_record(room, speaker=speaker, attribution_level="named")
    again = make_statement_record(
        room, speaker=speaker, attribution_level="named", links=[("same_remark", open_words, "")]
    )
    publish(open_words, again)
    open_words.attribution_level = "unattributed"
    open_words.save()
    release([open_words])
    assert Statement.objects.get(pk=again.public_id).links.count() == 0
    assert find_drift() == {}


def test_of_what_is_redacted_to_nothing_no_body_is_told(room):
    victim, other = make_organisation_record("Victim"), make_statement_record(room)
    said = make_statement_record(
        room, text="Victim paid.", redacted=True, mentions=[victim], links=[("supports", other, "So did Victim.")]
    )
    publish(victim, other, said)
    row = Statement.objects.get(pk=said.public_id)
    assert (row.text, row.mentions.count(), row.links.count(), Organisation.objects.count()) == ("", 0, 0, 0)


def test_the_name_of_a_country_alone_speaks_for_nobody(room):
    speaker = make_participant_record(room.conference, country="AL", limit="country")
    publish(speaker, make_statement_record(room, speaker=speaker, attribution_level="country"))
    assert Statement.objects.get().attribution_label == "Speaker from Albania"


# What must go through


@pytest.fixture
def chain(room):
    """A lesson on a statement that bears on another one, whose place is in a source."""
    source = make_source_record(room.conference)
    first = make_statement_record(room, passage=make_passage(source))
    second = make_statement_record(room, links=[("supports", first, "")])
    lesson = make_lesson_record(evidence=[(second, "supports", "")])
    return source, first, second, lesson


def test_a_meeting_goes_with_everything_that_rests_on_it(room, chain):
    publish(*chain)
    assert Lesson.objects.count() == 1
    page = Member("reviewer").save(room.conference, step="withdraw")
    assert page.status_code == 302
    assert [model.objects.count() for model in (Conference, Statement, Lesson)] == [0, 0, 0]


def test_a_meeting_comes_with_everything_that_rests_on_it(room, chain):
    withdraw([room.conference])
    publish(*chain, room.conference)
    assert [model.objects.count() for model in (Statement, Lesson)] == [2, 1]
    assert find_drift() == {}


def test_a_deleted_draft_session_stands_in_nobodys_way(room):
    said = make_statement_record(make_session_record(room.conference))
    publish(said)
    draft, said.session = said.session, room
    said.save()
    draft.delete()
    release_whole_shelf()
    assert (texts(), find_drift()) == ([], {})


def test_what_was_released_once_is_not_deleted(room):
    said = make_statement_record(room)
    publish(said)
    withdraw([said])
    with pytest.raises(ProtectedError):
        said.delete()


def test_two_statements_of_one_place_are_both_listed(client, room):
    first, second = make_statement_record(room, position=1), make_statement_record(room, position=2)
    publish(first, second)
    Statement.objects.update(order=1_000_001)
    seen, place = [], "http://testserver/api/v1/statements/?page_size=1"
    while place:
        page = client.get(place).json()
        seen += [row["id"] for row in page["results"]]
        place = page["next"]
    assert sorted(seen) == sorted([first.public_id, second.public_id])


def test_a_place_stays_within_its_session(room):
    refused = Member("curator").save(make_statement_record(room), position="1000000")
    assert problems(refused) == ["Ensure this value is less than or equal to 999999."]


def test_the_longest_line_fits(room):
    person, body = make_person_record("P" * 200, slug="p"), make_organisation_record("B" * 200, slug="b")
    longest = {"person": person, "organisation": body, "role": "R" * 200, "limit": "named", "country": "AL"}
    speaker = make_participant_record(room.conference, **longest, **consent())
    Country.objects.filter(pk="AL").update(name="A" * 100)
    publish(person, body, speaker, make_statement_record(room, speaker=speaker, attribution_level="named"))
    assert len(Statement.objects.get().attribution_label) == 706


def test_a_new_name_in_the_shipped_countries_reaches_the_lines_it_stands_in(room):
    load_countries()
    speaker = make_participant_record(room.conference, country="MK", limit="country")
    publish(speaker, make_statement_record(room, speaker=speaker, attribution_level="country"))
    entries = read_json(COUNTRIES)["countries"]
    next(entry for entry in entries if entry["code"] == "MK")["name"] = "Another name"
    load_countries(entries)
    assert Statement.objects.get().attribution_label == "Speaker from Another name"
    assert find_drift() == {}
