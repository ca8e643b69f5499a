"""Where names stand in the database, and striking them out there. Batches: queries do not grow with rows."""

from collections import Counter

from django.db import IntegrityError, transaction
from django.utils import timezone

from organisations.bulk import update
from organisations.models import Record
from organisations.public_ids import new_public_id
from organisations.striking import MARK

from .columns import tables

BATCH = 2000


def standing(names):
    """Yields ``(model, key of a row, column, value)`` of everything with a name in it, files excepted."""
    for table in tables():
        for key, *values in _rows(table.model, table.texts):
            for column, value in zip(table.texts, values, strict=True):
                if value and names.stand_in(value):
                    yield table.model, key, column, value


def _rows(model, columns):
    rows, last = model._base_manager.order_by("pk").values_list("pk", *columns), None
    while columns:
        batch = list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1][0]


def counted(found):
    """``{(model, column): number of rows}`` of what ``standing`` yields."""
    return Counter((model, column) for model, _, column, _ in found)


def strike(names, model, keys, given):
    """Put a mark in place of names in rows of a model; returns the rows as they are now.

    ``given``: what names in addresses and keys have become, random letters: the same in a record and in its history.
    """
    table = next(table for table in tables() if table.model is model)
    changed = []
    for start in range(0, len(keys), BATCH):
        rows = model._base_manager.defer(*table.files).in_bulk(keys[start : start + BATCH])
        for row in rows.values():
            _strike_row(names, row, table.texts, given)
        _store(model, list(rows.values()), _written(model, table.texts))
        changed += rows.values()
    return changed


def _strike_row(names, row, columns, given):
    def address(words):
        owner = getattr(row, "instance_type", type(row)), getattr(row, "id", row.pk)
        return given.setdefault((*owner, words), new_public_id().lower())

    for column in columns:
        value, most = getattr(row, column), row._meta.get_field(column).max_length
        struck = names.struck(value, address)
        setattr(row, column, struck[:most] if most and isinstance(struck, str) else struck)
    if isinstance(row, Record):
        row.updated_at = timezone.now()  # a form that was opened before is not saved over it
        row.fold_words()


def _written(model, texts):
    more = ["folded", "updated_at"] if issubclass(model, Record) else []
    return [model._meta.get_field(name).column for name in (*texts, *more)]


def _store(model, rows, columns):
    names = [next(f.attname for f in model._meta.concrete_fields if f.column == column) for column in columns]
    values = [(*(getattr(row, name) for name in names), row.pk) for row in rows]
    try:
        with transaction.atomic():
            update(model, columns, values)
    except IntegrityError:
        for one in values:
            _store_apart(model, columns, one)


def _store_apart(model, columns, values):
    """A row of which another says the very same by now: with a mark of its own."""
    try:
        with transaction.atomic():
            update(model, columns, [values])
    except IntegrityError:
        own = f"{MARK[:-1]} {new_public_id()}]"
        update(model, columns, [tuple(v.replace(MARK, own) if isinstance(v, str) else v for v in values)])
