"""The merge rule: what still equals the last load follows the shipped data, the rest belongs to the curators."""

import pytest

from organisations.vocabularies.loading import Loaded, merge

BLANK = {"name": ""}


@pytest.mark.parametrize(
    ("current", "loaded", "shipped", "writes", "kept", "now_loaded"),
    [
        ("", {}, "A", {"name": "A"}, [], {"name": "A"}),  # a new row
        ("A", {"name": "A"}, "A", {}, [], {"name": "A"}),  # nothing new
        ("A", {"name": "A"}, "B", {"name": "B"}, [], {"name": "B"}),  # untouched here, new in the data
        ("mine", {"name": "A"}, "A", {}, ["name"], {"name": "A"}),  # edited here
        ("mine", {"name": "A"}, "B", {}, ["name"], {"name": "A"}),  # edited here, new in the data
        ("", {"name": "A"}, "B", {}, ["name"], {"name": "A"}),  # emptied here: empty is a value
        ("B", {"name": "A"}, "B", {}, [], {"name": "B"}),  # edited to what the data now says
        ("mine", {}, "A", {}, ["name"], {}),  # made by hand before the first load
        ("A", {}, "A", {}, [], {"name": "A"}),  # made by hand, the same
        ("A", {"name": "A"}, "", {"name": ""}, [], {"name": ""}),  # taken out of the data
    ],
)
def test_merge(current, loaded, shipped, writes, kept, now_loaded):
    assert merge({"name": current}, loaded, {"name": shipped}, BLANK) == (writes, kept, now_loaded)


def test_merge_leaves_what_else_is_remembered():
    assert merge({"name": "A"}, {"name": "A", "aliases": {"X": {}}}, {"name": "B"}, BLANK)[2] == {
        "name": "B",
        "aliases": {"X": {}},
    }


def test_report_counts_rows_and_names_edits():
    loaded = Loaded(total=5, added=["AA"], updated={"BB": {"name"}}, kept={"CC": {"slug", "name"}})
    assert str(loaded) == "1 added, 1 updated, 3 unchanged. Kept as edited here: CC: name, slug."


def test_report_says_when_nothing_changed():
    assert str(Loaded(total=5)) == "nothing changed (5 rows). Kept as edited here: none."
