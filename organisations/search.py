"""Full text: which rows hold the words somebody looks for, whatever they type.

Both engines index ``search_text``, which the release folds: PostgreSQL by a column ``words`` that it fills itself, with
a GIN index, SQLite by an FTS5 table that triggers keep true. The migration ``lessons.0005_search`` made them; nothing
of them is in Django's models.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.db.models import BooleanField, F, Func
from snowballstemmer import stemmer

from .folding import fold

# Signs that belong to the letter before them: vowels of many scripts.
_MARKS = "".join(c for c in map(chr, range(0x300, 0xFE30)) if unicodedata.category(c).startswith("M"))
WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


class Sought(NamedTuple):
    """What somebody looks for: phrases as tuples of folded words, a single word being a phrase of one.

    A row is found if it holds all of ``wanted``, in any order, and none of ``unwanted``.
    """

    wanted: tuple
    unwanted: tuple


def sought(text):
    """``Sought`` of what was typed: words, "phrases in quotes", and either with a minus in front. Never raises.

    What has no letter and no digit is passed over.
    """
    wanted, unwanted = [], []
    for minus, phrase, word in _TERM.findall(fold(text)):
        words = tuple(WORD.findall(phrase or word.removesuffix("'s")))
        if words:
            (unwanted if minus else wanted).append(words)
    return Sought(tuple(wanted), tuple(unwanted))


def matching(rows, text):
    """Those of a queryset of shelf rows that hold what ``text`` asks for; none if it asks for nothing."""
    found = sought(text)
    return rows.filter(_Holds(found)) if any(found) else rows.none()


def holds(texts, found):
    """Whether one of the ``texts`` holds all that is wanted, and none of them anything unwanted.

    For vocabularies, which have no ``search_text``. The words are compared as both engines compare them.
    """
    if any(hits(text, found.unwanted) for text in texts):
        return False
    return any(all(hits(text, [phrase]) for phrase in found.wanted) for text in texts)


def hits(text, phrases):
    """``[(start, end)]`` of every place in ``text`` that holds one of ``phrases``, in order."""
    firsts = {word[0] for phrase in phrases for word in phrase}
    stems = [tuple(map(stem, phrase)) for phrase in phrases]
    words = [(_stem_if(match[0], firsts), *match.span()) for match in WORD.finditer(text)]
    found = set()
    for place in range(len(words)):
        for phrase in stems:
            here = words[place : place + len(phrase)]
            if tuple(word for word, _, _ in here) == phrase:
                found.add((here[0][1], here[-1][2]))
    return sorted(found)


def _stem_if(word, firsts):
    """The stem of a word as written; nothing if no stem of what is sought begins like it."""
    folded = fold(word)
    return stem(folded) if folded[:1] in firsts else None


@lru_cache(maxsize=20_000)
def stem(word):
    """What English words of one family have in common, by Porter's algorithm of 1980, as in both engines."""
    return stemmer("porter").stemWord(word) if len(word) > 2 else word


class _Holds(Func):
    """The condition that a shelf row holds what is sought, in the SQL of each engine."""

    output_field = BooleanField()

    def __init__(self, found):
        super().__init__(F("search_text"))
        self.wanted, self.unwanted = ([" ".join(words).replace("\0", "") for words in each] for each in found)

    def as_postgresql(self, compiler, connection, **context):
        table = compiler.quote_name_unless_alias(self.source_expressions[0].alias)
        phrases = ["phraseto_tsquery('confhub', %s)"] * len(self.wanted)
        phrases += ["!!phraseto_tsquery('confhub', %s)"] * len(self.unwanted)
        return f"{table}.words @@ ({' && '.join(phrases)})", [*self.wanted, *self.unwanted]

    def as_sqlite(self, compiler, connection, **context):
        column = self.source_expressions[0]
        row = f"{compiler.quote_name_unless_alias(column.alias)}.rowid"
        table = connection.ops.quote_name(f"{column.target.model._meta.db_table}_words")
        wanted, unwanted = (" AND ".join(map(_quoted, self.wanted)), " OR ".join(map(_quoted, self.unwanted)))
        query = f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted or unwanted
        found = f"(SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608 (quoted name)
        return f"{row} {'IN' if wanted else 'NOT IN'} {found}", [query]


def _quoted(words):
    return f'"{words}"'
