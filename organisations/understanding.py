"""What a question means once names are known: names of countries, acronyms and abbreviations stand for others."""

from functools import cache, lru_cache, partial
from itertools import pairwise

from .folding import sounds
from .models import Country, CountryAlias, Organisation, Person
from .other_spellings import BEFORE, joined, other_spellings
from .search import PALE, is_code, sought, stems, words_of
from .vocabularies.abbreviations import ABBREVIATIONS
from .vocabularies.cities import CITIES
from .vocabularies.kept import kept
from .vocabularies.otherwise import OTHERWISE

# A shorter name, such as a code, may be typed for a country but is no word to look for in its place; but for these.
SHORTEST, WRITTEN = 4, {"UK", "USA", "UAE", "DRC"}
# Words of the longest name that is looked for among others: the former Yugoslav Republic of Macedonia.
LONGEST = 6
# A shorter name of a person sounds like too many words unless the other names are there too.
SOUNDING = 5
# {kind in the change log: function that gives its places by sound}.
_places_of = {}


def tells_places(kind, places):
    """Let questions know the places that rows of a kind are at. ``places()`` gives ``[names of one place, …]``."""
    _places_of[kind] = partial(_by_sound, places)


def understood(text):
    """``Sought`` of what was typed. Words that together name a country are one phrase, which its other names are like.

    "North Macedonia", "FYROM" and "MK" find each other's rows, "KSF" those of the Kosovo Security Force, "Prishtina"
    those of Prishtinë and Priština, "Sasha Rashich" those of Saša Rašić, "Serbian" those of Serbia, "CSOs" those of
    civil society organisations. All of it is known already unless what it was read from has changed.
    """
    found, (by_name, by_code) = sought(text), kept("countries", _others)
    possible, named = {_key(name) for phrases in found[:2] for name in _runs(phrases)}, {}
    countries = [(key, by_name[key]) for key in possible.intersection(by_name)]
    countries += [(_key(code), by_code[code]) for code in found.codes.intersection(by_code)]
    sounding = (*_places(possible), *_people(possible))
    for key, others in (*countries, *sounding, *_words_for(possible), *_spelled(found), *_bodies(found)):
        named[key] = (*named.get(key, ()), *others)
    return _with_names(found, named)


def _runs(phrases):
    """Each phrase, and those that follow each other as one text."""
    for start in range(len(phrases)):
        for end in range(start + 1, min(start + LONGEST, len(phrases)) + 1):
            yield " ".join(sum(phrases[start:end], ()))


def country_names():
    """``[(code, names)]`` of every country, as ``Country.texts`` has them. 1 query, 3 after a change."""
    return kept("countries", _country_names)


def _country_names():
    aliases = {}
    for code, name in CountryAlias.objects.values_list("country_id", "name"):
        aliases.setdefault(code, []).append(name)
    rows = Country.objects.values_list("code", "name", "alpha3", "names")
    return [(code, [name, code, alpha3, *aliases.get(code, ()), *names.values()]) for code, name, alpha3, names in rows]


def _others():
    """``{key of a name: the names of the country that may stand in its place}``, and the same of its codes in small."""
    by_name, by_code = {}, {}
    for country, names in _country_names():
        others = tuple(dict.fromkeys(words_of(n) for n in names if len(n) >= SHORTEST or n in WRITTEN))
        codes = {name for name in names if is_code(name)}
        # What is said of its people stands for the country; its name does not stand for them.
        for key in {_key(name) for name in (*names, *OTHERWISE.get(country, ())) if name not in codes}:
            by_name[key] = (*by_name.get(key, ()), *others)
        for code in codes:
            by_code[code.lower()] = (*by_code.get(code.lower(), ()), *others)
    return by_name, by_code


def _places(possible):
    """``[(key, names)]`` of the places whose name sounds like one of the keys, in whatever case or alphabet."""
    heard = [(key, sounds(" ".join(key))) for key in possible]
    for known in (_cities(), *(kept(kind, places) for kind, places in _places_of.items())):
        yield from ((key, known[sound]) for key, sound in heard if sound in known)


@cache
def _cities():
    return _by_sound(lambda: CITIES)


def _by_sound(places):
    found = {}
    for names in places():
        for heard in {sounds(" ".join(_key(name))) for name in names}:
            found[heard] = (*found.get(heard, ()), *map(words_of, names))
    return found


def _people(possible):
    """``[(key of a word, names)]`` of words that sound like somebody's name; short ones beside all the others."""
    known = kept("people", _people_by_sound) if possible else {}
    for key in possible:
        for name in known.get(sounds(" ".join(key)), ()):
            # Two words may sound like one.
            alike = zip(key, name, strict=True) if len(key) == len(name) else ()
            yield from (((typed,), [(word,)]) for typed, word in alike if stems((word,)) != (typed,))


def _people_by_sound():
    found = {}
    rows = Person.objects.order_by().values_list("name", "other_names")
    names = {_telling(each) for name, others in rows for each in (name, *others)}
    for name in names:
        alone = [(word,) for word in name if len(word) >= SOUNDING]
        for words in {name, name[::-1], *alone}:
            found.setdefault(sounds(" ".join(_key(" ".join(words)))), set()).add(words)
    return found


def _words_for(possible):
    """``[(key, what it is short for)]`` of the abbreviations among the keys; the stem of a plural is the singular."""
    return [(key, _abbreviated()[key]) for key in possible.intersection(_abbreviated())]


@cache
def _abbreviated():
    return {_key(short): tuple(map(words_of, names)) for short, names in ABBREVIATIONS.items()}


def _spelled(found):
    """``[(key, other spellings)]`` of the phrases that have any."""
    # Two words of which others make one: "multi ethnic".
    pairs = ((one + other, joined(one + other)) for one, other in pairwise(found.wanted) if one[-1] in BEFORE)
    ways = (*pairs, *((phrase, other_spellings(phrase)) for phrase in (*found.wanted, *found.unwanted)))
    return [(_key(" ".join(phrase)), others) for phrase, others in ways if others]


def _bodies(found):
    """``[(key, names)]`` of the bodies whose acronym is one of the words."""
    words = [phrase[0].upper() for phrase in (*found.wanted, *found.unwanted) if len(phrase) == 1]
    known = kept("organisations", _acronyms) if words else {}
    return [(_key(word), known[word]) for word in words if word in known]


def _acronyms():
    """``{acronym: names of the bodies that have it}``."""
    found = {}
    for acronym, name in Organisation.objects.order_by().exclude(acronym="").values_list("acronym", "name"):
        found.setdefault(acronym, []).append(words_of(name))
    return found


def _with_names(found, named):
    """What is sought with ``{stems of a name: other names}``."""
    wanted, unwanted = (_joined(phrases, named) for phrases in found[:2])
    known = {phrase: _key(" ".join(phrase)) for phrase in (*wanted, *unwanted)}
    alike = {phrase: tuple(dict.fromkeys(named[key])) for phrase, key in known.items() if key in named}
    return found._replace(wanted=wanted, unwanted=unwanted, alike=tuple(alike.items()))


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
    """The stems of a name, without "the" and "of", which a question does not have."""
    return stems(_telling(name))


def _telling(name):
    """Its words without those that tell nothing, such as initials, unless there are no others."""
    words = words_of(name)
    return tuple(word for word in words if word not in PALE) or words
