"""What else finds something, where a question finds nothing."""

from organisations.understanding import understood

from .kinds import KINDS, LESSONS, STATEMENTS

# Words of a question of which one is left out.
MOST_WORDS = 6


def meant(text, names):
    """Another spelling that finds something, of words in public ``Names``; None if there is none."""
    near = names.meant(text)
    return near if near and finds(near) else None


def without_one(found):
    """The questions of all words but one that find lessons or statements."""
    rest = [(*found.wanted[:n], *found.wanted[n + 1 :]) for n in range(len(found.wanted))]
    rest = rest if 1 < len(rest) <= MOST_WORDS else []
    asked = {_written(phrases, found): found._replace(wanted=phrases, typed=()) for phrases in rest}
    return [text for text, fewer in asked.items() if any(_holds(kind, text, fewer) for kind in (LESSONS, STATEMENTS))]


def finds(text):
    """Whether anything on the shelf is found by a text."""
    found = understood(text)
    return any(_holds(kind, text, found) for kind in KINDS.values())


def _holds(kind, text, found):
    return kind.asked(text, found).qs.exists()


def _written(phrases, found):
    """A question of these phrases, as it may be typed."""
    signs = [("", phrase) for phrase in phrases] + [("-", phrase) for phrase in found.unwanted]
    return " ".join(sign + (f'"{" ".join(phrase)}"' if len(phrase) > 1 else phrase[0]) for sign, phrase in signs)
