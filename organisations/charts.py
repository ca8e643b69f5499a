"""Counts as rows of bars. Widths are per cent, at most one decimal."""

from typing import NamedTuple


class Bar(NamedTuple):
    """A row: ``label`` is a text, or a country or a theme; ``width`` is of the longest bar."""

    label: object
    address: str
    count: int
    width: float


class Bars(NamedTuple):
    """``heading``: id of the heading above the table. ``what`` and ``counted``: the words over its columns."""

    heading: str
    what: str
    counted: str
    rows: list[Bar]


def bars(heading, what, counted, rows, longest_first=True):
    """``Bars`` from ``[(label, address, count)]``, the longest first or as they stand; what counts nothing is left out.

    An empty address: a row that leads nowhere.
    """
    rows = [row for row in rows if row[2]]
    rows = sorted(rows, key=lambda row: -row[2]) if longest_first else rows
    longest = max((row[2] for row in rows), default=1)
    return Bars(heading, what, counted, [Bar(*row, round(100 * row[2] / longest, 1)) for row in rows])
