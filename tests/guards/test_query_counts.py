"""How many queries each address costs: as many with three rows of everything as with one. A change shows here."""

import pytest
from django.db import transaction

from lessons.models import Lesson
from tests.page_kinds import collection

from .hidden.sweep import Sweep
from .surface import Site, patterns

pytestmark = pytest.mark.django_db

# Addresses are those of the URLconf; each is asked for the object that shows most.
QUERIES = {}


def costs(size):
    """``{address: queries}`` with ``size`` rows of everything."""
    with transaction.atomic():
        collection(size)
        sweep = Sweep(Site())
        paths = {pattern.template: sweep.richest(pattern) for pattern in patterns()}
        found = {template: _cost(path) for template, path in paths.items()}
        transaction.set_rollback(True)
    return found


def _cost(path):
    """Asked twice: what is read once and kept does not count."""
    site = Site()
    site.ask(path)
    before = len(site.statements)
    assert site.ask(path).code < 400
    return len(site.statements) - before


@pytest.mark.parametrize("size", [1, 3])
def test_each_address_costs_what_the_table_says(size):
    assert costs(size) == QUERIES


def test_a_planted_query_for_each_row_is_seen(monkeypatch):
    """A list that forgets to fetch what its rows stand in."""
    monkeypatch.setattr("lessons.views.lessons_with_all", lambda: Lesson.objects.all())
    one, three = costs(1)["lessons/"], costs(3)["lessons/"]
    assert QUERIES["lessons/"] < one < three
