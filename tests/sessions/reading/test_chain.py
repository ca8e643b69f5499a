"""Intact, broken, or not to be told; and never moved."""

from types import SimpleNamespace

import pytest

from sessions.reading import chain
from sessions.reading.chain import BROKEN, INTACT, UNKNOWN, Quote, Sums, Verdict

SAME, OTHER = Sums("f", "t"), Sums("g", "u")
TEXT = "Before it. What was said. Behind it. What was said. At the end."


def passage(start, end, **quote):
    return SimpleNamespace(start=start, end=end, **{"exact": "", "prefix": "", "suffix": "", **quote})


@pytest.mark.parametrize(
    ("recorded", "attached", "stored", "word", "faults"),
    [
        (SAME, None, None, UNKNOWN, ["No file is attached."]),
        (SAME, SAME, SAME, INTACT, []),
        (SAME, SAME, None, INTACT, []),
        (Sums("", "t"), SAME, SAME, INTACT, []),
        (Sums("f", ""), SAME, SAME, UNKNOWN, ["The record has no SHA-256 of the text to hold it against."]),
        (Sums("g", "t"), SAME, SAME, BROKEN, [chain.RECORDED.file]),
        (Sums("", "u"), SAME, SAME, BROKEN, [chain.RECORDED.text]),
        (SAME, SAME, Sums("f", "u"), BROKEN, [chain.KEPT.text]),
        (OTHER, SAME, OTHER, BROKEN, [*chain.KEPT, *chain.RECORDED]),
    ],
)
def test_a_source_is_held_against_its_sums(recorded, attached, stored, word, faults):
    assert chain.of_source(recorded, attached, stored) == Verdict(word, tuple(faults))


@pytest.mark.parametrize(
    ("place", "faults"),
    [
        (passage(11, 25), []),
        (passage(11, 25, exact="What was said.", prefix="it. ", suffix=" Behind"), []),
        (passage(11, len(TEXT)), []),
        (passage(11, 90), ["The place ends at 90; the text ends at 63."]),
        (passage(12, 26, exact="What was said."), ["Other words stand there than those recorded."]),
        # The same words stand further on: it is broken all the same.
        (
            passage(37, 51, exact="What was said.", prefix="Before it. "),
            ["The words before or behind it are not those recorded."],
        ),
        (
            passage(11, 25, exact="What was said.", suffix=" At the end."),
            ["The words before or behind it are not those recorded."],
        ),
    ],
)
def test_a_passage_is_held_against_the_text(place, faults):
    assert chain.of_passage(place, TEXT, Verdict(INTACT)) == Verdict(BROKEN if faults else INTACT, tuple(faults))


def test_a_passage_is_no_better_than_its_source():
    broken, unknown = Verdict(BROKEN, ("Another file.",)), Verdict(UNKNOWN, ("No sum.",))
    assert chain.of_passage(passage(11, 25, exact="What was said."), TEXT, broken) == broken
    assert chain.of_passage(passage(11, 25), TEXT, unknown) == unknown
    assert chain.of_passage(passage(90, 95), TEXT, broken).faults[0] == "Another file."


def test_a_place_is_quoted_with_what_is_around_it():
    assert chain.quoted("0123456789", 3, 5, 2) == Quote("12", "34", "56")
    assert chain.quoted("0123456789", 0, 10, 2) == Quote("", "0123456789", "")
    assert chain.quoted("0123456789", 20, 30, 2) == Quote("", "", "")
