"""Safety checks in the admin: who reads which, what they stand in the way of, and how they are settled."""

from datetime import date

import pytest

from organisations.models import Acknowledgement
from sessions.models import Statement
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
    translate,
)
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A session of a public meeting of this year."""
    meeting = make_conference_record(start_date=date.today(), end_date=date.today())
    session = make_session_record(meeting)
    publish(meeting, session)
    return session


@pytest.fixture
def forum():
    body = make_organisation_record("Forum")
    publish(body)
    return body


def said(room, **values):
    return make_statement_record(room, state="in_review", **values)


def box(member, record):
    """``[(level, words)]`` of the box above a form."""
    groups = member.get(address(record)).context["safety"]["groups"]
    return [(level, one.words) for _, level, some in groups for one in some]


def test_a_finding_leads_to_a_field_by_the_name_it_has_in_the_form(room):
    record = said(room, attribution_level="named", text="Write to ana@example.org.")
    page = text(Member("reviewer").get(address(record)))
    assert "Go to “Show the speaker as”" in page
    assert "attribution level" not in page.partition("The public will see:")[0]
    assert "Go to “Text”" in page


def state(record):
    record.refresh_from_db()
    return record.state


# Must be fixed


def test_contact_details_stand_in_the_way(room):
    record, reviewer = said(room, text="Write to ana@forum.org."), Member("reviewer")
    assert [level for level, _ in box(reviewer, record)] == ["must"]
    assert "Approve" not in str(reviewer.get(address(record)).context["buttons"]["steps"])
    assert "1 safety finding to be fixed first" in text(reviewer.save(record, step="approve"))
    reviewer.choose(type(record), "approve", record)
    assert state(record) == "in_review"


def test_a_name_on_the_desk_that_is_not_public(room):
    make_person_record("Saša Rašić", other_names=["Sale Rašić"])
    record, reviewer = said(room, text="As Sale Rašić put it."), Member("reviewer")
    (found,) = box(reviewer, record)
    assert found[0] == "must"
    assert "“Sale Rašić” is on the desk and not named in public here" in found[1]


def test_a_name_that_is_public_at_the_meeting_may_stand(room):
    person = make_person_record("Saša Rašić")
    publish(person)
    publish(make_participant_record(room.conference, person=person, limit="named", listed=True, **consent()))
    assert box(Member("reviewer"), said(room, text="As Saša Rašić put it.")) == []


def test_a_keeper_tells_whether_a_name_may_stand(room):
    make_person_record("Saša Rašić")
    record = said(room, text="As Saša Rašić put it.")
    reviewer, keeper = Member("reviewer"), Member("keeper")
    reviewer.settle(record)
    assert Acknowledgement.objects.count() == 0
    keeper.settle(record, "The president, who was not there.")
    assert box(reviewer, record)[0][0] == "seen"
    assert "The president, who was not there." in text(keeper.get(address(record)))
    assert "The president, who was not there." not in text(reviewer.get(address(record)))
    reviewer.save(record, step="approve")
    assert state(record) == "approved"
    assert "The president" not in text(reviewer.get(address(record, "history")))


def test_no_keeper_lets_the_name_of_somebody_protected_stand(room, forum):
    person = make_person_record("Saša Rašić")
    make_participant_record(room.conference, person=person, organisation=forum, limit="organisation")
    record, keeper = said(room, text="As Saša Rašić put it."), Member("keeper")
    keeper.settle(record)
    assert Acknowledgement.objects.count() == 0
    assert "Protected: it must not stand here." in text(keeper.get(address(record)))


def test_who_becomes_protected_later_is_protected_again(room, forum):
    person = make_person_record("Saša Rašić")
    record, reviewer, keeper = said(room, text="As Saša Rašić put it."), Member("reviewer"), Member("keeper")
    keeper.settle(record)
    make_participant_record(room.conference, person=person, organisation=forum, limit="organisation")
    assert box(reviewer, record)[0][0] == "must"


def test_the_name_of_a_speaker_in_their_own_words(room, forum):
    """They are named at the meeting, and not here."""
    person = make_person_record("Saša Rašić")
    publish(person)
    shown = make_participant_record(room.conference, person=person, limit="named", listed=True, **consent())
    publish(shown)
    record = said(room, text="I, Saša Rašić, saw it.", speaker=shown, attribution_level="country")
    seen = seen_by(Member("keeper"), record)
    assert [(one.level, one.where) for one in seen if "Saša Rašić" in one.words] == [("must", "text")]


def seen_by(member, record):
    return [one for _, _, some in member.get(address(record)).context["safety"]["groups"] for one in some]


def test_a_post_of_one_person_in_words(room, forum):
    make_participant_record(room.conference, role="Director", organisation=forum, limit="organisation")
    record = said(room, text="The director of the Forum was against it.")
    (found,) = box(Member("reviewer"), record)
    assert found[0] == "must"
    assert "“Director, Forum” is a post held by one person and not public here" in found[1]


def test_a_lesson_that_cites_it_must_not_tell_either(room):
    make_person_record("Saša Rašić")
    record = said(room, text="Somebody put it so.")
    make_lesson_record("What Saša Rašić taught us", evidence=[(record, "supports", "")])
    (found,) = box(Member("reviewer"), record)
    assert "In the lesson “What Saša Rašić taught us”, which cites it" in found[1]


def test_a_translation_and_a_note_are_read_too(room):
    make_person_record("Saša Rašić")
    record = said(room, links=[("supports", said(room, text="Another."), "So Saša Rašić.")])
    translate(record, "sq", "Saša Rašić e tha.")
    translate(record, "mk", "Саша Рашиќ рече.", status="draft")
    assert [one.where for one in seen_by(Member("reviewer"), record)] == ["links", "translations"]


def test_redacted_words_are_not_shown_and_not_read(room):
    record = said(room, text="Write to ana@forum.org.", redacted=True, public_text="Write to them.")
    assert box(Member("reviewer"), record) == []


# To be looked at


def test_few_fit_the_line(room, forum):
    ana = make_participant_record(room.conference, organisation=forum, limit="organisation")
    publish(ana)
    record, reviewer = said(room, speaker=ana, attribution_level="organisation"), Member("reviewer")
    assert box(reviewer, record) == [("check", "“Forum” fits one participant known here, fewer than 3.")]
    assert "1 safety finding to be looked at first" in text(reviewer.save(record, step="approve", settles=False))
    for nothing in (" ", "\u200b", "…"):
        assert "Say why it may stand" in text(reviewer.settle(record, why=nothing))
    reviewer.settle(record, why="Forty people of the Forum were there.")
    reviewer.save(record, step="approve")
    assert state(record) == "approved"
    history = text(Member("keeper").get(address(record, "history")))
    assert "Looked at, and left: few fit the line" in history
    assert "Forty people of the Forum were there." in history


def test_an_acknowledgement_lapses_when_the_line_changes(room, forum):
    ana = make_participant_record(room.conference, organisation=forum, limit="organisation")
    publish(ana)
    record, reviewer = said(room, speaker=ana, attribution_level="organisation"), Member("reviewer")
    reviewer.settle(record)
    record.text = "Other words."
    record.save()
    assert box(reviewer, record)[0][0] == "seen"
    publish(make_participant_record(room.conference, organisation=forum, limit="organisation"))
    assert box(reviewer, record)[0][0] == "check"


def test_what_reviewers_see_only_before_the_release_is_asked_then(forum):
    meeting = make_conference_record(start_date=date.today(), end_date=date.today())
    room = make_session_record(meeting)
    ana = make_participant_record(meeting, organisation=forum, limit="organisation")
    record = said(room, speaker=ana, attribution_level="organisation")
    reviewer = Member("reviewer")
    assert (box(reviewer, record), [level for level, _ in box(Member("keeper"), record)]) == ([], ["check"])
    reviewer.save(record, step="approve")
    publish(meeting, room, ana)
    page = reviewer.save(record, step="release", settles=False)
    assert "“Forum” fits one participant known here" in text(page)
    assert not Statement.objects.exists()
    again = reviewer.confirm(page, settles=False)
    assert "Nothing was done" in text(again)
    reviewer.confirm(again, reason="Known to all.")
    assert Acknowledgement.objects.get().why == "Known to all."
    assert Statement.objects.get().attribution_label == "Forum"


def test_an_old_remark_without_consent(room, forum, settings):
    settings.SAFETY_YEARS = 10
    type(room.conference).objects.update(start_date="2014-04-24", end_date="2014-04-25")
    for _ in range(3):
        ana = make_participant_record(room.conference, organisation=forum, limit="organisation")
        publish(ana)
    record = said(room, speaker=ana, attribution_level="organisation")
    reviewer = Member("reviewer")
    assert [level for level, _ in box(reviewer, record)] == ["check"]
    settings.SAFETY_YEARS = 0
    assert box(reviewer, record) == []


# A release with everything in it


def test_a_conference_is_not_released_with_what_must_be_fixed():
    meeting = make_conference_record()
    room = make_session_record(meeting)
    publish(meeting, room)
    record = make_statement_record(room, text="Write to ana@forum.org.")
    publish(record)
    reviewer = Member("reviewer")
    reviewer.save(meeting, step="withdraw")
    reviewer.save(meeting, step="reopen")
    Member("curator").save(meeting, step="submit")
    reviewer.save(meeting, step="approve")
    page = reviewer.save(meeting, step="release")
    assert "Safety of what comes with it" in text(page)
    assert "Nothing was done" in text(reviewer.confirm(page))
    assert state(meeting) == "approved"
    assert not Statement.objects.exists()


def test_withdrawing_is_never_held_up(room):
    record = make_statement_record(room, text="Write to ana@forum.org.")
    publish(record)
    Member("reviewer").save(record, step="withdraw")
    assert not Statement.objects.exists()
