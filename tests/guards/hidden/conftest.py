"""The world of secrets, made once for all tests here and rolled back behind them."""

from time import sleep

import pytest
from django.db import transaction

from ..surface import Site
from .scenes import build
from .sweep import Sweep


def pytest_collection_modifyitems(items):
    """All in one process: the world is made once and asked once."""
    for item in items:
        if __package__.replace(".", "/") in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("hidden"))


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """A test that changes anything asks for ``db`` as well, which takes its own changes back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def sweep(world):
    """Everything asked once, of the world as it was built: within the second of a change answers have no time yet."""
    sleep(1)
    return Sweep(Site()).run()
