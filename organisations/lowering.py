"""Shows less of a speaker at once: of what is out, the one column alone, and nothing that waits for its release."""

from django.db import transaction
from django.utils import timezone

from .decisions import Difference, note_decisions
from .editorial import LOWER
from .release import KINDS, hold, lock_shelf, note_changes, sync
from .transitions import contents, note_transitions


class NotLower(Exception):
    """What was asked for does not show less; the message is for staff."""


def shown_most(record, column, order):
    """What of ``order`` (what shows most first) a record allows, as it stands or as it was released."""
    out = record.snapshot[column] if record.snapshot else getattr(record, column)
    return min(getattr(record, column), out, key=order.index)


@transaction.atomic
def lower(record, column, to, order, by, why=""):
    """Let a record allow no more than ``to`` of ``order``, on the desk and on the shelf; logged in both logs.

    Raises ``NotLower``; then nothing was done.
    """
    lock_shelf()
    hold([record])
    most = shown_most(record, column, order)
    if to not in order or order.index(to) <= order.index(most):
        raise NotLower("That shows no less than what is shown now: choose something lower.")
    kind = KINDS[type(record)]
    before = {record.pk: (record.state, record.round)}
    if order.index(getattr(record, column)) < order.index(to):
        setattr(record, column, to)
        record.save(update_fields=[column, "updated_at"])
    if record.snapshot and order.index(record.snapshot[column]) < order.index(to):
        record.snapshot[column] = to
        kind.record.objects.filter(pk=record.pk).update(snapshot=record.snapshot)
        sync(kind, [record], timezone.now(), explicit=True)
    note_changes([record])
    note_transitions(LOWER, [record], before, contents([record]), by, why)
    kept = record.decisive[column]
    note_decisions([Difference(kind.name, record.public_id, column, kept, most, to)], by, why)
