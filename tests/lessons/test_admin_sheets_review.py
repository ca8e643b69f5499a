"""Sheets and what rests on who did what: another has to approve, decisions take a reason, histories go on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organisations.models import Decision, OrganisationRecord, Transition
from sessions.models import StatementRecord
from tests.desk_factories import make_organisation_record, make_session_record, make_statement_record
from tests.factories import make_country
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db


def bring(member, model, content, **more):
    """The page that follows a file that was agreed to."""
    at = address(model, "changelist") + "import/"
    page = member.client.post(at, {"file": SimpleUploadedFile("a.csv", content.encode())})
    return member.client.post(at, filled(page.content, "post") | {"_confirm": "", **more}, follow=True)


def test_who_brought_a_sheet_is_the_author_of_every_row():
    body, reviewer = make_organisation_record("One"), Member("reviewer")
    bring(reviewer, OrganisationRecord, f"public_id;name;classification\n{body.public_id};Uno;media\n;Two;media")
    assert set(Transition.objects.values_list("step", "by")) == {("edit", reviewer.account.pk)}
    assert Transition.objects.count() == 2
    body.refresh_from_db()
    reviewer.save(body, step="submit")
    assert "you wrote it or sent it to review" in text(reviewer.save(body, step="approve"))
    Member("reviewer", username="another").save(body, step="approve")
    body.refresh_from_db()
    assert body.state == "approved"


def test_to_show_more_by_a_sheet_takes_a_reason():
    said, keeper = make_statement_record(attribution_level="country"), Member("keeper")
    sheet = f"public_id;attribution_level\n{said.public_id};organisation"
    for why in ("", "\u200b"):
        assert "Why more may be shown" in text(bring(keeper, StatementRecord, sheet, why=why))
    assert (StatementRecord.objects.get().attribution_level, Decision.objects.count()) == ("country", 0)
    bring(keeper, StatementRecord, sheet, why="They agreed.")
    row = Decision.objects.select_related("words").get()
    assert (row.what, row.before, row.after, row.by) == (
        "attribution_level",
        "country",
        "organisation",
        keeper.account.pk,
    )
    assert row.words.why == "They agreed."


def test_less_takes_none_and_is_a_decision_all_the_same():
    said, curator = make_statement_record(attribution_level="organisation"), Member("curator")
    bring(curator, StatementRecord, f"public_id;attribution_level\n{said.public_id};country")
    assert [(row.before, row.after) for row in Decision.objects.all()] == [("organisation", "country")]


@pytest.mark.parametrize("known", [True, False])
def test_a_history_says_what_a_sheet_changed_and_of_what(known):
    make_country("XK"), make_country("AL")
    said, curator = make_statement_record(make_session_record(), text="Before.", countries=["XK"]), Member("curator")
    if known:
        curator.save(said, text="Then.")
    bring(curator, StatementRecord, f"public_id;text;countries\n{said.public_id};After.;AL")
    newest, older = said.history.all()[:2]
    assert (newest.text, older.text, newest.history_user) == (
        "After.",
        "Then." if known else "Before.",
        curator.account,
    )
    assert [row.parts["statementcountryrecord"][0]["country_id"] for row in (newest, older)] == ["AL", "XK"]
    assert "After." in text(curator.get(address(said, "history")))
