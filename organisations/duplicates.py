"""Records that may be of one and the same body or person, as the desk has them."""

from django.db.models import Case, Q, Value, When

from .folding import WORD, sounds
from .likeness import BEGINNING, SMALL, Index, alike, known
from .models import DistinctRecords, OrganisationRecord, PersonRecord

KINDS = {OrganisationRecord: "organisations", PersonRecord: "people"}
# So many records that share most with one are compared with it.
COMPARED = 500


def entry(record):
    """What a record is called, as likeness has it."""
    return known([record.name, *record.other_names], getattr(record, "acronym", ""))


def duplicates(record):
    """``[(other record, why)]`` that look the same and were not found to be distinct, in three queries at most."""
    rows = _may_be(record).exclude(pk=record.pk).exclude(public_id__in=distinct_from(record))[:COMPARED]
    mine = entry(record)
    found = [(other, why) for other in rows if (why := alike(mine, entry(other)))]
    return sorted(found, key=lambda pair: (pair[0].name, pair[0].pk))


def _may_be(record):
    """Records with a word that begins as one of this one does, or an acronym of it; those that share most first."""
    begun = {word[:BEGINNING] for word in WORD.findall(record.folded) if len(word) > 2 and word not in SMALL}
    begun |= {sounds(initials) for initials in entry(record).initials}
    if not begun:
        return type(record).objects.none()
    found, shared = Q(), Value(0)
    for beginning in sorted(begun):
        found |= Q(folded__contains=beginning)
        shared += Case(When(folded__contains=beginning, then=1), default=0)
    return type(record).objects.filter(found, merged_into=None).order_by(shared.desc(), "pk")


def distinct_from(record):
    """Public ids of those that somebody found to be others."""
    pairs = DistinctRecords.objects.filter(Q(first=record.public_id) | Q(second=record.public_id))
    mine = pairs.filter(kind=KINDS[type(record)]).values_list("first", "second")
    return {public_id for pair in mine for public_id in pair} - {record.public_id}


def keep_distinct(record, other, user):
    """Remember that two records are not the same."""
    first, second = sorted([record.public_id, other.public_id])
    kind = KINDS[type(record)]
    DistinctRecords.objects.get_or_create(kind=kind, first=first, second=second, defaults={"by": user})


def index(model):
    """``Index`` of every record of a model by its key, in one query: for many names at once."""
    found, columns = Index(), ["pk", "name", "other_names"]
    columns += ["acronym"] if model is OrganisationRecord else []
    for pk, name, others, *acronym in (
        model.objects.filter(merged_into=None).order_by("pk").values_list(*columns).iterator(2000)
    ):
        found.add(pk, known([name, *others], *acronym))
    return found
