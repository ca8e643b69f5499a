"""What a check of a record found, and the rules that need only words. Pure: no queries, no clock."""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from .folding import WORD, latin, sounds

# Must be fixed before anything is approved or released; must be looked at first; is only said.
MUST, CHECK, NOTE = "must", "check", "note"
# Who reads a finding. Of one for ``KEPT`` others read that a keeper has to look, whatever comes of that. ``OTHERS``:
# those who may not see what would settle it.
ALL, KEPT, KEEPERS, OTHERS = "all", "kept", "keepers", "others"

CODES = {
    "basis": "Named without a basis",
    "contact": "E-mail address or phone number",
    "name": "A name that is kept",
    "post": "A post that is kept",
    "rule": "More open than the rule",
    "country": "A country nothing backs",
    "one_side": "One side of a contradiction",
    "few": "Few fit the line",
    "one_post": "A post held by one person",
    "close": "Close to the source",
    "old": "Old, without consent",
}


@dataclass(frozen=True)
class Finding:
    """One thing a check found. ``code``: of ``CODES``. ``words``: what it is and what helps, for staff.

    ``where``: the part of the record it stands in, as its snapshot calls it. ``about``: what it rests on; when that
    changes, an acknowledgement lapses. ``readers``: of ``ALL`` to ``OTHERS``; ``more``: what keepers read beside it.
    """

    level: str
    code: str
    words: str
    where: str = ""
    about: str = ""
    readers: str = ALL
    more: str = ""

    @property
    def digest(self):
        """SHA-256 of what somebody acknowledges."""
        return hashlib.sha256(json.dumps([self.code, self.where, self.about]).encode()).hexdigest()


def texts_in(values):
    """``[(part, text)]`` of every text in a snapshot, however deep; parts that are new are in it by themselves."""
    return [(part, text) for part, value in values.items() for text in _texts(value)]


def _texts(value):
    if isinstance(value, str):
        return [value] if value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple | set) else ()
    return [text for one in inner for text in _texts(one)]


# Ways to reach somebody

_AT, _DOT = r"(?:@|\(at\)|\[at\]|\{at\})", r"(?:\.|\s?[(\[{]dot[)\]}]\s?)"
_EMAIL = re.compile(rf"[\w.+-]+\s?{_AT}\s?[\w-]+(?:{_DOT}[\w-]+)+|[\w.+-]+\s(?:at|@)\s[\w-]+(?:\sdot\s[\w-]+)+", re.I)
_TELEPHONE = (
    r"(?:tel|phone|telephone|mobile|mob|whatsapp|viber|signal|telegram|telefon\w{0,3}|celular\w{0,2}|mobil\w{0,3}"
    r"|тел|моб|телефон\w{0,3}|мобил\w{0,5}|вотсап|ватсап|вайбер|вибер|телеграм|сигнал|ტელ|ტელეფონი\w{0,2}|მობ|მობილური\w{0,2}"
    r"|هاتف|الهاتف|تلفون|تليفون|جوال|الجوال|موبايل|واتساب|ফোন|টেলিফোন|মোবাইল)"
)
_NUMBER = r"(?:\W{0,2}(?:no|nr|br|бр|номер|number|numri|broj|број)\b)?"
# With a country's number; with the 0 before a town's or a network's, set off from the rest; behind a word for a phone.
_PHONES = (
    re.compile(r"(?<![\w.,/-])(?:\+|00)\s?[1-9](?:[\s().\-/]{0,2}\d){7,14}(?![\w-])"),
    re.compile(r"(?<![\w.,/:-])\(0[1-9]\d{0,2}\)(?:[\s.\-/]?\d){5,9}(?![\w-])"),
    re.compile(r"(?<![\w.,/:-])0[1-9]\d{1,2}/\d{3}[\s.-]?\d{3,4}(?![\w-])"),
    re.compile(rf"\b{_TELEPHONE}{_NUMBER}\W{{1,3}}\+?\d(?:[\s().\-/]{{0,2}}\d){{5,14}}", re.I),
)
# Only the 0 before it: laws, sums and what a library counts are written so too.
_PERHAPS = re.compile(r"(?<![\w.,/:-])0[1-9]\d{0,2}(?:[\s.\-/]?\d){5,9}(?![\w-])")
# Digits of other kinds: addresses of pages, days, numbers of books, journals and laws.
_OTHER = re.compile(
    r"https?://\S+|\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}\b"
    r"|\b[ep]?-?ISSN:?\s?\d{4}[\s-]?\d{3}[\dX]\b|\bISBN(?:-1[03])?:?\s?(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dX]\b"
    r"|\b(?:no|nr|br|бр)\.?\s?\d{1,2}/(?:19|20)\d\d(?:[-/]\d{1,4})?\b",
    re.I,
)
CONTACT = "looks like an e-mail address or a phone number: take it out."
PERHAPS = "may be a phone number: take it out if it is."
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣", "-"))


def contacts(texts):
    """``[Finding]``: ways to reach somebody in ``[(part, text)]``, in digits of any script and with any dashes."""
    found = []
    for part, text in texts:
        plain = _OTHER.sub(" ", _typed(text))
        hits = [hit[0] for pattern in (_EMAIL, *_PHONES) for hit in pattern.finditer(plain)]
        found += [Finding(MUST, "contact", f"“{hit.strip()}” {CONTACT}", part, hit) for hit in dict.fromkeys(hits)]
        perhaps = [hit for hit in dict.fromkeys(_PERHAPS.findall(plain)) if not any(hit in one for one in hits)]
        found += [Finding(CHECK, "contact", f"“{hit}” {PERHAPS}", part, hit) for hit in perhaps]
    return found


def _typed(text):
    """``text`` as a keyboard types it: no wide or raised signs, ASCII digits and hyphens, nothing that is not seen."""
    plain = unicodedata.normalize("NFKC", seen(text)).translate(_DASHES)
    return plain if plain.isascii() else "".join(str(unicodedata.decimal(c, c)) for c in plain)


# Names in words

# Signs that nobody sees, beside those of category Cf (soft hyphens, spaces without width): joiners, variants, fillers.
_UNSEEN = {*map(chr, (0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)), *map(chr, range(0xFE00, 0xFE10))}
# What case endings may follow: a name without its last vowels, in letters of Latin (Cyrillic is read so) or Georgian.
_VOWELS = "aeiouაეიოუ"
# The longest ending of a case; a short name takes few, of which no other words come.
LONGEST, LONG = 3, 5
_ENDINGS = set(WORD.findall("it in et es en ut un on os ot om em im am iem og eg ov ev ih t n s"))
_BEHIND_SHORT = {"", "a", "e", "i", "o", "u", *(ending for ending in _ENDINGS if ending[0] in "aeiou")}
# Georgian and Bengali, of whose endings there is no list here.
_MANY_FORMS = re.compile("[\u0980-\u09ff\u10d0-\u10ff]")
# Of these another family's name comes: Petrov, Petrović.
_OF_OTHERS = {"ic", "vic", "ski", "sk"}


def seen(text, instead=""):
    """A text without the signs that nobody sees, or with something ``instead``."""
    if text.isascii():
        return text
    return "".join(instead if c in _UNSEEN or unicodedata.category(c) == "Cf" else c for c in text)


def tokens(text):
    """Folded words of a text: without accents and endings, Cyrillic in Latin letters."""
    return [sounded for sounded, _ in _words(text)]


def _words(text):
    """``[(folded word, the word as it is typed)]``."""
    return [(sounded, raw) for raw in WORD.findall(text) for sounded in WORD.findall(_heard(raw))]


@lru_cache(maxsize=50_000)
def _heard(word):
    return sounds(word)


def stem(sounded):
    """What the cases of a name have in common, of one word as it sounds."""
    bare = sounded.rstrip(_VOWELS)
    return bare if len(bare) > 1 else sounded


def stems(name):
    """The same of every word of a name."""
    return [stem(word) for word in tokens(name)]


class Phrases:
    """The words of some texts, to ask which phrases and names stand in them on word boundaries."""

    def __init__(self, texts):
        """``texts``: ``[(part, text)]``."""
        self._texts = list(texts)
        # A sign that nobody sees may stand within a word or between two: each text is read both ways.
        views = [
            (n, view) for n, (_, text) in enumerate(texts) for view in dict.fromkeys((seen(text), seen(text, " ")))
        ]
        self._lines = [(number, _words(view), WORD.findall(latin(view))) for number, view in views]
        self._starts, self._stems = defaultdict(list), defaultdict(list)
        for line, (_, words, plain) in enumerate(self._lines):
            for place, (sounded, _) in enumerate(words):
                self._starts[0, sounded].append((line, place))
                for end in range(min(len(sounded), max(2, len(sounded) - LONGEST)), len(sounded) + 1):
                    self._stems[sounded[:end]].append((line, place))
            for place, word in enumerate(plain):
                self._starts[1, word].append((line, place))

    def may_have(self, folded):
        """Whether any word of names, as they sound, may stand there in any case: to pass over most people at once."""
        return any(stem(word) in self._stems for word in WORD.findall(folded))

    def having(self, phrase):
        """Numbers of the texts with a phrase. Two words and more are found in any spelling; one as it is."""
        folded, plain = tokens(phrase), WORD.findall(latin(phrase))
        if len(plain) < 2:
            return self._at(1, plain) if len("".join(plain)) > 1 else set()
        return self._at(0, folded) | self._at(0, [folded[-1], *folded[:-1]])

    def naming(self, name):
        """Numbers of the texts with a name: as ``having``, in any case, and with a letter or name before the last."""
        words = stems(name)
        if not self._stems.keys() >= set(words):
            return set()  # nearly always, and much faster than what follows
        if len(words) < 2:
            return self.having(name)
        return self.having(name) | self._named(words, True) | self._named([words[-1], *words[:-1]], False)

    def of_family(self, name):
        """Numbers of the texts with a family name alone, in any case, written as a name is."""
        found = self._stems.get(name, ())
        words = ((line, *self._lines[line][1][place]) for line, place in found)
        return {self._lines[line][0] for line, sounded, raw in words if _is_family(name, sounded, raw)}

    def _at(self, kind, words):
        starts = self._starts.get((kind, words[0]), ()) if words else ()
        return {self._lines[n][0] for n, at in starts if self._line(kind, n)[at : at + len(words)] == words}

    def _line(self, kind, number):
        _, words, plain = self._lines[number]
        return plain if kind else [sounded for sounded, _ in words]

    def _named(self, words, gap):
        return {self._lines[n][0] for n, at in self._stems.get(words[0], ()) if self._name_at(n, at, words, gap)}

    def _name_at(self, number, at, words, gap):
        there = self._lines[number][1][at : at + len(words) + 1]
        between = there[-2][1] if gap and len(there) > len(words) else ""
        ways = [there[: len(words)], *([[*there[:-2], there[-1]]] if between[:1].isupper() else [])]
        return any(len(way) == len(words) and all(map(_fits, words, (w for w, _ in way))) for way in ways)

    def part(self, number):
        """The part of the record a text stands in."""
        return self._texts[number][0]

    def text(self, number):
        """The text itself."""
        return self._texts[number][1]


def _fits(name, word):
    """Whether a word as it sounds is a case of a name, given by its stem."""
    ending = word[len(name) :] if word.startswith(name) else None
    if ending is None or len(name) < 2:
        return word == name
    if len(name) < LONG and name.isascii():
        return ending in _BEHIND_SHORT
    return len(ending) <= LONGEST and ending not in _OF_OTHERS


def _is_family(name, word, raw):
    """Whether a word, as it sounds and as it is typed, is a case of a family name that may stand alone."""
    ending, capital = word[len(name) :], raw[:1] == raw[:1].title()
    return capital and (ending in _ENDINGS | _BEHIND_SHORT or bool(_MANY_FORMS.match(name)))


def family_word(name):
    """The family name within a name of several words: the last, or the one before a comma."""
    before, comma, _ = name.partition(",")
    words = WORD.findall(before if comma else name)
    return words[-1] if words else ""


def family(name):
    """The stem of the family name; empty if there is none, or one too short to stand for anybody."""
    word = family_word(name) if len(WORD.findall(name)) > 1 else ""
    found = stems(word) if len(word) > 3 else []
    return found[0] if len(found) == 1 and len(found[0]) > 2 else ""
