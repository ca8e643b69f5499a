"""The text that offsets count in, and its pages."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.reading.normalising import LONGEST_PAGE, PART, Cut, cut, normalised, sha256_of


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("Pris\u030ctina", "Pri\u0161tina"),
        ("\ufeffLeft as it is \u2019\u00a0", "\ufeffLeft as it is \u2019\u00a0"),
        ("page\fpage", "page\fpage"),
    ],
)
def test_text_is_normalised_as_bundles_describe_it(text, same):
    assert normalised(text) == same


def test_the_sum_is_that_of_utf_8():
    assert sha256_of("Priština") == hashlib.sha256("Priština".encode()).hexdigest()


def test_pages_are_those_of_the_document():
    assert cut("one\f\ftwo") == [Cut("1", 0, 4), Cut("2", 4, 5), Cut("3", 5, 8)]
    assert cut("one\f") == [Cut("1", 0, 4)]


def test_a_text_without_pages_is_cut_where_one_would_pause():
    line = "A line of words.\n"
    text = line * 200 + "\n" + line * 200
    assert cut(text) == [Cut("1", 0, 3401), Cut("2", 3401, len(text))]
    assert [part.end - part.start for part in cut("x" * (PART + 1))] == [PART, 1]


def test_a_page_that_no_screen_holds_is_cut_and_keeps_its_number():
    text = "one\f" + "x" * (LONGEST_PAGE + 5)
    assert [page.label for page in cut(text)] == ["1", "2.1", "2.2"]


@given(st.text(alphabet="ab \n\fé𝔸", max_size=60).map(lambda text: text * 200))
def test_pages_in_a_row_are_the_whole_text(text):
    pages = cut(text)
    assert "".join(text[page.start : page.end] for page in pages) == text
    assert all(before.end == after.start for before, after in itertools.pairwise(pages))
    assert max((page.end - page.start for page in pages), default=0) <= LONGEST_PAGE
