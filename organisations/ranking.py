"""The order of what is found, the same on every database: made in Python of the names and titles of what was found.

First what is called exactly so; then the more of what is sought stands in a name or title, the earlier; then what holds
all of it in its own words, before what is found by the name of its country or theme; else the list's own order.
"""

from .search import hits, holding, stems, whole

# No more rows are put in order, those that come first in their list: nobody reads further.
MOST = 1000


def ranked(rows, found, columns, by_names=False, translated=None):
    """The keys of the first ``MOST`` of rows, best first. ``columns``: those with their names.

    ``by_names``: some may have been found by other words than their own. ``translated(keys)`` gives ``(key, name)``
    of names in other languages. One query, and one for each of these.
    """
    values = {pk: list(flat(names)) for pk, *names in rows.values_list("pk", *columns)[:MOST]}
    for pk, name in translated(list(values)) if translated else ():
        values[pk].append(name)
    own = _by_their_own_words(rows.model, found, values) if by_names else values
    return sorted(values, key=lambda pk: (place(values[pk], found), pk not in own))


def place(names, found):
    """0 for what is called exactly as is sought; else 1 and as many more as there are phrases not in its names."""
    if stems(found.typed or sum(found.wanted, ())) in map(whole, names):
        return 0
    return 1 + sum(not any(hits(name, found.ways(phrase)) for name in names) for phrase in set(found.wanted))


def flat(values):
    """Every text in columns that hold one, a list of them, or a dictionary."""
    for value in values:
        if isinstance(value, dict):
            yield from flat(value.values())
        elif isinstance(value, list):
            yield from flat(value)
        elif value:
            yield value


def _by_their_own_words(model, found, keys):
    rows = model.objects.order_by().filter(pk__in=list(keys))
    return set(holding(rows, found).values_list("pk", flat=True))
