"""Compression, reading from pages of other origins, HEAD and OPTIONS."""

import gzip
import zlib
from datetime import date

import brotli
import pytest
from django.http import StreamingHttpResponse
from django.urls import path

import confhub.urls
from confhub.middleware import encoding_for
from confhub.retiring import RETIRED, Retired
from tests.factories import make_change, make_lesson
from tests.page_kinds import collection
from tests.staff import Member

pytestmark = pytest.mark.django_db
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
PARTS = [f"{number}: a line that is like the others\n" for number in range(20_000)]
MADE = []


def stream(request):
    """A long answer that notes in ``MADE`` how much of it was made."""
    MADE.clear()

    def parts():
        for part in PARTS:
            MADE.append(part)
            yield part

    return StreamingHttpResponse(parts(), content_type="text/plain")


class WithStream:
    """Addresses of the site, and one that streams."""

    urlpatterns = [path("api/v1/stream/", stream), *confhub.urls.urlpatterns]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("BR; q=0.5 , gzip;q=0.5", "br"),
        ("br;q=0,gzip;q=0", ""),
        ("br;q=nonsense, gzip;q=", "gzip"),
        (", ,", ""),
    ],
)
def test_what_a_client_likes_best(accepted, encoding):
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("address", ["/lessons/", "/api/v1/lessons/", "/api/v1/schema/"])
def test_the_same_answer_in_fewer_bytes(client, address, encoding):
    make_lesson("Word " * 30)
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert UNPACK[encoding](packed.content) == plain.content
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"]
    kept = client.get(address, headers={"Accept-Encoding": encoding, "If-None-Match": packed.headers["ETag"]})
    assert (kept.status_code, kept.headers["Vary"]) == (304, packed.headers["Vary"])
    assert "Content-Encoding" not in kept.headers


def test_short_answers_and_the_desk_are_left_as_they_are(client):
    everything = {"Accept-Encoding": "br, gzip"}
    assert "Content-Encoding" not in client.get("/api/v1/nope/", headers=everything).headers
    answer = Member("keeper").client.get("/admin/", headers=everything)
    assert "Content-Encoding" not in answer.headers
    assert len(answer.content) > 1000


@pytest.mark.parametrize(("encoding", "first"), [("br", brotli.Decompressor), ("gzip", zlib.decompressobj)])
def test_a_stream_is_compressed_while_it_is_made(client, settings, encoding, first):
    settings.ROOT_URLCONF = WithStream
    answer = client.get("/api/v1/stream/", headers={"Accept-Encoding": encoding})
    assert (answer.headers["Content-Encoding"], answer.headers["ETag"][:3]) == (encoding, 'W/"')
    assert "Content-Length" not in answer.headers
    parts = iter(answer)
    begun = next(parts)
    unpacker = first() if encoding == "br" else first(wbits=31)
    unpack = unpacker.process if encoding == "br" else unpacker.decompress
    assert (unpack(begun).decode(), len(MADE)) == (PARTS[0], 1)
    assert UNPACK[encoding](begun + b"".join(parts)).decode() == "".join(PARTS)


def test_nothing_is_made_of_a_stream_that_is_not_read(client, settings):
    settings.ROOT_URLCONF = WithStream
    answer = client.head("/api/v1/stream/")
    assert (answer.status_code, b"".join(answer), MADE) == (200, b"", [])
    kept = client.get("/api/v1/stream/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (kept.status_code, MADE) == (304, [])


def test_head_is_get_without_a_body(client):
    for address in [*collection().values(), "/api/v1/", "/api/v1/lessons/", "/api/v1/lessons/?nope=1", "/nope/"]:
        got, asked = client.get(address), client.head(address)
        assert (address, asked.status_code, asked.content) == (address, got.status_code, b"")
        assert (address, dict(asked.headers)) == (address, dict(got.headers) | _counted(asked))
        assert asked.headers["Content-Length"] == str(len(got.content))


def _counted(answer):
    return {name: value for name, value in answer.headers.items() if name.startswith("RateLimit")}


# Pages of other origins


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v1/", 200), ("/api/v1/lessons/", 200), ("/api/v1/lessons/?nope=1", 400), ("/api/v1/nope/", 404)],
)
def test_the_api_can_be_read_from_anywhere(client, address, status):
    answer = client.get(address, headers={"Origin": "https://other.example"})
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Retry-After", "RateLimit-Remaining"} <= set(
        answer.headers["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_scripts_see_why_they_are_refused_and_what_is_kept(client):
    for headers, status in ((client.get("/api/v1/").headers["ETag"], 304), ("x", 401)):
        sent = {"If-None-Match": headers} if status == 304 else {"Authorization": headers}
        answer = client.get("/api/v1/", headers=sent)
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")


def test_what_browsers_ask_beforehand(client, django_assert_num_queries):
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    with django_assert_num_queries(0):
        answer = client.options("/api/v1/lessons/", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert {"Authorization", "If-None-Match"} <= set(answer.headers["Access-Control-Allow-Headers"].split(", "))


def test_options_say_what_can_be_done(client):
    for address in ("/api/v1/", "/api/v1/lessons/", "/api/v1/schema/"):
        answer = client.options(address)
        assert (answer.status_code, answer.headers["Allow"]) == (200, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/healthz"])
def test_nothing_else_can(client, address):
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    for answer in (client.get(address, headers=asked), client.options(address, headers=asked)):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


# Addresses that will go


def test_an_address_that_will_go_says_so(client, monkeypatch):
    said = Retired(since=date(2027, 1, 1), until=date(2027, 7, 1), instead="https://confhub.example.org/about/")
    monkeypatch.setitem(RETIRED, "/api/v1/themes/", said)
    answer = client.get("/api/v1/themes/")
    assert answer.headers["Deprecation"] == "@1798761600"
    assert answer.headers["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
    assert answer.headers["Link"] == '<https://confhub.example.org/about/>; rel="deprecation"'
    assert client.get("/api/v1/themes/nowhere/").headers["Deprecation"] == "@1798761600"
    assert "Deprecation" not in client.get("/api/v1/lessons/").headers


def test_nothing_is_retired_without_time_to_leave():
    assert [path for path, said in RETIRED.items() if (said.until - said.since).days < 180] == []


# What is not there


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/lessons/ZZZZZZZZ/", 410),
        ("/lessons/NNNNNNNN/", 404),
        ("/api/v1/lessons/ZZZZZZZZ/", 410),
        ("/api/v1/lessons/NNNNNNNN/", 404),
        ("/nowhere/", 404),
    ],
)
def test_nobody_keeps_that_something_is_missing(client, place, status):
    make_change("lessons", "ZZZZZZZZ")
    answer = client.get(place)
    assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")


def test_what_is_there_may_be_kept(client):
    assert "no-store" not in client.get("/about/").get("Cache-Control", "")
