"""Release: moves records from the desk to the shelf, and takes them off again. The only writer of the shelf.

A release freezes the record's values in its ``snapshot``; the shelf is made from snapshots by the policy. Each app
registers its kinds (``kinds.py``) and calls nothing above itself: those above follow through the ``followed`` signal.
"""

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from .bulk import update
from .choices import State
from .shelving import Outcome, lock_shelf, log_changes, write
from .showing import SHELVES

# Sent after the rows of a kind were brought in line: ``kind``, ``records``, ``outcome``, ``explicit`` (a release or
# withdrawal was asked for these very records).
followed = Signal()

# Sent after a row of a vocabulary was edited: ``name``, ``key``, ``at``; ``shown``:
# other rows show what was edited.
vocabulary_changed = Signal()

KINDS = {}

# What is worked out of several rows of the shelf and kept beside them, for readers alone and without a line in the log:
# ``{name: function}``. A function brings all of it in line, or finds out only what is not if ``pretend``; it returns
# the ``Outcome``.
WORKED_OUT = {}


class NotApproved(Exception):
    """A record was to be released that is not approved. The message names it by id."""


class Kind:
    """How records of one model become shelf rows. ``name``: the API's name of the list.

    ``names``: ``{column: kind}`` of bodies, people and participants a row names. ``needs_naming``: its rows are there
    only while something on the shelf names them, or while listed. ``shown``: columns that rows pointing at a row show,
    or are ordered by; ``shown_at``: ``{column: kind}`` of rows pointed at that show the row in turn. ``rank``: a whole
    shelf is written in this order, what others rest on first, what must be named last.
    ``shown_beside``: columns the rows of neighbours depend on. ``refers``: ``{kind: paths}`` of keys of bodies and
    people in a snapshot, ``*`` for every item of a list. ``once``: ``{list of a snapshot: columns}`` of which no two of
    its entries are the same.
    """

    name = record = shelf = None
    rank = 0
    joined = {}
    names = {}
    shown = frozenset()
    shown_at = {}
    needs_naming = False
    shown_beside = frozenset()
    refers = {}
    once = {}

    def freeze(self, records):
        """``{pk: snapshot}`` of the records as they are now: plain JSON values."""
        raise NotImplementedError

    def wanted(self, records):
        """``{public_id: Wanted | None}``: what the shelf should hold, from the snapshots of ``records``."""
        raise NotImplementedError

    def neighbours(self, records):
        """Records of the same kind whose rows show whether these are public."""
        return []

    def stirs_neighbours(self, outcome):
        """Whether a write changed what the rows of neighbours show."""
        changed = set().union(*outcome.updated.values())
        return bool(outcome.created or outcome.removed or changed & self.shown_beside)


def register(kind):
    """Class decorator: makes the kind known to ``release`` by its record model and its name."""
    KINDS[kind.name] = KINDS[kind.record] = SHELVES[kind.shelf] = kind()
    return kind


def kinds():
    """Every kind by rank."""
    return sorted((kind for key, kind in KINDS.items() if isinstance(key, str)), key=lambda kind: kind.rank)


@transaction.atomic
def release(records):
    """Freeze approved records of one kind as they are now and bring the shelf in line.

    Raises ``NotApproved`` if one is not approved; then nothing is released.
    """
    records = list(records)
    if not records:
        return
    lock_shelf()
    hold(records)
    for record in records:
        if record.state != State.APPROVED:
            raise NotApproved(f"{record} is {record.get_state_display().lower()}: approve it first.")
    kind = KINDS[type(records[0])]
    keep_snapshots(kind, records)
    sync(kind, records, timezone.now(), explicit=True)


@transaction.atomic
def withdraw(records):
    """Take records of one kind, and what stands in them, off the shelf at once; their state becomes withdrawn."""
    records = list(records)
    if not records:
        return
    lock_shelf()
    hold(records)
    for record in records:
        record.state, record.snapshot, record.changed_since_release = State.WITHDRAWN, None, False
        record.save_without_historical_record(
            update_fields=["state", "snapshot", "changed_since_release", "updated_at"]
        )
    sync(KINDS[type(records[0])], records, timezone.now(), explicit=True)


def hold(records):
    """Bring records of one kind up to what the database has of them by now, and keep others from them until commit."""
    model = type(records[0])
    rows = model.objects.select_for_update(no_key=True).order_by("pk").in_bulk([record.pk for record in records])
    for record in records:
        if record.pk not in rows:
            raise model.DoesNotExist(f"{record} was deleted.")
        for field in model._meta.concrete_fields:
            setattr(record, field.attname, getattr(rows[record.pk], field.attname))


def keep_snapshots(kind, records):
    """Store the current values of ``records`` as their released version. Writes the desk only."""
    frozen, now = kind.freeze(records), timezone.now()
    for record in records:
        record.snapshot, record.released_at, record.changed_since_release = frozen[record.pk], now, False
    update(
        kind.record,
        ["snapshot", "released_at", "changed_since_release"],
        [(r.snapshot, r.released_at, False, r.pk) for r in records],
    )


@transaction.atomic
def note_changes(records):
    """Mark released records of one kind that now differ from what was released; returns those whose mark changed."""
    records = list(records)
    if records:
        hold(records)
    released = [record for record in records if record.snapshot is not None]
    if not released:
        return []
    kind = KINDS[type(released[0])]
    frozen = kind.freeze(released)
    turned = [r for r in released if r.changed_since_release != (frozen[r.pk] != r.snapshot)]
    for record in turned:
        record.changed_since_release = not record.changed_since_release
    kind.record.objects.bulk_update(turned, ["changed_since_release"], batch_size=500)
    return turned


def sync(kind, records, at, explicit=False):
    """Bring the shelf rows of ``records`` in line, then everything that follows from them."""
    records = list(records)
    outcome = write(kind, kind.wanted(records), at)
    if kind.stirs_neighbours(outcome):
        # What follows from their rows has to follow too, or something would rest on what is gone.
        sync(kind, kind.neighbours(records), at)
    _sync_touched(outcome.touched, at)
    if outcome or explicit:
        followed.send(sender=type(kind), kind=kind, records=records, outcome=outcome, explicit=explicit, at=at)


def _sync_touched(touched, at):
    """Bodies, people and participants appear with the first row that names them and go with the last."""
    for kind in kinds():
        ids = touched.pop(kind.name, None) if kind.needs_naming else None
        if ids:
            _sync_named(kind, ids, at, touched)


def _sync_named(kind, ids, at, touched):
    records = list(kind.record.objects.filter(public_id__in=ids))
    outcome = write(kind, kind.wanted(records), at)
    if outcome.created or outcome.removed:
        write(kind, kind.wanted(kind.neighbours(records)), at)
    for name, more in outcome.touched.items():
        touched[name] |= more


def released_with(model, **links):
    """Released records of ``model`` that have ``links``, and those edited since, which may have had them."""
    rows = model.objects.filter(Q(**links) | Q(changed_since_release=True))
    return rows.exclude(snapshot__isnull=True).distinct()


def named_on_shelf(shelf, ids):
    """Those of ``ids`` that a row outside the shelf model's own app names, whether or not they have a row yet."""
    found = set()
    for link in shelf._meta.related_objects:
        if link.related_model._meta.app_label != shelf._meta.app_label:
            model, column = _pointing_at(link)
            names = model.objects.filter(**{f"{column}__in": ids}).order_by().values_list(column, flat=True)
            found |= set(names.distinct())
    return found


def _pointing_at(link):
    if link.many_to_many:
        return link.through, link.field.m2m_reverse_name()
    return link.related_model, link.field.attname


@transaction.atomic
def note_vocabulary(name, updated, created=(), shown=None):
    """Log that rows of a public vocabulary (``countries``, ``themes``) were edited, and mend lines made of them.

    ``updated``, ``created``: keys of rows. ``shown``: those of the updated ones of which other rows show what was
    edited; by default all.
    """
    lock_shelf()
    at, shown = timezone.now(), updated if shown is None else shown
    log_changes(name, Outcome(created=list(created), updated={key: set() for key in updated}), at)
    for key in updated:
        vocabulary_changed.send(sender=Kind, name=name, key=key, shown=key in shown, at=at)
