"""A token gives more requests, never more data: with any token and without one, every answer is the same bytes."""

from types import ModuleType

import pytest
from django.http import HttpResponse
from django.urls import path

from confhub import urls
from tests.factories import make_token
from tests.page_kinds import collection

from .hidden.sweep import Sweep
from .surface import FORMATS, Site, patterns, with_query

pytestmark = pytest.mark.django_db
# Headers that count requests.
COUNTED = {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"}
FORMAT_NAMES = ["json", "csv", "ndjson", "jsonld"]


def ways(site, under=""):
    """Every address with every object, in every content type."""
    sweep = Sweep(site)
    plain = [address for p in patterns() if p.template.startswith(under) for address in sweep.every_object(p)]
    return [
        *((address, "") for address in plain),
        *((address, accept) for address in plain for accept in FORMATS if address.startswith("/api/")),
        *((with_query(address, [("format", name)]), "") for address in plain for name in FORMAT_NAMES),
    ]


def unlike(site, asked, headers):
    """``[(address, accept)]`` where a token makes a difference in status, headers or body."""
    return [
        (address, accept)
        for address, accept in asked
        if _of(site, address, accept, {}) != _of(site, address, accept, headers)
    ]


def _of(site, address, accept, headers):
    sent = {"HTTP_ACCEPT": accept} if accept else {}
    sent |= {"HTTP_AUTHORIZATION": headers["Authorization"]} if headers else {}
    answer = site.ask(address, **sent)
    return answer.status, [header for header in answer.headers if header[0] not in COUNTED], answer.timeless


def test_a_token_makes_no_difference_but_in_how_often(settings):
    """One token asks here for more files within a minute than a partner may, so its limit is raised."""
    settings.API_RATES = {**settings.API_RATES, "partner": {each: [(1_000_000, 60)] for each in ("read", "bulk")}}
    collection()
    site = Site()
    asked = ways(site)
    assert len(asked) > 200
    _, headers = make_token()
    assert unlike(site, asked, headers) == []
    with_token = dict(site.ask("/api/v1/", HTTP_AUTHORIZATION=headers["Authorization"]).headers)
    assert with_token["RateLimit-Policy"] != dict(site.ask("/api/v1/").headers)["RateLimit-Policy"]


def test_a_planted_view_that_looks_at_the_token_is_seen(settings):
    settings.ROOT_URLCONF = ModuleType("planted")
    view = lambda request: HttpResponse("more" if "Authorization" in request.headers else "")  # noqa: E731
    settings.ROOT_URLCONF.urlpatterns = [path("api/v1/planted/", view), *urls.urlpatterns]
    site, (_, headers) = Site(), make_token()
    assert ("/api/v1/planted/", "") in unlike(site, ways(site, "api/v1/planted/"), headers)
