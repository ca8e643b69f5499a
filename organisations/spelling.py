"""Did you mean: a question with its unknown words replaced by the nearest known ones. Knows no words of its own."""

from collections import Counter
from difflib import get_close_matches

from .folding import WORD, latin, stem

# A longer question is not mended; a shorter word is too near to too many.
MOST_WORDS, SHORTEST = 6, 4
NEAR = 0.75


def corrected(text, names):
    """What somebody may have meant by ``text``, written as in ``names``; None if nothing is near, or all is known."""
    typed = WORD.findall(text)
    known = _spellings(names)
    stems = {stem(word) for word in known}
    if len(typed) > MOST_WORDS or not any(_unknown(word, stems) for word in typed):
        return None
    meant = [_nearest(word, known) if _unknown(word, stems) else word for word in typed]
    return " ".join(meant) if all(meant) else None


def _unknown(word, stems):
    return stem(latin(word)) not in stems


def _nearest(word, known):
    """The nearest known word as it is mostly written; None if none is near."""
    folded = latin(word)
    near = [each for each in known if abs(len(each) - len(folded)) < 3] if len(folded) >= SHORTEST else []
    found = get_close_matches(folded, near, n=5, cutoff=NEAR)
    # The same letters in another order are nearer than a letter less: "opne" is "open" and not "one".
    found.sort(key=lambda each: sorted(each) != sorted(folded))
    return known[found[0]] if found else None


def _spellings(names):
    """``{folded word: how it is mostly written}``, in lower case if it ever is."""
    written = {}
    for name in names:
        for word in WORD.findall(name):
            written.setdefault(latin(word), Counter())[word] += 1
    return {folded: _usual(words) for folded, words in sorted(written.items())}


def _usual(words):
    lower = [word for word in words if word.islower()]
    return max(lower or words, key=lambda word: (words[word], word))
