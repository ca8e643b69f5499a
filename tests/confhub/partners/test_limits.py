"""Whose requests are counted together, for what, and what they are told."""

import pytest
from django.test import RequestFactory

from confhub.partners.limits import _key, address_of, network, purpose_of
from tests.factories import make_country, make_token

pytestmark = pytest.mark.django_db
LIST = "/api/v1/themes/"


def ask(client, address=LIST, come_from="203.0.113.1", **headers):
    return client.get(address, headers=headers, REMOTE_ADDR=come_from)


def test_beyond_the_limit_one_is_told_when_to_come_back(client, rates):
    rates(anybody={"read": [(3, 3600), (2, 60)]})
    first, second, third = (ask(client) for _ in range(3))
    assert {name: first.headers[name] for name in first.headers if name.startswith("RateLimit")} == {
        "RateLimit-Limit": "2",
        "RateLimit-Remaining": "1",
        "RateLimit-Reset": "30",
        "RateLimit-Policy": "3;w=3600, 2;w=60",
    }
    assert (second.status_code, second.headers["RateLimit-Remaining"]) == (200, "0")
    assert third.status_code == 429
    assert third.headers["Content-Type"] == "application/problem+json"
    assert third.headers["Retry-After"] == third.headers["RateLimit-Reset"] == "2790"
    assert third.headers["Cache-Control"] == "no-store"
    assert third.json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "3 requests in 3600 seconds are the limit. Ask again in 2790.",
        "code": "throttled",
    }


@pytest.mark.parametrize(("limits", "wait"), [([(1, 3600), (1, 60)], "2790"), ([(9, 3600), (1, 60)], "30")])
def test_when_to_come_back_is_when_one_is_let_in(client, rates, limits, wait):
    rates(anybody={"read": limits})
    assert [ask(client).headers.get("Retry-After") for _ in range(2)] == [None, wait]


def test_every_answer_counts_and_only_those_of_the_api(client, rates):
    rates(anybody={"read": [(5, 3600)]})
    ask(client, "/api/v1/themes/?nope=1")
    ask(client, "/api/v1/nowhere/")
    ask(client, "/")
    ask(client, "/api/docs/")
    client.options(LIST, headers={"Access-Control-Request-Method": "GET"}, REMOTE_ADDR="203.0.113.1")
    kept = ask(client).headers["ETag"]
    answer = ask(client, **{"If-None-Match": kept})
    assert (answer.status_code, answer.headers["RateLimit-Remaining"]) == (304, "1")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("203.0.113.1", "203.0.113.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("203.0.113.1", "::ffff:203.0.113.1", True),
        ("", "unix:", False),
    ],
)
def test_addresses_of_one_household_count_together(one, other, together):
    assert (network(one) == network(other)) is together


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.9", "127.0.0.1"),
        (1, "198.51.100.9, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.9, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_proxies_of_ours_are_believed(settings, proxies, forwarded, found):
    settings.PROXIES = proxies
    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == found


@pytest.mark.parametrize(
    ("address", "accept", "purpose"),
    [
        ("/api/v1/lessons/", "application/json", "read"),
        ("/api/v1/lessons/?format=json", "*/*", "read"),
        ("/api/v1/lessons/?format=csv", "", "bulk"),
        ("/api/v1/lessons/", "text/csv", "bulk"),
        ("/api/v1/lessons/", "application/x-ndjson;q=0.9", "bulk"),
        ("/api/v1/lessons/", "TEXT/CSV", "bulk"),
        ("/api/v1/lessons/", "text/*", "bulk"),
        ("/api/v1/lessons/", "application/json;q=0.1, text/*", "bulk"),
        ("/api/v1/lessons/", "application/json, text/csv;q=0.5", "read"),
        ("/api/v1/lessons/?format=json", "text/csv", "read"),
        ("/api/v1/changes/?after=0", "", "bulk"),
        ("/api/v1/snapshot/", "", "bulk"),
        ("/oai?verb=Identify", "", "bulk"),
        ("/countries/kosovo/offline.zip", "", "bulk"),
        ("/conferences/D3VGY03D/offline.zip", "", "bulk"),
    ],
)
def test_what_is_asked_for(address, accept, purpose):
    assert purpose_of(RequestFactory().get(address, headers={"Accept": accept})) == purpose


@pytest.mark.parametrize(
    ("body", "purpose"),
    [
        ('{"format": "csv"}', "bulk"),
        ('{"format": ["ndjson"]}', "bulk"),
        (r'{"\u0066ormat": "csv"}', "bulk"),
        ('{"q": "format csv"}', "read"),
        ('{"format": "csv"', "read"),
        ('{"format": "csv", "a": {}}', "read"),
        ("[" * 90_000, "read"),
        ('{"format": "csv", "q": "' + "a" * 100_000 + '"}', "read"),
        (" " * 3_000_000, "read"),
    ],
)
def test_what_is_asked_for_in_a_body(body, purpose):
    """One that is refused when it is read counts as a page."""
    request = RequestFactory().post("/api/v1/lessons/query/", body, content_type="application/json")
    assert purpose_of(request) == purpose


def test_a_body_is_still_there_when_it_was_counted(client, rates):
    rates(anybody={"read": [(1, 3600)], "bulk": [(1, 3600)]})
    body = {"format": "csv", "fields": ["id"]}
    answer = client.post("/api/v1/themes/query/", body, content_type="application/json", headers={"Accept": "*/*"})
    assert b"".join(answer.streaming_content) == b"\xef\xbb\xbfid\r\n"
    assert ask(client).status_code == 200


def test_libraries_count_too(client, rates):
    rates(anybody={"bulk": [(1, 3600)]}, partner={"bulk": [(9, 3600)]})
    harvest = "/oai?verb=Identify"
    assert [ask(client, harvest).status_code for _ in range(2)] == [200, 429]
    assert ask(client, "/api/v1/changes/").status_code == 429
    _, token = make_token()
    assert ask(client, harvest, **token).headers["RateLimit-Remaining"] == "8"


def test_files_to_take_along_count_too(client, rates, settings, tmp_path):
    settings.OFFLINE_FOLDER = str(tmp_path / "offline")
    rates(anybody={"bulk": [(1, 3600)]})
    make_country("XK")
    address = "/countries/kosovo/offline.zip"
    first = ask(client, address)
    assert first.headers["RateLimit-Remaining"] == "0"
    first.close()
    refused = ask(client, address)
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")


def test_an_export_counts_apart_from_a_page(client, rates):
    rates(anybody={"read": [(1, 3600)], "bulk": [(1, 3600)]})
    assert ask(client).headers["RateLimit-Remaining"] == "0"
    assert ask(client, accept="text/csv").headers["RateLimit-Remaining"] == "0"
    assert ask(client).status_code == 429


def test_a_token_has_a_limit_of_its_own_wherever_it_is_sent_from(client, rates):
    rates(anybody={"read": [(1, 3600)]}, partner={"read": [(3, 3600)]})
    _, one = make_token()
    _, other = make_token()
    assert [ask(client).status_code for _ in range(2)] == [200, 429]
    assert ask(client, **one).headers["RateLimit-Remaining"] == "2"
    assert ask(client, come_from="198.51.100.1", **one).headers["RateLimit-Remaining"] == "1"
    assert ask(client, **other).headers["RateLimit-Remaining"] == "2"


def test_a_token_gives_more_only_of_what_it_is_for(client, rates):
    rates(anybody={"read": [(1, 3600)], "bulk": [(1, 3600)]}, partner={"read": [(9, 3600)], "bulk": [(9, 3600)]})
    _, headers = make_token(scopes=["bulk"])
    assert ask(client, **headers).headers["RateLimit-Limit"] == "1"
    assert ask(client, accept="text/csv", **headers).headers["RateLimit-Limit"] == "9"


def test_what_was_counted_yesterday_cannot_be_joined_with_today():
    day = 24 * 3600
    assert _key("address 203.0.113.1", "read", (1, day), day) != _key("address 203.0.113.1", "read", (1, day), 2 * day)
    assert _key("address 203.0.113.1", "read", (1, day), day) == _key("address 203.0.113.1", "read", (1, day), day)
