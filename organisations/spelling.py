"""Did you mean: a question with its unknown words replaced by the nearest known ones. Knows no words of its own."""

import unicodedata
from collections import Counter
from difflib import get_close_matches

from .folding import WORD, latin, stem
from .search import PALE

# A longer question is not mended; a shorter word is too near to too many, and may be a code.
MOST_WORDS, SHORTEST = 6, 4
NEAR = 0.75


def corrected(text, names):
    """What somebody may have meant by ``text``, written as in ``names``; None if nothing is near, or all is known."""
    typed = WORD.findall(text)
    known = _spellings(names)
    stems = {stem(word) for word in (*known, *PALE)}
    telling = [word for word in typed if latin(word) not in PALE]
    if len(telling) > MOST_WORDS or not any(_unknown(word, stems) for word in telling):
        return None
    meant = [_nearest(word, known) if _unknown(word, stems) else word for word in typed]
    return " ".join(meant) if all(meant) else None


def _unknown(word, stems):
    return stem(latin(word)) not in stems


def _nearest(word, known):
    """The nearest known word; None if none is near."""
    folded = latin(word)
    lengths = range(max(SHORTEST, len(folded) - 2), len(folded) + 3) if len(folded) >= SHORTEST else ()
    near = [each for each in known if len(each) in lengths]
    found = get_close_matches(folded, near, n=5, cutoff=NEAR)
    # The same letters in another order are nearer than a letter less: "opne" is "open" and not "one".
    # A letter in place of another is nearer than two more: "polise" is "police" and not "policisë".
    found.sort(key=lambda each: (sorted(each) != sorted(folded), abs(len(each) - len(folded)) > 1))
    return _usual(known[found[0]], word) if found else None


def _spellings(names):
    """``{folded word: how often it is written in which way}``."""
    written = {}
    for name in names:
        for word in WORD.findall(name):
            written.setdefault(latin(word), Counter())[word] += 1
    return dict(sorted(written.items()))


def _usual(ways, typed):
    """How a word is mostly written: in the alphabet of what was typed if it ever is, and then in lower case."""
    alike = [word for word in ways if _alphabet(word) == _alphabet(typed)] or list(ways)
    lower = [word for word in alike if word.islower()]
    return max(lower or alike, key=lambda word: (ways[word], word))


def _alphabet(word):
    return unicodedata.name(word[0], "").partition(" ")[0]
