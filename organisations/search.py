"""Full text: which rows hold the words somebody looks for, whatever they type.

Both engines index ``search_text``, which the release writes (``folding.indexed``): PostgreSQL by a column ``words``
that it fills itself, with a GIN index, SQLite by an FTS5 table that triggers keep true. The migration
``lessons.0005_search`` made them; nothing of them is in Django's models. Words are sought in their English forms and,
for rows in other languages, as they stand.
"""

import re
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import BooleanField, F, Func

from .folding import EXACT, WORD, latin, stem

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
# Words that make a question of words and tell nothing of what is asked for.
PALE = {"a", "about", "after", "against", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be"}
PALE |= {"because", "been", "before", "being", "between", "but", "by", "can", "could", "did", "do", "does", "during"}
PALE |= {"for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "more", "most"}
PALE |= {"my", "no", "not", "of", "on", "or", "our", "over", "shall", "should", "so", "some", "than", "that", "the"}
PALE |= {"their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "under", "us", "was"}
PALE |= {"we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with"}
PALE |= {"without", "would", "you", "your"}
# Nor do the initials and the titles of people.
PALE |= {*ascii_lowercase, "mr", "mrs", "ms"}
# Words that begin a question, and words that tell nothing in one: what has worked, what happened, lessons about.
_ASKING = {"can", "did", "do", "does", "find", "how", "is", "lesson", "lessons", "show", "tell", "what", "where"}
_ASKING |= {"which", "who", "why"}
_ASKED = PALE | {"find", "happen", "happened", "happens", "helped", "helps", "learned", "learnt", "lesson", "lessons"}
_ASKED |= {"show", "tell", "tried", "work", "worked", "working", "works"}
# What people put between words without a space: police/army, trust,reform.
_BETWEEN = re.compile("[/,;+&|]+")
# U.N. is UN, and so is U.N without a point behind it.
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


class Sought(NamedTuple):
    """What somebody looks for: phrases as tuples of folded words, a single word being a phrase of one.

    A row is found if it holds all of ``wanted``, in any order, and none of ``unwanted``. ``alike``:
    ``((phrase, phrases that mean the same), …)``; to hold one of them is to hold the phrase. ``codes``: the words that
    may be the code of a country, for most codes are words too. ``typed``: all words typed, where ``wanted`` leaves
    some out.
    """

    wanted: tuple
    unwanted: tuple
    alike: tuple = ()
    codes: frozenset = frozenset()
    typed: tuple = ()

    def ways(self, *phrases):
        """The phrases with all that mean the same."""
        return [way for phrase in phrases for way in (phrase, *dict(self.alike).get(phrase, ()))]

    @property
    def marked(self):
        """Every phrase that is worth marking in a row found."""
        return self.ways(*self.wanted)


def sought(text):
    """``Sought`` of what was typed: words, "phrases in quotes", and either with a minus in front. Never raises.

    What has no letter and no digit is passed over, and so are words like "what" and "the" outside of quotes, unless
    there are no others.
    """
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    wanted, unwanted, capitals, plain = {}, {}, _capitals(text), latin(text)
    passed_over = (_ASKED if {*WORD.findall(plain)[:1]} & _ASKING else PALE) - capitals
    for minus, phrase, word in _TERM.findall(plain):
        for words in [_phrase(phrase)] if phrase else map(_phrase, _BETWEEN.split(word)):
            pale = not phrase and len(words) == 1 and words[0] in passed_over
            (unwanted if minus else wanted).setdefault(words, pale)
    wanted.pop((), None), unwanted.pop((), None)
    telling = [words for words, pale in wanted.items() if not pale] or list(wanted)
    only = {words[0] for words in telling if len(telling) == len(words) == 1} - PALE
    typed = sum(wanted, ()) if len(telling) < len(wanted) else ()
    return Sought(tuple(telling), tuple(unwanted), codes=frozenset(capitals | only), typed=typed)


def _phrase(text):
    return tuple(WORD.findall(text.removesuffix("'s")))


def _capitals(text):
    """The words in capitals, folded; where all words are in capitals, without those that tell nothing."""
    found = {latin(word) for word in _CAPITALS.findall(text)}
    return found if any(letter.islower() for letter in text) or len(text.split()) == 1 else found - PALE


def holding(rows, found):
    """Those of a queryset of shelf rows that hold what is ``Sought``; none if that is nothing."""
    return rows.filter(_Holds(found)) if any(found[:2]) else rows.none()


# A list of more keys is no help to the database.
FEW = 500


def few(model, found):
    """The keys of all the rows that hold what is ``Sought``, where they are few; None where they may be many. 1 query.

    PostgreSQL guesses how many there are. Where it takes a rare word for a frequent one it walks through all rows in
    the order of the list to find the first twenty.
    """
    if not found.wanted:
        return None
    keys = list(holding(model.objects.order_by(), found).values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def matching(rows, text):
    """Those of a queryset of shelf rows that hold the words of ``text`` as they were typed."""
    return holding(rows, sought(text))


def holds(texts, found, formed=True):
    """Whether one of the ``texts`` holds all that is wanted, and none of them anything unwanted.

    For vocabularies, which have no ``search_text``. The words are compared as both engines compare them; those that
    are not ``formed``, such as names of countries, as they are: a minority is none of the Minor Outlying Islands.
    """
    if any(_held(phrase, text, found, formed) for phrase in found.unwanted for text in texts):
        return False
    return any(all(_held(phrase, text, found, formed) for phrase in found.wanted) for text in texts)


def _held(phrase, text, found, formed):
    if is_code(text):
        return phrase == words_of(text) and phrase[0] in found.codes
    if formed:
        return any(_within(stems(way), whole(text)) for way in found.ways(phrase))
    # The United States stand in the name of their islands too.
    return _within(phrase, words_of(text)) or words_of(text) in found.ways(phrase)


def hits(text, phrases):
    """``[(start, end)]`` of every place in ``text`` that holds one of ``phrases``, in order."""
    firsts = {word[0] for phrase in phrases for word in phrase}
    sought = [stems(phrase) for phrase in phrases]
    words = [(_stem_if(match[0], firsts), *match.span()) for match in WORD.finditer(text)]
    found = set()
    for place in range(len(words)):
        for phrase in sought:
            here = words[place : place + len(phrase)]
            if tuple(word for word, _, _ in here) == phrase:
                found.add((here[0][1], here[-1][2]))
    return sorted(found)


def named_by(phrase, names, found, formed=True):
    """Whether a phrase means what has these ``names``: it is one of them, or stands in one and tells something."""
    telling = any(len(word) > 2 and word not in PALE for word in phrase)
    same = [name for name in names if telling or len(words_of(name)) == len(phrase)]
    return any(_held(phrase, name, found, formed) for name in same)


def is_code(name):
    """Whether a name is a code as ISO 3166 has them, or as short as one."""
    return len(name) <= 3 and name.isascii() and name.isupper()


@lru_cache(maxsize=20_000)
def whole(text):
    """The stems of all the words of a text."""
    return stems(words_of(text))


@lru_cache(maxsize=20_000)
def words_of(text):
    """All the words of a text, folded."""
    return tuple(WORD.findall(latin(text)))


def _within(words, others):
    return any(others[place : place + len(words)] == words for place in range(len(others) - len(words) + 1))


def stems(words):
    return tuple(map(stem, words))


def _stem_if(word, firsts):
    """The stem of a word as written; nothing if no stem of what is sought begins like it."""
    folded = latin(word)
    return stem(folded) if folded[:1] in firsts else None


class _Holds(Func):
    """The condition that a shelf row holds what is sought, in the SQL of each engine."""

    output_field = BooleanField()

    def __init__(self, found):
        super().__init__(F("search_text"))
        # For each phrase the ways it may be written.
        self.wanted, self.unwanted = ([_written(found.ways(phrase)) for phrase in some] for some in found[:2])

    def as_postgresql(self, compiler, connection, **context):
        table = compiler.quote_name_unless_alias(self.source_expressions[0].alias)
        phrases = [*map(_either, self.wanted), *(f"!!{_either(ways)}" for ways in self.unwanted)]
        words = [way for ways in (*self.wanted, *self.unwanted) for way in ways]
        return f"{table}.words @@ ({' && '.join(phrases)})", words

    def as_sqlite(self, compiler, connection, **context):
        column = self.source_expressions[0]
        row = f"{compiler.quote_name_unless_alias(column.alias)}.rowid"
        table = connection.ops.quote_name(f"{column.target.model._meta.db_table}_words")
        wanted, unwanted = (" AND ".join(map(_quoted, self.wanted)), " OR ".join(map(_quoted, self.unwanted)))
        query = f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted or unwanted
        found = f"(SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608 (quoted name)
        return f"{row} {'IN' if wanted else 'NOT IN'} {found}", [query]


def _written(phrases):
    """Each phrase as a text in its English forms, and as rows in other languages have it."""
    return [" ".join(word.replace("\0", "") + end for word in phrase) for phrase in phrases for end in ("", EXACT)]


def _either(ways):
    return "(" + " || ".join(["phraseto_tsquery('confhub', %s)"] * len(ways)) + ")"


def _quoted(ways):
    return "(" + " OR ".join(f'"{words}"' for words in ways) + ")"
