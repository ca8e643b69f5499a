"""The last change of the shelf, which every public answer goes by."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from .models import Change, ShelfSequence


class LastChange(NamedTuple):
    """The last change of the shelf: its number, its time, and the time of the change before that had another."""

    seq: int
    at: datetime | None
    before: datetime | None


def last_change():
    """The ``LastChange``; ``(0, None, None)`` where nothing ever changed. 1 query."""
    last = Change.objects.filter(seq=OuterRef("last")).values("at")
    same = Change.objects.filter(seq=OuterRef(OuterRef("last"))).values("at")
    before = Change.objects.filter(at__lt=Subquery(same)).order_by("-at").values("at")[:1]
    rows = ShelfSequence.objects.values_list("last", Subquery(last), Subquery(before))
    return LastChange(*(rows.first() or (0, None, None)))


def last_of(kind):
    """The number of the last change of a kind; None if there is none. 1 query."""
    return Change.objects.filter(kind=kind).order_by("-seq").values_list("seq", flat=True).first()
