"""What the description says of answers as a whole: which fields are there, and what stands in place of a short row."""

from organisations.api.fields import IF_ASKED
from organisations.api.viewsets import ShelfViewSet

# Fields that an answer may lack, beside those that are marked.
SOMETIMES_IN = {"Problem": {"errors"}, "Change": {"record"}, "SnapshotLine": {"snapshot", "kind", "record", "end"}}
# Answers that hold rows of any kind, which ``fields`` does not cut.
RECORDS = ["Change", "SnapshotLine"]
# The largest whole numbers of the databases: no part of the contract.
LARGEST = {2**15 - 1, 2**31 - 1, 2**63 - 1}
REFERENCE = "#/components/schemas/"


def whole_answers(result, **_):
    """Every field is there that ``fields`` does not cut, and none can be written. A hook of drf-spectacular."""
    components, cut = result["components"]["schemas"], {name for view in _views() for name in _answers(view)}
    for name, schema in components.items():
        for described in schema.get("properties", {}).values():
            described.pop("readOnly", None)
            if described.get("maximum") in LARGEST:
                described.pop("maximum"), described.pop("format", None)
        if "properties" in schema:
            unsure = {"facets"} if name.startswith("Paginated") else SOMETIMES_IN.get(name, set())
            schema["required"] = ["id"] if name in cut else _always(schema["properties"], unsure)
    # What lies deepest first: a row that is shown whole keeps what it holds.
    paths = [(path.split("."), kind, view) for view in _views() for path, kind in view.expandable.items()]
    for path, kind, view in sorted(paths, key=lambda found: -len(found[0])):
        whole = components[_name(ShelfViewSet.kinds[kind].serializer_class)]
        for answer in sorted(_answers(view)):
            _expandable(components, answer, path, whole)
    for name in RECORDS:
        _uncut(components, components[name]["properties"]["record"]["anyOf"])
    for schema in components.values():
        for described in schema.get("properties", {}).values():
            described.pop(IF_ASKED, None)
    return result


def _always(properties, unsure=()):
    """Names of those that are there whatever is asked."""
    return [name for name, each in properties.items() if name not in unsure and IF_ASKED not in each]


def _views():
    return ShelfViewSet.kinds.values()


def _answers(view):
    """Names of what a kind answers in lists and in details."""
    return {_name(each) for each in (view.serializer_class, view.detail_serializer_class) if each}


def _name(serializer_class):
    return serializer_class.__name__.removesuffix("Serializer")


def _expandable(components, name, path, whole):
    """Say of the property at ``path`` that it may be ``whole`` instead of short."""
    field, *rest = path
    schema = components[name]["properties"].get(field)
    holder = schema and _reference(schema)
    if not holder:
        return
    short = holder["$ref"].removeprefix(REFERENCE)
    if rest:
        _expandable(components, short, rest, whole)
    elif "anyOf" not in str(schema):
        components[f"{short}Whole"] = _merged(components[short], whole)
        del holder["$ref"]
        # Not inside an `allOf` of one: programs that make clients give that a name of its own.
        place = schema if schema.pop("allOf", None) else holder
        # The whole first: it asks for more, and programs take the first that fits.
        place["anyOf"] = [{"$ref": f"{REFERENCE}{short}Whole"}, {"$ref": f"{REFERENCE}{short}"}]


def _uncut(components, rows):
    """Let each of ``rows`` refer to a kind with every field required: nothing else tells one kind from another."""
    for row in rows:
        if "$ref" in row:
            kind = components[row["$ref"].removeprefix(REFERENCE)]
            properties = {name: kind["properties"][name] for name in _always(kind["properties"])}
            row["$ref"] += "Whole"
            description = f"{kind['description']} With every field."
            whole = {**kind, "description": description, "properties": properties, "required": list(properties)}
            components[row["$ref"].removeprefix(REFERENCE)] = whole


def _merged(short, whole):
    """The whole row, with what the short one says beside its columns."""
    own = {name: each for name, each in short["properties"].items() if IF_ASKED not in each}
    properties = {**short["properties"], **whole["properties"], **own}
    properties.pop("snippet", None)  # only rows of the list itself have it
    description = f"{short['description']} Shown whole, as `expand` asks."
    return {"type": "object", "description": description, "properties": properties, "required": _always(properties)}


def _reference(schema):
    """The part of a schema that refers to a component; None if there is none."""
    if "$ref" in schema:
        return schema
    inside = [schema["items"]] if "items" in schema else [*schema.get("oneOf", ()), *schema.get("allOf", ())]
    return next((found for each in inside if (found := _reference(each))), None)
