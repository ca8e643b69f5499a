"""The desk's room for staff: lessons, spreadsheets of every kind of record that has them, and the erasure of people."""

from . import erasing, lessons, sheets

__all__ = ["erasing", "lessons", "sheets"]
