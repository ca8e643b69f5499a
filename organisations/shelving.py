"""Brings shelf rows in line with what is wanted of them, and logs every change in order.

Used by the ``release`` modules alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from .bulk import insert, update
from .choices import ChangeAction
from .models import Change, ShelfSequence
from .showing import SHELVES, shown_in, those_there


@dataclass(frozen=True)
class Joined:
    """Rows of a join table that belong to one shelf row.

    ``owner``: the column that points at the row. ``columns``: the others, in the order of the tuples wanted.
    ``names``: ``{column: kind}`` for columns that point at bodies, people or participants. ``shown_at``: the same
    for columns that point at rows which show the row in turn.
    """

    model: type
    owner: str
    columns: tuple
    names: dict = field(default_factory=dict)
    shown_at: dict = field(default_factory=dict)


class Wanted(NamedTuple):
    """What a shelf row should be: ``fields`` by column name, ``joined`` as ``{name: set of tuples}``."""

    fields: dict
    joined: dict = {}


@dataclass
class Outcome:
    """What a write did, or would do: ids created, ``{id: changed names}``, ids removed.

    ``touched``: ``{kind: ids}`` of bodies, people and participants that a changed row named before or names now.
    ``shown_at``: the same of rows that show a changed row.
    """

    created: list = field(default_factory=list)
    updated: dict = field(default_factory=dict)
    removed: list = field(default_factory=list)
    touched: dict = field(default_factory=lambda: defaultdict(set))
    shown_at: dict = field(default_factory=lambda: defaultdict(set))

    def __bool__(self):
        return bool(self.created or self.updated or self.removed)

    def __len__(self):
        return len(self.created) + len(self.updated) + len(self.removed)

    def ids(self):
        """Every id that changed."""
        return [*self.created, *self.updated, *self.removed]


def lock_shelf():
    """Wait for other releases to commit; returns the last change number. Must run inside a transaction."""
    ShelfSequence.objects.get_or_create(id=1)
    return ShelfSequence.objects.select_for_update().get(id=1).last


def write(kind, wanted, at, pretend=False):
    """Make the shelf rows of ``kind`` what ``wanted`` (``{id: Wanted | None}``) says; returns the ``Outcome``.

    ``at``: time of the change. ``pretend``: find out only, write nothing.
    """
    rows = kind.shelf.objects.in_bulk(list(wanted))
    # What has no row has nothing joined to it either: a first release reads none of that.
    joined = {name: _read_joined(table, rows) for name, table in kind.joined.items()}
    outcome = Outcome()
    for row_id, want in wanted.items():
        _compare(kind, outcome, row_id, rows.get(row_id), {name: joined[name][row_id] for name in joined}, want)
    if outcome and not pretend:
        _write_rows(kind, outcome, wanted, at)
        for name, table in kind.joined.items():
            _write_joined(table, outcome, joined[name], {i: w.joined[name] for i, w in wanted.items() if w})
        log_changes(kind.name, outcome, at)
        _log_showing(kind, outcome, at)
    return outcome


def _read_joined(table, ids):
    found = defaultdict(set)
    rows = table.model.objects.filter(**{f"{table.owner}__in": list(ids)}).order_by()
    for owner, *columns in rows.values_list(table.owner, *table.columns):
        found[owner].add(tuple(columns))
    return found


def _compare(kind, outcome, row_id, row, joined, want):
    if want is None:
        if row is not None:
            outcome.removed.append(row_id)
            _touch(kind, outcome, row, joined, None)
        return
    if row is None:
        outcome.created.append(row_id)
        _touch(kind, outcome, None, joined, want)
        return
    changed = {name for name, value in want.fields.items() if getattr(row, name) != value}
    changed |= {name for name in joined if joined[name] != want.joined[name]}
    if changed:
        outcome.updated[row_id] = changed
        _touch(kind, outcome, row, joined, want)


def _touch(kind, outcome, row, joined, want):
    _note(outcome.touched, kind.names, row, want)
    _note(outcome.shown_at, kind.shown_at, row, want)
    for name, table in kind.joined.items():
        tuples = joined[name] | (want.joined[name] if want else set())
        _note_joined(outcome.touched, table, table.names, tuples)
        _note_joined(outcome.shown_at, table, table.shown_at, tuples)


def _note(found, columns, row, want):
    for column, kind in columns.items():
        found[kind] |= {getattr(row, column, None), want and want.fields[column]} - {None}


def _note_joined(found, table, columns, tuples):
    for column, kind in columns.items():
        place = table.columns.index(column)
        found[kind] |= {values[place] for values in tuples}


def _write_rows(kind, outcome, wanted, at):
    # Without Django's cascades: rows that still point at these are taken care of, and logged, where they belong.
    removed = kind.shelf.objects.filter(pk__in=outcome.removed)
    removed._raw_delete(removed.db)
    if outcome.created:
        columns = list(wanted[outcome.created[0]].fields)
        rows = ((*wanted[i].fields.values(), i, at, at) for i in outcome.created)
        insert(kind.shelf, [*columns, "id", "released_at", "updated_at"], rows)
    if outcome.updated:
        columns = list(wanted[next(iter(outcome.updated))].fields)
        update(kind.shelf, [*columns, "updated_at"], [(*wanted[i].fields.values(), at, i) for i in outcome.updated])


def _write_joined(table, outcome, before, after):
    lost = {i for i in outcome.ids() if before[i] - after.get(i, set())}
    table.model.objects.filter(**{f"{table.owner}__in": lost}).delete()
    kept = {i: set() if i in lost else before[i] for i in outcome.ids()}
    new = [(i, values) for i in outcome.ids() for values in sorted(after.get(i, set()) - kept[i], key=repr)]
    insert(table.model, [table.owner, *table.columns], ((i, *values) for i, values in new))


def _log_showing(kind, outcome, at):
    changed = [i for i, names in outcome.updated.items() if names & kind.shown]
    log_shown(kind.shelf, changed, at)
    for other in SHELVES.values():
        _log_as_updated(other, outcome.shown_at.get(other.name, set()) - set(outcome.ids()), at)


def log_shown(model, keys, at):
    """Log that the rows which show rows of ``model`` with these keys have changed with them."""
    for kind, ids in shown_in(model, keys).items():
        _log_as_updated(kind, ids, at)


def _log_as_updated(kind, ids, at):
    there = those_there(kind, ids)
    if not there:
        return
    update(kind.shelf, ["updated_at"], [(at, i) for i in there])
    log_changes(kind.name, Outcome(updated={i: set() for i in there}), at)
    for place, name in enumerate(kind.shown_at.values()):
        around = {keys[place] for keys in there.values()} - {None}
        _log_as_updated(next(k for k in SHELVES.values() if k.name == name), around, at)


def log_changes(name, outcome, at):
    """Append the outcome to the change log: numbers follow each other without a gap, in commit order."""
    actions = [
        *((i, ChangeAction.RELEASED) for i in outcome.created),
        *((i, ChangeAction.UPDATED) for i in outcome.updated),
        *((i, ChangeAction.WITHDRAWN) for i in outcome.removed),
    ]
    last = lock_shelf()
    rows = ((last + n, name, i, action.value, at) for n, (i, action) in enumerate(actions, start=1))
    insert(Change, ["seq", "kind", "public_id", "action", "at"], rows)
    ShelfSequence.objects.filter(id=1).update(last=last + len(actions))
