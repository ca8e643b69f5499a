"""The API as a whole: what is there, how it answers, and what it never does."""

import json

import pytest
from django.urls import path
from rest_framework.exceptions import Throttled
from rest_framework.views import APIView

import confhub.urls
from confhub.api import KINDS
from tests.confhub.test_api_queries import make_everything
from tests.factories import make_country, make_lesson

pytestmark = pytest.mark.django_db
NAMES = [
    "countries",
    "themes",
    "organisations",
    "people",
    "conferences",
    "sessions",
    "participants",
    "statements",
    "lessons",
]


def test_the_root_names_every_list(client):
    assert client.get("/api/v1/").json() == {
        **{name: f"http://testserver/api/v1/{name}/" for name in NAMES},
        "search": "http://testserver/api/v1/search/",
        "changes": "http://testserver/api/v1/changes/",
        "snapshot": "http://testserver/api/v1/snapshot/",
        "schema": "http://testserver/api/v1/schema/",
        "docs": "http://testserver/api/docs/",
        "guide": "http://testserver/api/guide/",
    }
    assert client.get("/api/").headers["Location"] == "/api/v1/"


def test_the_root_takes_no_parameters(client):
    assert client.get("/api/v1/?country=XK").status_code == 400


def test_every_kind_is_there():
    assert [kind.kind for kind in KINDS] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_list_names_its_rows_and_every_row_its_addresses(client, name):
    make_everything(1)
    answer = client.get(f"/api/v1/{name}/").json()
    assert answer["count"] == len(answer["results"]) > 0
    for row in answer["results"]:
        assert client.get(row["url"]).json()["id"] == row["id"]
        assert client.get(row["html_url"]).status_code == 200


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_ordering_gives_every_row_once_and_only_shown_values_order(client, kind):
    make_everything(3)
    everything = {row["id"] for row in client.get(f"/api/v1/{kind.kind}/?page_size=200").json()["results"]}
    for ordering, columns in kind.orderings.items():
        address, seen = f"/api/v1/{kind.kind}/?ordering={ordering}&page_size=2", []
        while address:
            page = client.get(address).json()
            seen += page["results"]
            address = page["next"]
        assert len(seen) == len(everything)
        assert {row["id"] for row in seen} == everything
        assert {column.lstrip("-") for column in columns} <= {*seen[0], "conference_id"}


def test_answers_are_json_in_utf_8_for_anyone_and_set_nothing(client):
    make_lesson("Šta je naučeno – Ђ")
    answer = client.get("/api/v1/lessons/", headers={"accept": "*/*"})
    assert answer.headers["Content-Type"] == "application/json"
    assert "Šta je naučeno – Ђ".encode() in answer.content
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert not answer.cookies


def test_nothing_in_an_answer_depends_on_who_asks(client, admin_client):
    make_lesson()
    assert client.get("/api/v1/lessons/").content == admin_client.get("/api/v1/lessons/").content
    assert "Cookie" not in admin_client.get("/api/v1/lessons/").headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/api/v1/lessons/?format=csv", "/api/v1/lessons/query/?format=xml"])
def test_another_method_is_refused_whatever_else_is_wrong(client, address):
    assert client.generic("TRACE", address).status_code == 405


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/lessons/", "/api/v1/countries/XK/", "/api/v1/schema/"])
def test_nothing_can_be_written(client, method, address):
    make_country("XK")
    answer = getattr(client, method)(address, "{}", content_type="application/json")
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["code"] == "method_not_allowed"


def test_head_and_options(client):
    make_country("XK")
    answer = client.head("/api/v1/countries/XK/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert client.options("/api/v1/countries/XK/").headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ("application/json;charset=UTF-8, */*;q=0.1", "application/json"),
        ("text/csv; charset=utf-8, application/json;q=0.5", "text/csv"),
        ("application/json; version=1", "application/problem+json"),
    ],
)
def test_a_charset_may_be_asked_for(client, accept, answered):
    assert client.get("/api/v1/lessons/", headers={"accept": accept}).headers["Content-Type"] == answered


@pytest.mark.parametrize("address", ["/api/v1/lessons/", "/api/v1/"])
def test_who_does_not_take_json_is_told_so(client, address):
    answer = client.get(address, headers={"accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["/api/nope/", "/api/v2/", "/api/v1/nope/", "/api/v1/lessons/a/b/", "/api/v1/lessons/%00/"]
)
def test_addresses_that_are_not_there(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "code": "not_found",
    }


def test_elsewhere_errors_stay_pages(client):
    assert client.get("/nope/").headers["Content-Type"].startswith("text/html")


def test_more_parameters_than_a_request_may_have(client):
    answer = client.get("/api/v1/lessons/?" + "&".join(["kind=obstacle"] * 1001))
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


class Broken(APIView):
    def get(self, request):
        raise RuntimeError("a secret")


class Busy(APIView):
    def get(self, request):
        raise Throttled(wait=7)


class Faulty:
    """Addresses of the site, and two more that go wrong."""

    urlpatterns = [
        path("api/v1/broken/", Broken.as_view()),
        path("api/v1/busy/", Busy.as_view()),
        *confhub.urls.urlpatterns,
    ]
    handler500 = confhub.urls.handler500


def test_a_bug_is_a_problem_that_tells_nothing(client, settings):
    settings.ROOT_URLCONF = Faulty
    client.raise_request_exception = False
    answer = client.get("/api/v1/broken/")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["detail"] == "Something went wrong here. It has been noted."
    assert b"secret" not in answer.content


def test_headers_of_an_error_are_kept(client, settings):
    settings.ROOT_URLCONF = Faulty
    answer = client.get("/api/v1/busy/")
    assert (answer.status_code, answer.headers["Retry-After"], answer.json()["code"]) == (429, "7", "throttled")
