"""Counts as drawings: a band of parts, and tints. Widths are per cent, at most one decimal."""

from itertools import pairwise
from math import ceil
from typing import NamedTuple

from .choices import LessonKind


class Part(NamedTuple):
    """A share of a whole; ``start`` and ``width`` leave a gap of half a per cent before the next part."""

    kind: str
    label: str
    count: int
    start: float
    width: float


def mix(counts):
    """The ``Part``s of lessons by kind, from ``{kind: count}``."""
    total, start, parts = sum(counts.values()), 0.0, []
    for kind, label in LessonKind.choices:
        if counts.get(kind):
            share = 100 * counts[kind] / total
            parts.append(Part(kind, label, counts[kind], round(start, 1), round(max(share - 0.5, 0.5), 1)))
            start += share
    return parts


class Step(NamedTuple):
    """A tint for the counts from ``low`` to ``high``; ``name`` is its class in the style sheet."""

    name: str
    low: int
    high: int


def steps(counts, number=4):
    """At most ``number`` equal ``Step``s from 1 to the largest of the counts; none where nothing is counted."""
    most = max(counts, default=0)
    ends = sorted({ceil(most * step / number) for step in range(1, number + 1)} - {0})
    return [Step(f"q{place}", low + 1, high) for place, (low, high) in enumerate(pairwise([0, *ends]), 1)]


def tint(count, steps):
    """The name of the step that a count falls into; "" for nothing."""
    return next((step.name for step in steps if step.low <= count <= step.high), "")
