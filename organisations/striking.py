"""Finds the names of somebody in any text, as staff may spell them, and strikes them out. Pure.

A stretch of words is a name if ``folding.sounds`` makes of it what it makes of the name: without accents, in Cyrillic
or Latin, in another case, in another order ("Rašić, Saša", "sasa-rasic", "Саше Рашића").
"""

import re
from functools import lru_cache
from itertools import pairwise, permutations
from urllib.parse import unquote

from django.utils.text import slugify

from .folding import WORD, latin, sounds

MARK = "[erased]"
# Names of so many words are found in any order of these; longer ones as they are, and with the last word first.
ANY_ORDER = 3
# Written as one word ("SasaRasic") a shorter name could be another word.
JOINED = 8
# Signs between two words of a name, beside spaces: a comma, a hyphen, a full stop.
BETWEEN = 2
ADDRESS = re.compile(r"[-\w]+", re.ASCII)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class Names:
    """The names of one person. ``lines``: each a name, of any number of words.

    Their addresses are found too, which are made without the letters that ASCII has none for ("Đorđe": "ore").
    """

    def __init__(self, lines):
        lines = {form for line in lines for form in (line, "" if is_one_word(line) else slugify(line))}
        self.spellings = {spelling for line in lines for spelling in _spellings(WORD.findall(line))}
        self.lengths = sorted({len(spelling) for spelling in self.spellings}, reverse=True)
        self.words = {word for spelling in self.spellings for word in spelling}

    def places(self, text):
        """``[(start, end)]`` of the names in a text, in order."""
        if self.words.isdisjoint(map(_heard, WORD.findall(text))):
            return []  # nearly always, and several times as fast as what follows
        words = [(_heard(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]
        found, at = [], 0
        while at < len(words):
            length = next((n for n in self.lengths if self._is_name(text, words[at : at + n], n)), 0)
            if length:
                found.append((words[at][1], words[at + length - 1][2]))
            at += length or 1
        return found

    def _is_name(self, text, words, length):
        if len(words) < length or words[0][0] not in self.words or tuple(w for w, *_ in words) not in self.spellings:
            return False
        gaps = (text[a[2] : b[1]] for a, b in pairwise(words))
        return all(len("".join(gap.split())) <= BETWEEN for gap in gaps)

    def stand_in(self, value):
        """Whether a text, or any text within a value of JSON, holds a name."""
        if isinstance(value, dict):
            return any(self.stand_in(part) for pair in value.items() for part in pair)
        if isinstance(value, list | tuple):
            return any(map(self.stand_in, value))
        return isinstance(value, str) and any(self.places(view) for view in _views(value))

    def struck(self, value, address=None):
        """The same with ``MARK`` in place of every name. What is an address or a key gets ``address(words)`` there."""
        if isinstance(value, dict):
            return {self.struck(key, address): self.struck(part, address) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.struck(part, address) for part in value]
        if not isinstance(value, str) or not self.stand_in(value):
            return value
        for view in _views(value):
            if self.places(view):
                value = self._struck(view, address)
        return value

    def _struck(self, text, address):
        mark = address if address and ADDRESS.fullmatch(text) else lambda words: MARK
        for start, end in reversed(self.places(text)):
            text = text[:start] + mark(text[start:end]) + text[end:]
        return text


def is_one_word(line):
    """Whether a name is of one word, which other texts may use for something else."""
    return len(WORD.findall(line)) < 2


@lru_cache(maxsize=100_000)
def _heard(word):
    return sounds(word)


def _spellings(words):
    heard = [sounds(word) for word in words]
    if len(words) < 2:
        return {tuple(heard)} - {(), ("",)}
    orders = permutations(heard) if len(words) <= ANY_ORDER else [heard, [*heard[-1:], *heard[:-1]]]
    joined = {"".join(map(latin, order)) for order in (words, [*words[-1:], *words[:-1]])}
    return {tuple(order) for order in orders} | {(sounds(word),) for word in joined if len(word) >= JOINED}


def _views(text):
    """A text as it is, and with what is escaped in JSON or in addresses written out."""
    views = [text]
    if "\\u" in text:
        views.append(_ESCAPED.sub(lambda found: _written_out(found[0], int(found[1], 16)), text))
    if "%" in text:
        views.append(unquote(text))
    return views


def _written_out(escape, code):
    """Not what means something in JSON, nor halves of signs."""
    return escape if code < 0x80 or 0xD800 <= code < 0xE000 else chr(code)
