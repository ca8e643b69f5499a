"""Did you mean."""

import pytest

from organisations.spelling import corrected

NAMES = ["Community policing", "Trust", "Prishtinë/Priština", "Kyrgyzstan", "Saša Rašić", "policing", "one or open"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("comunity polcing", "Community policing"),
        ("COMUNITY", "Community"),
        ("prishtina", "Priština"),
        ("Kirgystan", "Kyrgyzstan"),
        ("rasich", "Rašić"),
        ("Приштина polcing", "Приштина policing"),  # known in the other script
        ("trust polcing", "trust policing"),
        ("community policing", None),  # nothing to mend
        ("comunity zzzzzz", None),  # nothing near
        ("opne", "open"),
        ("trs", None),  # too short to be near anything
        ("comunity bb cc dd ee ff gg", None),  # too long a question
        ("what is the comunity for which this is all about", "what is the Community for which this is all about"),
        ("", None),
        ("***", None),
    ],
)
def test_unknown_words_become_the_nearest_known(typed, meant):
    assert corrected(typed, NAMES) == meant


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [("polise", ["Policisë", "police"], "police"), ("KFOR", ["KOR", "XKX"], None), ("gendre", ["gender"], "gender")],
)
def test_a_letter_in_place_of_another_is_nearer_than_two_more_and_a_code_is_no_word(typed, names, meant):
    assert corrected(typed, names) == meant


def test_nothing_is_known_but_what_is_given():
    assert corrected("comunity", []) is None


def test_what_is_meant_is_written_in_the_alphabet_of_what_was_typed():
    names = ["Кыргызстан", "Кыргызстан", "Kyrgyzstan"]
    assert [corrected(typed, names) for typed in ("Kyrgyzsan", "Кыргызтан")] == ["Kyrgyzstan", "Кыргызстан"]
