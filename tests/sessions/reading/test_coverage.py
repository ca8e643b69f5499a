"""Used, skipped, unread: every character is one of them."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.reading import coverage
from sessions.reading.coverage import SKIPPED, UNREAD, USED, Stretch

TEXT = "One two. Three four. Five six."


def test_a_text_nobody_has_read():
    assert coverage.stretches(TEXT, [], []) == [Stretch(UNREAD, 0, 30)]
    assert coverage.stretches("", [], []) == []


def test_blanks_and_stops_go_with_what_is_before_them():
    assert coverage.stretches(TEXT, [(0, 7, "a"), (9, 19, "b")], []) == [
        Stretch(USED, 0, 9, ("a",)),
        Stretch(USED, 9, 21, ("b",)),
        Stretch(UNREAD, 21, 30),
    ]


def test_places_that_overlap_and_places_that_are_both():
    assert coverage.stretches(TEXT, [(0, 19, "a"), (9, 30, "b")], [(0, 30, "s")]) == [
        Stretch(USED, 0, 9, ("a",)),
        Stretch(USED, 9, 19, ("a", "b")),
        Stretch(USED, 19, 30, ("b",)),
    ]
    assert coverage.stretches(TEXT, [(0, 9, "a")], [(5, 21, "s")]) == [
        Stretch(USED, 0, 9, ("a",)),
        Stretch(SKIPPED, 9, 21, ("s",)),
        Stretch(UNREAD, 21, 30),
    ]


def test_places_beyond_the_text_cover_nothing():
    assert coverage.stretches(TEXT, [(5, 99, "a"), (40, 50, "b")], [(7, 7, "s")]) == [Stretch(UNREAD, 0, 30)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 3)), max_size=8), st.integers(0, 8))
def test_stretches_are_the_whole_text_once(places, used):
    found = coverage.stretches(TEXT, places[:used], places[used:])
    assert [s.start for s in found] == [0, *[s.end for s in found[:-1]]]
    assert found[-1].end == 30
    letters = [at for at, sign in enumerate(TEXT) if sign.isalnum()]
    covered = {at for start, end, _ in places[:used] for at in range(start, end)}
    assert [at for s in found if s.kind == USED for at in letters if s.start <= at < s.end] == [
        at for at in letters if at in covered
    ]


def test_shares_count_letters_and_digits():
    found = coverage.stretches(TEXT, [(0, 7, "a")], [(9, 20, "s")])
    assert coverage.shares(TEXT, found) == {USED: 6, SKIPPED: 9, UNREAD: 7}


def test_percentages_hide_neither_a_little_nor_what_is_left():
    assert coverage.percentages({USED: 1, SKIPPED: 0, UNREAD: 999}) == {USED: 1, SKIPPED: 0, UNREAD: 99}
    assert coverage.percentages({USED: 5, SKIPPED: 0, UNREAD: 0}) == {USED: 100, SKIPPED: 0, UNREAD: 0}
    assert coverage.percentages({USED: 0, SKIPPED: 0, UNREAD: 0}) == {USED: 0, SKIPPED: 0, UNREAD: 0}


def test_a_page_has_its_part_and_the_next_unread_stretch_comes_round():
    found = [Stretch(UNREAD, 0, 9), Stretch(USED, 9, 21, ("a",)), Stretch(UNREAD, 21, 30)]
    assert coverage.within(found, 5, 21) == [Stretch(UNREAD, 5, 9), Stretch(USED, 9, 21, ("a",))]
    assert [coverage.next_unread(found, after) for after in (-1, 0, 20, 21)] == [0, 21, 21, 0]
    assert coverage.next_unread([Stretch(USED, 0, 9, ("a",))], 0) is None
