"""What a question means once names are known."""

import pytest

from organisations.understanding import understood
from tests.factories import make_alias, make_country, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names():
    make_country("MK", names={"mk": "Северна Македонија"})
    make_alias("MK", "Macedonia")
    make_alias("MK", "The Republic of Macedonia")
    make_organisation("Kosovo Security Force", acronym="KSF")


MACEDONIA = {
    ("north", "macedonia"),
    ("macedonia",),
    ("the", "republic", "of", "macedonia"),
    ("severna", "makedonija"),
}


@pytest.mark.parametrize(
    "text", ["MK", "mkd", "Macedonia", "north macedonia", '"North Macedonia"', "Republic of Macedonia"]
)
def test_a_country_by_any_of_its_names_is_one_phrase_with_all_the_others(text):
    found = understood(text)
    [phrase] = found.wanted
    assert set(found.ways(phrase)) == MACEDONIA | {phrase}


def test_words_around_a_name_stay_words():
    found = understood("police north macedonia -trust")
    assert found.wanted == (("police",), ("north", "macedonia"))
    assert found.unwanted == (("trust",),)
    assert understood("macedonia north").wanted == (("macedonia",), ("north",))
    assert set(found.marked) == MACEDONIA | {("police",)}


def test_an_acronym_stands_for_the_body():
    assert understood("ksf").alike == ((("ksf",), (("kosovo", "security", "force"),)),)
    assert understood("police").alike == ()


def test_codes_are_no_words_to_look_for():
    assert ("mk",) not in understood("Macedonia").marked
