"""The last change of the shelf, which every public answer goes by."""

from datetime import datetime
from typing import NamedTuple

from .models import Change, ShelfSequence


class LastChange(NamedTuple):
    """The last change of the shelf: its number, its time, and the time of the change before that had another."""

    seq: int
    at: datetime | None
    before: datetime | None


# As it stands: every public answer asks it, and to have Django make it up takes ten times as long as to answer it.
_SEQUENCE, _CHANGE = f'"{ShelfSequence._meta.db_table}" sequence', f'"{Change._meta.db_table}"'
_LAST = f"""SELECT sequence.last AS seq, same.at FROM {_SEQUENCE} LEFT JOIN {_CHANGE} same ON same.seq = sequence.last
    UNION ALL
    SELECT * FROM (
        SELECT earlier.seq, earlier.at FROM {_CHANGE} earlier WHERE earlier.at <
            (SELECT same.at FROM {_SEQUENCE} JOIN {_CHANGE} same ON same.seq = sequence.last)
        ORDER BY earlier.at DESC LIMIT 1
    ) earlier
"""  # noqa: S608 (our own names)


def last_change():
    """The ``LastChange``; ``(0, None, None)`` where nothing ever changed. 1 query."""
    *before, last = sorted(Change.objects.raw(_LAST), key=lambda row: row.seq) or [Change(seq=0)]
    return LastChange(last.seq, last.at, before[0].at if before else None)


def last_of(kind):
    """The number of the last change of a kind; None if there is none. 1 query."""
    return Change.objects.filter(kind=kind).order_by("-seq").values_list("seq", flat=True).first()
