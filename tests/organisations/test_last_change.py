"""The last change of the shelf."""

from datetime import UTC, datetime, timedelta

import pytest

from organisations.last_change import LastChange, last_change, last_of
from organisations.models import Change, ShelfSequence

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def changed(*minutes, kind="lessons"):
    """One change behind the other, each so many minutes after noon."""
    for minute in minutes:
        seq = Change.objects.count() + 1
        Change.objects.create(seq=seq, kind=kind, public_id="A", action="add", at=NOON + timedelta(minutes=minute))
        ShelfSequence.objects.update_or_create(defaults={"last": seq})


def test_nothing_ever_changed():
    ShelfSequence.objects.all().delete()
    assert last_change() == LastChange(0, None, None)
    ShelfSequence.objects.create()
    assert last_change() == LastChange(0, None, None)


def test_the_only_change_has_none_before():
    changed(5, 5)
    assert last_change() == LastChange(2, NOON + timedelta(minutes=5), None)


def test_the_change_before_is_the_latest_of_another_time(django_assert_num_queries):
    changed(1, 3, 5, 5)
    with django_assert_num_queries(1):
        assert last_change() == LastChange(4, NOON + timedelta(minutes=5), NOON + timedelta(minutes=3))


def test_a_change_that_is_forgotten_keeps_its_number():
    changed(1, 3)
    Change.objects.filter(seq=2).delete()
    assert last_change() == LastChange(2, None, None)


def test_the_last_of_a_kind():
    changed(1, 2)
    changed(3, kind="people")
    assert (last_of("lessons"), last_of("people"), last_of("sources")) == (2, 3, None)
