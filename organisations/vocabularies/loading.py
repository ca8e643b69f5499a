"""Loads a shipped vocabulary into rows that curators may edit, and never overwrites an edit.

Every row keeps in ``loaded`` the values a load last wrote. A field that still equals them follows the shipped
data; one that differs belongs to the curators. Rows and values that only curators have are not looked at.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ..release import note_vocabulary

# What other rows show of a term, or are ordered by.
SHOWN = {"name", "alpha3", "position"}


@dataclass
class Loaded:
    """What a load did: keys of new rows, ``{key: fields changed}`` and ``{key: fields kept as curators have them}``."""

    total: int = 0
    added: list = field(default_factory=list)
    updated: dict = field(default_factory=lambda: defaultdict(set))
    kept: dict = field(default_factory=lambda: defaultdict(set))

    def __str__(self):
        edits = "; ".join(f"{key}: {', '.join(sorted(names))}" for key, names in sorted(self.kept.items()))
        return f"{self._counts()}. Kept as edited here: {edits or 'none'}."

    def _counts(self):
        if not (self.added or self.updated):
            return f"nothing changed ({self.total} rows)"
        unchanged = self.total - len(self.added) - len(self.updated)
        return f"{len(self.added)} added, {len(self.updated)} updated, {unchanged} unchanged"

    def log(self, name):
        """Enter the changes in the change log under ``name``, the API's name of the list; lines made of them follow."""
        if self.added or self.updated:
            shown = [key for key, names in self.updated.items() if names & SHOWN]
            note_vocabulary(name, list(self.updated), self.added, shown)


def read_json(path):
    """The contents of a data file that ships with the code."""
    return json.loads(Path(path).read_text(encoding="utf-8"))


def merge(current, loaded, shipped, blank):
    """``(values to write, names kept, what was loaded by now)`` for one row.

    All four are ``{field: value}``: the row as it stands, as last loaded, as shipped now, and as a new row begins.
    Empty is a value: what curators emptied stays empty.
    """
    different = [name for name in shipped if current[name] != shipped[name]]
    kept = [name for name in different if current[name] != loaded.get(name, blank[name])]
    writes = {name: shipped[name] for name in different if name not in kept}
    return writes, kept, {**loaded, **{name: value for name, value in shipped.items() if name not in kept}}


def load_rows(model, entries, fields):
    """Bring the rows of ``model`` in line with ``entries``; returns ``({key: row}, Loaded)``.

    ``entries``: dicts with the primary key and ``fields``. Must run inside a transaction that holds the shelf's lock.
    """
    rows = model.objects.select_for_update(no_key=True).in_bulk()
    outcome, new, changed = Loaded(total=len(entries)), [], []
    for entry in entries:
        key = entry[model._meta.pk.name]
        row = rows.setdefault(key, model(pk=key))
        if _merge_row(row, {name: entry[name] for name in fields}, outcome):
            (new if row._state.adding else changed).append(row)
    model.objects.bulk_create(new)
    model.objects.bulk_update(changed, [*fields, "loaded"])
    return rows, outcome


def _merge_row(row, shipped, outcome):
    """Set what the merge writes; returns whether the row must be saved."""
    blank = {name: row._meta.get_field(name).get_default() for name in shipped}
    current = {name: getattr(row, name) for name in shipped}
    writes, kept, loaded = merge(current, row.loaded, shipped, blank)
    for name, value in writes.items():
        setattr(row, name, value)
    if row._state.adding:
        outcome.added.append(row.pk)
    elif writes:
        outcome.updated[row.pk] |= set(writes)
    if kept:
        outcome.kept[row.pk] |= set(kept)
    before, row.loaded = row.loaded, loaded
    return loaded != before
