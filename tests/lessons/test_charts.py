"""Counts as drawings."""

from lessons.charts import bars, mix


def test_parts_fill_the_band_in_the_order_of_kinds_with_gaps_between():
    parts = mix({"open_question": 1, "what_worked": 3})
    assert [(part.kind, part.label, part.count, part.start, part.width) for part in parts] == [
        ("what_worked", "What worked", 3, 0.0, 74.5),
        ("open_question", "Open question", 1, 75.0, 24.5),
    ]
    assert mix({}) == []


def test_a_small_part_is_still_seen():
    assert min(part.width for part in mix({"what_worked": 999, "obstacle": 1})) == 0.5


def test_bars_are_of_the_longest_and_equal_ones_keep_their_order():
    found = bars("id", "Theme", [("A", "?a", 1), ("B", "?b", 3), ("C", "?c", 0), ("D", "?d", 1)])
    assert [(bar.row, bar.count, bar.width) for bar in found.rows] == [
        ("B", 3, 100.0),
        ("A", 1, 33.3),
        ("D", 1, 33.3),
    ]
    assert bars("id", "Theme", []).rows == []
