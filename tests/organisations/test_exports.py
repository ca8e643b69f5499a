"""Whole lists as CSV and NDJSON: what is in them, how they are taken up again, and how they end when they fail."""

import gc
import gzip
import json
import tracemalloc
import zlib

import brotli
import pytest
from django.db import DatabaseError

from organisations.api import exports
from organisations.bulk import insert
from organisations.models import Person
from tests.factories import RELEASED, make_alias, make_country, make_organisation, make_relation

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"
ORDERINGS = ["name", "updated_at", "id", "-name", "-updated_at", "-id"]


@pytest.fixture
def pages_of_two(monkeypatch):
    monkeypatch.setattr(exports, "ROWS", 2)


@pytest.fixture
def bodies():
    return [make_organisation(name) for name in "abcde"]


def body(client, query, status=200, **headers):
    answer = client.get(f"{LIST}?{query}", headers=headers)
    assert answer.status_code == status, answer.getvalue()
    return answer.getvalue()


def problem(client, query, status):
    found = json.loads(body(client, query, status))
    return found.get("errors") or found["code"]


def names(data):
    return [json.loads(line)["name"] for line in data.splitlines()]


def test_ndjson_is_the_objects_of_the_list(client, bodies, pages_of_two):
    answer = client.get(f"{LIST}?format=ndjson&ordering=-name")
    lines = answer.getvalue().decode().split("\n")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == client.get(f"{LIST}?ordering=-name").json()["results"]


def test_csv_is_a_flat_table(client):
    network = make_organisation("Network")
    row = make_organisation(
        '=Quoted "name", and\n+more', slug="q", acronym="-1", other_names=["Ђ", "@b"], country=make_country("XK")
    )
    make_relation(row, network)
    answer = client.get(f"{LIST}?format=csv&country=XK")
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="organisations.csv"'
    assert answer.getvalue().decode() == (
        "\ufeffid,url,html_url,updated_at,slug,name,acronym,other_names,name_is_description,classification,"
        "country_code,country_alpha3,country_name,summary,relations\r\n"
        f"{row.pk},http://testserver/api/v1/organisations/{row.pk}/,http://testserver/organisations/q/,"
        '2026-03-01T12:00:00Z,q,"\'=Quoted ""name"", and\n\'+more",\'-1,Ђ; \'@b,false,national_ngo,XK,XKX,Kosovo,,'
        "member_of to network\r\n"
    )


def test_csv_of_nothing_is_its_first_line(client):
    assert body(client, "format=csv").count(b"\r\n") == 1
    assert body(client, "format=ndjson") == b""


def test_csv_of_a_mapping_and_of_rows_without_codes(client):
    make_country("MK", names={"mk": "Северна Македонија", "sq": "Maqedonia e Veriut"})
    make_alias("MK", "Macedonia")
    lines = client.get("/api/v1/countries/?format=csv").getvalue().decode().splitlines()
    assert "mk: Северна Македонија; sq: Maqedonia e Veriut,southern-europe,false,,Macedonia" in lines[1]


def test_snippets_come_with_what_is_sought(client):
    make_organisation("Police <b>", search_text="police <b>")
    snippet = "<mark>Police</mark> &lt;b&gt;"
    assert json.loads(body(client, "format=ndjson&q=policing"))["snippet"] == snippet
    assert body(client, "format=csv&q=police").decode().splitlines()[0].endswith(",snippet")
    assert not body(client, "format=csv").decode().splitlines()[0].endswith(",snippet")


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("", "text/csv", "text/csv"),
        ("", "application/x-ndjson", "application/x-ndjson"),
        ("", "text/csv;q=0.5, application/json", "application/json"),
        ("", "*/*", "application/json"),
        ("format=json", "text/csv", "application/json"),
        ("format=csv", "text/html", "text/csv"),
    ],
)
def test_the_format_is_what_was_asked_for(query, accept, content_type, client):
    answer = client.get(f"{LIST}?{query}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
    assert answer.headers["Vary"].split(", ")[0] == "Accept"


@pytest.mark.parametrize(
    ("query", "parameter", "value", "valid"),
    [
        ("format=xml", "format", "xml", ["json", "csv", "ndjson"]),
        ("format=jsonld", "format", "jsonld", ["json", "csv", "ndjson"]),
        ("format=csv&page_size=2", "page_size", "2", []),
        ("format=csv&country=zz", "country", "zz", []),
        (
            "format=ndjson&ordering=slug",
            "ordering",
            "slug",
            ["name", "updated_at", "-name", "-updated_at", "id", "-id"],
        ),
        ("format=ndjson&cursor=%C3%A9", "cursor", "é", []),
        ("format=ndjson&cursor=WyJuZXh0Ix", "cursor", "WyJuZXh0Ix", []),
        ("format=ndjson&cursor=WyJwcmV2aW91cyIx", "cursor", "WyJwcmV2aW91cyIx", []),
    ],
)
def test_what_an_export_cannot_be_asked(query, parameter, value, valid, client):
    [error] = problem(client, query, 400)
    assert (error["parameter"], error["value"], error["valid"]) == (parameter, value, valid)


# Taken up again


@pytest.mark.parametrize("form", ["csv", "ndjson"])
@pytest.mark.parametrize("ordering", ["name", "-updated_at", "-id"])
def test_the_rest_follows_the_last_row_that_came_whole(form, ordering, client, bodies, pages_of_two):
    whole = body(client, f"format={form}&ordering={ordering}")
    lines = whole.splitlines(keepends=True)
    objects = client.get(f"{LIST}?ordering={ordering}").json()["results"]
    came = len(lines) - 2
    rest = body(client, f"format={form}&ordering={ordering}&cursor={objects[2]['id']}")
    assert b"".join(lines[:came]) + rest == whole


def test_the_rest_follows_a_page(client, bodies):
    following = client.get(f"{LIST}?page_size=2").json()["next"].partition("cursor=")[2]
    assert names(body(client, f"format=ndjson&cursor={following}")) == ["c", "d", "e"]


def test_a_row_that_left_the_filter_is_still_a_place(client, bodies):
    media = [make_organisation(name, classification="media") for name in "xyz"]
    type(media[0]).objects.filter(pk=media[0].pk).update(classification="network")
    assert names(body(client, f"format=ndjson&classification=media&cursor={media[0].pk}")) == ["y", "z"]


def test_a_row_that_is_gone_is_no_place_but_in_the_order_of_ids(client, bodies):
    gone = bodies[1].pk
    bodies[1].delete()
    assert problem(client, f"format=csv&cursor={gone}", 410) == "start_over"
    assert problem(client, "format=csv&cursor=ZZZZZZZZ", 410) == "start_over"
    assert names(body(client, f"format=ndjson&ordering=id&cursor={gone}")) == ["c", "d", "e"]


def test_countries_go_on_behind_a_code(client):
    for code in ("AL", "MK", "XK"):
        make_country(code)
    answer = client.get("/api/v1/countries/?format=ndjson&cursor=AL").getvalue()
    assert [json.loads(line)["code"] for line in answer.splitlines()] == ["XK", "MK"]


# On the way


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_head_says_what_a_get_would_and_reads_one_page(form, client, bodies, django_assert_num_queries):
    with django_assert_num_queries(4):
        answer = client.head(f"{LIST}?format={form}", headers={"accept-encoding": "gzip, br"})
    assert (answer.status_code, answer.getvalue()) == (200, b"")
    assert answer.headers["Content-Type"] == client.get(f"{LIST}?format={form}").headers["Content-Type"]
    assert client.head(f"{LIST}?format={form}&page_size=1").status_code == 400


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("br;q=0.5", "br", brotli.decompress),
        ("zebra", None, bytes),
        ("", None, bytes),
    ],
)
def test_streams_are_compressed(accepted, encoding, unpack, client, bodies, pages_of_two):
    answer = client.get(f"{LIST}?format=csv", headers={"accept-encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack(answer.getvalue()) == body(client, "format=csv")


@pytest.fixture
def third_page_fails(monkeypatch):
    pages, fetch = [], exports.page

    def failing(*args):
        pages.append(args)
        if len(pages) == 3:
            raise DatabaseError("secret")
        return fetch(*args)

    monkeypatch.setattr(exports, "page", failing)


@pytest.mark.parametrize(
    ("encoding", "unpack"),
    [
        ("", bytes),
        ("gzip", lambda data: zlib.decompressobj(wbits=31).decompress(data)),
        ("br", lambda data: brotli.Decompressor().process(data)),
    ],
)
def test_an_export_that_fails_does_not_look_whole(
    encoding, unpack, client, bodies, pages_of_two, third_page_fails, caplog
):
    answer, came = client.get(f"{LIST}?format=ndjson", headers={"accept-encoding": encoding}), []
    with pytest.raises(exports.Interrupted) as error:
        came.extend(answer.streaming_content)
    assert (str(error.value), error.value.__suppress_context__) == ("", True)
    assert [record.message for record in caplog.records] == ["An export broke off."]
    assert set(names(unpack(b"".join(came)))) <= set("abcd")


@pytest.mark.parametrize(
    ("encoding", "unpack", "fault"), [("gzip", gzip.decompress, EOFError), ("br", brotli.decompress, brotli.error)]
)
def test_half_a_compressed_stream_has_no_end(encoding, unpack, fault, client, bodies, pages_of_two, third_page_fails):
    answer, came = client.get(f"{LIST}?format=ndjson", headers={"accept-encoding": encoding}), []
    with pytest.raises(exports.Interrupted):
        came.extend(answer.streaming_content)
    with pytest.raises(fault):
        unpack(b"".join(came))


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_an_export_costs_its_pages_and_counts_nothing(form, client, bodies, pages_of_two, django_assert_num_queries):
    with django_assert_num_queries(1 + 3 * 3):  # the last change, three pages
        body(client, f"format={form}")


def test_a_long_export_takes_no_more_memory_than_a_short_one(client):
    """All rows at once would be 80 MB. What prefetching leaves behind goes when Python collects it, not earlier."""
    count, columns = 20_000, ["id", "slug", "name", "other_names", "search_text", "released_at", "updated_at"]
    rows = ((f"{n:08d}", f"p{n}", f"Person {n} " + "x" * 80, [], "", RELEASED, RELEASED) for n in range(count))
    insert(Person, columns, rows)
    answer = client.get("/api/v1/people/?format=ndjson&ordering=id")
    # What other tests have left would make Python collect less often.
    gc.freeze()
    gc.collect()
    tracemalloc.start()
    sizes = [len(part) for part in answer.streaming_content]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.unfreeze()
    assert sum(sizes) > 6_000_000
    assert len(sizes) == count / exports.ROWS
    assert peak < 30_000_000
