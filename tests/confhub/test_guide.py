"""The guide says everything there is: no route, filter, field or error is missing, and its lines can be copied."""

import ast
import gzip
import re
import shlex
from urllib.parse import urlsplit

import pytest
from django.urls import path
from drf_spectacular.drainage import get_override
from rest_framework import exceptions, serializers

from confhub import api
from confhub.api import KINDS
from lessons.api import LessonSerializer, LessonViewSet
from organisations.api.viewsets import PAGING, SELECTION
from organisations.filtering import DayFilter
from tests.factories import make_lesson, make_token
from tests.guards.imports import parsed, read
from tests.guards.surface import patterns
from tests.markup import Links

pytestmark = pytest.mark.django_db

KB = 1024
# Codes of REST framework that nothing here raises: nobody signs in to the API, and nothing is written.
NEVER = {"invalid", "authentication_failed", "not_authenticated", "permission_denied"}
# Functions that answer with a problem: a status or an answer, then a code.
ANSWERING = {"problem", "_answer", "_django", "_refused"}
# Options of curl that have a value.
VALUED = {"-o", "-H", "--json", "--etag-save", "--etag-compare"}


@pytest.fixture
def html(client):
    return client.get("/api/guide/").content.decode()


def missing(html):
    """What the code has and the page does not say."""
    ids, routes = set(Links(html).ids), set(re.findall(r"<code>\w+ (/[^<]*)</code>", html))
    return sorted((all_routes() - routes) | ((all_filters() | all_fields() | all_codes()) - ids))


def all_routes():
    """Addresses for programs, from the URLconf."""
    found = [each for each in patterns() if each.template.startswith(("api/v", "api/d", "api/g", "oai"))]
    return {each.filled([f"{{{name}}}" for name in each.parameters]) for each in found}


def all_filters():
    """Ids of filters on the page, from the filter sets."""
    return {f"{kind.kind}.{name}" for kind in KINDS for name in kind.filterset_class.base_filters}


def all_fields():
    """Ids of fields on the page, from the serializers."""
    found = set()
    for kind in KINDS:
        row = _name(kind.serializer_class)
        for serializer_class in filter(None, (kind.serializer_class, kind.detail_serializer_class)):
            found |= _fields(serializer_class(), row)
    return found


def _fields(serializer, name):
    found = {f"{name}.{field}" for field in serializer.fields}
    for inside in serializer.fields.values():
        if isinstance(inside, serializers.SerializerMethodField):
            inside = get_override(getattr(serializer, inside.method_name), "field")
        inside = getattr(inside, "child", inside)
        if isinstance(inside, serializers.Serializer):
            found |= _fields(inside, _name(type(inside)))
    return found


def _name(serializer_class):
    return serializer_class.__name__.removesuffix("Serializer")


def all_codes():
    """Ids of codes on the page: those of exceptions, and those that are written out where a problem is answered."""
    raised = {each.default_code for each in _below(exceptions.APIException)} - NEVER
    return {f"error.{code}" for code in raised | set(_written())}


def _below(parent):
    return {child for each in parent.__subclasses__() for child in (each, *_below(each))}


def _written():
    for source in read("confhub", "organisations").values():
        calls = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.Call)]
        for call in calls:
            if getattr(call.func, "id", "") in ANSWERING and len(call.args) > 1:
                yield from [call.args[1].value] if isinstance(call.args[1], ast.Constant) else []


def test_nothing_is_missing(html):
    assert "/api/v1/lessons/{id}/" in all_routes()
    assert {"lessons.exclude_country", "Attribution.level", "error.throttled", "error.start_over"} <= (
        all_filters() | all_fields() | all_codes()
    )
    assert missing(html) == []


def test_every_parameter_of_lists_search_and_changes_is_said(client, html):
    for name in (*PAGING, *SELECTION):
        assert f"<dt><code>{name}</code></dt>" in html
    for address in ("search", "changes"):
        described = client.get("/api/v1/schema/").json()["paths"][f"/api/v1/{address}/"]["get"]["parameters"]
        assert {f"{address}.{each['name']}" for each in described} <= set(Links(html).ids)


def test_a_planted_route_is_missed(html, monkeypatch):
    monkeypatch.setattr(api, "urlpatterns", api.urlpatterns)
    api.urlpatterns.append(path("planted/", api.Root.as_view()))
    found = missing(html)
    api.urlpatterns.pop()
    assert found == ["/api/v1/planted/"]


def test_a_planted_filter_is_missed(html, monkeypatch):
    monkeypatch.setitem(LessonViewSet.filterset_class.base_filters, "planted", DayFilter("date", "gte"))
    assert missing(html) == ["lessons.planted"]


def test_a_planted_field_is_missed(html, monkeypatch):
    planted = {**LessonSerializer._declared_fields, "planted": serializers.CharField()}
    monkeypatch.setattr(LessonSerializer, "_declared_fields", planted)
    monkeypatch.setattr(LessonSerializer.Meta, "fields", [*LessonSerializer.Meta.fields, "planted"])
    assert missing(html) == ["Lesson.planted"]


def test_a_planted_error_is_missed(html, monkeypatch):
    monkeypatch.setattr(exceptions.Throttled, "default_code", "planted")
    assert missing(html) == ["error.planted"]


def test_an_error_that_is_written_out_is_missed(html, monkeypatch):
    monkeypatch.setitem(globals(), "read", lambda *folders: {"a.py": 'problem(418, "planted", "…")'})
    assert missing(html) == ["error.planted"]


def test_every_line_to_copy_answers(client):
    """With a lesson and a token, as ``curl`` would ask."""
    lesson = make_lesson(countries=["XK", "AL", "MK"])
    _, token = make_token()
    words = token["Authorization"].removeprefix("Bearer ")
    lines = re.findall(r'<pre class="cite"><code>(.*?)</code>', client.get("/api/guide/").content.decode())
    answers = [ask(client, line, words) for line in lines]
    assert [answer.status_code for answer in answers] == [200] * 15
    assert lesson.pk in str([answer.request["PATH_INFO"] for answer in answers])


def ask(client, line, words):
    """The answer to a line for ``curl``, as it stands on the page."""
    line = line.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&").replace("$TOKEN", words)
    options, url, headers, body = iter(shlex.split(line.partition(" | ")[0])[1:]), "", {}, None
    for option in options:
        value = next(options) if option in VALUED else ""
        if option == "-H":
            name, _, header = value.partition(": ")
            headers[name] = header
        body = value if option == "--json" else body
        url = url if option.startswith("-") else option
    place = urlsplit(url)
    assert f"{place.scheme}://{place.netloc}" == "http://testserver"
    address = f"{place.path}?{place.query}"
    if body is None:
        return client.get(address, headers=headers)
    return client.post(address, body, content_type="application/json", headers=headers)


def test_it_is_light(client):
    answer = client.get("/api/guide/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.content).startswith(b"<!doctype html>")
    assert len(answer.content) <= 30 * KB


def test_the_page_to_try_things_and_the_root_lead_to_it(client):
    assert 'href="/api/guide/"' in client.get("/api/docs/").content.decode()
    assert client.get("/api/v1/").json()["guide"] == "http://testserver/api/guide/"
