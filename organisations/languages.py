"""Language tags (BCP 47), and words that are there in several languages. Pure."""

import re
from hashlib import sha256

# Language, script, region, variants (RFC 5646 §2.1): what records and bundles take.
TAG = (
    "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
# What readers may ask for has its extensions too: browsers send them.
ASKED = f"{TAG}(-[0-9A-WYZa-wyz](-[A-Za-z0-9]{{2,8}})+)*(-[xX](-[A-Za-z0-9]{{1,8}})+)?"


def is_tag(text):
    """Whether a record may be said to be in such a language."""
    return re.fullmatch(TAG, text) is not None


def is_asked(text):
    """Whether one can ask for such a language."""
    return re.fullmatch(ASKED, text) is not None


def canonical(tag):
    """A tag as it is usually written (RFC 5646 §2.1.1): ``sr-Latn-RS``."""
    first, *others = tag.lower().split("-")
    written = {2: str.upper, 4: str.capitalize}
    return "-".join([first, *(written.get(len(part), str)(part) for part in others)])


def nearest(asked, tags):
    """The one of ``tags`` that a lookup for ``asked`` finds (RFC 4647 §3.4); None if it finds none.

    The language asked for is cut from behind until there is something in it: ``sr-Latn-RS``, ``sr-Latn``, ``sr``.
    """
    known, parts = {tag.lower(): tag for tag in tags}, asked.lower().split("-")
    while parts:
        if found := known.get("-".join(parts)):
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()
    return None


def worded(row, asked):
    """What has the words of a row in the language asked for: one of its ``translations``, or else the row itself."""
    known = {each.language: each for each in row.translations.all()} | {row.language: row}
    return known[nearest(asked, known) or row.language]


def digest(*words):
    """Tells whether words are exactly those that a translation was made of: their SHA-256 in hex, NUL between them."""
    return sha256("\0".join(words).encode()).hexdigest()
