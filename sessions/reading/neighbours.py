"""A passage as it is read: with what stands before and behind it, and text as paragraphs that flow. Pure."""

import re

from .chain import Quote

# A paragraph ends where a line ends with the end of a sentence: extracted text breaks lines inside of sentences.
PARAGRAPH_END = re.compile(r"[.!?:;][”’\"')]*[^\S\n]*\n\s*")
# Code points: a neighbour has at least some words and is never a whole page.
SHORTEST, LONGEST = 80, 700


def beside(text, start, end):
    """The ``Quote`` of a passage with one paragraph before and one behind it."""
    return Quote(text[_back(text, start) : start], text[start:end], text[end : _on(text, end)])


def _back(text, start):
    ends = [m.end() for m in PARAGRAPH_END.finditer(text, max(start - LONGEST, 0), start)]
    good = [place for place in ends if start - place >= SHORTEST]
    if good:
        return good[-1]
    return 0 if start <= LONGEST else _word(text, start - LONGEST)


def _on(text, end):
    for match in PARAGRAPH_END.finditer(text, end, end + LONGEST):
        if match.end() - end >= SHORTEST:
            return match.end()
    return len(text) if len(text) <= end + LONGEST else _word(text, end + LONGEST)


def _word(text, place):
    """The nearest white space before ``place``, so that no word is cut."""
    return max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1


def paragraphs(text):
    """``([words], ended)``: a text's paragraphs, each on one line, and whether it ends with the end of one."""
    ends = [m.end() for m in PARAGRAPH_END.finditer(text)]
    pieces = [" ".join(text[a:b].split()) for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [words for words in pieces if words], bool(ends) and not pieces[-1]
