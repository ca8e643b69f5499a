"""Names in texts: found however they are spelled, struck out and nothing else."""

import pytest

from organisations.striking import Names, is_one_word

NAMES = Names(["Saša Rašić", "Саша Рашић", "SRX"])


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Mr Saša Rašić said", "Mr [erased] said"),
        ("SASA RASIC", "[erased]"),
        ("Rašić, Saša (2014)", "[erased] (2014)"),
        ("Саше Рашића", "[erased]"),
        ("Sas\u030ca Ras\u030cic\u0301", "[erased]"),
        ("Sasha\n   Rashich", "[erased]"),
        ("sasa.rasic@example.org", "[erased]@example.org"),
        ("It was SasaRasic.", "It was [erased]."),
        (r'[{"name": "Sa\u0161a Ra\u0161i\u0107 \u201c"}]', '[{"name": "[erased] “"}]'),
        ("/search/?q=Sa%C5%A1a+Ra%C5%A1i%C4%87", "/search/?q=[erased]"),
        ("SRX and srx, not SRXT", "[erased] and [erased], not SRXT"),
        ("Saša Rašić, Saša Rašić", "[erased], [erased]"),
    ],
)
def test_spellings(text, struck):
    assert NAMES.struck(text) == struck


@pytest.mark.parametrize("text", ["Saša", "Rašić", "Saša met Rašić", "Sasan Rasic", "Rasicandsasa", "", "100% \\u"])
def test_what_is_no_name_stays(text):
    assert (NAMES.struck(text), NAMES.stand_in(text)) == (text, False)


def test_addresses_get_what_they_are_given():
    given = []
    assert NAMES.struck("sasa-rasic-on-police", lambda words: given.append(words) or "x7k2") == "x7k2-on-police"
    assert given == ["sasa-rasic"]


def test_letters_that_ascii_has_none_for():
    assert Names(["Đorđe Žižeković"]).struck("/people/ore-zizekovic/") == "/people/[erased]/"


def test_json_is_struck_wherever_words_stand_in_it():
    value = {"Saša Rašić": [{"lang": "sr", "name": "Trg Saša Rašić"}], "count": 3, "none": None}
    assert NAMES.struck(value) == {"[erased]": [{"lang": "sr", "name": "Trg [erased]"}], "count": 3, "none": None}


def test_longer_names_keep_their_order_but_for_the_last():
    names = Names(["Ana Maria de la Cruz"])
    assert names.struck("Cruz, Ana Maria de la; Ana Maria de la Cruz; Maria Ana de la Cruz") == (
        "[erased]; [erased]; Maria Ana de la Cruz"
    )


def test_short_names_are_not_looked_for_as_one_word():
    assert Names(["Li An"]).struck("Lian met An Li") == "Lian met [erased]"


def test_no_names_find_nothing():
    assert Names([]).struck("Anybody") == "Anybody"


@pytest.mark.parametrize(("line", "one"), [("DJZK", True), ("Saša Rašić", False), ("S. Rašić", False)])
def test_one_word(line, one):
    assert is_one_word(line) == one
