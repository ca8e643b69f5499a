"""What is worked out of a whole vocabulary, by each process once for each change of it."""

from django.db import connection

from ..last_change import last_change, last_of
from ..models.naming import once

# {function: (number of the change it goes by, what it gave)}
_kept = {}
# {kind: (number of the last change of the shelf, and of the last one of that kind)}
_seen = {}


def kept(kind, work_out):
    """What ``work_out()`` makes of a vocabulary, made anew once the change log has more of that ``kind``.

    Every edit is logged in its own transaction, so that all processes see both at the same moment. No query beside that
    of the last change, which every answer has, unless the shelf has changed.
    """
    # What a transaction reads may be its own and never be committed.
    seq = None if connection.in_atomic_block else _last_of(kind)
    if seq is None:
        return work_out()
    known = _kept.get(work_out)
    if known is None or known[0] != seq:
        known = _kept[work_out] = seq, work_out()
    return known[1]


def _last_of(kind):
    last = once(last_change, last_change).seq
    seen = _seen.get(kind)
    if seen is None or seen[0] != last:
        seen = _seen[kind] = last, last_of(kind)
    return seen[1]


def forget():
    """Keep nothing any longer."""
    _kept.clear()
    _seen.clear()
