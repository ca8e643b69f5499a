"""Two people with one record open: the second save is refused, with both versions shown; nothing is written over."""

import pytest

from lessons.models import LessonRecord
from organisations.models import OrganisationRecord
from sessions.models import SessionRecord, StatementRecord
from tests.desk_factories import (
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.factories import make_country, make_theme
from tests.staff import Member, address, filled, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return make_organisation_record("Forum")


def late(record, first, second, theirs, mine):
    """The page that refuses ``mine`` of ``second``, who opened the record before ``first`` saved ``theirs``."""
    opened = filled(second.get(address(record)).content)
    assert first.save(record, **theirs).status_code == 302
    sent = opened | {name.replace("__", "-"): value for name, value in mine.items()} | {"_save": "1"}
    return second.client.post(address(record), sent)


def shown(page):
    """``[(field, saved, sent)]`` of the two versions."""
    return [tuple(map(str, pair)) for pair in page.context["both"]["fields"]]


def test_both_versions_are_shown_and_nothing_is_written_over(record):
    make_country("XK")
    theirs = {"name": "Theirs", "classification": "media", "listed": "on", "country": "XK"}
    mine = {"name": "Mine", "other_names": "A\nB"}
    page = late(record, Member("curator", username="ana"), Member("curator", username="ben"), theirs, mine)
    assert page.status_code == 200
    assert problems(page)[0].startswith("Somebody saved this organisation at ")
    assert page.context["both"]["who"] == "ana"
    assert shown(page) == [
        ("Name", "Theirs", "Mine"),
        ("Other names", "", "A\nB"),
        ("Kind of body", "Media", "National NGO"),
        ("Country", "Kosovo", ""),
        ("Listed", "Yes", "No"),
    ]
    assert filled(page.content)["name"] == "Mine"
    assert OrganisationRecord.objects.get().name == "Theirs"


def test_the_page_may_be_sent_again_only_by_who_says_they_read_both(record):
    ana, ben = Member("curator", username="ana"), Member("curator", username="ben")
    page = late(record, ana, ben, {"name": "Theirs"}, {"name": "Mine"})
    again = ben.client.post(address(record), filled(page.content) | {"_save": "1"})
    assert (again.status_code, OrganisationRecord.objects.get().name) == (200, "Theirs")
    read = {"read_both": page.context["both"]["token"], "_save": "1"}

    ana.save(record, name="Theirs again")
    again = ben.client.post(address(record), filled(page.content) | read)
    assert (again.status_code, OrganisationRecord.objects.get().name) == (200, "Theirs again")

    read = {"read_both": again.context["both"]["token"], "_save": "1"}
    assert ben.client.post(address(record), filled(again.content) | read).status_code == 302
    assert OrganisationRecord.objects.get().name == "Mine"


def test_a_form_that_does_not_say_what_it_began_from_is_refused(record):
    ben = Member("curator")
    sent = {name: value for name, value in filled(ben.get(address(record)).content).items() if name != "seen"}
    assert ben.client.post(address(record), sent | {"name": "Mine", "_save": "1"}).status_code == 200
    assert OrganisationRecord.objects.get().name == "Forum"


def test_an_assignment_meanwhile_is_no_other_version(record):
    ana, ben = Member("curator", username="ana"), Member("curator", username="ben")
    opened = filled(ben.get(address(record)).content)
    ana.choose(OrganisationRecord, "assign_to_me", record)
    assert ben.client.post(address(record), opened | {"name": "Mine", "_save": "1"}).status_code == 302
    kept = OrganisationRecord.objects.get()
    assert (kept.name, kept.assigned_to) == ("Mine", ana.account)


def test_a_step_meanwhile_is_one(record):
    page = late(record, Member("curator", username="ana"), Member("curator", username="ben"), {"step": "submit"}, {})
    assert page.status_code == 200
    assert (shown(page), page.context["both"]["step"]) == ([], "Sent to review")


def test_rows_count_too():
    lesson = make_lesson_record(evidence=[(make_statement_record(text="First."), "supports", "")])
    theme = make_theme("trust")
    ana, ben = Member("curator", username="ana"), Member("curator", username="ben")
    theirs = {"evidence__0__note": "Theirs"}
    page = late(lesson, ana, ben, theirs, {"evidence__0__note": "Mine", "themes": [theme.pk]})
    first = str(lesson.themes.get())
    assert [pair for pair in shown(page) if pair[0] == "Evidence"] == [
        ("Evidence", "1, First., Supports the lesson, Theirs", "1, First., Supports the lesson, Mine")
    ]
    assert [pair[0] for pair in shown(page)] == ["Themes", "Evidence"]
    assert first in shown(page)[0][1]
    assert LessonRecord.objects.get().evidence.get().note == "Theirs"


def test_rows_that_came_and_went_are_shown():
    body, other = make_organisation_record("Forum"), make_organisation_record("Network")
    row = {"relations__TOTAL_FORMS": 1, "relations__0__kind": "member_of", "relations__0__other": other.pk}
    page = late(body, Member("curator", username="ana"), Member("curator", username="ben"), row, {"summary": "Mine"})
    assert shown(page) == [("Summary", "", "Mine"), ("Relation", "Member of, Network", "")]


def test_a_record_in_a_row_that_was_saved_by_itself_meanwhile():
    session = make_session_record()
    said = make_statement_record(session, text="It was so.")
    ana, ben = Member("curator", username="ana"), Member("curator", username="ben")
    opened = filled(ben.get(address(session)).content)
    ana.save(said, text="Theirs.")
    page = ben.client.post(address(session), opened | {"statements-0-text": "Mine.", "_save": "1"})
    assert page.status_code == 200
    assert [(what, "Theirs." in saved, "Mine." in sent) for what, saved, sent in shown(page)] == [
        ("Statement", True, True)
    ]
    assert StatementRecord.objects.get().text == "Theirs."
    read = {"read_both": page.context["both"]["token"], "_save": "1"}
    assert ben.client.post(address(session), filled(page.content) | read).status_code == 302
    assert StatementRecord.objects.get().text == "Mine."


@pytest.mark.parametrize("typed", ["x", "", "9999999", "\x00"])
def test_what_is_no_key_is_shown_as_nothing(typed):
    session = make_session_record()
    said = make_statement_record(session)
    mine = {"session": typed, "mentions": [typed], "text": "Mine."}
    page = late(said, Member("curator", username="ana"), Member("curator", username="ben"), {"text": "Theirs."}, mine)
    assert page.status_code == 200
    assert ("Text", "Theirs.", "Mine.") in shown(page)


def test_the_two_versions_tell_nobody_who_spoke():
    """A keeper entered the speaker meanwhile: the others' page has no such field, and no row of it."""
    session = make_session_record()
    publish(session.conference, session)
    who = make_participant_record(session.conference, role="Kormoran")
    said = make_statement_record(session)
    keeper, curator = Member("keeper"), Member("curator")
    page = late(said, keeper, curator, {"speaker": who.pk, "text": "Theirs."}, {"text": "Mine."})
    assert ("Text", "Theirs.", "Mine.") in shown(page)
    assert b"Kormoran" not in page.content
    assert "Speaker" not in [label for label, _, _ in shown(page)]
    page = late(session, keeper, curator, {"statements__0__text": "Again."}, {"statements__0__text": "Mine."})
    assert SessionRecord.objects.get().statements.get().text == "Again."
    assert b"Kormoran" not in page.content
