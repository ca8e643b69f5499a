"""The whole shelf at once: idempotent, never ahead of a release, and able to tell drift."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Change, Organisation, OrganisationRelation
from organisations.release import release
from organisations.whole_shelf import find_drift, release_whole_shelf
from tests.desk_factories import make_organisation_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    """A listed, released body with a relation to another."""
    other = make_organisation_record("Other", state="approved", listed=True)
    record = make_organisation_record("Body", state="approved", listed=True, relations=[("member_of", other, "")])
    release([other])
    release([record])
    return record


def damage_column(record):
    Organisation.objects.filter(pk=record.public_id).update(name="Damaged")


def damage_relation(record):
    OrganisationRelation.objects.all().delete()


def lose_row(record):
    OrganisationRelation.objects.all().delete()
    Organisation.objects.filter(pk=record.public_id).delete()


def add_stray(record):
    row = Organisation.objects.get(pk=record.public_id)
    row.pk, row.slug = "STRAY000", "stray"
    row.save(force_insert=True)


@pytest.mark.parametrize("damage", [damage_column, damage_relation, lose_row, add_stray])
def test_drift_is_told_and_mended(record, damage):
    before = list(Organisation.objects.order_by("pk").values("pk", "name"))
    damage(record)

    assert len(find_drift()["organisations"]) == 1
    release_whole_shelf()

    assert find_drift() == {}
    assert list(Organisation.objects.order_by("pk").values("pk", "name")) == before
    assert OrganisationRelation.objects.count() == 1


def test_a_second_run_changes_nothing(record):
    log = list(Change.objects.values())

    assert release_whole_shelf() == {}
    assert list(Change.objects.values()) == log


def test_an_edit_nobody_released_stays_on_the_desk(record):
    record.name = "Edited"
    record.save()

    release_whole_shelf()

    assert Organisation.objects.get(pk=record.public_id).name == "Body"


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_is_not_approved_is_not_released(state):
    make_organisation_record(state=state, listed=True)

    assert release_whole_shelf() == {}
    assert Organisation.objects.count() == 0


def test_release_all_releases_what_is_approved_and_says_so():
    make_organisation_record(state="approved", listed=True)
    out = StringIO()

    call_command("release_all", stdout=out)
    call_command("release_all", stdout=out)

    assert out.getvalue().splitlines() == ["organisations: 1 released", "Nothing to do: the shelf is in line."]


def test_check_writes_nothing_and_fails_on_drift(record):
    damage_column(record)
    out = StringIO()

    with pytest.raises(CommandError, match="not in line") as error:
        call_command("release_all", "--check", stdout=out)

    assert error.value.returncode == 1
    assert out.getvalue() == "organisations: 1 updated\n"
    assert Organisation.objects.filter(name="Damaged").count() == 1


def test_check_counts_what_waits_for_its_release():
    make_organisation_record(state="approved", listed=True)
    out = StringIO()

    with pytest.raises(CommandError, match="not in line"):
        call_command("release_all", "--check", stdout=out)

    assert out.getvalue() == "organisations: 1 approved and not yet released\n"


def test_check_of_a_true_shelf_passes(record):
    out = StringIO()

    call_command("release_all", "--check", stdout=out)

    assert out.getvalue() == "The shelf is in line with the desk.\n"
