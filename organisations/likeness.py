"""Names that may be of one and the same body or person. Pure: no queries. It offers, and never decides.

What counts as near was tried on pairs of names of the field, see ``tests/organisations/test_likeness.py``.
"""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from .folding import WORD, latin, sounds

# Of a hundred; with fewer letters than ``SHORTEST`` in all, one letter makes another name.
NEAR, SHORTEST = 88, 7
# Words that come and go in one name, as they sound.
SMALL = set(sounds("of the for and in on to a an i za u na e per dhe te ne de la des du der die und fur ve").split())
# What a word is looked up by: its beginning. What more than ``COMMON`` names have leads nowhere.
BEGINNING, COMMON = 4, 150
SAME, NEARLY = "the same name, perhaps spelled or ordered otherwise", "nearly the same name"
ACRONYM, INITIALS = "the acronym of the one fits the other", "the same family name, and initials that fit"


class Name(NamedTuple):
    """``words``: how they sound, sorted, without small ones; ``text``: all of them. ``numbers``: those with digits."""

    words: tuple
    text: str
    numbers: tuple


class Known(NamedTuple):
    """Everything somebody or a body is called. ``acronyms``, ``initials`` of names: with three letters or more."""

    names: tuple
    acronyms: frozenset
    initials: frozenset


def known(names, acronym=""):
    """``Known`` of names as they are written."""
    made = tuple(name for name in map(_name, dict.fromkeys(names)) if name.words)
    short = {latin(acronym), *(latin(name).strip() for name in names if len(WORD.findall(name)) == 1)}
    return Known(made, _long(short), _long(map(_initials, names)))


def _long(words):
    return frozenset(word for word in words if len(word) > 2)


def _name(text):
    words = tuple(sorted(word for word in map(sounds, WORD.findall(latin(text))) if word not in SMALL))
    return Name(words, " ".join(words), tuple(word for word in words if not word.isalpha()))


def _initials(text):
    """Co-operation begins with one letter, and small words with none."""
    return "".join(word[0] for word in latin(text).split() if word[0].isalnum() and sounds(word) not in SMALL)


def alike(one, other):
    """Why two ``Known`` may be the same; empty if nothing says so."""
    reasons = {reason for first in one.names for second in other.names if (reason := _alike(first, second))}
    if SAME in reasons or not (reasons or _share_an_acronym(one, other)):
        return SAME if reasons else ""
    return min(reasons, key=[NEARLY, INITIALS].index) if reasons else ACRONYM


def _alike(one, other):
    if one.words == other.words:
        return SAME
    if one.numbers != other.numbers:
        return ""
    if min(len(one.text), len(other.text)) >= SHORTEST and ratio(one.text, other.text, score_cutoff=NEAR):
        return NEARLY
    return INITIALS if _fit(one.words, other.words) else ""


def _fit(some, others):
    """Whether the words are the same but for those that one side shortens to a letter: S. Rašić, Saša Rašić."""
    if len(some) != len(others):
        return False
    shared = {word for word in some if len(word) > 2} & set(others)
    left, right = (sorted(set(words) - shared) for words in (some, others))
    pairs = list(zip(left, right, strict=False))
    shortened = all(1 in (len(a), len(b)) and a[0] == b[0] for a, b in pairs)
    return bool(shared and pairs and shortened)


def _share_an_acronym(one, other):
    return not (
        one.acronyms.isdisjoint(other.acronyms)
        and one.acronyms.isdisjoint(other.initials)
        and other.acronyms.isdisjoint(one.initials)
    )


class Index:
    """Many ``Known`` by what they may be looked up by. ``entries``: ``{key: Known}``."""

    def __init__(self):
        self.entries, self.places = {}, defaultdict(list)

    def add(self, key, entry):
        """Take in another one."""
        self.entries[key] = entry
        for place in _places(entry):
            self.places[place].append(key)

    def near(self, entry):
        """``{key: why}`` of those that may be the same as ``entry``."""
        found = {
            key for place in _places(entry) if len(self.places.get(place, ())) <= COMMON for key in self._at(place)
        }
        reasons = {key: alike(entry, self.entries[key]) for key in sorted(found, key=str)}
        return {key: why for key, why in reasons.items() if why}

    def _at(self, place):
        return self.places.get(place, ())


def _places(entry):
    found = {*entry.acronyms, *entry.initials}
    for name in entry.names:
        begun = sorted({word[:BEGINNING] for word in name.words if len(word) > 2})
        found |= {name.words, *((word,) for word in begun), *combinations(begun, 2)}
    return found
