"""Counts as drawings: a band of parts, and rows of bars. Widths are per cent, at most one decimal."""

from typing import NamedTuple

from .choices import LessonKind


class Part(NamedTuple):
    """A share of a whole; ``start`` and ``width`` leave a gap of half a per cent before the next part."""

    kind: str
    label: str
    count: int
    start: float
    width: float


class Bar(NamedTuple):
    """A country or a theme: ``width`` is of the longest bar."""

    row: object
    address: str
    count: int
    width: float


class Bars(NamedTuple):
    """``heading``: id of the heading above the table. ``what``: the word over the first column."""

    heading: str
    what: str
    rows: list[Bar]


def mix(counts):
    """The ``Part``s of lessons by kind, from ``{kind: count}``."""
    total, start, parts = sum(counts.values()), 0.0, []
    for kind, label in LessonKind.choices:
        if counts.get(kind):
            share = 100 * counts[kind] / total
            parts.append(Part(kind, label, counts[kind], round(start, 1), round(max(share - 0.5, 0.5), 1)))
            start += share
    return parts


def bars(heading, what, rows):
    """``Bars`` from ``[(row, address, count)]``, the longest first; rows that count nothing are left out."""
    rows = sorted((row for row in rows if row[2]), key=lambda row: -row[2])
    longest = rows[0][2] if rows else 1
    return Bars(heading, what, [Bar(*row, round(100 * row[2] / longest, 1)) for row in rows])
