"""Rows that show something of other rows. When that changes they have changed for readers, and the log says so."""

from collections import defaultdict
from functools import cache

# Keys in one query.
BATCH = 10_000
# Every kind by its shelf model, as ``release`` knows them.
SHELVES = {}


def shown_in(model, keys):
    """``{kind: ids}`` of shelf rows that point at rows of ``model`` with these keys, by themselves or by a join."""
    found = defaultdict(set)
    for kind, pointing, column, owner in _ways(model):
        for some in _batches(keys):
            rows = pointing.objects.order_by().filter(**{f"{column}__in": some})
            found[kind] |= set(rows.values_list(owner, flat=True))
    return found


def those_there(kind, ids):
    """``{id: keys by column}`` of those ids that have a row, with the columns of ``kind.shown_at``."""
    found = {}
    for some in _batches(ids):
        rows = kind.shelf.objects.order_by().filter(pk__in=some)
        found |= {row_id: keys for row_id, *keys in rows.values_list("pk", *kind.shown_at)}
    return found


@cache
def _ways(model):
    """``[(kind, table, column, owner)]``: where a row of a kind points at ``model``."""
    links = (link for link in model._meta.get_fields(include_hidden=True) if link.one_to_many or link.one_to_one)
    ways = []
    for link in links:
        kind, owner = _owners().get(link.related_model, (None, None))
        if kind and owner != link.field.attname:
            ways.append((kind, link.related_model, link.field.attname, owner))
    return ways


@cache
def _owners():
    """``{table: (kind, column that holds the id of its row)}``."""
    joins = {table.model: (kind, table.owner) for kind in SHELVES.values() for table in kind.joined.values()}
    return joins | {model: (kind, "pk") for model, kind in SHELVES.items()}


def _batches(keys):
    keys = sorted(keys)
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
