"""How records of bodies and people become shelf rows."""

from collections import defaultdict

from . import policy
from .models import (
    Organisation,
    OrganisationRecord,
    OrganisationRedirect,
    OrganisationRelation,
    OrganisationRelationRecord,
    Person,
    PersonRecord,
    PersonRedirect,
)
from .release import Kind, named_on_shelf, register, released_with
from .shelving import Joined, Wanted


def grouped(rows):
    """``{first value: [the others]}`` of rows of tuples, in order."""
    groups = defaultdict(list)
    for owner, *values in rows:
        groups[owner].append(values)
    return groups


def former_names(records):
    """``{pk: {(old,)}}``: public ids and slugs that lead to records, of those merged into them while they were public.

    Records that were merged into those lead to the same. A query for each step of the longest such line, and one.
    """
    ends, found, model = {record.pk: record.pk for record in records}, defaultdict(set), type(records[0])
    while ends:
        rows = model.objects.filter(merged_into__in=list(ends)).values_list("pk", "merged_into", *_OLD)
        ends, before = {pk: ends[into] for pk, into, *_ in rows}, ends
        for _, into, public_id, slug, leads_on in rows:
            found[before[into]] |= {(public_id,), (slug,)} if leads_on else set()
    return found


_OLD = ("public_id", "slug", "leads_on")


@register
class OrganisationKind(Kind):
    name, record, shelf = "organisations", OrganisationRecord, Organisation
    rank = 90
    needs_naming = True
    shown = frozenset({"slug", "name"})
    joined = {
        "relations": Joined(
            OrganisationRelation,
            "organisation_id",
            ("kind", "other_id", "note"),
            shown_at={"other_id": "organisations"},
        ),
        "redirects": Joined(OrganisationRedirect, "organisation_id", ("old",)),
    }
    refers = {"organisations": ("relations.*.1",)}
    once = {"relations": (0, 1)}

    def freeze(self, records):
        rows = OrganisationRelationRecord.objects.filter(organisation__in=records).order_by("kind", "other_id")
        relations = grouped(rows.values_list("organisation_id", "kind", "other_id", "note"))
        return {r.pk: {**_organisation_values(r), "relations": relations[r.pk]} for r in records}

    def wanted(self, records):
        linked = {other for r in records for _, other, _ in (r.snapshot or {}).get("relations", ())}
        others = self.record.objects.filter(pk__in=linked).exclude(snapshot__isnull=True)
        present = self._released([*records, *others])
        former = former_names(records) if records else {}
        return {r.public_id: self._wanted(r, present, former) for r in records}

    def _released(self, records):
        """``{pk: (public id, public fields)}`` of those that may be on the shelf."""
        named = named_on_shelf(Organisation, [r.public_id for r in records])
        fields = {r: policy.released_organisation(r.snapshot, r.public_id in named) for r in records}
        return {r.pk: (r.public_id, found) for r, found in fields.items() if found}

    def _wanted(self, record, present, former):
        if record.pk not in present:
            return None
        relations = record.snapshot["relations"]
        shown = {(kind, present[other][0], note) for kind, other, note in relations if other in present}
        return Wanted(present[record.pk][1], {"relations": shown, "redirects": former[record.pk]})

    def neighbours(self, records):
        return released_with(self.record, relations__other__in=records)


def _organisation_values(record):
    return {
        "slug": record.slug,
        "name": record.name,
        "acronym": record.acronym,
        "other_names": record.other_names,
        "name_is_description": record.name_is_description,
        "classification": record.classification,
        "country": record.country_id,
        "summary": record.summary,
        "listed": record.listed,
    }


@register
class PersonKind(Kind):
    name, record, shelf = "people", PersonRecord, Person
    rank = 80
    shown = frozenset({"slug", "name"})
    needs_naming = True
    joined = {"redirects": Joined(PersonRedirect, "person_id", ("old",))}

    def freeze(self, records):
        names = ("slug", "name", "other_names", "listed", "basis")
        return {r.pk: {name: getattr(r, name) for name in names} for r in records}

    def wanted(self, records):
        named = named_on_shelf(Person, [r.public_id for r in records])
        fields = {r: policy.released_person(r.snapshot, r.public_id in named) for r in records}
        former = former_names(records) if records else {}
        return {
            r.public_id: Wanted(found, {"redirects": former[r.pk]}) if found else None for r, found in fields.items()
        }
