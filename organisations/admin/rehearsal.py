"""What a release or a withdrawal would do to the shelf: done for real by the engine, read, and undone."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import JSONField

from ..choices import ChangeAction
from ..models import Change
from ..release import KINDS, kinds, lock_shelf

# Columns that follow from others, or that no reader sees.
FOLLOWING = {"id", "released_at", "updated_at", "search_text", "order", "depth", "date"}


class _Over(Exception):
    pass


@dataclass(frozen=True)
class Effect:
    """One shelf row before and after; None where there is none.

    ``changes``: ``[(what, words before, words after)]`` of a row that stays.
    """

    kind: str
    public_id: str
    before: object
    after: object
    changes: tuple = ()

    @property
    def word(self):
        """``appears``, ``goes`` or ``changes``."""
        return "goes" if self.after is None else "changes" if self.before else "appears"


def rehearse(act, model, pks):
    """``[Effect]`` of ``act(records)`` on the shelf, by kind: what others rest on first. Nothing is kept.

    Raises what ``act`` raises.
    """
    after = {}
    try:
        with transaction.atomic():
            last = lock_shelf()
            act(list(model.objects.filter(pk__in=pks)))
            ids, updated = _changed_since(last)
            after, words = _rows(ids), _all_words(updated)
            raise _Over
    except _Over:
        before, was = _rows(ids), _all_words(updated)
    names = [kind.name for kind in kinds() if kind.name in ids]
    rows = [(name, i, before[name].get(i), after[name].get(i)) for name in names for i in ids[name]]
    return [Effect(*row, _differences(was, words, *row[:2])) for row in rows if row[2] or row[3]]


def _changed_since(last):
    """``{kind: public ids}`` of the change log's entries after ``last``, each once; and of updates alone."""
    found, updated = defaultdict(dict), defaultdict(dict)
    log = Change.objects.filter(seq__gt=last).order_by("seq")
    for kind, public_id, action in log.values_list("kind", "public_id", "action"):
        found[kind][public_id] = True
        if action == ChangeAction.UPDATED:
            updated[kind][public_id] = True
    return found, updated


def _rows(ids):
    return {kind: KINDS[kind].shelf.objects.in_bulk(list(ids[kind])) for kind in ids}


# In words


def _differences(before, after, kind, public_id):
    old, new = before.get((kind, public_id)), after.get((kind, public_id))
    if old is None or new is None:
        return ()
    return tuple((what, old[what], new[what]) for what in old if old[what] != new[what])


def _all_words(ids):
    """``{(kind, id): {what: words}}`` of everything a reader sees of these rows."""
    found = {}
    for kind, some in ids.items():
        for public_id, words in _words_of(KINDS[kind], list(some)).items():
            found[kind, public_id] = words
    return found


def _words_of(kind, ids):
    columns = [field for field in kind.shelf._meta.concrete_fields if field.name not in FOLLOWING]
    rows = _with_named(kind.shelf.objects, columns).in_bulk(ids)
    words = {i: {str(field.verbose_name): _words(row, field) for field in columns} for i, row in rows.items()}
    for name, table in kind.joined.items():
        parts = _parts(table, ids)
        for i in words:
            words[i][name.replace("_", " ")] = "; ".join(sorted(parts[i]))
    return words


def _parts(table, ids):
    """``{id: [words]}`` of the rows of a join table."""
    columns = [field for field in table.model._meta.concrete_fields if field.attname in table.columns]
    found = defaultdict(list)
    for row in _with_named(table.model.objects, columns).filter(**{f"{table.owner}__in": ids}):
        words = ", ".join(filter(None, (_words(row, field) for field in columns)))
        found[getattr(row, table.owner)].append(words)
    return found


def _with_named(rows, columns):
    return rows.select_related(*[field.name for field in columns if field.is_relation] or [None])


def _words(row, field):
    value = getattr(row, field.name)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return str(field.verbose_name) if value else ""
    if isinstance(field, JSONField):
        return "; ".join(": ".join(one.values()) if isinstance(one, dict) else str(one) for one in value)
    return str(dict(field.flatchoices).get(value, value))
