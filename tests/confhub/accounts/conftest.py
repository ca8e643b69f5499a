"""Every test begins with nothing counted."""

import pytest

from confhub.partners.counting import counter


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch, db):
    """The counts of tries are in the database, which each test finds empty; the store is awake."""
    monkeypatch.setattr(counter, "rests_until", 0.0)
