"""Keyset paging: every page costs what the first one costs, and rows that come or go move no other row.

A cursor holds the values of one row's ordering columns; a page is the rows on the far side of it.
"""

import base64
import json
from datetime import UTC, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, Q, Value

FORWARDS, BACKWARDS = "next", "previous"


class BadCursor(ValueError):
    """A cursor that was not made here, or was made for another ordering. Its text may be shown to anyone."""


class Page(NamedTuple):
    """``rows``: list of at most ``size``. ``next``, ``previous``: cursors, or None where the list ends."""

    rows: list[Model]
    next: str | None
    previous: str | None


def page(queryset, ordering, cursor, size):
    """The ``Page`` of ``queryset`` that ``cursor`` points at; the first page if it is empty.

    ``ordering``: names of columns that are never null, a leading "-" for descending; together they must be unique
    (end in the primary key if in doubt). Raises ``BadCursor``.
    """
    ordering = tuple(ordering)
    direction, values = _read(queryset.model, ordering, cursor) if cursor else (FORWARDS, None)
    walk = ordering if direction == FORWARDS else tuple(reverse(name) for name in ordering)
    if values is not None:
        queryset = queryset.filter(_beyond(queryset.model, walk, values))
    rows = list(queryset.order_by(*walk)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if direction == BACKWARDS:
        rows.reverse()
    after = bool(rows) and (more or direction == BACKWARDS)
    before = bool(rows) and (more if direction == BACKWARDS else values is not None)
    return Page(
        rows,
        next=_write(ordering, FORWARDS, rows[-1]) if after else None,
        previous=_write(ordering, BACKWARDS, rows[0]) if before else None,
    )


def reverse(name):
    """An ordering by one column the other way round: "title" is "-title"."""
    return name[1:] if name.startswith("-") else f"-{name}"


class _Row(Func):
    """``(a, b) > (x, y)`` in SQL: databases find the place in an index by it, and do not by an OR."""

    output_field = BooleanField()

    def __init__(self, fields, operator, values):
        self.width, self.operator = len(fields), operator
        values = [Value(value, output_field=field) for field, value in zip(fields, values, strict=True)]
        super().__init__(*[F(field.attname) for field in fields], *values)

    def as_sql(self, compiler, connection, **context):
        parts = [compiler.compile(part) for part in self.source_expressions]
        texts, parameters = [text for text, _ in parts], [each for _, found in parts for each in found]
        columns, values = ", ".join(texts[: self.width]), ", ".join(texts[self.width :])
        return f"({columns}) {self.operator} ({values})", parameters


def _beyond(model, ordering, values):
    """The condition "later than ``values``"."""
    first, *rest = ordering
    operator = "<" if first.startswith("-") else ">"
    if len({name.startswith("-") for name in ordering}) == 1:
        return Q(_Row([_field(model, name) for name in ordering], operator, values))
    name, lookup = first.lstrip("-"), "lt" if operator == "<" else "gt"
    later = Q((f"{name}__{lookup}", values[0])) | _beyond(model, rest, values[1:])
    # Says what follows from the rest, so that an index on the first column bounds the walk.
    return Q((f"{name}__{lookup}e", values[0])) & later


def _field(model, name):
    return model._meta.get_field(name.lstrip("-"))


def _write(ordering, direction, row):
    values = [_plain(getattr(row, name.lstrip("-"))) for name in ordering]
    text = json.dumps([direction, ",".join(ordering), *values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value):
    """A column's value as JSON has it: dates and times as ISO 8601."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _read(model, ordering, cursor):
    """``(direction, values)`` of a cursor; every value is one its column could hold."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        direction, made_for, *plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if direction in (FORWARDS, BACKWARDS) and made_for == ",".join(ordering):
            return direction, [_value(model, name, value) for name, value in zip(ordering, plain, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
        raise BadCursor("This is not a cursor of this list: take it from “next” or “previous”.") from error
    raise BadCursor("This cursor belongs to another list or another order: start again without it.")


def _value(model, name, plain):
    """What a column makes of a JSON value. Raises where a database might refuse it."""
    field = _field(model, name)
    field = getattr(field, "target_field", field)
    value = field.to_python(plain)
    field.run_validators(value)
    if isinstance(value, datetime) and value.astimezone(UTC) and value.utcoffset() is None:
        raise ValueError("a time without its zone")
    str(value).encode()
    # What would not be written again as it was read never came from here.
    if value is None or _plain(value) != plain or "\0" in str(value):
        raise ValueError("not a value of this column")
    return value
