"""Dates, names of languages and alphabets as the Unicode CLDR has them. Numbers stand in Western digits everywhere."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval

from .folding import fold

# English as most of the world writes its dates: 24 April 2014.
ENGLISH = "en-GB"
# Letters that do not stand in their alphabet where Unicode has them.
ALPHABETS = {
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "sr-latn": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "sq": "abcçdeëfghijklmnopqrstuvwxyz",
}


@lru_cache(maxsize=100)
def _locale(tag):
    """What the CLDR knows of a language; of the language alone, where it knows nothing of a script or a region."""
    try:
        return Locale.parse(ENGLISH if tag == "en" else tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return _locale(tag.rpartition("-")[0]) if "-" in tag else None


def day(value, language):
    """A date in words: "24 April 2014"."""
    return format_date(value, "long", _locale(language))


def days(start, end, language):
    """The days from one to another, as short as the language allows: "24–26 Apr 2014"."""
    return format_interval(start, end, "yMMMd", locale=_locale(language))


@lru_cache(maxsize=2_000)
def language_name(tag, language):
    """What a language is called in another; its tag, where the CLDR does not know it."""
    known, shown = _locale(tag), _locale(language)
    if known is None:
        return tag
    return known.get_display_name(shown) or tag if tag != "en" else shown.languages.get("en", tag)


def in_order(text, language):
    """What words are sorted by in a language."""
    alphabet = ALPHABETS.get(language)
    if alphabet is None:
        return fold(text)
    return [(alphabet.find(letter), letter) if letter in alphabet else (-1, fold(letter)) for letter in text.lower()]
