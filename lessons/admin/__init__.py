"""The desk's room for staff: lessons, and spreadsheets of every kind of record that has them."""

from . import lessons, sheets

__all__ = ["lessons", "sheets"]
