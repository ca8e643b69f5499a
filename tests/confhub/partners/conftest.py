"""Where there is no Redis to start, its tests are left out, loudly; in CI they stay in and fail."""

import os
import shutil

import pytest
from django.core.cache import cache

from confhub.partners import counting, limits
from confhub.partners.counting import STORES, counter

SERVER = shutil.which("redis-server")
collect_ignore = [] if SERVER or os.environ.get("CI") else ["test_redis.py"]
NOW = 1_700_000_010.0  # 30 seconds before the end of a minute


def pytest_terminal_summary(terminalreporter):
    """The loud line."""
    if collect_ignore:
        terminalreporter.write_sep("!", "tests of Redis left out: no redis-server found", red=True, bold=True)


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch):
    """Each test begins at the same time, with every count at nought and every store awake."""
    monkeypatch.setattr(limits, "time", lambda: NOW)
    monkeypatch.setattr(counting, "time", lambda: NOW)
    monkeypatch.setattr(counter, "rests_until", 0.0)
    monkeypatch.setattr(STORES["database"], "cleaned_at", 0.0)
    cache.clear()


@pytest.fixture
def rates(settings):
    """Sets the limits: ``rates(anybody={"read": [(2, 60)]})``; nobody else has any."""

    def set_rates(anybody=(), partner=()):
        none = {"read": [], "bulk": []}
        settings.API_RATES = {"anybody": none | dict(anybody), "partner": none | dict(partner)}

    return set_rates
