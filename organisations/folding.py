"""Folding of text for search: one spelling for letters that readers take as the same."""

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark; quotes and dashes typed in several ways.
_ALIKE = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
    | dict.fromkeys("‘’ʼ´", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
)


def fold(text):
    """Lower-case ``text`` without accents and with single spaces: "Saša  Rašić" → "sasa rasic"."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
