"""What a release or a withdrawal would do to the shelf: done for real by the engine, read, and undone."""

from dataclasses import dataclass

from django.db import transaction

from ..models import Change
from ..release import KINDS, kinds, lock_shelf


class _Over(Exception):
    pass


@dataclass(frozen=True)
class Effect:
    """One shelf row before and after; None where there is none."""

    kind: str
    public_id: str
    before: object
    after: object

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
            ids = _changed_since(last)
            after = _rows(ids)
            raise _Over
    except _Over:
        before = _rows(ids)
    names = [kind.name for kind in kinds() if kind.name in ids]
    rows = [(name, i, before[name].get(i), after[name].get(i)) for name in names for i in ids[name]]
    return [Effect(*row) for row in rows if row[2] or row[3]]


def _changed_since(last):
    """``{kind: public ids}`` of the change log's entries after ``last``, each once."""
    found = {}
    for kind, public_id in Change.objects.filter(seq__gt=last).order_by("seq").values_list("kind", "public_id"):
        found.setdefault(kind, {})[public_id] = True
    return found


def _rows(ids):
    return {kind: KINDS[kind].shelf.objects.in_bulk(list(ids[kind])) for kind in ids}
