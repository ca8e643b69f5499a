"""What somebody learns by asking for one value after the other, and by taking one count from another."""

import json
from collections import defaultdict
from typing import NamedTuple

from organisations.filtering import facet_names

from .allowed import OF_SPEAKERS, WORDS
from .questions import LISTS, address, pairs, values

# There are many more, and nobody of them in any gathering.
KINDS_OF_BODY = ["media", "national_ngo", "parliament"]


class Told(NamedTuple):
    """``ids`` of the rows of an answer, and ``{(filter, value): count}`` of its facets."""

    ids: set
    counts: dict


def asked(site, kind, pairs, facets=()):
    """What a list tells, whole; its count is the number of its rows."""
    answer = json.loads(site.ask(address(kind, pairs, facets, fields="id")).body)
    found = {row["id"] for row in answer["results"]}
    assert answer["count"] == len(found)
    counted = answer.get("facets", {}).items()
    return Told(found, {(name, each["value"]): each["count"] for name, facet in counted for each in facet})


def found_by_filters(site, kind):
    """``{id: {(filter, value)}}``: every value of every filter about speakers, tried alone."""
    found = defaultdict(set)
    for name in (*sorted(OF_SPEAKERS[kind]), "q"):
        for value in {"q": WORDS, "classification": KINDS_OF_BODY}.get(name) or values(kind, name):
            for row in asked(site, kind, [(name, value)]).ids:
                found[row].add((name, value))
    return dict(found)


def facets_of_speakers(kind, without=()):
    """Those facets that no filter of their own name is asked with: it would not narrow them."""
    names = facet_names(LISTS[kind].filterset_class)
    return [name for name in names if name in OF_SPEAKERS[kind] and name not in without]


def isolated(site, kind, filters, extra):
    """``[(row, facets told of it, names of the facets)]`` where two counts differ by a single row.

    ``filters``: those of both questions; ``extra``: the one more that the second question has.
    """
    both = [pair for name, numbers in filters for pair in pairs(kind, name, numbers)]
    names = facets_of_speakers(kind, {name for name, _ in (*filters, extra)})
    first = asked(site, kind, both, names)
    second = asked(site, kind, [*both, *pairs(kind, *extra)], names)
    left = Told(first.ids - second.ids, {fact: n - second.counts.get(fact, 0) for fact, n in first.counts.items()})
    alone = [told for told in (first, second, left) if len(told.ids) == 1]
    return [(*told.ids, {fact for fact, n in told.counts.items() if n}, names) for told in alone]
