"""Full text: which rows hold the words somebody looks for, whatever they type.

Both engines index ``search_text``, which the release writes (``folding.indexed``): PostgreSQL by a column ``words``
that it fills itself, with a GIN index, SQLite by an FTS5 table that triggers keep true. The migration
``lessons.0005_search`` made them; nothing of them is in Django's models. Words are sought in their English forms and,
for rows in other languages, as they stand.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.db.models import BooleanField, F, Func

from .folding import EXACT, WORD, latin, stem

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


class Sought(NamedTuple):
    """What somebody looks for: phrases as tuples of folded words, a single word being a phrase of one.

    A row is found if it holds all of ``wanted``, in any order, and none of ``unwanted``. ``alike``:
    ``((phrase, phrases that mean the same), …)``; to hold one of them is to hold the phrase.
    """

    wanted: tuple
    unwanted: tuple
    alike: tuple = ()

    def ways(self, *phrases):
        """The phrases with all that mean the same."""
        return [way for phrase in phrases for way in (phrase, *dict(self.alike).get(phrase, ()))]

    @property
    def marked(self):
        """Every phrase that is worth marking in a row found."""
        return self.ways(*self.wanted)


def sought(text):
    """``Sought`` of what was typed: words, "phrases in quotes", and either with a minus in front. Never raises.

    What has no letter and no digit is passed over.
    """
    wanted, unwanted = [], []
    for minus, phrase, word in _TERM.findall(latin(text)):
        words = tuple(WORD.findall(phrase or word.removesuffix("'s")))
        if words:
            (unwanted if minus else wanted).append(words)
    return Sought(tuple(wanted), tuple(unwanted))


def holding(rows, found):
    """Those of a queryset of shelf rows that hold what is ``Sought``; none if that is nothing."""
    return rows.filter(_Holds(found)) if any(found) else rows.none()


def matching(rows, text):
    """Those of a queryset of shelf rows that hold the words of ``text`` as they were typed."""
    return holding(rows, sought(text))


def holds(texts, found):
    """Whether one of the ``texts`` holds all that is wanted, and none of them anything unwanted.

    For vocabularies, which have no ``search_text``. The words are compared as both engines compare them.
    """
    wanted, unwanted = (list(map(stems, phrases)) for phrases in found[:2])
    words = list(map(whole, texts))
    if any(_within(phrase, each) for phrase in unwanted for each in words):
        return False
    return any(all(_within(phrase, each) for phrase in wanted) for each in words)


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


def named_by(phrase, names):
    """Whether a phrase means what has these ``names``: it is one of them, or stands in one and tells something."""
    telling = any(len(word) > 2 and word not in _PALE for word in phrase)
    words = stems(phrase)
    return any(words == name or (telling and _within(words, name)) for name in map(whole, names))


# Words in names of places and themes that mean neither.
_PALE = {"and", "the", "with", "from"}


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
