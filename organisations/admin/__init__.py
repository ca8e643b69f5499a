"""The desk's rooms for staff: bodies, people, countries, and what the admins of other apps are built on."""

from . import bodies, countries

__all__ = ["bodies", "countries"]
