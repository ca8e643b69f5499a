"""The format of a bundle, from ``schema.json`` (JSON Schema 2020-12): its sections, and what is wrong with an item.

An item is one entry of a section, or the conference itself, as plain JSON values.
"""

import json
from pathlib import Path

import jsonschema_rs

from .problems import shorten

SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
FORMAT = SCHEMA["properties"]["format"]["const"]
SECTIONS = tuple(name for name, part in SCHEMA["properties"].items() if part.get("type") == "array")
# What an item is known by in its section; links have no key.
KEYS = {
    "conference": "slug",
    "sources": "key",
    "organisations": "slug",
    "people": "slug",
    "sessions": "slug",
    "participants": "key",
    "statements": "key",
    "lessons": "key",
}


def _reference(section):
    part = SCHEMA["properties"][section]
    return part.get("items", part)["$ref"]


def parts(section):
    """Names of the parts of an item, in the order they are written in."""
    return list(SCHEMA["$defs"][_reference(section).rpartition("/")[2]]["properties"])


def _validator(section):
    alone = {"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], "$ref": _reference(section)}
    return jsonschema_rs.validator_for(alone, validate_formats=True)


_VALIDATORS = {section: _validator(section) for section in ("conference", *SECTIONS)}


def problems(section, item):
    """``[([steps of the path], reason)]``: everything in which an item is not as the schema says."""
    validator = _VALIDATORS[section]
    if validator.is_valid(item):
        return []
    return [found for error in validator.iter_errors(item) for found in _told(error)]


def _told(error):
    path, kind = list(error.instance_path), type(error.kind).__name__
    if kind == "Required":
        return [(path, f'"{error.kind.property}" is missing')]
    if kind == "AdditionalProperties":
        return [([*path, name], "is no part of the format") for name in error.kind.unexpected]
    return [(path, _REASONS.get(kind, _plain)(error))]


def _plain(error):
    return shorten(error.message, 160)


def _quoted(error):
    return json.dumps(shorten(error.instance), ensure_ascii=False)


def _described(error):
    return f"{_quoted(error)} is not {_described_part(error)['description']}"


def _described_part(error):
    part = SCHEMA
    for step in error.schema_path[:-1]:
        part = part[step]
    return part


_REASONS = {
    "Enum": lambda error: f"{_quoted(error)} is not one of {', '.join(json.dumps(o) for o in error.kind.options)}",
    "Pattern": _described,
    "Format": _described,
    "MinLength": lambda error: "is empty",
    "MaxLength": lambda error: f"has {len(error.instance):,} characters; {error.kind.limit} at most",
    "UniqueItems": lambda error: "names something twice",
}
