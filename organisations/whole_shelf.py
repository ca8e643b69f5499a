"""The whole shelf at once: what differs from the released records, and bringing it in line."""

from django.db import transaction
from django.utils import timezone

from .choices import State
from .moment import one_moment
from .release import WORKED_OUT, keep_snapshots, kinds
from .shelving import Outcome, lock_shelf, write
from .transitions import digest, note_transitions

BATCH = 1000


def waiting(kind):
    """Records of a kind that are approved and were never released."""
    return kind.record.objects.filter(state=State.APPROVED, snapshot__isnull=True)


@transaction.atomic
def release_whole_shelf(progress=lambda kind, done, total: None):
    """Release every approved record that waits for it and bring every shelf row in line with the released records.

    Records edited since their release keep the version that was released. Returns ``{kind: Outcome}`` without
    the kinds nothing changed in. ``progress(kind name, done, total)`` is called after each batch.
    """
    lock_shelf()
    # Speakers before their statements, which know whether their speaker was released.
    for kind in reversed(kinds()):
        for batch in _batches(waiting(kind).select_for_update(no_key=True)):
            keep_snapshots(kind, batch)
            before = {record.pk: (record.state, record.round) for record in batch}
            note_transitions("release", batch, before, {r.pk: digest(r.snapshot) for r in batch}, why="release_all")
    return _go_through(timezone.now(), False, progress)


def find_drift(progress=lambda kind, done, total: None):
    """What ``release_whole_shelf`` would change of rows already released: ``{kind: Outcome}``. Writes nothing.

    All of it as it was at one moment, or a release meanwhile would look like drift.
    """
    with one_moment():
        return _go_through(timezone.now(), True, progress)


def _go_through(at, pretend, progress):
    outcomes = {kind.name: _one_kind(kind, at, pretend, progress) for kind in kinds()}
    outcomes |= {name: bring_in_line(pretend) for name, bring_in_line in WORKED_OUT.items()}
    return {name: outcome for name, outcome in outcomes.items() if outcome}


def _one_kind(kind, at, pretend, progress):
    total, done, whole = kind.record.objects.count(), 0, Outcome()
    _add(whole, write(kind, dict.fromkeys(_strays(kind)), at, pretend))
    for batch in _batches(kind.record.objects.all()):
        _add(whole, write(kind, kind.wanted(batch), at, pretend))
        done += len(batch)
        progress(kind.name, done, total)
    return whole


def _strays(kind):
    """Ids of shelf rows that no record stands behind."""
    known = kind.record.objects.values("public_id")
    return kind.shelf.objects.exclude(pk__in=known).order_by().values_list("pk", flat=True)


def _add(whole, outcome):
    whole.created += outcome.created
    whole.updated |= outcome.updated
    whole.removed += outcome.removed


def _batches(records):
    last = 0
    while batch := list(records.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch
