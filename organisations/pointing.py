"""What points at a body or a person: rows of the desk by foreign key, and snapshots by paths that kinds tell."""

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
    pairs = [pair for model in MERGEABLE for pair in references(model)]
    return [(m, c) for m, c in pairs if m.objects.filter(**{f"{c}__merged_into__isnull": False}).exists()]


def at_any_merged(keys):
    """Whether one of ``{model: keys}`` was merged into another record meanwhile; a query for each model with keys."""
    wanted = {model: some - {None} for model, some in keys.items() if some - {None}}
    return any(m.objects.filter(Q(pk__in=some), merged_into__isnull=False).exists() for m, some in wanted.items())


def repointed(snapshot, path, old, new):
    """A snapshot whose path leads to ``new`` where it led to ``old``. Entries of lists that become the same are one."""
    name, _, rest = path.partition(".")
    if name not in snapshot:
        return snapshot
    value = snapshot[name]
    return {**snapshot, name: _in_list(value, rest, old, new) if rest else (new if value == old else value)}


def _in_list(entries, rest, old, new):
    place = rest.removeprefix("*").removeprefix(".")
    found = []
    for entry in entries:
        made = _in_entry(entry, place, old, new)
        if made not in found:
            found.append(made)
    return found


def _in_entry(entry, place, old, new):
    if not place:
        return new if entry == old else entry
    return [new if n == int(place) and value == old else value for n, value in enumerate(entry)]
