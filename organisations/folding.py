"""Folding of text for search: one spelling for letters that readers take as the same, one stem for forms of a word."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer import stemmer

# Letters that Unicode does not decompose into a base letter and a mark; quotes and dashes typed in several ways.
_ALIKE = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x9E6) for digit in range(10)}  # Arabic and Bengali
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


# Cyrillic in Latin letters as scholars and the Serbian and Macedonian alphabets have it, without accents: ш is š is s.
_CYRILLIC = "аa бb вv гg дd еe жz зz иi кk лl мm нn оo пp рr сs тt уu фf хh цc чc шs щsc ъ ыy ь эe юju яja"
_CYRILLIC += " јj љlj њnj ђd ћc ѕdz џdz іi єe ґg әa өo үu ұu қk ғg ңn һh ҳh"
_CYRILLIC = str.maketrans({pair[0]: pair[1:] for pair in _CYRILLIC.split()})
# Signs that belong to the letter before them: vowels of many scripts.
_MARKS = "".join(c for c in map(chr, range(0x300, 0xFE30)) if unicodedata.category(c).startswith("M"))
WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
# The last letter of a word that has no forms: no stem ends in it, and nobody writes it.
EXACT = "ɂ"


# The article, which Arabic writes as one with its word.
ARTICLE = "ال"
_ARTICLE = re.compile(rf"\b{ARTICLE}(?=\w{{3}})")


def latin(text):
    """``text`` folded, Cyrillic in Latin letters, Arabic without article: "Приштина" → "pristina", as "Priština"."""
    folded = fold(text)
    return folded if folded.isascii() else _ARTICLE.sub("", folded.translate(_CYRILLIC))


# Letters that one alphabet writes as several and another as one, or as another: sh and š, xh and dž, gj and đ, q and ć.
_SOUNDS = {"xh": "dz", "dzh": "dz", "sch": "s", "sh": "s", "ch": "c", "zh": "z", "kh": "h", "ts": "c", "dj": "d"}
_SOUNDS |= {"gj": "d", "q": "c", "w": "v", "y": "i", "j": "i", "ph": "f"}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_TWICE = re.compile(r"([^\W\d_])\1+")
# What cases and genders change: Prishtina, Prishtinë; Kosova, Kosovo.
_ENDING = re.compile(r"\b([^\W\d_]{3,}?)[aeiou]+\b")


def sounds(text):
    """``text`` as staff may type it: "Приштина", "Prishtinë", "Pristina" → "pristin". Twice is the same as once."""
    plain = _SOUND.sub(lambda found: _SOUNDS[found[0]], latin(text))
    return _ENDING.sub(r"\1", _TWICE.sub(r"\1", plain))


def indexed(text, language="en"):
    """``text`` as the index of words has it. Words of other languages than English are marked as having no forms."""
    plain = latin(text)
    return plain if language.partition("-")[0] == "en" else WORD.sub(rf"\g<0>{EXACT}", plain)


@lru_cache(maxsize=20_000)
def stem(word):
    """What English words of one family have in common, by Porter's algorithm of 1980, as in both engines."""
    return stemmer("porter").stemWord(word) if len(word) > 2 else word
