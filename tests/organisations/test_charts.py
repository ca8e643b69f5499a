"""Counts as rows of bars."""

from organisations.charts import bars


def test_bars_are_of_the_longest_and_equal_ones_keep_their_order():
    found = bars("id", "Theme", "Lessons", [("A", "?a", 1), ("B", "?b", 3), ("C", "?c", 0), ("D", "?d", 1)])
    assert [(bar.label, bar.count, bar.width) for bar in found.rows] == [
        ("B", 3, 100.0),
        ("A", 1, 33.3),
        ("D", 1, 33.3),
    ]
    assert bars("id", "Theme", "Lessons", []).rows == []


def test_years_stand_as_they_come():
    found = bars("id", "Year", "Lessons", [("2014", "", 1), ("2015", "", 0), ("2016", "", 2)], longest_first=False)
    assert [(bar.label, bar.width) for bar in found.rows] == [("2014", 50.0), ("2016", 100.0)]
