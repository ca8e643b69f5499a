"""Text to country: what people type, and what other systems send, resolved to an alpha-2 code or to nothing.

Never "nearest": an unknown text, or one that means two countries, resolves to None.
"""

import unicodedata
from collections import defaultdict

from django.db.models import Q

from ..folding import fold
from ..models.vocabulary import Country, CountryAlias


def codes(values):
    """``{value: alpha-2 code | None}`` for codes and slugs in any case: "XK", "xkx", "kosovo", "RKS". Two queries.

    For filters. An own code or slug of a country goes before an alias.
    """
    typed = {value: fold(value) for value in values if value.isprintable()}
    own, aliases = _own_keys(set(typed.values())), _code_aliases(set(typed.values()))
    return {value: _only(own[typed.get(value)]) or _only(aliases[typed.get(value)]) for value in values}


def countries(values):
    """``{value: alpha-2 code | None}`` for codes, slugs and names in any language we hold. At most four queries.

    For imports and forms; reads the whole vocabulary when a value is not a code. Names count without accents, case
    and punctuation. English names and aliases go before names in other languages; aliases count whatever their dates,
    because a text keeps the name of its time.
    """
    found = codes(values)
    unknown = [value for value, code in found.items() if code is None]
    if unknown:
        tiers = _names()
        found |= {value: _first(tier[name_key(value)] for tier in tiers) for value in unknown}
    return found


def name_key(text):
    """``text`` folded, without "the", punctuation and symbols: "Congo (the Republic of the)" → "congo republic of"."""
    text = fold(text).replace("&", " and ")
    words = "".join(" " if unicodedata.category(c)[0] in "PSC" else c for c in text).split()
    return " ".join(word for word in words if word != "the")


def _own_keys(typed):
    upper = {key.upper() for key in typed}
    rows = Country.objects.filter(Q(code__in=upper) | Q(alpha3__in=upper) | Q(slug__in=typed)).order_by()
    found = defaultdict(set)
    for row in rows.values_list("code", "alpha3", "slug"):
        for key in row:
            found[key.lower()].add(row[0])
    return found


def _code_aliases(typed):
    rows = CountryAlias.objects.filter(kind=CountryAlias.Kind.CODE, folded__in=typed).order_by()
    found = defaultdict(set)
    for key, code in rows.values_list("folded", "country_id"):
        found[key].add(code)
    return found


def _names():
    """``[{name key: codes}]``: English names and aliases, then names in other languages."""
    english, others = defaultdict(set), defaultdict(set)
    for code, name, names in Country.objects.order_by().values_list("code", "name", "names"):
        english[name_key(name)].add(code)
        for other in names.values():
            others[name_key(other)].add(code)
    for name, code in CountryAlias.objects.order_by().values_list("name", "country_id"):
        english[name_key(name)].add(code)
    return [english, others]


def _only(found):
    """The one code there is; None if there is none, or more than one."""
    return next(iter(found)) if len(found) == 1 else None


def _first(tiers):
    """The answer of the first tier that knows the text, even if that answer is that it is not clear."""
    return next((_only(found) for found in tiers if found), None)
