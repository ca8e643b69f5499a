"""Two pairs of eyes in the admin: who may approve and release what, and what is kept of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation, OrganisationRecord, Transition
from tests.desk_factories import (
    make_organisation_record,
    make_session_record,
    make_statement_record,
    make_transition,
    publish,
)
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    """``{name: Member}``: Ana and Ben may approve, Cem may only write."""
    return {
        "ana": Member("reviewer", username="ana"),
        "ben": Member("reviewer", username="ben"),
        "can": Member("reviewer", username="can"),
        "cem": Member("curator", username="cem"),
    }


@pytest.fixture
def sent(staff):
    """A record that Ana wrote and sent to review."""
    staff["ana"].add(
        OrganisationRecord, step="submit", name="Forum", slug="forum", classification="network", listed="on"
    )
    return OrganisationRecord.objects.get()


def state(record):
    record.refresh_from_db()
    return record.state


def steps_for(member, record):
    """Names of the buttons that somebody is offered."""
    return [name for name, _ in member.get(address(record)).context["buttons"]["steps"]]


def log(record):
    return [(row.step, row.by and row.by.username, row.before, row.after, row.why) for row in Transition.objects.all()]


def test_what_one_wrote_another_approves(staff, sent):
    refused = staff["ana"].save(sent, step="approve")
    assert "somebody else has to approve it, because you wrote it or sent it to review" in text(refused)
    assert state(sent) == "in_review"

    staff["ben"].save(sent, step="approve", why="Checked against the report.")

    assert state(sent) == "approved"
    assert log(sent) == [
        ("edit", "ana", "draft", "draft", ""),
        ("submit", "ana", "draft", "in_review", ""),
        ("approve", "ben", "in_review", "approved", "Checked against the report."),
    ]


def test_the_page_says_why_there_is_no_button(staff, sent):
    shown = staff["ana"].get(address(sent))
    assert [name for name, _ in shown.context["buttons"]["steps"]] == ["return"]
    assert "Somebody else has to approve it" in text(shown)
    assert [name for name, _ in staff["ben"].get(address(sent)).context["buttons"]["steps"]] == ["approve", "return"]


def test_who_wrote_the_draft_does_not_approve_it_although_another_sent_it(staff):
    staff["ana"].add(OrganisationRecord, name="Forum", slug="forum", classification="network")
    record = OrganisationRecord.objects.get()
    staff["cem"].save(record, step="submit")
    staff["ana"].save(record, step="approve")
    assert state(record) == "in_review"
    staff["ben"].save(record, step="approve")
    assert state(record) == "approved"


def test_who_edits_what_is_in_review_does_not_approve_it(staff, sent):
    assert "somebody else" in text(staff["ben"].save(sent, step="approve", name="Forum of Ben"))
    assert OrganisationRecord.objects.get().name == "Forum"
    staff["ben"].save(sent, name="Forum of Ben")
    staff["ben"].save(sent, step="approve")
    assert state(sent) == "in_review"
    staff["can"].save(sent, step="approve")
    assert state(sent) == "approved"


def test_after_a_return_who_wrote_is_author_and_who_sent_is_not(staff, sent):
    staff["can"].save(sent, step="return", why="The name is wrong.")
    staff["ben"].save(sent, step="submit")
    staff["ben"].save(sent, step="return")
    staff["cem"].save(sent, step="submit")
    assert "because you wrote it" in text(staff["ana"].save(sent, step="approve"))
    assert state(sent) == "in_review"
    staff["ben"].save(sent, step="approve")
    assert state(sent) == "approved"


def test_a_return_makes_nothing_of_an_edit_by_whoever_returns_it(staff, sent):
    staff["ben"].save(sent, name="Forum of Ben")
    staff["ben"].save(sent, step="return")
    staff["cem"].save(sent, step="submit")
    for name in ("ana", "ben"):
        staff[name].save(sent, step="approve")
        assert state(sent) == "in_review"
    staff["can"].save(sent, step="approve")
    assert state(sent) == "approved"


def test_with_a_release_nobody_is_author_of_what_it_took(staff, sent):
    staff["ben"].save(sent, step="approve")
    staff["ana"].save(sent, step="release")
    assert Organisation.objects.count() == 1
    staff["ben"].save(sent, summary="More.")
    staff["ana"].save(sent, step="release")
    assert Organisation.objects.get().summary == "More."


def test_edits_of_before_the_log_are_nobodys_and_all_that_it_has_count(staff):
    """Long before: words without a row. Then an edit under a round that has ended since."""
    record = make_organisation_record("Forum", state="in_review", round=3)
    assert "approve" in steps_for(staff["ana"], record)
    make_transition(record, by=staff["ana"].account, step="edit", round=1)
    assert "approve" not in steps_for(staff["ana"], record)
    assert "approve" in steps_for(staff["ben"], record)


def test_where_two_have_to_approve_one_is_not_enough(staff, sent, settings):
    settings.REVIEWERS = 2
    page = staff["ben"].save(sent, step="approve", button="_continue")
    assert "Approved by you; more have to approve it" in text(staff["ben"].get(page.url))
    assert state(sent) == "in_review"
    assert "you approved it already" in text(staff["ben"].save(sent, step="approve"))
    staff["can"].save(sent, step="approve")
    assert state(sent) == "approved"


def test_an_edit_makes_nothing_of_an_approval(staff, sent, settings):
    settings.REVIEWERS = 2
    staff["ben"].save(sent, step="approve")
    staff["cem"].save(sent, name="Forum of many")
    staff["can"].save(sent, step="approve")
    assert state(sent) == "in_review"
    staff["ben"].save(sent, step="approve")
    assert state(sent) == "approved"


def test_changes_of_what_is_public_need_another_person_too(staff, settings):
    settings.REVIEWERS = 2
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    staff["ana"].save(record, name="Forum of many")
    for name in ("ana", "ben"):
        staff[name].save(record, step="release")
    assert Organisation.objects.get().name == "Forum"
    staff["ben"].save(record, step="approve_changes")
    staff["can"].save(record, step="release")
    assert Organisation.objects.get().name == "Forum of many"


def test_bulk_steps_ask_for_another_person_too(staff, sent):
    answer = staff["ana"].choose(OrganisationRecord, "approve", sent)
    assert "Left as they were: 1 (somebody else has to approve it" in text(staff["ana"].get(answer.url))
    staff["ben"].choose(OrganisationRecord, "approve", sent, why="Read.")
    assert state(sent) == "approved"
    assert log(sent)[-1] == ("approve", "ben", "in_review", "approved", "Read.")


def test_a_bulk_release_of_ones_own_changes_is_left(staff):
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    staff["ana"].save(record, name="Forum of many")
    page = staff["ana"].choose(OrganisationRecord, "release_after_a_look", record)
    assert "Left as they are: 1" in text(page)
    staff["ana"].confirm(page)
    assert Organisation.objects.get().name == "Forum"
    page = staff["ben"].choose(OrganisationRecord, "release_after_a_look", record)
    staff["ben"].confirm(page, why="Read the change.")
    assert Organisation.objects.get().name == "Forum of many"
    assert log(record)[-1] == ("release", "ben", "approved", "approved", "Read the change.")


def test_a_withdrawal_keeps_its_reason(staff):
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    staff["ben"].save(record, step="withdraw", why="Asked for by the body.")
    assert log(record) == [("withdraw", "ben", "approved", "withdrawn", "Asked for by the body.")]


@pytest.mark.parametrize(
    ("name", "may"), [("writer", True), ("editor", True), ("cem", False), ("ana", True), ("keeper", True)]
)
def test_a_draft_is_deleted_by_who_wrote_it_and_by_who_may_release(staff, name, may):
    staff |= {"keeper": Member("keeper"), **{one: Member("curator", username=one) for one in ("writer", "editor")}}
    staff["writer"].add(OrganisationRecord, name="Forum", slug="forum", classification="network")
    record = OrganisationRecord.objects.get()
    staff["editor"].save(record, summary="More.")
    form = staff[name].get(address(record))
    assert [words in text(form) for words in ("Delete this draft", "Only who wrote this draft")] == [may, not may]
    assert staff[name].get(address(record, "delete")).status_code == (200 if may else 302)
    staff[name].client.post(address(record, "delete"), {"post": "yes"})
    assert OrganisationRecord.objects.exists() is not may


def test_rows_are_deleted_by_who_wrote_them(staff):
    session = make_session_record()
    mine, other = make_statement_record(session, position=1), make_statement_record(session, position=2)
    staff["cem"].save(mine, text="Words of Cem.")
    page = staff["cem"].get(address(session)).content.decode()
    assert page.count('title="Only who wrote this draft') == 1
    staff["cem"].save(session, statements__0__DELETE="on", statements__1__DELETE="on")
    assert list(session.statements.all()) == [other]
    staff["ana"].save(session, statements__0__DELETE="on")
    assert not session.statements.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_to_ask_who_wrote_the_rows_costs_one_query_and_reviewers_none(staff, count):
    session = make_session_record()
    for _ in range(count):
        make_statement_record(session)
    asked = {}
    for name in ("cem", "ana"):
        staff[name].get(address(session))
        with CaptureQueriesContext(connection) as queries:
            staff[name].get(address(session))
        asked[name] = [query["sql"] for query in queries if "organisations_transition" in query["sql"]]
    assert (len(asked["cem"]), len(asked["ana"])) == (2, 0)


def test_alone_on_a_machine_of_ones_own(staff, sent, settings):
    settings.REVIEWERS = 0
    staff["ana"].save(sent, step="approve")
    assert state(sent) == "approved"
    assert "one person may approve what they wrote themselves" in text(staff["ana"].get("/admin/"))


def test_the_start_page_says_nothing_of_it_elsewhere(staff):
    assert "REVIEWERS" not in text(staff["ana"].get("/admin/"))


def test_an_account_that_took_steps_is_not_deleted_from_the_log(staff, sent):
    """It is switched off instead: otherwise nobody could say who approved what."""
    with pytest.raises(Exception, match="protected"):
        staff["ana"].account.delete()
