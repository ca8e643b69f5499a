"""Keeps what became of records: which step, by whom, when and why. Rows are only ever added."""

import hashlib
import json

from .models import Transition
from .release import KINDS


def digest(frozen):
    """SHA-256 of what a release would take, or took, of a record."""
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, default=str).encode()).hexdigest()


def contents(records):
    """``{pk: digest}`` of what a release of ``records``, of one kind, would take now."""
    records = list(records)
    frozen = KINDS[type(records[0])].freeze(records) if records else {}
    return {pk: digest(values) for pk, values in frozen.items()}


def transitions_of(records):
    """``{pk: [Transition]}`` of ``records``, of one kind, oldest first."""
    keys = {record.public_id: record.pk for record in records}
    found = {pk: [] for pk in keys.values()}
    if keys:
        kind = KINDS[type(records[0])].name
        for row in Transition.objects.filter(kind=kind, public_id__in=keys).order_by("pk"):
            found[keys[row.public_id]].append(row)
    return found


def note_transitions(step, records, before, digests, by=None, why=""):
    """Log ``step`` of ``records`` as they stand after it.

    ``before``: ``{pk: (state, round)}``; ``digests``: ``{pk: digest}`` of what a release would have taken.
    """
    Transition.objects.bulk_create(
        Transition(
            kind=KINDS[type(record)].name,
            public_id=record.public_id,
            step=step,
            before=before[record.pk][0],
            after=record.state,
            round=before[record.pk][1],
            content=digests[record.pk],
            by=by,
            why=why[:300],
        )
        for record in records
    )
