"""What points at a body or a person: rows of the desk by foreign key, and snapshots by paths that kinds tell."""

from django.db import connection
from django.db.models import Q

from .models import OrganisationRecord, PersonRecord

MERGEABLE = (OrganisationRecord, PersonRecord)


def references(model):
    """``[(model, column)]`` of the desk's foreign keys to ``model``, join tables included."""
    links = (field for field in model._meta.get_fields(include_hidden=True) if field.auto_created and field.one_to_many)
    found = [(link.related_model, link.field) for link in links]
    own = [(owner, field.name) for owner, field in found if field.db_constraint and field.name != "merged_into"]
    return sorted(own, key=lambda pair: (pair[0]._meta.label, pair[1]))


def at_merged():
    """``[(model, column)]`` of rows that point at what was merged into another record: there must be none."""
    _wait_for_merges()
    pairs = [pair for model in MERGEABLE for pair in references(model)]
    return [(m, c) for m, c in pairs if m.objects.filter(**{f"{c}__merged_into__isnull": False}).exists()]


def at_any_merged(keys):
    """Whether one of ``{model: keys}`` was merged into another record meanwhile; a query for each model with keys."""
    wanted = {model: some - {None} for model, some in keys.items() if some - {None}}
    if wanted:
        _wait_for_merges()
    return any(m.objects.filter(Q(pk__in=some), merged_into__isnull=False).exists() for m, some in wanted.items())


def _wait_for_merges():
    """Have foreign keys checked now and not at commit: that waits for whoever merges what was pointed at."""
    if connection.vendor == "postgresql":  # SQLite has one writer at a time
        connection.check_constraints()


def repointed(snapshot, path, old, new, once=()):
    """A snapshot whose path leads to ``new`` where it led to ``old``, as it would be frozen of rows that do.

    ``once``: the columns of which a list has no two entries the same (``Kind.once``); without, all of an entry.
    """
    name, _, rest = path.partition(".")
    if name not in snapshot:
        return snapshot
    value = snapshot[name]
    if not rest:
        return {**snapshot, name: new if value == old else value}
    place = int(rest.removeprefix("*.")) if "." in rest else None
    return {**snapshot, name: _in_list(value, place, old, new, once) if _names(value, place, old) else value}


def _names(entries, place, key):
    return any((entry if place is None else entry[place]) == key for entry in entries)


def _in_list(entries, place, old, new, once):
    """Of two that become one, that stays which led to ``new`` before. Each group is in the order of its keys."""
    found, groups = {}, {}
    for entry in entries:
        made = _in_entry(entry, place, old, new)
        group = () if place is None else tuple(made[n] for n in once or range(len(made)) if n != place)
        key = made if place is None else made[place]
        if made == entry or (group, key) not in found:
            found[group, key] = made
        groups.setdefault(group, len(groups))
    return [found[place] for place in sorted(found, key=lambda pair: (groups[pair[0]], pair[1]))]


def _in_entry(entry, place, old, new):
    if place is None:
        return new if entry == old else entry
    return [new if n == place and value == old else value for n, value in enumerate(entry)]
