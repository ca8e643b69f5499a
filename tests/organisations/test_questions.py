"""A question as a JSON object: the same names and values as in an address, and the same answers and errors."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.factories import make_country, make_organisation

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"


@pytest.fixture
def bodies():
    return [
        make_organisation(name, country=make_country(code)) for name, code in [("a", "XK"), ("b", "AL"), ("c", "XK")]
    ]


def post(body, content_type="application/json", address=f"{LIST}query/"):
    """The answer to a body, as text, bytes or plain data; without a token against forgery, as programs come."""
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(address, text, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ({}, []),
        ({"country": "XK"}, [("country", "XK")]),
        ({"country": ["XK", "AL"], "classification": ["media"]}, "country=XK&country=AL&classification=media"),
        ({"exclude_country": "kosovo", "updated_since": "2026-03-01T00:00:00Z"}, None),
        ({"page_size": 1, "count": False}, "page_size=1&count=false"),
        ({"page_size": 1.0, "count": True}, "page_size=1&count=true"),
        ({"page_size": "2", "ordering": "-id"}, None),
        ({"fields": ["name", "country"], "expand": ["country"]}, "fields=name,country&expand=country"),
        ({"fields": "name,country", "facets": "country,classification"}, None),
        # the same errors
        ({"nope": "1"}, None),
        ({"country": ["XK", "zz"], "classification": "club"}, "country=XK&country=zz&classification=club"),
        ({"country": []}, "country="),
        ({"country": ""}, "country="),
        ({"page_size": 0}, None),
        ({"page_size": ["1", "2"]}, "page_size=1&page_size=2"),
        ({"ordering": "\0"}, None),
        ({"cursor": "x"}, None),
        ({"count": "no"}, None),
        ({"country": ["XK"] * 1001}, [("country", "XK")] * 1001),
    ],
)
def test_a_body_is_answered_as_the_address_is(client, bodies, body, query):
    asked = query if isinstance(query, str) else urlencode(query if query is not None else body)
    answer, same = post(body), client.get(f"{LIST}?{asked}")
    assert (answer.status_code, answer.json()) == (same.status_code, same.json())
    assert answer.headers["Content-Type"] == same.headers["Content-Type"]


def test_one_can_go_on_by_cursor_and_by_address(client, bodies):
    first = post({"country": ["XK", "AL"], "page_size": 2}).json()
    assert [row["name"] for row in first["results"]] == ["a", "b"]
    second = post({"country": ["XK", "AL"], "page_size": 2, "cursor": first["next_cursor"]}).json()
    assert [row["name"] for row in second["results"]] == ["c"]
    assert client.get(first["next"]).json() == second
    assert second["next_cursor"] is None
    assert (
        post({"country": ["XK", "AL"], "page_size": 2, "cursor": second["previous_cursor"]}).json()["next"] is not None
    )


@pytest.mark.parametrize(
    ("body", "parameter", "value"),
    [
        ({"country": {"in": ["XK"]}}, "country", '{"in": ["XK"]}'),
        ({"country": [["XK"]]}, "country", '[["XK"]]'),
        ({"country": None}, "country", "null"),
        ({"country": ["XK", None]}, "country", '["XK", null]'),
        ({"page_size": 1.5}, "page_size", "1.5"),
        ({"q": False}, "q", "false"),
        ({"q": 7}, "q", "7"),
        ('{"country": "XK", "country": "AL"}', "country", '"AL"'),
    ],
)
def test_a_value_that_no_address_could_have_is_named(body, parameter, value):
    answer = post(body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameters")
    [error] = answer.json()["errors"]
    assert (error["parameter"], error["value"], error["valid"]) == (parameter, value, [])


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "country=XK",
        "[]",
        '"XK"',
        "null",
        "1",
        "{",
        '{"page_size": NaN}',
        '{"page_size": Infinity}',
        '{"page_size": ' + "9" * 5000 + "}",
        '{"country": "\\ud800"}',
        "[" * 50_000,
        '{"country": ' + "[" * 40_000 + "]" * 40_000 + "}",
        b'{"country": "\xff"}',
        '{"country": "XK"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"country": "XK"}',
    ],
)
def test_what_is_no_json_object_is_refused(body):
    answer = post(body)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_who_sends_no_length_is_told_so(client):
    answer = client.generic("POST", f"{LIST}query/", CONTENT_TYPE="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert answer.json()["detail"] == "There is no body, or one that came without its Content-Length."


@pytest.mark.parametrize(("length", "status"), [(100_000, 200), (100_001, 413), (3_000_000, 413)])
def test_a_body_has_a_limit(length, status):
    assert post("{" + " " * (length - 2) + "}").status_code == status


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_is_json_and_says_so(content_type):
    answer = post("{}", content_type)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert post("{}", "Application/JSON; charset=utf-8").status_code == 200


def test_a_body_and_parameters_do_not_mix(bodies):
    answer = post({}, address=f"{LIST}query/?country=XK")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "country")


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_a_question_is_put_by_post(client, method):
    answer = getattr(client, method)(f"{LIST}query/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")


@pytest.mark.parametrize("address", [LIST, f"{LIST}ZZZZZZZZ/"])
def test_elsewhere_a_body_is_no_question(address):
    answer = post("anything", "text/plain", address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_what_a_question_may_be_can_be_asked(client):
    answer = client.options(f"{LIST}query/")
    assert (answer.status_code, answer.headers["Allow"]) == (200, "POST, OPTIONS")
