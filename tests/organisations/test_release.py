"""Release and withdrawal: what is written, when, and what follows."""

import pytest
from django.db import IntegrityError, transaction

from organisations.models import Change, Organisation, OrganisationRecord, OrganisationRelationRecord, Person
from organisations.release import NotApproved, kinds, note_changes, release, withdraw
from tests.desk_factories import make_organisation_record, make_person_record

pytestmark = pytest.mark.django_db


def make(factory, state="approved", **values):
    return factory(state=state, **values)


def log():
    return list(Change.objects.values_list("seq", "kind", "public_id", "action"))


def test_kinds_are_written_in_this_order():
    assert [kind.name for kind in kinds()] == [
        "conferences",
        "sources",
        "sessions",
        "statements",
        "lessons",
        "participants",
        "people",
        "organisations",
    ]


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_only_approved_records_are_released(state):
    good, bad = make(make_organisation_record, listed=True), make(make_organisation_record, listed=True, state=state)

    with pytest.raises(NotApproved, match=bad.public_id):
        release([good, bad])

    assert Organisation.objects.count() == 0
    assert OrganisationRecord.objects.filter(snapshot__isnull=False).count() == 0


def test_release_writes_row_and_log():
    record = make(make_organisation_record, listed=True, name="Forum Ë", acronym="FË", country="XK")

    release([record])

    row = Organisation.objects.get()
    assert (row.id, row.name, row.country_id, row.search_text) == (record.public_id, "Forum Ë", "XK", "forum e fe")
    assert log() == [(1, "organisations", record.public_id, "released")]


def test_releasing_again_without_a_change_writes_nothing():
    record = make(make_organisation_record, listed=True)
    release([record])
    before = Organisation.objects.values().get()

    release([record])

    assert Organisation.objects.values().get() == before
    assert len(log()) == 1


def test_an_edit_shows_only_when_it_is_released():
    record = make(make_organisation_record, listed=True, name="Old")
    release([record])
    record.name = "New"
    record.save()

    assert [r.pk for r in note_changes([record])] == [record.pk]
    assert Organisation.objects.get().name == "Old"
    record.refresh_from_db()
    assert record.changed_since_release is True

    release([record])

    row = Organisation.objects.get()
    assert (row.id, row.name) == (record.public_id, "New")
    record.refresh_from_db()
    assert record.changed_since_release is False
    assert [entry[3] for entry in log()] == ["released", "updated"]


def test_taking_an_edit_back_takes_the_mark_back():
    record = make(make_organisation_record, listed=True, name="Old")
    release([record])
    record.name = "New"
    note_changes([record])
    record.name = "Old"

    note_changes([record])

    assert record.changed_since_release is False


def test_withdrawal_leaves_a_tombstone_and_no_row():
    record = make(make_organisation_record, listed=True)
    release([record])

    withdraw([record])

    record.refresh_from_db()
    assert (record.state, record.snapshot, Organisation.objects.count()) == ("withdrawn", None, 0)
    assert log()[-1] == (2, "organisations", record.public_id, "withdrawn")


def test_withdrawing_what_was_never_public_leaves_no_trace_in_public():
    record = make(make_organisation_record, listed=False)
    release([record])

    withdraw([record])

    assert log() == []


def test_a_relation_shows_while_both_bodies_are_public():
    first, second = make(make_organisation_record, listed=True), make(make_organisation_record, listed=True)
    OrganisationRelationRecord.objects.create(organisation=first, kind="member_of", other=second)
    release([first])
    assert Organisation.objects.get().relations.count() == 0

    release([second])
    relation = Organisation.objects.get(pk=first.public_id).relations.get()
    assert (relation.kind, relation.other_id) == ("member_of", second.public_id)

    withdraw([second])
    assert Organisation.objects.get().relations.count() == 0


def test_a_person_is_listed_only_with_a_basis():
    record = make(make_person_record, listed=True, basis="consent", basis_reference="Form 3")

    release([record])

    assert Person.objects.get().id == record.public_id
    with pytest.raises(IntegrityError), transaction.atomic():
        make(make_person_record, listed=True)


def test_the_desk_refuses_a_released_record_that_is_not_approved():
    record = make(make_organisation_record, listed=True)
    release([record])

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationRecord.objects.filter(pk=record.pk).update(state="draft")


def test_the_text_of_a_record_says_kind_and_id_only():
    assert str(make(make_person_record, name="Ana Canary", public_id="ABCDEFGH")) == "person ABCDEFGH"
