"""What of a text is used by statements, skipped on purpose, or unread. Pure."""

import itertools
import re
from typing import NamedTuple

USED, SKIPPED, UNREAD = "used", "skipped", "unread"
SAYS_SOMETHING = re.compile(r"[^\W_]+")


class Stretch(NamedTuple):
    """Code points ``start`` to ``end`` that are all of one kind; ``by``: what covers them, in the order given."""

    kind: str
    start: int
    end: int
    by: tuple = ()


def stretches(text, used, skipped):
    """The whole text as ``[Stretch]`` in its order. ``used``, ``skipped``: ``[(start, end, what)]``.

    What is both counts as used. Blanks and stops that nothing covers go with what is before them.
    Places beyond the text are left out.
    """
    marks = [*_marks(used, USED, len(text)), *_marks(skipped, SKIPPED, len(text))]
    opens, closes = _by_place(marks, 1), _by_place(marks, 2)
    found, covering = [], {}
    places = sorted({0, len(text), *opens, *closes})
    for start, end in itertools.pairwise(places):
        for key in closes.get(start, ()):
            covering.pop(key)
        covering.update((key, marks[key]) for key in opens.get(start, ()))
        _add(found, _stretch(start, end, covering), text)
    return found


def _marks(places, kind, length):
    return [(kind, start, end, what) for start, end, what in places if start < end <= length]


def _by_place(marks, column):
    found = {}
    for key, mark in enumerate(marks):
        found.setdefault(mark[column], []).append(key)
    return found


def _stretch(start, end, covering):
    for kind in (USED, SKIPPED):
        by = tuple(dict.fromkeys(what for k, _, _, what in covering.values() if k == kind))
        if by:
            return Stretch(kind, start, end, by)
    return Stretch(UNREAD, start, end)


def _add(found, new, text):
    last = found[-1] if found else None
    if last and new.kind == UNREAD:
        said = SAYS_SOMETHING.search(text, new.start, new.end)
        begins = said.start() if said else new.end
        found[-1], new = last._replace(end=begins), new._replace(start=begins)
    elif last and (last.kind, last.by) == (new.kind, new.by):
        found[-1], new = last._replace(end=new.end), new._replace(start=new.end)
    if new.start < new.end:
        found.append(new)


def shares(text, found):
    """``{kind: letters and digits}`` of the stretches of a text."""
    counts = dict.fromkeys((USED, SKIPPED, UNREAD), 0)
    for stretch in found:
        counts[stretch.kind] += sum(map(len, SAYS_SOMETHING.findall(text, stretch.start, stretch.end)))
    return counts


def percentages(counts):
    """``{kind: whole number}``; none that has something is 0, and none is 100 while another has something."""
    whole = sum(counts.values())
    return {kind: _percent(count, whole) for kind, count in counts.items()}


def _percent(count, whole):
    if count in (0, whole):
        return 100 if whole and count else 0
    return min(max(round(100 * count / whole), 1), 99)


def within(found, start, end):
    """The stretches that fall on a page, cut at its borders."""
    cuts = [s._replace(start=max(s.start, start), end=min(s.end, end)) for s in found]
    return [s for s in cuts if s.start < s.end]


def next_unread(found, after):
    """Where the first unread stretch behind ``after`` begins, else the first of all; None if there is none."""
    places = [s.start for s in found if s.kind == UNREAD]
    return next((place for place in places if place > after), places[0] if places else None)
