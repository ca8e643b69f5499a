"""Keyset paging: every page costs what the first one costs, and rows that come or go move no other row.

A cursor holds the values of one row's ordering columns; a page is the rows on the far side of it.
"""

import base64
import json
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, Q, Value, prefetch_related_objects
from django.utils.translation import gettext as _

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
    (end in the primary key if in doubt). One query, and where directions are mixed at most one more for each change
    of direction: ("-date", "id") asks again where the last row of a date is on the page. Raises ``BadCursor``.
    """
    ordering = tuple(ordering)
    direction, values = _read(queryset.model, ordering, cursor) if cursor else (FORWARDS, None)
    walk = ordering if direction == FORWARDS else tuple(reverse(name) for name in ordering)
    rows = _first(queryset.order_by(*walk), walk, values, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if direction == BACKWARDS:
        rows.reverse()
    after = bool(rows) and (more or direction == BACKWARDS)
    before = bool(rows) and (more if direction == BACKWARDS else values is not None)
    return Page(
        rows,
        next=_write(ordering, FORWARDS, _values(ordering, rows[-1])) if after else None,
        previous=_write(ordering, BACKWARDS, _values(ordering, rows[0])) if before else None,
    )


def behind(ordering, values):
    """The cursor of the rows behind one that has these ``values`` in the columns of ``ordering``."""
    return _write(tuple(ordering), FORWARDS, values)


def columns(ordering):
    """The names of the columns of an ordering."""
    return [name.lstrip("-") for name in ordering]


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


def _first(queryset, ordering, values, count):
    """The first ``count`` rows beyond ``values``; of all if that is None."""
    if values is None:
        return list(queryset[:count])
    rows = []
    for condition in _beyond(queryset.model, ordering, values):
        rows += queryset.prefetch_related(None).filter(condition)[: count - len(rows)]
        if len(rows) == count:
            break
    # Once for all parts, as a queryset does it for its own rows.
    prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
    return rows


def _beyond(model, ordering, values):
    """Conditions of the rows later than ``values``, nearest first: each is one stretch of an index.

    A database compares rows in one direction only. Those behind ``("-date", "id")`` are the rest of that date, and
    then earlier dates; one condition for both would be looked for through the whole date.
    """
    pairs = zip(ordering, values, strict=True)
    runs = [list(run) for _, run in groupby(pairs, key=lambda pair: pair[0].startswith("-"))]
    for last in reversed(range(len(runs))):
        same = {name.lstrip("-"): value for run in runs[:last] for name, value in run}
        names, beyond = zip(*runs[last], strict=True)
        operator = "<" if names[0].startswith("-") else ">"
        yield Q(_Row([_field(model, name) for name in names], operator, beyond), **same)


def _field(model, name):
    return model._meta.get_field(name.lstrip("-"))


def _values(ordering, row):
    return [getattr(row, name) for name in columns(ordering)]


def _write(ordering, direction, values):
    text = json.dumps([direction, ",".join(ordering), *map(_plain, values)], separators=(",", ":"))
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
        raise BadCursor(_("This is not a cursor of this list: take it from “next” or “previous”.")) from error
    raise BadCursor(_("This cursor belongs to another list or another order: start again without it."))


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
