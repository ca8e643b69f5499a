"""Who a person is on the desk: their records, their parts in meetings, what they said; and making nobody of them."""

from collections import defaultdict

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisations.bulk import update
from organisations.editorial import state_after_edit
from organisations.models import Acknowledgement, DecisionWords, DistinctRecords, MergeRecord, PersonRecord, Transition
from sessions.choices import DisclosureRule, Level
from sessions.ladder import Speaker, effective_level, strictest
from sessions.models import ParticipantRecord, StatementRecord
from sessions.speakers import SILENT, speakers

# What a participant was released with, where another stands behind the record by now: of that version nothing is shown.
NOBODY = {
    "person": None,
    "organisation": None,
    "country": None,
    "role": "",
    "group": "",
    "classification": "",
    "basis": "",
    "limit": str(Level.UNATTRIBUTED),
    "sessions": [],
    "listed": False,
}

SILENCED = {"speaker": None, "speaker_released": False, "consent": False}


@transaction.atomic
def names_of(person):
    """What a person is called, by their record and by those merged into it; each name once."""
    return list(dict.fromkeys(name for r in _with_merged(person) for name in (r.name, *r.other_names)))


class Identity:
    """What stands for a person. ``people``: the record and those merged into it; ``participants``: who they were at
    meetings; ``others``: participants of somebody else, released as this person; ``statements``: theirs, as they are
    or as they were released; ``silenced``: ``{level: keys}`` of those cut.
    """

    def __init__(self, person):
        self.people = _with_merged(person)
        keys = _keys(self.people)
        rows = ParticipantRecord.objects.select_for_update(of=("self",)).order_by("pk")
        self.participants = list(rows.filter(person__in=keys))
        self.others = list(rows.filter(snapshot__person__in=keys).exclude(person__in=keys))
        self.spoke = _keys(self.participants)
        said = Q(speaker__in=self.spoke) | Q(snapshot__speaker__in=[*self.spoke, *_keys(self.others)])
        rows = StatementRecord.objects.select_for_update(of=("self",)).order_by("pk")
        self.statements, self.silenced = list(rows.filter(said)), defaultdict(list)

    # Nobody spoke

    def silence(self):
        """Cut who spoke out of statements; they are shown as unattributed, or, if they were not to be shown, not."""
        limits, now = {record.pk: record.limit for record in self.participants}, timezone.now()
        levels = self._lowest(limits)
        for record in self.statements:
            if record.speaker_id in limits:
                record.speaker_id, record.attribution_level = None, levels[record.pk]
                record.consent_reference, record.consent_date = "", None
                self.silenced[levels[record.pk]].append(record.pk)
            if (record.snapshot or {}).get("speaker") in limits:
                record.snapshot = record.snapshot | SILENCED | {"attribution_level": levels[record.pk]}
            record.state, record.updated_at = state_after_edit(record.state, record.is_released), now
        update(StatementRecord, COLUMNS, [[getattr(r, name) for name in (*COLUMNS, "pk")] for r in self.statements])
        self._forget_versions()

    def _lowest(self, limits):
        """``{key: level}``: ``unattributed``, or ``withheld`` for words that were not to be shown in any meeting."""
        known, found = speakers(self.spoke), {}
        for record in self.statements:
            values, levels = record.snapshot or {}, [Level.UNATTRIBUTED]
            if record.speaker_id in limits:
                limit = strictest(limits[record.speaker_id], Level.UNATTRIBUTED)
                levels.append(_alone(record.attribution_level, Speaker(limit=limit)))
            if values.get("speaker") in limits:
                speaker = known[values["speaker"]] if values["speaker_released"] else SILENT
                levels.append(_alone(values["attribution_level"], speaker))
            found[record.pk] = str(strictest(*levels))
        return found

    def _forget_versions(self):
        """Who spoke is in no version; and in none another level, or the next edit would seem to have changed it."""
        versions = StatementRecord.history.model.objects
        versions.filter(speaker__in=self.spoke).update(speaker=None, consent_reference="", consent_date=None)
        for level, keys in self.silenced.items():
            versions.filter(id__in=keys).update(attribution_level=level)
        ParticipantRecord.history.model.objects.filter(person__in=_keys(self.people)).update(person=None)

    # Nobody was there

    def withdraw(self):
        """Leave nothing for the shelf to be made of; the records stay until the shelf is in line."""
        for record in (*self.people, *self.participants):
            record.snapshot = None
        for record in self.others:
            record.snapshot = record.snapshot | NOBODY
        for model, records in ((PersonRecord, self.people), (ParticipantRecord, [*self.participants, *self.others])):
            update(model, ["snapshot"], [(record.snapshot, record.pk) for record in records])

    def forget(self):
        """Delete their records and what is kept about these: versions, steps, merges, words of decisions."""
        ids = {"people": _ids(self.people), "participants": _ids(self.participants)}
        said = _ids(self.statements)
        for kind, public_ids in ids.items():
            for model in (Transition, Acknowledgement):
                model.objects.filter(kind=kind, public_id__in=public_ids).delete()
        forget_digests("statements", self.statements)
        forget_digests("participants", self.others)
        people = ids["people"]
        DistinctRecords.objects.filter(Q(first__in=people) | Q(second__in=people), kind="people").delete()
        MergeRecord.objects.filter(Q(kept__in=people) | Q(gone__in=people), kind="people").delete()
        self._forget_words({**ids, "statements": said})
        PersonRecord.objects.filter(pk__in=_keys(self.people)).update(merged_into=None)
        for model, records in ((ParticipantRecord, self.participants), (PersonRecord, self.people)):
            _delete(model, _keys(records))

    def _forget_words(self, ids):
        """The chain still verifies: it holds no more than digests."""
        found = Q(pk=None)
        for kind, public_ids in ids.items():
            found |= Q(decision__kind=kind, decision__public_id__in=public_ids)
        for kind, what, records in (
            ("statements", "speaker", self.participants),
            ("participants", "person", self.people),
        ):
            keys = [str(key) for key in _keys(records)]
            found |= Q(decision__kind=kind, decision__what=what) & (Q(before__in=keys) | Q(after__in=keys))
        DecisionWords.objects.filter(found).delete()


COLUMNS = [
    "speaker_id",
    "attribution_level",
    "consent_reference",
    "consent_date",
    "snapshot",
    "state",
    "updated_at",
]


def forget_digests(kind, records):
    """Empty the digests of what a release would have taken: whoever guesses right could tell that it was so."""
    for model in (Transition, Acknowledgement):
        model.objects.filter(kind=kind, public_id__in=_ids(records)).update(content="")


def _alone(level, speaker):
    """The level of words, as far as their meeting's rule has no say in it."""
    return effective_level(level, speaker, DisclosureRule.ON_RECORD)


def _with_merged(person):
    found = step = list(PersonRecord.objects.select_for_update(of=("self",)).filter(pk=person.pk))
    while step:
        merged = PersonRecord.objects.select_for_update(of=("self",)).filter(merged_into__in=_keys(step)).order_by("pk")
        step = list(merged)
        found = found + step
    return found


def _keys(records):
    return [record.pk for record in records]


def _ids(records):
    return [record.public_id for record in records]


def _delete(model, keys):
    """Rows, their versions and their entries in the log of the admin; past the rule that keeps what was once public."""
    logged = ContentType.objects.get_for_model(model)
    LogEntry.objects.filter(content_type=logged, object_id__in=map(str, keys)).delete()
    model.history.filter(id__in=keys).delete()
    for field in model._meta.many_to_many:
        field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": keys}).delete()
    rows = model.objects.filter(pk__in=keys)
    rows._raw_delete(rows.db)
