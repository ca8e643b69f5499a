import datetime

import pytest
from django.utils import timezone

from organisations.bulk import insert, update
from organisations.models import Change, OrganisationRecord
from tests.desk_factories import make_organisation_record

pytestmark = pytest.mark.django_db


def test_insert_writes_every_row():
    at = timezone.now()

    insert(Change, ["seq", "kind", "public_id", "action", "at"], ((n, "k", "i", "released", at) for n in range(7000)))

    assert Change.objects.count() == 7000
    assert Change.objects.values().get(seq=6999) == {
        "seq": 6999,
        "kind": "k",
        "public_id": "i",
        "action": "released",
        "at": at,
    }


def test_insert_of_nothing_is_nothing():
    insert(Change, ["seq"], [])

    assert Change.objects.count() == 0


def test_update_writes_json_times_and_switches_to_the_right_rows():
    one, two, other = (make_organisation_record(state="approved") for _ in range(3))
    at = timezone.now() - datetime.timedelta(days=1)

    update(
        OrganisationRecord,
        ["snapshot", "released_at", "changed_since_release"],
        [({"ë": [1, None]}, at, True, one.pk), (None, None, False, two.pk)],
    )

    rows = OrganisationRecord.objects.order_by("pk").values_list("snapshot", "released_at", "changed_since_release")
    assert list(rows) == [({"ë": [1, None]}, at, True), (None, None, False), (None, None, False)]
    assert OrganisationRecord.objects.filter(snapshot__isnull=True).count() == 2
    assert {two.pk, other.pk} == set(
        OrganisationRecord.objects.filter(snapshot__isnull=True).values_list("pk", flat=True)
    )
