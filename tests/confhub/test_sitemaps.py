"""Maps of the site: every page once, valid, in as many files as are needed."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from confhub import sitemaps
from tests.factories import make_change, make_lesson, make_organisation
from tests.page_kinds import collection
from tests.validating import rng, xsd

pytestmark = pytest.mark.django_db
NAMES = {"s": sitemaps.SITEMAP}


def places(root):
    return [address.removeprefix("http://testserver") for address in root.xpath("*/s:loc/text()", namespaces=NAMES)]


def in_one_file(client):
    answer = client.get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return places(xsd("sitemap", answer.content))


def in_parts(client):
    """The pages of every part that holds any."""
    found = []
    for path in places(rng("siteindex", client.get("/sitemap.xml").content)):
        answer = client.get(path)
        assert answer.status_code == 200
        found += places(xsd("sitemap", answer.content)) if b"<url>" in answer.content else []
    return found


def test_every_page_is_there_once(client):
    pages = {address for address in collection(2).values() if "?" not in address and "/api/" not in address}
    pages -= {"/countries/bangladesh/", "/search/"}  # of which nothing is known; which is not to be indexed
    found = in_one_file(client)
    assert len(found) == len(set(found))
    assert pages <= set(found)
    assert "/search/" not in found
    assert {client.get(path).status_code for path in found} == {200}
    assert {urlsplit(path).query for path in found} == {""}


def test_rows_say_when_they_changed(client):
    make_lesson()
    root = xsd("sitemap", client.get("/sitemap.xml").content)
    assert set(root.xpath("//s:lastmod/text()", namespaces=NAMES)) == {"2026-03-01T12:00:00+00:00"}


def test_much_is_told_in_parts_that_hold_the_same(client, monkeypatch):
    collection(3)
    ids = ("A0000000", "A0000001", "Z0000000")
    for number, one in enumerate(ids):
        make_organisation(f"Body {number}", id=one)
    whole = in_one_file(client)
    monkeypatch.setattr(sitemaps, "FEW", 10)
    assert sorted(in_parts(client)) == sorted(whole)
    part = places(xsd("sitemap", client.get("/sitemap-part.xml?kind=organisations&id=A").content))
    assert part == ["/organisations/body-0/", "/organisations/body-1/"]


def test_parts_say_when_their_kind_changed_last_also_when_something_was_withdrawn(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "FEW", 0)
    make_lesson()
    make_change("lessons", "A0000000", "withdrawn", at=datetime(2026, 5, 1, 12, tzinfo=UTC))
    make_change("people", "A0000001", "released", at=datetime(2026, 6, 1, 12, tzinfo=UTC))
    root = rng("siteindex", client.get("/sitemap.xml").content)
    said = {
        each.findtext("s:loc", namespaces=NAMES).partition("?")[2]: each.findtext("s:lastmod", namespaces=NAMES)
        for each in root
    }
    assert (said[""], said["kind=people&id=A"]) == ("2026-06-01T12:00:00+00:00",) * 2
    assert said["kind=lessons&id=Z"] == "2026-05-01T12:00:00+00:00"
    assert said["kind=statements&id=A"] is None


def test_no_part_is_larger_than_the_protocol_allows(client, monkeypatch):
    for number in range(3):
        make_organisation(f"Body {number}")
    monkeypatch.setattr(sitemaps, "MOST", 2)
    part = client.get("/sitemap-part.xml?kind=organisations&id=0")
    assert len(re.findall(b"<url>", part.content)) == 2


@pytest.mark.parametrize(
    "query", ["kind=organisations", "kind=x&id=A", "kind=people&id=AA", "kind=people&id=U", "id=%00&kind=people"]
)
def test_a_part_that_there_is_not_is_not_found(client, query):
    assert client.get(f"/sitemap-part.xml?{query}").status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_a_map_costs_the_same_whatever_it_holds(client, django_assert_num_queries, monkeypatch, size):
    collection(size)
    with django_assert_num_queries(18):  # ETag, 6 counts, 6 kinds, 2 of translations, 2 for countries, themes
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-part.xml?kind=sessions&id=0")
    monkeypatch.setattr(sitemaps, "FEW", 1)
    with django_assert_num_queries(14):  # ETag, 6 counts, the last change of all and of 6 kinds
        client.get("/sitemap.xml")
