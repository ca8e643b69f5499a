"""Counts as drawings."""

import pytest

from lessons.charts import mix, steps, tint


def test_parts_fill_the_band_in_the_order_of_kinds_with_gaps_between():
    parts = mix({"open_question": 1, "what_worked": 3})
    assert [(part.kind, part.label, part.count, part.start, part.width) for part in parts] == [
        ("what_worked", "What worked", 3, 0.0, 74.5),
        ("open_question", "Open question", 1, 75.0, 24.5),
    ]
    assert mix({}) == []


def test_a_small_part_is_still_seen():
    assert min(part.width for part in mix({"what_worked": 999, "obstacle": 1})) == 0.5


@pytest.mark.parametrize(
    ("most", "ranges"),
    [
        (0, []),
        (1, [(1, 1)]),
        (3, [(1, 1), (2, 2), (3, 3)]),
        (6, [(1, 2), (3, 3), (4, 5), (6, 6)]),
        (13, [(1, 4), (5, 7), (8, 10), (11, 13)]),
    ],
)
def test_steps_cover_every_count_once(most, ranges):
    found = steps([0, most])
    assert [(step.low, step.high) for step in found] == ranges
    assert [step.name for step in found] == ["q1", "q2", "q3", "q4"][: len(ranges)]
    assert [tint(count, found) for count in range(1, most + 1)].count("") == 0
    assert tint(0, found) == ""
