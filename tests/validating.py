"""Holds answers against the schemas of their formats; each function raises or returns what is wrong."""

import json
from pathlib import Path

from jsonschema import Draft3Validator
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

SCHEMAS = Path(__file__).with_name("schemas")
TERMS = json.loads((SCHEMAS / "schemaorg.json").read_text("utf-8"))
# What JSON values are as schema.org counts them; texts may be of any of its types of data.
TEXTS = {"Text", "URL", "Date", "DateTime"}


def xsd(name, content):
    """The root of a document that fits an XML Schema."""
    return _fitting(etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd")), content)


def rng(name, content):
    """The root of a document that fits a RELAX NG schema."""
    return _fitting(etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng")), content)


def _fitting(schema, content):
    root = etree.fromstring(content)
    schema.assertValid(root)
    return root


def popolo_faults(collection):
    """``["class/number: message"]`` of a collection in the terms of Popolo."""
    files = [json.loads(path.read_text("utf-8")) for path in sorted((SCHEMAS / "popolo").iterdir())]
    registry = Registry().with_resources([(each["id"].rstrip("#"), Resource(each, DRAFT3)) for each in files])
    of_class = {each["id"].rpartition("/")[2].removesuffix(".json#"): each for each in files}
    found = []
    for name, objects in collection.items():
        single = {"persons": "person", "speeches": "speech"}.get(name, name.removesuffix("s"))
        validator = Draft3Validator(of_class[single], registry=registry)
        found += [f"{name}/{n}: {e.message}" for n, each in enumerate(objects) for e in validator.iter_errors(each)]
    return found


def _above(type_):
    """A type of schema.org and all that stand above it."""
    return {type_}.union(*map(_above, TERMS["types"][type_]))


def schemaorg_faults(value, root=True):
    """What in a JSON-LD object is not as schema.org has it: types, properties, and what may stand where."""
    if root and value.get("@context") != "https://schema.org":
        yield f"context {value.get('@context')}"
    type_ = value.get("@type")
    if type_ not in TERMS["types"]:
        yield f"type {type_}"
        return
    for name, held in value.items():
        if not name.startswith("@"):
            yield from _property_faults(type_, name, held)


def _property_faults(type_, name, held):
    term = TERMS["properties"].get(name)
    if term is None or not _above(type_) & set(term["of"]):
        yield f"{type_} has no {name}"
        return
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict):
            yield from schemaorg_faults(each, root=False)
            if each.get("@type") in TERMS["types"] and not _above(each["@type"]) & set(term["to"]):
                yield f"{name} cannot be {each['@type']}"
        elif not isinstance(each, str) or not each or not TEXTS & set(term["to"]):
            yield f"{name} cannot be {each!r}"
