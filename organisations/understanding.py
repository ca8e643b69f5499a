"""What a question means once names are known: each name of a country, and the acronym of a body, stands for others."""

from functools import lru_cache

from .models import Country, CountryAlias, Organisation
from .search import Sought, sought, whole, words_of

# A shorter name, such as a code, may be typed for a country but is no word to look for in its place.
SHORTEST = 4
# Words that are looked up as acronyms.
MOST_WORDS = 20
# Words of the longest name that is looked for among others: the former Yugoslav Republic of Macedonia.
LONGEST = 6


def understood(text):
    """``Sought`` of what was typed. Words that together name a country are one phrase, which its other names are like.

    "North Macedonia", "FYROM" and "MK" find each other's rows, and "KSF" those of the Kosovo Security Force. 3 queries.
    """
    found, named = sought(text), {}
    possible = {_key(name) for phrases in found[:2] for name in _runs(phrases)}
    for _, names in country_names():
        for key in possible.intersection(map(_key, names)):
            others = dict.fromkeys(words for words in map(words_of, names) if sum(map(len, words)) >= SHORTEST)
            named[key] = (*named.get(key, ()), *others)
    for acronym, name in _bodies(found):
        named[_key(acronym)] = (*named.get(_key(acronym), ()), words_of(name))
    return _with_names(found, named)


def _runs(phrases):
    """Each phrase, and those that follow each other as one text."""
    for start in range(len(phrases)):
        for end in range(start + 1, min(start + LONGEST, len(phrases)) + 1):
            yield " ".join(sum(phrases[start:end], ()))


def country_names():
    """``[(code, names)]`` of every country, as ``Country.texts`` has them, without making rows. 2 queries."""
    aliases = {}
    for code, name in CountryAlias.objects.values_list("country_id", "name"):
        aliases.setdefault(code, []).append(name)
    rows = Country.objects.values_list("code", "name", "alpha3", "names")
    return [(code, [name, code, alpha3, *aliases.get(code, ()), *names.values()]) for code, name, alpha3, names in rows]


def _bodies(found):
    """``[(acronym, name)]`` of the bodies whose acronym is one of the words."""
    words = [phrase[0].upper() for phrase in (*found.wanted, *found.unwanted) if len(phrase) == 1]
    return Organisation.objects.filter(acronym__in=words[:MOST_WORDS]).values_list("acronym", "name")


def _with_names(found, named):
    """What is sought with ``{stems of a name: other names}``."""
    wanted, unwanted = (_joined(phrases, named) for phrases in found[:2])
    known = {phrase: _key(" ".join(phrase)) for phrase in (*wanted, *unwanted)}
    alike = {phrase: named[key] for phrase, key in known.items() if key in named}
    return Sought(wanted, unwanted, tuple(alike.items()))


def _joined(phrases, named):
    """The phrases, those in a row that together are a name made one."""
    found, left = [], list(phrases)
    while left:
        count = next(
            (n for n in range(min(len(left), LONGEST), 1, -1) if _key(" ".join(sum(left[:n], ()))) in named), 1
        )
        found.append(sum(left[:count], ()))
        left = left[count:]
    return tuple(found)


@lru_cache(maxsize=20_000)
def _key(name):
    """The stems of a name, without the article that some write and others do not."""
    return tuple(word for word in whole(name) if word != "the")
