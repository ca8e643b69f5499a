"""What is read in one moment does not see what others commit meanwhile, and does not keep them waiting."""

import threading

import pytest
from django.db import Error, connection, transaction

from organisations.models import Person
from organisations.moment import one_moment
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def begun(work):
    """A thread that does work on another connection."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def elsewhere(work):
    """Do work on another connection; it must be done soon."""
    thread = begun(work)
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_others_may_write_and_are_not_seen():
    make_person("Ana")
    with one_moment():
        assert Person.objects.count() == 1
        elsewhere(lambda: make_person("Besa"))
        assert Person.objects.count() == 1
    assert Person.objects.count() == 2


def test_two_may_read_while_one_writes():
    with one_moment():
        assert Person.objects.count() == 0
        with transaction.atomic():
            elsewhere(lambda: make_person("Ana"))


def test_afterwards_one_writes_as_before():
    with one_moment():
        Person.objects.count()
    with transaction.atomic():
        make_person("Ana")
        if connection.vendor == "sqlite":
            assert connection.transaction_mode == "IMMEDIATE"
    assert Person.objects.count() == 1


def test_a_moment_within_a_transaction_is_that_transaction():
    with transaction.atomic():
        make_person("Ana")
        with one_moment():
            make_person("Besa")
            assert Person.objects.count() == 2


def test_nothing_is_written_in_it():
    with pytest.raises(Error, match=r"read-?only"), one_moment():
        make_person("Ana")
    make_person("Besa")
    assert Person.objects.get().name == "Besa"


def test_a_planted_ordinary_transaction_is_seen():
    """It keeps others waiting or sees what they do."""
    with transaction.atomic():
        assert Person.objects.count() == 0
        other = begun(lambda: make_person("Ana"))
        other.join(timeout=0.5)
        assert other.is_alive() or Person.objects.count() == 1
    other.join(timeout=30)
