"""Text to country: every accepted spelling finds its country, everything else finds nothing."""

import pytest

from organisations.models import Country, CountryAlias
from organisations.vocabularies import lookup
from organisations.vocabularies.countries import load_countries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def countries(db):
    load_countries()


def test_codes_and_slugs_in_any_case():
    expected = {
        "XK": "XK XKX xk Xkx XKK UNK RKS rks KOS kosovo Kosovo",
        "MK": "MK MKD mkd north-macedonia North-Macedonia",
        "GB": "GB GBR UK uk united-kingdom",
        "GR": "GR EL el greece",
        "UA": "UA ukr ukraine",
        None: "XX XXK KSV EU UN Macedonia Kosova western-balkans northern-europe % _K X%",
    }
    answers = {value: code for code, values in expected.items() for value in values.split()}
    answers |= {" XK ": "XK", "": None, " ": None, "X\x00K": None, "kosovo\n": None}
    assert lookup.codes(list(answers)) == answers


def test_names_in_every_spelling():
    expected = {
        "XK": ["RKS", "Kosovo", "KOSOVO", "Kosovo*", "Kosova", "Kosovë", "kosove", "Косово", "كوسوفو"],
        "MK": [
            *("Macedonia", "FYROM", "fyr macedonia", "North Macedonia", "MK", "MKD", "Македонија"),
            *("The former Yugoslav Republic of Macedonia", "Former Yugoslav Republic of Macedonia"),
            *("Северна Македонија", "Maqedonia e Veriut", "Severna Makedonija"),
        ],
        "KG": ["Kyrgyz Republic", "the Kyrgyz Republic", "Kirgizstan", "Kirghizistan", "Кыргызстан", "Киргизия"],
        "GB": ["UK", "United Kingdom", "Great Britain", "Уједињено Краљевство"],
        "BA": ["Bosnia & Herzegovina", "Bosnia and Herzegovina", "Bosna i Hercegovina", "BiH"],
        "CI": ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"],
        "CD": ["DRC", "DR Congo", "Democratic Republic of Congo", "Congo, Democratic Republic of the"],
        "CG": ["Congo", "Republic of Congo"],
        "PS": ["Palestine", "State of Palestine", "Palestine, State of", "فلسطين"],
        "TR": ["Turkey", "Turkiye", "TÜRKİYE"],
        "TZ": ["Tanzania, United Republic of", "United Republic of Tanzania"],
        "GE": ["Georgia", "საქართველო"],
        "BD": ["বাংলাদেশ"],
        "YE": ["اليمن"],
        "RS": ["Srbija"],
        "ME": ["Crna Gora"],
        "MM": ["Burma"],
        "SZ": ["Swaziland"],
        "CZ": ["Czech Republic"],
        "SY": ["Syria"],
        "VN": ["Vietnam"],
        "KR": ["Korea (the Republic of)"],
        "TW": ["Taiwan"],
        "HK": ["Hong Kong"],
        "NL": ["The Netherlands"],
    }
    answers = {value: code for code, values in expected.items() for value in values}
    assert lookup.countries(list(answers)) == answers


def test_places_bodies_and_regions_are_no_countries():
    values = [
        *("prishtina", "Prishtinë/Priština", "Belgrade", "north Kosovo", "North Kosovo", "Kosovo and Serbia", "Kosov"),
        *("Western Balkans", "Balkans", "Central Asia", "Micronesia", "Southern Europe", "Middle East", "Europe"),
        *("EU", "European Union", "UN", "United Nations", "NATO", "OSCE", "Yugoslavia", "Serbia and Montenegro"),
        *("", "*", "the", "  ", "England", "Gaza", "Crimea", "Korea", "World", "\x00"),
    ]
    assert lookup.countries(values) == dict.fromkeys(values)


def test_a_name_of_two_countries_is_not_clear():
    CountryAlias.objects.create(country_id="KP", name="Korea")
    CountryAlias.objects.create(country_id="KR", name="Korea")
    assert lookup.countries(["korea"]) == {"korea": None}


def test_a_code_alias_never_hides_a_code():
    CountryAlias.objects.create(country_id="XK", name="AL", kind="code")
    assert lookup.codes(["al"]) == {"al": "AL"}


def test_a_code_alias_of_two_countries_is_not_clear():
    CountryAlias.objects.create(country_id="AL", name="RKS", kind="code")
    assert lookup.codes(["RKS"]) == {"RKS": None}


def test_english_goes_before_other_languages():
    Country.objects.filter(pk="BD").update(names={"en": "Bangladesh", "xx": "Sakartvelo"})
    assert lookup.countries(["Sakartvelo"]) == {"Sakartvelo": "GE"}


def test_curators_names_and_slugs_are_found_at_once():
    Country.objects.filter(pk="XK").update(slug="kosova", name="Kosovo (note)")
    assert lookup.codes(["kosova", "kosovo"]) == {"kosova": "XK", "kosovo": None}
    assert lookup.countries(["Kosovo note"]) == {"Kosovo note": "XK"}


@pytest.mark.parametrize("values", [["XK"], ["XK", "kosovo", "RKS", "nowhere"], [str(n) for n in range(500)]])
def test_codes_cost_two_queries(django_assert_num_queries, values):
    with django_assert_num_queries(2):
        lookup.codes(values)


@pytest.mark.parametrize(
    ("values", "queries"), [(["XK", "rks"], 2), (["Macedonia"], 4), ([str(n) for n in range(500)], 4)]
)
def test_names_cost_at_most_four_queries(django_assert_num_queries, values, queries):
    with django_assert_num_queries(queries):
        lookup.countries(values)
