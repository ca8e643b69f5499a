"""Countries and organisations in the API, and what all its lists and details have in common."""

from datetime import date, timedelta

import pytest

from organisations.api.organisations import OrganisationSerializer
from tests.factories import (
    RELEASED,
    make_alias,
    make_change,
    make_country,
    make_organisation,
    make_relation,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"
FIELDS = OrganisationSerializer.Meta.fields
ORDERINGS = ["name", "updated_at", "-name", "-updated_at", "id", "-id"]
PARAMETERS = [
    "q",
    "updated_since",
    "country",
    "classification",
    "theme",
    "conference",
    "person",
    "exclude_country",
    "exclude_classification",
    "exclude_theme",
    "theme__all",
    "exclude_conference",
    "exclude_person",
    "ordering",
    "page_size",
    "cursor",
    "count",
    "facets",
    "format",
    "fields",
    "lang",
    "expand",
]


def get(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return answer.json()


def names(answer):
    return [row["name"] for row in answer["results"]]


def test_a_country_with_everything(client):
    make_country("MK", names={"mk": "Северна Македонија"}, naming_note="A note.", region="southern-europe")
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    expected = {
        "id": "MK",
        "url": "http://testserver/api/v1/countries/MK/",
        "html_url": "http://testserver/countries/north-macedonia/",
        "code": "MK",
        "alpha3": "MKD",
        "slug": "north-macedonia",
        "name": "North Macedonia",
        "names": {"mk": "Северна Македонија"},
        "region": "southern-europe",
        "user_assigned": False,
        "naming_note": "A note.",
        "aliases": [{"name": "Macedonia", "kind": "name", "valid_from": None, "valid_until": "2019-02-13"}],
    }
    assert get(client, "/api/v1/countries/MK/") == expected
    assert get(client, "/api/v1/countries/")["results"] == [expected]


@pytest.mark.parametrize("key", ["XK", "xk", "XKX", "kosovo", "RKS"])
def test_a_country_by_any_of_its_codes(client, key):
    make_country("XK")
    make_alias("XK", "RKS", kind="code")
    assert get(client, f"/api/v1/countries/{key}/")["id"] == "XK"


def test_an_organisation_with_everything(client):
    network = make_organisation("Network", classification="network")
    body = make_organisation(
        "INDEP",
        acronym="I",
        other_names=["Institute"],
        country=make_country("XK"),
        summary="A body.",
        name_is_description=True,
    )
    make_relation(body, network, note="since 2010")
    make_relation(network, body, "partner_of")
    expected = {
        "id": body.pk,
        "url": f"http://testserver/api/v1/organisations/{body.pk}/",
        "html_url": "http://testserver/organisations/indep/",
        "updated_at": "2026-03-01T12:00:00Z",
        "slug": "indep",
        "name": "INDEP",
        "acronym": "I",
        "other_names": ["Institute"],
        "name_is_description": True,
        "classification": "national_ngo",
        "country": {"code": "XK", "alpha3": "XKX", "name": "Kosovo"},
        "summary": "A body.",
        "relations": [
            {
                "kind": "member_of",
                "direction": "to",
                "note": "since 2010",
                "organisation": {"id": network.pk, "slug": "network", "name": "Network"},
            },
            {
                "kind": "partner_of",
                "direction": "from",
                "note": "",
                "organisation": {"id": network.pk, "slug": "network", "name": "Network"},
            },
        ],
    }
    assert get(client, f"{LIST}{body.pk}/") == expected
    assert get(client, f"{LIST}indep/") == expected
    assert get(client, LIST)["results"][0] == expected


def test_an_id_goes_before_a_slug_that_looks_like_one(client):
    body = make_organisation("A")
    make_organisation("B", slug=body.pk)
    assert get(client, f"{LIST}{body.pk}/")["name"] == "A"


# Lists


def test_pages_follow_each_other_in_both_directions_and_keep_the_question(client):
    for name in "abcde":
        make_organisation(name, classification="media")
    make_organisation("f")
    first = get(client, f"{LIST}?classification=media&page_size=2&ordering=-name")
    second = get(client, first["next"])
    third = get(client, second["next"])
    assert [names(page) for page in (first, second, third)] == [["e", "d"], ["c", "b"], ["a"]]
    assert [page["count"] for page in (first, second, third)] == [5, 5, 5]
    assert (first["previous"], third["next"]) == (None, None)
    assert get(client, third["previous"]) == second
    assert get(client, second["previous"]) == first


def test_a_page_has_fifty_rows_unless_asked(client):
    for number in range(51):
        make_organisation(f"{number:02d}")
    assert len(get(client, LIST)["results"]) == 50
    assert len(get(client, f"{LIST}?page_size=200")["results"]) == 51


def test_rows_of_the_same_time_come_each_once(client):
    for name in "abc":
        make_organisation(name)
    later = make_organisation("d", updated_at=RELEASED + timedelta(seconds=1))
    seen, address = [], f"{LIST}?ordering=-updated_at&page_size=1"
    while address:
        page = get(client, address)
        seen += page["results"]
        address = page["next"]
    assert seen[0]["id"] == later.pk
    assert sorted(row["name"] for row in seen) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("query", "parameter", "value", "valid"),
    [
        ("nope=1", "nope", "1", PARAMETERS),
        ("search=trust", "search", "trust", PARAMETERS),
        ("format=xml", "format", "xml", ["json", "csv", "ndjson"]),
        ("q=" + "a" * 501, "q", "a" * 501, []),
        ("q=", "q", "", []),
        ("country__all=XK", "country__all", "XK", PARAMETERS),  # a body is based in one country
        ("exclude_updated_since=2026-01-01", "exclude_updated_since", "2026-01-01", PARAMETERS),
        ("exclude_country=zz", "exclude_country", "zz", []),
        ("exclude_country=", "exclude_country", "", []),
        ("count=1", "count", "1", ["true", "false"]),
        ("count=true&count=false", "count", "false", []),
        ("facets=slug", "facets", "slug", ["country", "classification", "theme", "conference", "person"]),
        ("facets=country,", "facets", "", ["country", "classification", "theme", "conference", "person"]),
        ("facets=country&facets=theme", "facets", "theme", []),
        ("fields=id,search_text", "fields", "search_text", FIELDS),
        ("expand=country.names", "expand", "country.names", ["country", "relations.organisation"]),
        ("fields=name&expand=country", "expand", "country", []),
        ("country=zz", "country", "zz", []),
        ("country=", "country", "", []),
        ("country=XK&country=", "country", "", []),
        ("updated_since=", "updated_since", "", []),
        ("updated_since=now", "updated_since", "now", []),
        (
            "updated_since=2026-01-01T00:00:00Z&updated_since=2027-01-01T00:00:00Z",
            "updated_since",
            "2027-01-01T00:00:00Z",
            [],
        ),
        ("page_size=1&page_size=2", "page_size", "2", []),
        ("page_size=0", "page_size", "0", []),
        ("page_size=201", "page_size", "201", []),
        ("page_size=-1", "page_size", "-1", []),
        ("page_size=ten", "page_size", "ten", []),
        ("page_size=%D9%A1", "page_size", "١", []),
        ("page_size=" + "9" * 5000, "page_size", "9" * 5000, []),
        ("cursor=x", "cursor", "x", []),
        ("ordering=search_text", "ordering", "search_text", ORDERINGS),
        ("ordering=pk", "ordering", "pk", ORDERINGS),
        ("ordering=name,id", "ordering", "name,id", ORDERINGS),
    ],
)
def test_what_is_not_understood_is_named_and_never_ignored(client, query, parameter, value, valid):
    make_country("XK")
    problem = get(client, f"{LIST}?{query}", 400)
    assert problem["code"] == "bad_parameters"
    [error] = problem["errors"]
    assert (error["parameter"], error["value"], error["valid"]) == (parameter, value, valid)


def test_every_fault_of_a_question_is_named_at_once(client):
    problem = get(client, f"{LIST}?country=zz&country=yy&classification=club&updated_since=now", 400)
    faults = [(error["parameter"], error["value"]) for error in problem["errors"]]
    assert sorted(faults) == [
        ("classification", "club"),
        ("country", "yy"),
        ("country", "zz"),
        ("updated_since", "now"),
    ]


def test_a_cursor_of_another_ordering_is_refused(client):
    for name in "abc":
        make_organisation(name)
    cursor = get(client, f"{LIST}?page_size=1")["next"].partition("cursor=")[2]
    [error] = get(client, f"{LIST}?ordering=-name&cursor={cursor}", 400)["errors"]
    assert error["message"] == "This cursor belongs to another list or another order: start again without it."


# Details


def test_details_take_no_filters(client):
    body = make_organisation()
    [error] = get(client, f"{LIST}{body.pk}/?country=XK", 400)["errors"]
    assert (error["parameter"], error["valid"]) == ("country", ["format", "fields", "lang", "expand"])


def test_what_never_was_is_404(client):
    assert get(client, f"{LIST}ZZZZZZZZ/", 404) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing with this id here.",
        "code": "not_found",
    }


def test_what_was_withdrawn_is_410_and_says_nothing_more(client):
    make_change("organisations", "ZZZZZZZZ", "released")
    make_change("organisations", "ZZZZZZZZ", "withdrawn")
    assert get(client, f"{LIST}ZZZZZZZZ/", 410) == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This was withdrawn. Delete your copy.",
        "code": "withdrawn",
    }
    assert get(client, "/api/v1/people/ZZZZZZZZ/", 404)["code"] == "not_found"


def test_what_came_back_after_a_withdrawal_is_there(client):
    body = make_organisation()
    make_change("organisations", body.pk, "withdrawn")
    make_change("organisations", body.pk, "released")
    assert get(client, f"{LIST}{body.pk}/")["id"] == body.pk
