"""Showing less of a speaker: one click, at once, and nothing else goes out with it. Showing more waits."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import LessonRecord
from organisations.models import Decision, Transition
from sessions.models import (
    ConferenceRecord,
    Participant,
    ParticipantRecord,
    SessionRecord,
    Statement,
    StatementRecord,
)
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
)
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    """Somebody who is named at a public meeting."""
    body, person, meeting = make_organisation_record("Forum"), make_person_record("Ana"), make_conference_record()
    publish(body, person, meeting)
    record = make_participant_record(
        meeting, "XK", person=person, role="Director", organisation=body, limit="named", listed=True, **consent()
    )
    publish(record)
    return record


@pytest.fixture
def remark(ana):
    session = make_session_record(ana.conference)
    publish(session)
    record = make_statement_record(session, speaker=ana, attribution_level="named", text="As released.")
    publish(record)
    return record


def less(member, record, to, **more):
    at = member.get(address(record)).context["lowering"]
    at = at["at"] if at else f"{address(record).removesuffix('change/')}show-less/"
    return member.client.post(at, {"to": to, **more}, follow=True)


def line():
    return Statement.objects.values_list("attribution_level", "attribution_label", "text").get()


def test_one_click_and_the_public_reads_less(remark):
    page = less(Member("reviewer"), remark, "organisation", why="She asked for it.")
    assert "Shown less from now on, everywhere: “Organisation”" in text(page)
    assert line() == ("organisation", "Forum", "As released.")
    remark.refresh_from_db()
    assert (remark.attribution_level, remark.changed_since_release) == ("organisation", False)


@pytest.mark.parametrize("why", ["\u200b\u2060", " \u00ad ", "…"])
def test_a_reason_that_says_nothing_is_none(remark, why):
    less(Member("reviewer"), remark, "organisation", why=why)
    assert (line()[0], Transition.objects.get(step="lower").why) == ("organisation", "")
    assert Decision.objects.get(what="attribution_level").words.why == ""


def test_nothing_else_that_was_edited_goes_out(remark):
    Member("curator").save(remark, text="A draft.")
    less(Member("reviewer"), remark, "unattributed")
    assert line()[::2] == ("unattributed", "As released.")
    remark.refresh_from_db()
    assert (remark.text, remark.changed_since_release) == ("A draft.", True)


def test_a_draft_that_shows_less_already_stays_and_what_is_out_follows(remark):
    Member("curator").save(remark, attribution_level="country")
    less(Member("reviewer"), remark, "organisation")
    assert line()[0] == "organisation"
    remark.refresh_from_db()
    assert (remark.attribution_level, remark.changed_since_release) == ("country", True)


def test_it_is_kept_in_both_logs(remark):
    reviewer = Member("reviewer")
    less(reviewer, remark, "country", why="She asked for it.")
    row = Transition.objects.get(step="lower")
    assert (row.by, row.why, row.before, row.after) == (reviewer.account, "She asked for it.", "approved", "approved")
    decision = Decision.objects.get()
    assert (decision.what, decision.before, decision.after) == ("attribution_level", "named", "country")
    assert "Shown less from then on" in text(reviewer.get(address(remark, "history")))


@pytest.mark.parametrize("to", ["named", "", "everything"])
def test_it_never_shows_more(remark, to):
    less(Member("reviewer"), remark, "country")
    page = less(Member("reviewer", username="another"), remark, to)
    assert "That shows no less than what is shown now" in text(page)
    assert line()[0] == "country"


def test_curators_may_hide_a_speaker_and_not_show_other_things_of_them(remark):
    curator = Member("curator")
    assert [value for value, _ in curator.get(address(remark)).context["lowering"]["choices"]] == [
        "unattributed",
        "withheld",
    ]
    less(curator, remark, "country")
    assert line()[0] == "named"
    less(curator, remark, "withheld")
    assert not Statement.objects.exists()


def test_a_participant_is_shown_less_in_everything_they_said(remark, ana):
    less(Member("reviewer"), ana, "country")
    assert line() == ("country", "Speaker from Kosovo", "As released.")
    assert Participant.objects.values_list("level", flat=True).get() == "country"


def test_of_a_public_participant_curators_may_not(remark, ana):
    """What changes with it on the site would tell them who spoke."""
    curator = Member("curator")
    assert curator.get(address(ana)).context["lowering"] is None
    less(curator, ana, "country")
    assert line()[0] == "named"


def test_a_rule_may_be_tightened_at_once(remark, ana):
    less(Member("reviewer"), ana.conference, "chatham_house")
    assert line()[0] == "organisation_type"


def test_safety_findings_do_not_hold_it_up(remark):
    Member("curator").save(remark, text="Write to ana@forum.org.")
    less(Member("reviewer"), remark, "unattributed")
    assert line()[0] == "unattributed"


# What still tells of them in public


def told(page):
    """``{label: address}`` of what the message after showing less leads to."""
    message = str(next(iter(page.context["messages"])))
    return {words: place for place, words in re.findall(r'<a class="go" href="([^"]*)"[^>]*>([^<]*)</a>', message)}


def marked():
    """What is marked as high risk, and not without a version in its history."""
    models = (ConferenceRecord, SessionRecord, ParticipantRecord, StatementRecord, LessonRecord)
    found = {row for model in models for row in model.objects.filter(high_risk=True)}
    assert all(row.history.latest("history_id").high_risk for row in found)
    return found


@pytest.fixture
def everywhere(remark):
    """Her name in public words of every kind, in words that were never released, and at another meeting."""
    meeting, other = remark.session.conference, make_conference_record("other", title="Where Ana was not")
    session = make_session_record(meeting, title="Ana and others")
    said = make_statement_record(session, text="I agree with Ana.")
    lesson = make_lesson_record("As Ana showed", evidence=[(said, "supports", "")])
    publish(session, said, lesson, other)
    make_statement_record(session, text="A draft on Ana.")
    return {session, said, lesson}


def test_public_words_that_still_tell_are_named_and_marked(ana, everywhere):
    reviewer = Member("reviewer")
    page = less(reviewer, ana, "country")
    assert "But 3 public texts may still tell who spoke, by a name or a post: " in text(page)
    assert "Withdraw or rewrite them now: they are marked as high risk." in text(page)
    assert set(told(page).values()) == {address(record) for record in everywhere}
    assert marked() == everywhere
    box = {name: count for name, _, count, _ in reviewer.get("/admin/").context["boxes"]}
    assert (box["exposed"], box["high"]) == (3, 0)
    assert "As Ana showed" in text(reviewer.get("/admin/queue/exposed/"))


def test_what_is_taken_out_of_public_is_not_named(ana, everywhere):
    for record in everywhere:
        publish(type(record).objects.get(pk=record.pk))
    less(Member("reviewer"), ana.conference, "closed")
    assert not Statement.objects.exists()
    assert {record for record in marked() if isinstance(record, StatementRecord | LessonRecord)} == set()


def test_the_public_reads_her_name_elsewhere_and_still_not_here(remark):
    publish(make_statement_record(remark.session, speaker=remark.speaker, attribution_level="named"))
    lesson = make_lesson_record("As Ana showed", evidence=[(remark, "supports", "")])
    publish(lesson)
    page = less(Member("reviewer"), remark, "country")
    assert told(page) == {"As released.": address(remark)}
    assert "In the lesson “As Ana showed”, which cites it: “Ana”" in text(page)


def test_so_does_a_post_of_one_person(remark, ana):
    ParticipantRecord.objects.filter(pk=ana.pk).update(unique_post=True)
    publish(ParticipantRecord.objects.get(pk=ana.pk))
    remark.text = "As Director of the Forum I know."
    publish(remark)
    assert told(less(Member("reviewer"), ana, "country")) == {remark.text: address(remark)}


def test_what_counts_is_what_the_public_reads(remark, ana):
    StatementRecord.objects.filter(pk=remark.pk).update(text="Ana knows.")
    publish(StatementRecord.objects.get(pk=remark.pk))
    clean = make_statement_record(remark.session, text="Not a word.")
    publish(clean)
    curator = Member("curator")
    curator.save(remark, text="She knows."), curator.save(clean, text="Ana, as a draft.")
    assert told(less(Member("reviewer"), ana, "country")) == {"She knows.": address(remark)}


def test_who_said_what_is_out_is_not_told_by_what_is_found(remark, ana):
    """A keeper took the speaker of a kept statement out: now all names in it count, whoever of them said it."""
    other = make_person_record("Milena Savić")
    publish(other, make_participant_record(ana.conference, person=other, limit="named", listed=True, **consent()))
    for words in ("Ana knows.", "Milena Savić knows."):
        said = make_statement_record(remark.session, speaker=ana, attribution_level="country", text=words)
        publish(said)
        Member("keeper", username=words[:3]).save(said, speaker="")
    page = less(Member("reviewer"), remark, "country")
    assert set(told(page)) == {"Ana knows.", "Milena Savić knows."}


def test_members_of_staff_are_told_the_same_whoever_spoke(remark):
    """Of a name they read that it must be fixed, or that a keeper has to look: so they do here."""
    make_person_record("Milena Savić")
    publish(make_statement_record(remark.session, text="Milena Savić was not there."))
    found = [told(less(Member(who), remark, to)) for who, to in (("keeper", "country"), ("reviewer", "unattributed"))]
    assert [list(some) for some in found] == [["Milena Savić was not there."]] * 2


def test_what_a_keeper_let_stand_is_settled(remark):
    make_person_record("Milena Savić")
    said = make_statement_record(remark.session, text="Milena Savić was not there.")
    publish(said)
    Member("keeper").settle(said)
    page = less(Member("reviewer"), remark, "unattributed")
    assert (told(page), marked()) == ({}, set())
    assert "Shown less from now on, everywhere" in text(page)


def test_a_form_that_is_open_meanwhile_does_not_take_the_mark_off(remark, ana):
    StatementRecord.objects.filter(pk=remark.pk).update(text="Ana knows.")
    publish(StatementRecord.objects.get(pk=remark.pk))
    curator = Member("curator")
    sent = filled(curator.get(address(remark)).content)
    less(Member("reviewer"), ana, "country")
    page = curator.client.post(address(remark), sent | {"notes": "Mine.", "_save": "1"})
    assert page.context["both"]
    assert StatementRecord.objects.get().high_risk


def test_to_look_costs_the_same_whatever_is_found(remark, ana):
    counts = []
    for to in ("country", "unattributed"):
        publish(*(make_statement_record(remark.session, text=f"Ana, {to} {n}.") for n in range(len(counts) + 1)))
        StatementRecord.objects.update(high_risk=False)
        with CaptureQueriesContext(connection) as queries:
            less(Member("reviewer", username=to), ana, to)
        counts.append(sum("_statementrecord" in query["sql"].split("WHERE")[0] for query in queries))
    assert counts[0] == counts[1]


# Showing more


def test_showing_more_takes_a_reason_and_another_person(remark):
    less(Member("keeper"), remark, "country")
    keepers = [Member("keeper", username=name) for name in ("ana", "ben")]
    refused = keepers[0].save(remark, attribution_level="named")
    assert "Say under “Why” what allows it" in text(refused)
    unseen = keepers[0].save(remark, attribution_level="named", why="\u200b")
    assert "Say under “Why” what allows it" in text(unseen)
    keepers[0].save(remark, attribution_level="named", why="She asked for it.")
    assert line()[0] == "country"
    assert "somebody else has to approve it" in text(keepers[0].save(remark, step="release"))
    assert line()[0] == "country"
    keepers[1].save(remark, step="release")
    assert line()[0] == "named"
