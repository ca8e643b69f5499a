"""The chain from a statement to the words of its source: intact, broken, or not to be told. Pure.

Nothing is looked for elsewhere in the text: a place that does not hold is broken, however like it another looks.
"""

from typing import NamedTuple

INTACT, BROKEN, UNKNOWN = "intact", "broken", "unknown"
# Code points kept on each side of a chosen passage, and shown around a place that does not hold.
AROUND, SHOWN = 32, 120


class Sums(NamedTuple):
    """SHA-256 of a file's bytes and of its normalised text, each empty if it is not known."""

    file: str
    text: str


class Verdict(NamedTuple):
    """``word``: ``INTACT``, ``BROKEN`` or ``UNKNOWN``; ``faults``: what is wrong or missing, for staff."""

    word: str
    faults: tuple = ()


class Quote(NamedTuple):
    """A place with what stands before and behind it."""

    before: str
    exact: str
    after: str


def of_source(recorded, attached, stored=None):
    """The ``Verdict`` on a source: sums on its record, sums when the file was attached, sums of what is kept now.

    ``attached`` is None if there is no file; ``stored`` is None if it was not computed.
    """
    if attached is None:
        return Verdict(UNKNOWN, ("No file is attached.",))
    faults = [*_differing(stored, attached, KEPT), *_differing(recorded, attached, RECORDED)]
    if faults:
        return Verdict(BROKEN, tuple(faults))
    if not recorded.text:
        return Verdict(UNKNOWN, ("The record has no SHA-256 of the text to hold it against.",))
    return Verdict(INTACT)


RECORDED = Sums(
    "The file is another one: its SHA-256 is not the one on the record.",
    "The text is another one: its SHA-256 is not the one on the record.",
)
KEPT = Sums(
    "The file kept here is not as it was attached: its bytes have another SHA-256.",
    "The text kept here is not as it was read from the file: it has another SHA-256.",
)


def _differing(known, attached, words):
    for ours, theirs, fault in zip(known or (), attached, words, strict=False):
        if ours and ours != theirs:
            yield fault


def of_passage(passage, text, source):
    """The ``Verdict`` on a passage: that on its source, and whether its place holds in ``text``.

    ``passage`` has ``start``, ``end`` and, if they were recorded, ``exact``, ``prefix`` and ``suffix``.
    """
    faults = list(_misplaced(passage, text))
    if faults:
        return Verdict(BROKEN, (*source.faults, *faults))
    return source


def _misplaced(passage, text):
    if passage.end > len(text):
        yield f"The place ends at {passage.end:,}; the text ends at {len(text):,}."
        return
    if passage.exact and passage.exact != text[passage.start : passage.end]:
        yield "Other words stand there than those recorded."
    before, after = text[: passage.start], text[passage.end :]
    if not (before.endswith(passage.prefix) and after.startswith(passage.suffix)):
        yield "The words before or behind it are not those recorded."


def quoted(text, start, end, around=AROUND):
    """The ``Quote`` of a place: its exact words, with ``around`` code points on each side."""
    return Quote(text[max(start - around, 0) : start], text[start:end], text[end : end + around])
