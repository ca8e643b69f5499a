"""Keeps what somebody found may stand, and why. Rows are only ever added."""

from collections import defaultdict

from .models import Acknowledgement
from .release import KINDS


def acknowledgements_of(records):
    """``{pk: [Acknowledgement]}`` of records of one kind, oldest first."""
    records, found = list(records), defaultdict(list)
    if records:
        keys = {record.public_id: record.pk for record in records}
        rows = Acknowledgement.objects.filter(kind=KINDS[type(records[0])].name, public_id__in=keys)
        for row in rows.select_related("by").order_by("pk"):
            found[keys[row.public_id]].append(row)
    return found


def acknowledge(chosen, by, why):
    """Keep that an account looked at findings and found they may stand. ``why``: in its words.

    ``chosen``: ``[(record, Finding, whether it rests on what only keepers see)]``.
    """
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            kind=KINDS[type(record)].name,
            public_id=record.public_id,
            code=one.code,
            content=one.digest,
            kept=kept,
            by=by,
            why=why[:300],
        )
        for record, one, kept in chosen
    )
