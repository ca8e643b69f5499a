"""The world of secrets itself: what is meant to be public is, and no public row has a secret in it."""

import pytest

from organisations.whole_shelf import find_drift
from sessions.models import Participant, Statement

from .world import HIDDEN_COUNTRY, SHOWN, public_rows

pytestmark = pytest.mark.django_db


def leaks(secrets, rows):
    """``{table: {secret: meaning}}`` of the tables that hold secrets."""
    found = {table: secrets.found_in(repr(values).encode()) for table, values in rows.items()}
    return {table: secrets.explain(words) for table, words in found.items() if words}


def test_no_public_row_holds_a_secret(world):
    assert leaks(world.secrets, public_rows()) == {}


def test_a_planted_secret_is_seen(world, db):
    Statement.objects.filter(pk=world["placed remark"].public_id).update(place=world["draft body"].name)
    found = leaks(world.secrets, public_rows())
    assert list(found) == ["Statement"]
    assert list(found["Statement"].values()) == ["draft body"]


def test_everything_open_is_public(world):
    """Otherwise the sweep would find nothing because there is nothing to find."""
    rows = public_rows()
    assert all(rows.values()), "a table is empty"
    said = " ".join(Statement.objects.values_list("attribution_label", flat=True))
    for rung, shown in SHOWN.items():
        for part in shown - {"country"}:
            assert f"Open {part} of speaker shown as {rung}" in said
    assert find_drift() == {}


def test_each_rung_is_on_the_shelf_as_it_was_meant(world):
    for rung in SHOWN:
        for name in (f"remark limited to {rung}", f"remark shown as {rung}"):
            levels = Statement.objects.filter(pk=world[name].public_id).values_list("attribution_level", flat=True)
            assert list(levels) == ([] if rung == "withheld" else [rung])


def test_no_public_row_points_at_the_hidden_country(world):
    pointing = {model for model, rows in public_rows().items() for row in rows if HIDDEN_COUNTRY in row}
    assert pointing == {"Country"}


def test_a_listed_participant_is_not_placed_in_rooms_that_forbid_it(world):
    listed = Participant.objects.get(pk=world["listed participant"].public_id)
    assert [session.slug for session in listed.sessions.all()] == ["open-panel"]
