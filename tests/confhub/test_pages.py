"""What holds on every page: it answers, in valid HTML, for few queries, and asks nothing of the reader's machine."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from organisations.citing.downloads import FORMATS
from tests.markup import Links, markup_faults
from tests.page_kinds import collection, failures

pytestmark = pytest.mark.django_db

# {kind: queries}, whether the collection is small or three times as large; one of them makes the ETag.
QUERIES = {
    "home": 14,
    "about": 1,
    "guide": 2,
    "countries": 3,
    "country": 34,
    "country without anything": 21,
    "themes": 3,
    "theme": 34,
    "evidence": 7,
    "evidence, one region": 7,
    "compare": 4,
    "compare, countries": 15,
    "compare, on a theme": 17,
    "lessons": 17,
    "lessons, filtered": 19,
    "lessons, none found": 10,
    "lesson": 21,
    "conferences": 9,
    "conference": 14,
    "session": 14,
    "session of parts": 9,
    "statements": 17,
    "statement": 23,
    "search": 8,
    "search, found": 60,
    "search, filtered": 52,
    "search, one list": 32,
    "search, statements": 43,
    "search, none found": 58,
    "organisations": 6,
    "organisation": 16,
    "people": 3,
    "person": 9,
}

# Pages that people ask for with a form, or that only a larger collection links.
UNLINKED = {"lessons, none found", "lessons, filtered", "evidence, one region", "compare, on a theme"}

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
OTHER_LANGUAGE = re.compile(f"/({'|'.join(code for code, _ in settings.LANGUAGES if code != 'en')})/")
CITED = ["lesson", "conference", "session", "statement"]
NOT_PAGES = {
    "lesson-id": "redirects to the lesson",
    "session-id": "redirects to the session",
    "api-docs": "documentation of the API",
    "evidence-table": "a file",
    "oai": "XML for libraries",
    **dict.fromkeys(["report", "report-sent"], "a form, which nobody keeps: tests/confhub/reports"),
    **{
        f"{kind}-cite-{name}": "a file" for kind in ("lesson", "conference", "session", "statement") for name in FORMATS
    },
    **dict.fromkeys(["conference-akoma-ntoso", "conference-popolo"], "a file"),
    **dict.fromkeys(["country-offline", "conference-offline"], "a file"),
    **dict.fromkeys(["lessons-feed", "country-feed", "theme-feed", "conference-feed"], "a feed"),
    **dict.fromkeys(["robots", "opensearch", "sitemap", "sitemap-part"], "for programs"),
}


@pytest.fixture
def pages():
    return collection()


@pytest.mark.parametrize("size", [1, 3])
def test_pages_are_valid_and_their_cost_does_not_grow(client, size):
    pages, cost = collection(size), {}
    for kind, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        cost[kind] = len(queries)
        assert (kind, response.status_code) == (kind, 200)
        assert (kind, markup_faults(response.content.decode())) == (kind, [])
    assert cost == QUERIES


def test_failures_are_pages_too(client, pages):
    for kind, (status, address) in failures().items():
        response = client.get(address)
        assert (kind, response.status_code) == (kind, status)
        assert (kind, markup_faults(response.content.decode())) == (kind, [])


def test_a_request_that_cannot_be_read_and_a_fault_of_ours_have_their_page(client, monkeypatch):
    def broken(request):
        raise RuntimeError("a secret")

    unread = client.get("/", headers={"Host": "somebody.else"})
    monkeypatch.setattr("confhub.home.render", lambda *args: broken(*args[:1]))
    client.raise_request_exception = False
    fault = client.get("/")
    for response, status, title in ((unread, 400, "Not understood"), (fault, 500, "Something went wrong")):
        html = response.content.decode()
        assert response.status_code == status
        assert f"<h1>{title}</h1>" in html
        assert "a secret" not in html
        assert markup_faults(html) == []


@pytest.mark.parametrize("start", ["countries", "lessons", "statements", "people", "organisations", "conferences"])
@pytest.mark.parametrize("odd", ["%00", "..", "%ff", "x" * 3000, "'; --", "<b>", "ë"])
def test_odd_addresses_are_not_found(client, start, odd):
    assert client.get(f"/{start}/{odd}/").status_code == 404
    assert client.get(f"/lessons/?theme={odd}&country={odd}&cursor={odd}").status_code == 400


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ('<p style="color:red">', "style on p"),
        ('<p onclick="x()">', "onclick on p"),
        ("<script></script>", "script"),
        ('<script type="application/ld+json" src="/x"></script>', "script"),
        ('<script type="module"></script>', "script"),
        ("<b><i></b></i>", "adoption-agency-1.3"),
        ('<p id="a"><p id="a">', "id a twice"),
        ('<a href="#b">b</a>', "#b points nowhere"),
        ("<h1>again</h1>", "exactly one h1"),
        ("<h3>too deep</h3>", "h3 after h1"),
        ("<p>a space before the end .</p> ", "before the end ."),
    ],
)
def test_wrong_markup_is_found(wrong, fault):
    page = "<!doctype html><html><head><title>x</title></head><body><h1>x</h1>{}</body></html>"
    assert markup_faults(page.format("")) == []
    assert fault in " ".join(markup_faults(page.format(wrong)))


def test_every_address_of_the_pages_is_among_the_kinds(pages):
    covered = {resolve(address.split("?")[0]).url_name for address in pages.values()}
    assert page_names(get_resolver()) - covered == set(NOT_PAGES)


def page_names(resolver):
    """Names of all addresses outside the API and the desk."""
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern) and entry.name:
            names.add(entry.name)
        elif isinstance(entry, URLResolver) and not entry.namespace and not entry.app_name:
            names |= page_names(entry)
    return names


def test_no_link_is_dead(client, pages):
    searches = [address for kind, address in pages.items() if kind.startswith("search")]
    seen, waiting, dead = set(), ["/", *searches], []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code in (301, 302):
            waiting.append(response.headers["Location"])
        elif response.status_code != 200:
            dead.append((response.status_code, address))
        elif response.headers["Content-Type"].startswith("text/html") and not address.startswith("/api/"):
            waiting += [one for one in _own_addresses(address, response.content.decode()) if _is_new(one, seen)]
    assert dead == []
    assert seen >= {address for kind, address in pages.items() if kind not in UNLINKED}


def _is_new(address, seen):
    """Of ten languages two are walked through, the other one without its filters; copies are opened elsewhere."""
    other = OTHER_LANGUAGE.match(address)
    followed = not other or (other[1] == "ar" and "?" not in address)
    return followed and address not in seen and not address.endswith("/offline.zip")


def _own_addresses(page, html):
    path = page.split("?")[0]
    for tag, value in Links(html).references:
        value = value.split("#")[0]
        if tag == "a" and value and not value.startswith(("http", "mailto:")):
            yield path + value if value.startswith("?") else value


def test_nothing_comes_from_another_host(client, pages):
    for address in pages.values():
        html = client.get(address).content.decode()
        fetched = [value for tag, value in Links(html).references if tag not in ("a", "link")]
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)
        assert all(value.startswith("/") for value in [*fetched, *sheets])
        assert sheets == ["/static/site.css"]


def test_visitors_get_no_cookie_and_pages_run_nothing(pages):
    for address in [*pages.values(), *(address for _, address in failures().values())]:
        client = Client()
        response = client.get(address)
        assert not client.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY


def test_each_page_says_what_it_is(client, pages):
    titles = set()
    for address in pages.values():
        html = client.get(address).content.decode()
        titles.add(re.search("<title[^>]*>(.*?)</title>", html)[1])
        assert f'<link rel="canonical" href="http://testserver{address.split("?")[0]}">' in html
        assert re.search('<meta name="description" content="[^"]+">', html)
        assert '<meta name="referrer" content="same-origin">' in html
        assert '<meta name="color-scheme" content="light dark">' in html
        assert '<html lang="en" dir="ltr">' in html
    assert "Kosovo – Confhub" in titles
    assert len(titles) == len(pages) - 3  # three cuts of the list of lessons share theirs, and two of what is found
