"""Addresses of the API that will go (docs/api-versions.md)."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from django.utils.http import http_date


class Retired(NamedTuple):
    """``since``: the day an address was declared deprecated. ``until``: the day it stops. ``instead``: what to read."""

    since: date
    until: date
    instead: str

    def headers(self):
        """``Deprecation`` (RFC 9745), ``Sunset`` (RFC 8594) and where to read about it."""
        return {
            "Deprecation": f"@{_seconds(self.since)}",
            "Sunset": http_date(_seconds(self.until)),
            "Link": f'<{self.instead}>; rel="deprecation"',
        }


def _seconds(day):
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


# {beginning of the address: Retired}
RETIRED: dict[str, Retired] = {}


def retired(path):
    """What is said of an address that will go; None for one that stays."""
    return next((said for beginning, said in RETIRED.items() if path.startswith(beginning)), None)
