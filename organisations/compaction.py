"""Makes the change log shorter, and nobody who follows it wrong."""

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from .choices import ChangeAction
from .models import Change, ShelfSequence
from .shelving import lock_shelf

# Numbers of the log gone through in one transaction, so that releases never wait long.
BATCH = 50_000


def drop_overtaken(before):
    """Delete changes from before a time that a later change of the same row has overtaken; returns how many.

    The latest change of every row stays, whatever its age, so that any follower still hears of it. Releases at the
    same time only add later numbers, and are not waited for.
    """
    last = Change.objects.aggregate(last=Max("seq"))["last"] or 0
    dropped = 0
    for start in range(0, last, BATCH):
        old = Change.objects.filter(_overtaken(), at__lt=before, seq__gt=start, seq__lte=start + BATCH)
        dropped += old.delete()[0]
    return dropped


@transaction.atomic
def forget_withdrawals(before):
    """Delete withdrawals from before a time that nothing followed; returns how many.

    Whoever has not come past them has to start over: ``floor`` says so.
    """
    lock_shelf()
    old = Change.objects.filter(~_overtaken(), action=ChangeAction.WITHDRAWN, at__lt=before)
    floor = old.aggregate(last=Max("seq"))["last"]
    if floor is None:
        return 0
    ShelfSequence.objects.filter(floor__lt=floor).update(floor=floor)
    return old.delete()[0]


def _overtaken():
    later = Change.objects.filter(kind=OuterRef("kind"), public_id=OuterRef("public_id"), seq__gt=OuterRef("seq"))
    return Exists(later)
