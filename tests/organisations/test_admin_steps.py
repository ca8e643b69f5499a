"""Steps for many records at once: what is shown before, and that it is what happens."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from organisations.admin.rehearsal import rehearse
from organisations.models import Change, Organisation, OrganisationRecord
from organisations.release import release, withdraw
from tests.desk_factories import make_organisation_record, publish
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


def test_bulk_steps_leave_what_they_do_not_fit():
    draft, waiting = make_organisation_record("Draft"), make_organisation_record("Waiting", state="in_review")
    page = Member("reviewer").choose(OrganisationRecord, "approve", draft, waiting)
    assert page.status_code == 302
    assert dict(OrganisationRecord.objects.values_list("name", "state")) == {"Draft": "draft", "Waiting": "approved"}


def test_bulk_release_shows_what_will_happen_first():
    reviewer = Member("reviewer")
    ready, unseen = (make_organisation_record(n, state="approved", listed=n == "Ready") for n in ("Ready", "Unseen"))
    draft = make_organisation_record("Draft")

    page = reviewer.choose(OrganisationRecord, "release_after_a_look", ready, unseen, draft)

    assert not Organisation.objects.exists()
    assert not Change.objects.exists()
    shown = text(page)
    assert "Ready The public will see: Ready" in shown
    assert "Unseen Not shown yet. Nothing public names it, and it is not listed." in shown
    assert "Left as they are: 1 Draft : the record is draft, not approved." in shown

    reviewer.confirm(page)

    assert list(Organisation.objects.values_list("name", flat=True)) == ["Ready"]
    assert OrganisationRecord.objects.filter(snapshot__isnull=False).count() == 2


def test_what_changed_after_the_look_is_shown_again():
    reviewer = Member("reviewer")
    record = make_organisation_record("Old", state="approved", listed=True)
    page = reviewer.choose(OrganisationRecord, "release_after_a_look", record)
    OrganisationRecord.objects.update(name="New")

    again = reviewer.confirm(page)

    assert "Something changed since you saw this page" in text(again)
    assert not Organisation.objects.exists()
    reviewer.confirm(again)
    assert Organisation.objects.get().name == "New"


def test_bulk_withdrawal_names_what_the_public_loses():
    reviewer = Member("reviewer")
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    page = reviewer.choose(OrganisationRecord, "withdraw_after_a_look", record)
    assert "Forum The public loses: Forum" in text(page)
    assert Organisation.objects.count() == 1
    reviewer.confirm(page)
    assert Organisation.objects.count() == 0
    assert [change.action for change in Change.objects.order_by("seq")] == ["released", "withdrawn"]


@pytest.mark.parametrize("action", ["approve", "release_after_a_look", "withdraw_after_a_look"])
def test_curators_have_no_such_action(action):
    record = make_organisation_record("Forum", state="approved", listed=True)
    Member("curator").choose(OrganisationRecord, action, record, confirmed="x")
    assert not Organisation.objects.exists()
    assert OrganisationRecord.objects.get().state == "approved"


def test_a_conflict_is_told_before_anything_happens():
    first = make_organisation_record("First", slug="forum", listed=True)
    publish(first)
    OrganisationRecord.objects.filter(pk=first.pk).update(slug="first")
    second = make_organisation_record("Second", slug="forum", listed=True, state="approved")
    reviewer = Member("reviewer")
    page = reviewer.choose(OrganisationRecord, "release_after_a_look", second)
    assert "another record has the same address" in text(page)
    assert "another record has the same address" in text(reviewer.confirm(page))
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_costs_the_same_whatever_is_ticked(count):
    reviewer = Member("reviewer")
    records = [make_organisation_record(state="approved", listed=True) for _ in range(count)]
    reviewer.choose(OrganisationRecord, "release_after_a_look", *records)
    with CaptureQueriesContext(connection) as queries:
        reviewer.choose(OrganisationRecord, "release_after_a_look", *records)
    assert len(queries) == 54


def test_a_rehearsal_leaves_no_trace():
    record = make_organisation_record("Forum", state="approved", listed=True)
    effects = rehearse(release, OrganisationRecord, [record.pk])
    found = [(effect.kind, effect.public_id, effect.word, effect.after.name) for effect in effects]
    assert found == [("organisations", record.public_id, "appears", "Forum")]
    record.refresh_from_db()
    assert (record.is_released, Organisation.objects.count(), Change.objects.count()) == (False, 0, 0)
    publish(record)
    assert [effect.word for effect in rehearse(withdraw, OrganisationRecord, [record.pk])] == ["goes"]
    assert Organisation.objects.count() == 1


def test_a_rehearsal_that_fails_leaves_no_trace():
    def fail(records):
        release(records)
        raise IntegrityError

    record = make_organisation_record("Forum", state="approved", listed=True)
    with pytest.raises(IntegrityError):
        rehearse(fail, OrganisationRecord, [record.pk])
    assert not Organisation.objects.exists()


# Withdrawing and releasing from the form


@pytest.mark.parametrize(
    "sent", [{"name": ""}, {"seen": "2001-01-01T00:00:00+00:00"}], ids=["a mistake", "saved meanwhile"]
)
def test_a_withdrawal_waits_neither_for_a_valid_form_nor_for_others(sent):
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    reviewer = Member("reviewer")

    answer = reviewer.save(record, step="withdraw", summary="Not kept.", **sent)

    assert Organisation.objects.count() == 0
    record.refresh_from_db()
    assert (record.state, record.name, record.summary) == ("withdrawn", "Forum", "")
    assert "Withdrawn. Anything changed in the form was not saved." in text(reviewer.get(answer.url))


def test_what_somebody_else_withdrew_is_not_withdrawn_again():
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    reviewer = Member("reviewer")
    withdraw([record])
    answer = reviewer.save(record, step="withdraw")
    told = text(reviewer.get(answer.url))
    assert "“Withdraw now” cannot be done: the record is withdrawn, not approved." in told
    assert Change.objects.filter(action="withdrawn").count() == 1


def test_changes_are_released_only_where_there_are_some():
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    reviewer = Member("reviewer")

    def buttons():
        return [label for _, label in reviewer.get(address(record)).context["buttons"]["steps"]]

    assert buttons() == ["Withdraw now"]
    Member("curator").save(record, name="Forum of many")
    assert buttons() == ["Release changes", "Withdraw now"]


def test_a_release_says_what_changes():
    record = make_organisation_record("Forum", listed=True, other_names=["F"])
    publish(record)
    reviewer = Member("reviewer")
    Member("curator").save(record, name="Forum of many", other_names="F\nFoM", classification="media")
    shown = text(reviewer.choose(OrganisationRecord, "release_after_a_look", record))
    for words in ("Name Forum → Forum of many", "Other names F → F; FoM", "Classification National NGO → Media"):
        assert words in shown


def test_a_row_that_appears_or_goes_has_no_changes():
    record = make_organisation_record("Forum", state="approved", listed=True)
    assert [effect.changes for effect in rehearse(release, OrganisationRecord, [record.pk])] == [()]
