"""The text of a source as every offset and sum counts it: line ends as \\n, Unicode NFC (docs/bundles.md)."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

PAGE_BREAK = "\f"
# Code points. What has no pages is cut into parts that are read at a glance; a page is cut only if no screen holds it.
PART, LONGEST_PAGE = 4_000, 20_000
# Where a part may end, from best to worst: behind a blank line, a line, a word.
ENDS = [re.compile(r"\n[^\S\n]*\n\s*"), re.compile(r"\n"), re.compile(r"\s")]


class Cut(NamedTuple):
    """One page of a text: code points ``start`` to ``end``."""

    label: str
    start: int
    end: int


def normalised(text):
    """``text`` as offsets count in it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def sha256_of(text):
    """The sum of a text that is normalised already."""
    return hashlib.sha256(text.encode()).hexdigest()


def cut(text):
    """The pages of a text as ``[Cut]``; in a row they are the whole of it."""
    pages = re.findall(rf"[^{PAGE_BREAK}]*{PAGE_BREAK}|[^{PAGE_BREAK}]+\Z", text)
    if len(pages) <= 1:
        return [Cut(str(n), *part) for n, part in enumerate(_parts(text, 0, len(text), PART), start=1)]
    found, start = [], 0
    for number, page in enumerate(pages, start=1):
        parts = list(_parts(text, start, start + len(page), LONGEST_PAGE))
        labels = [str(number)] if len(parts) == 1 else [f"{number}.{n}" for n in range(1, len(parts) + 1)]
        found += [Cut(label, *part) for label, part in zip(labels, parts, strict=True)]
        start += len(page)
    return found


def _parts(text, start, end, longest):
    """``(start, end)`` of pieces of at most ``longest`` code points that end where one would pause."""
    while end - start > longest:
        stop = _pause(text, start, start + longest)
        yield start, stop
        start = stop
    yield start, end


def _pause(text, start, limit):
    """The last good place to stop in the second half before ``limit``; ``limit`` itself if there is none."""
    half = start + (limit - start) // 2
    for pattern in ENDS:
        found = [match.end() for match in pattern.finditer(text, half, limit)]
        if found:
            return found[-1]
    return limit
