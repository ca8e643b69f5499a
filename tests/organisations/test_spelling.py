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
        ("comunity a b c d e f", None),  # too long a question
        ("", None),
        ("***", None),
    ],
)
def test_unknown_words_become_the_nearest_known(typed, meant):
    assert corrected(typed, NAMES) == meant


def test_nothing_is_known_but_what_is_given():
    assert corrected("comunity", []) is None
