"""The guide to the API: recipes, and a dictionary that is read off the description the code makes of itself."""

from functools import cache
from inspect import getdoc
from typing import NamedTuple

from django.shortcuts import render
from django.utils.html import escape, format_html, format_html_join

from confhub.api import KINDS
from confhub.problem_codes import CODES
from confhub.schema import whole_schema
from lessons.queries import lessons
from organisations.api.viewsets import PAGING, SELECTION

ROOT = "/api/v1/"
REFERENCE = "#/components/schemas/"
# Stands for an id where no lesson is public yet.
NO_LESSON = "K7QX2M4P"
WORDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "date": "date",
    "date-time": "time",
    "uri": "address",
}


class Route(NamedTuple):
    """``path``: below the site, ``{id}`` for what names a row."""

    method: str
    path: str
    said: str


class Parameter(NamedTuple):
    """``names``: those that ask for the same in other ways come behind the first. ``terms``: what may be written."""

    names: list[str]
    said: str
    terms: list[str]


class Field(NamedTuple):
    """``word``: its type. ``parts``: what kinds of object it holds. ``detailed``: lists do not have it."""

    name: str
    said: str
    word: str
    many: bool
    null: bool
    parts: list[str]
    terms: list[str]
    detailed: bool


class Part(NamedTuple):
    """An object that answers are made of."""

    name: str
    said: str
    fields: list[Field]


class Kind(NamedTuple):
    """A list of the API and its rows. ``values``: what its parameters take that every list has."""

    name: str
    said: str
    routes: list[Route]
    filters: list[Parameter]
    values: list[Parameter]
    row: Part


def guide(request):
    """From the first useful answer to every field there is."""
    latest = lessons().order_by("-released_at", "id").values_list("pk", flat=True).first()
    return render(request, "confhub/guide.html", {"lesson_id": latest or NO_LESSON, **contents()})


@cache
def contents():
    """What the page says beside its recipes; the same as long as the process lives."""
    schema = whole_schema()
    kinds = [_kind(schema, kind) for kind in KINDS]
    known = {name for kind in KINDS for name in _components(kind)}
    return {
        "codes": [code._replace(meaning=marked(code.meaning), advice=marked(code.advice)) for code in CODES],
        "routes": [route for path in schema["paths"] if not _is_of(path, KINDS) for route in _routes(schema, path)],
        "common": _common(schema),
        "search": [_parameter([each]) for each in _parameters(schema, "search")],
        "changes": [_parameter([each]) for each in _parameters(schema, "changes")],
        "kinds": kinds,
        "page": _part(schema, f"Paginated{KINDS[0].serializer_class.__name__.removesuffix('Serializer')}List"),
        "parts": [_part(schema, name) for name in schema["components"]["schemas"] if _is_part(schema, name, known)],
    }


def marked(text):
    """Plain text as HTML, with what stands in backticks as code."""
    pieces = [format_html("<code>{}</code>", each) if n % 2 else escape(each) for n, each in enumerate(text.split("`"))]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _first(text):
    """The first paragraph: what follows are terms, or more than a dictionary needs."""
    return marked(" ".join((text or "").partition("\n\n")[0].split()))


# Lists


def _kind(schema, kind):
    listed, *detailed = _components(kind)
    row = _part(schema, listed)
    names = {field.name for field in row.fields}
    more = [field for name in detailed for field in _part(schema, name).fields if field.name not in names]
    parameters = _parameters(schema, kind.kind)
    common = {*PAGING, *SELECTION}
    return Kind(
        kind.kind,
        _first(getdoc(kind)),
        [route for path in schema["paths"] if _is_of(path, [kind]) for route in _routes(schema, path)],
        _grouped(each for each in parameters if each["name"] not in common),
        [_parameter([each]) for each in parameters if each["name"] in ("ordering", "facets", "expand")],
        row._replace(fields=[*row.fields, *(field._replace(detailed=True) for field in more)]),
    )


def _components(kind):
    """Names of what a kind answers in its list and, where that is another, in details."""
    found = (kind.serializer_class, kind.detail_serializer_class)
    return [each.__name__.removesuffix("Serializer") for each in found if each]


def _is_of(path, kinds):
    return path.startswith(tuple(f"{ROOT}{kind.kind}/" for kind in kinds))


def _routes(schema, path):
    operations = schema["paths"][path].items()
    return [Route(method.upper(), path, _first(each.get("description"))) for method, each in operations]


def _parameters(schema, name):
    return schema["paths"][f"{ROOT}{name}/"]["get"]["parameters"]


def _common(schema):
    """The parameters that every list has, and `expand`, which most have."""
    found = {each["name"]: each for kind in KINDS for each in _parameters(schema, kind.kind)}
    return [_parameter([found[name]])._replace(terms=[]) for name in (*PAGING, *SELECTION)]


def _grouped(parameters):
    """A ``Parameter`` for each filter, with those that leave out what it finds or want all of its values."""
    groups = {}
    for each in sorted(parameters, key=lambda each: (_filter_of(each) != each["name"], each["name"])):
        groups.setdefault(_filter_of(each), []).append(each)
    return [_parameter(each) for each in groups.values()]


def _filter_of(parameter):
    return parameter["name"].removeprefix("exclude_").removesuffix("__all")


def _parameter(same):
    schema = same[0]["schema"]
    terms = schema.get("items", schema).get("enum", [])
    return Parameter([each["name"] for each in same], _first(same[0]["description"]), terms)


# Objects


def _is_part(schema, name, known):
    whole = name.endswith("Whole") or name.startswith("Paginated")
    return "properties" in schema["components"]["schemas"][name] and not whole and name not in known


def _part(schema, name):
    components = schema["components"]["schemas"]
    fields = [_field(components, *each) for each in components[name]["properties"].items()]
    return Part(name, _first(components[name].get("description")), fields)


def _field(components, name, node):
    named = [each.removeprefix(REFERENCE) for each in _references(node)]
    parts = list(dict.fromkeys(each.removesuffix("Whole") for each in named if "properties" in components[each]))
    plain = [node, node.get("items", {}), *(components[each] for each in named)]
    types = [each for one in plain for each in _types(one)]
    terms = [term for one in plain for term in one.get("enum", []) if term is not None]
    word = next((each for each in (*(one.get("format") for one in plain), *types) if each in WORDS), "object")
    many, null = node.get("type") == "array", "null" in types or "NullEnum" in named or _may_be_null(node)
    return Field(name, _first(node.get("description")), WORDS[word], many, null, parts, terms, detailed=False)


def _types(node):
    found = node.get("type", [])
    return found if isinstance(found, list) else [found]


def _may_be_null(node):
    return {"type": "null"} in node.get("oneOf", [])


def _references(node):
    """What a node refers to, however deep."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    own = [node["$ref"]] if isinstance(node, dict) and "$ref" in node else []
    return own + [found for each in inside for found in _references(each)]
