"""Pages of countries and themes."""

from datetime import date

import pytest

from tests.factories import (
    make_alias,
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_statement,
    make_theme,
)
from tests.reading import words

pytestmark = pytest.mark.django_db


def titles(response):
    """Titles of the lessons listed, in order."""
    return [row.title for row in response.context["listing"].rows]


def test_a_country_by_any_of_its_codes(client):
    make_country("XK")
    make_alias("XK", "RKS", kind="code")
    for code in ("XK", "xk", "XKX", "RKS"):
        response = client.get(f"/countries/{code}/")
        assert (response.status_code, response.url) == (301, "/countries/kosovo/")
    assert client.get("/countries/atlantis/").status_code == 404


def test_a_country_page_holds_all_that_is_known_of_it(client):
    country = make_country("MK", naming_note="Texts keep the name they used.", names={"mk": "Северна Македонија"})
    country.local_languages = ["mk"]
    country.save()
    for name in ("Macedonia", "Republic of Macedonia"):
        make_alias("MK", name, valid_until=date(2019, 2, 13))
    make_alias("MK", "Republic of North Macedonia", valid_from=date(2019, 2, 14))
    make_organisation("An association", acronym="AA", country=country)
    make_conference("skopje", title="A meeting in Skopje", country=country)
    make_statement(text="Data is hard to get.", countries=["MK"])
    make_lesson("Ask for data together", countries=["MK"], themes=["donors"], kind="obstacle")
    make_lesson("Ask again", countries=["MK"], themes=["donors"])
    make_lesson("Elsewhere", countries=["AL"], themes=["trust"])
    response = client.get("/countries/north-macedonia/")
    text, html = words(response), response.content.decode()
    assert '<span lang="mk" dir="ltr">Северна Македонија</span>' in html
    assert "Until 13 February 2019 also written: Macedonia, Republic of Macedonia" in text
    assert "2 lessons · 1 statement · 1 conference" in text
    assert titles(response) == ["Ask again", "Ask for data together"]
    assert [(part.kind, part.count) for part in response.context["mix"]] == [("what_worked", 1), ("obstacle", 1)]
    assert [(bar.label.name, bar.count, bar.width) for bar in response.context["bars"].rows] == [("Donors", 2, 100.0)]
    assert "Nothing recorded here yet on: Community policing, Trust" in text
    for known in (
        "Texts keep the name they used.",
        "An association (AA)",
        "A meeting in Skopje",
        "Data is hard to get.",
    ):
        assert known in text
    assert "Elsewhere" not in text


def test_a_country_of_which_nothing_is_known_says_that_this_means_nothing(client):
    make_country("BD")
    assert "That does not mean that nothing happened." in words(client.get("/countries/bangladesh/"))


def test_countries_with_something_stand_by_region_and_the_others_are_folded(client):
    make_country("KG", region="central-asia")
    make_country("BD", region="southern-asia")
    make_lesson(countries=["XK", "KG"])
    make_statement(countries=["AL"])
    make_conference(countries=[("RS", "participants")], country=make_country("ME"))
    response = client.get("/countries/")
    regions = [(region, [row.name for row in rows]) for region, rows in response.context["regions"]]
    assert regions == [
        ("Southern Europe", ["Albania", "Kosovo", "Montenegro", "Serbia"]),
        ("Central Asia", ["Kyrgyzstan"]),
    ]
    assert [(region, len(rows)) for region, rows in response.context["others"]] == [("Southern Asia", 1)]
    assert "Albania no lessons yet" in words(response)
    assert "1 country of which nothing has been recorded yet" in words(response)


def test_a_theme_shows_the_same_problem_across_countries_and_names_the_empty_ones(client):
    make_lesson("First", countries=["XK"], themes=["trust"])
    make_lesson("Second", countries=["XK", "AL"], themes=["donors"])
    make_lesson("Third", countries=["AL"], themes=["trust", "donors"])
    response = client.get("/themes/trust/")
    assert titles(response) == ["First", "Third"]
    assert [(bar.label.name, bar.address) for bar in response.context["bars"].rows] == [
        ("Albania", "?country=albania#results"),
        ("Kosovo", "?country=kosovo#results"),
    ]
    make_lesson("Elsewhere", countries=["RS"], themes=["donors"])
    assert "Nothing recorded yet on this theme for: Serbia" in words(client.get("/themes/trust/"))
    assert client.get("/themes/none/").status_code == 404


def test_themes_are_listed_with_their_definitions(client):
    make_theme("prevention", definition="Action taken early.")
    assert "Prevention no lessons yet Action taken early." in words(client.get("/themes/"))
