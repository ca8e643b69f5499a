"""The rules for lessons: tables."""

import pytest

from lessons.judging import one_sided, unbacked


def test_a_country_that_no_statement_is_about_must_be_fixed():
    found = unbacked({"XK": "Kosovo", "RS": "Serbia"}, {"XK"})
    assert [(one.level, one.code, one.about, one.where) for one in found] == [("must", "country", "RS", "countries")]


@pytest.mark.parametrize(
    ("cited", "missing"), [({1: "a"}, [2]), ({2: "b"}, [1]), ({1: "a", 2: "b"}, []), ({3: "c"}, [])]
)
def test_one_side_of_a_contradiction(cited, missing):
    found = one_sided(cited, [(1, "a", 2, "b")])
    assert [int(one.about.split()[1]) for one in found] == missing


def test_two_who_contradict_the_same_are_both_missed():
    assert len(one_sided({1: "a"}, [(1, "a", 2, "b"), (3, "c", 1, "a"), (2, "b", 1, "a")])) == 2
