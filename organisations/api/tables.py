"""Lists as tables: one flat row for each object, the same columns whatever the rows hold."""

import csv
from io import StringIO

from drf_spectacular.drainage import get_override
from rest_framework import serializers

from ..cells import neutral

# What stands for an object in a cell that holds several: the first of these it has.
NAMES = ("code", "slug", "id", "name", "language")


class Table:
    """Objects of a serializer as lines of CSV (RFC 4180).

    * A value is a column under its own name: `title`. Null is an empty cell, true and false are `true` and `false`.
    * An object is a column for each of its parts: `attribution` gives `attribution_level`, `attribution_label`,
      `attribution_person_id` and so on.
    * A list is one cell with "; " between: values as they are (`police; donors`), objects by their `code`, `slug`,
      `id`, `name` or `language`, whichever they have first (`XK; AL`, and of translations `sq; sr-Latn`), or else by
      all their parts (`member_of to network`).
    * A mapping is one cell too: `mk: Северна Македонија; sq: Maqedonia e Veriut`.
    * A cell that a spreadsheet would take for a formula, because it begins with = + - @, a tab or a carriage return,
      has an apostrophe before it; so has the place behind a semicolon, a tab or the end of a line.
    """

    def __init__(self, serializer):
        self.columns = list(_columns(serializer))

    def header(self):
        """The names of the columns as a line, in bytes."""
        return _written([["_".join(path) for path in self.columns]])

    def lines(self, objects):
        """A line for each object, in bytes."""
        return _written([[neutral(_cell(_at(each, path))) for path in self.columns] for each in objects])


def _columns(serializer, above=()):
    """Paths of the columns: names of fields from the outside in."""
    for name, field in serializer.fields.items():
        if isinstance(field, serializers.SerializerMethodField):
            field = get_override(getattr(serializer, field.method_name), "field")
        if isinstance(field, serializers.Serializer):
            yield from _columns(field, (*above, name))
        elif not getattr(field, "is_left_out", bool)():
            yield (*above, name)


def _at(value, path):
    for name in path:
        value = None if value is None else value[name]
    return value


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(_brief, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_brief(each)}" for key, each in value.items())
    return str(value)


def _brief(value):
    if not isinstance(value, dict):
        return _cell(value)
    name = next((value[name] for name in NAMES if name in value), None)
    return " ".join(filter(None, map(_brief, value.values()))) if name is None else str(name)


def _written(rows):
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
