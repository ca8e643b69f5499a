"""The envelope of a list: how many there are, and what each value of a filter would find."""

import pytest

from organisations import listing
from tests.factories import make_conference, make_country, make_organisation, make_session, make_statement

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"


@pytest.fixture
def bodies():
    kosovo, albania = make_country("XK"), make_country("AL")
    make_organisation("A", country=kosovo)
    make_organisation("B", country=albania, classification="media")
    make_organisation("C", country=kosovo, classification="media")


def envelope(client, query):
    answer = client.get(f"{LIST}?{query}").json()
    return {name: value for name, value in answer.items() if name in {"count", "count_exact", "facets"}}


def test_a_count_is_exact_up_to_a_limit_and_says_so(client, bodies, monkeypatch):
    monkeypatch.setattr("organisations.listing.COUNTED", 3)
    monkeypatch.setattr("confhub.pagination.COUNTED", 3)
    assert envelope(client, "page_size=1") == {"count": 3, "count_exact": True}
    make_organisation("D")
    assert envelope(client, "page_size=1") == {"count": 3, "count_exact": False}
    assert envelope(client, "country=XK") == {"count": 2, "count_exact": True}
    assert listing.counted.__module__ == "organisations.listing"


def test_a_count_can_be_left_out(client, bodies):
    assert envelope(client, "count=false") == {"count": None, "count_exact": False}
    assert envelope(client, "count=true") == {"count": 3, "count_exact": True}


def test_facets_count_beside_the_other_filters(client, bodies):
    assert envelope(client, "facets=country,classification&country=XK&page_size=1") == {
        "count": 2,
        "count_exact": True,
        "facets": {
            "country": [
                {"value": "albania", "label": "Albania", "count": 1},
                {"value": "kosovo", "label": "Kosovo", "count": 2},
            ],
            "classification": [
                {"value": "national_ngo", "label": "National NGO", "count": 1},
                {"value": "media", "label": "Media", "count": 1},
            ],
        },
    }


def test_what_is_left_out_is_not_counted(client, bodies):
    facets = envelope(client, "facets=country&exclude_country=AL")["facets"]
    assert facets == {"country": [{"value": "kosovo", "label": "Kosovo", "count": 2}]}


def test_what_a_value_is_counted_as_it_finds(client, bodies):
    """On every facet of a list that has many for a row."""
    session = make_session(make_conference())
    make_statement(session, countries=["XK", "AL"], themes=["trust", "donors"])
    make_statement(session, countries=["XK"], themes=["trust"])
    address = "/api/v1/statements/?page_size=1"
    facets = client.get(f"{address}&facets=country,theme,conference,session,kind").json()["facets"]
    for name, options in facets.items():
        assert options
        for option in options:
            assert client.get(f"{address}&{name}={option['value']}").json()["count"] == option["count"]


def test_a_facet_has_only_its_most_frequent_values_and_those_asked_for(client, bodies, monkeypatch):
    monkeypatch.setattr("confhub.pagination.LARGEST_FACET", 1)
    assert [each["value"] for each in envelope(client, "facets=country")["facets"]["country"]] == ["kosovo"]
    asked = envelope(client, "facets=country&country=AL")["facets"]["country"]
    assert [(each["value"], each["count"]) for each in asked] == [("albania", 1), ("kosovo", 2)]
