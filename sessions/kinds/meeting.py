"""How records of meetings, sources, sessions and participants become shelf rows."""

import datetime

from organisations.kinds import grouped
from organisations.models import OrganisationRecord
from organisations.release import Kind, register
from organisations.shelving import Joined, Wanted

from .. import policy
from ..ladder import stricter_rule
from ..models import (
    Conference,
    ConferenceCountry,
    ConferenceCountryRecord,
    ConferenceOrganisation,
    ConferenceOrganisationRecord,
    ConferenceRecord,
    Participant,
    ParticipantRecord,
    Session,
    SessionRecord,
    Source,
    SourceRecord,
    Statement,
)
from ..programme import programmes
from ..speakers import speakers


def values_of(record, names):
    """``{name: value}`` of a record's own fields as plain JSON values: dates as ISO 8601."""
    values = {name: getattr(record, name) for name in names}
    return {n: v.isoformat() if isinstance(v, datetime.date) else v for n, v in values.items()}


@register
class ConferenceKind(Kind):
    name, record, shelf = "conferences", ConferenceRecord, Conference
    rank = 10
    shown = frozenset({"slug", "title", "start_date"})
    joined = {
        "organisations": Joined(
            ConferenceOrganisation, "conference_id", ("organisation_id", "role"), {"organisation_id": "organisations"}
        ),
        "countries": Joined(ConferenceCountry, "conference_id", ("country_id", "role")),
    }
    refers = {"organisations": ("organisations.*.0",)}

    def freeze(self, records):
        bodies = ConferenceOrganisationRecord.objects.filter(conference__in=records).order_by("role", "organisation_id")
        bodies = grouped(bodies.values_list("conference_id", "organisation_id", "role"))
        countries = ConferenceCountryRecord.objects.filter(conference__in=records).order_by("role", "country_id")
        countries = grouped(countries.values_list("conference_id", "country_id", "role"))
        return {
            r.pk: {
                **values_of(r, policy.CONFERENCE_FIELDS),
                "country": r.country_id,
                "organisations": bodies[r.pk],
                "countries": countries[r.pk],
            }
            for r in records
        }

    def wanted(self, records):
        bodies = [pk for r in records for pk, _ in (r.snapshot or {}).get("organisations", ())]
        public = released_ids(ConferenceOrganisationRecord, bodies)
        return {r.public_id: self._wanted(r, public) for r in records}

    def _wanted(self, record, public):
        fields = policy.released_conference(record.snapshot)
        if fields is None:
            return None
        fields["country_id"] = record.snapshot["country"]
        for name in ("start_date", "end_date"):
            fields[name] = datetime.date.fromisoformat(fields[name])
        bodies = {(public[pk], role) for pk, role in record.snapshot["organisations"] if pk in public}
        return Wanted(fields, {"organisations": bodies, "countries": {tuple(c) for c in record.snapshot["countries"]}})


def released_ids(model, pks):
    """``{pk: public id}`` of the released records an FK named ``organisation`` of ``model`` points at."""
    records = model._meta.get_field("organisation").related_model.objects
    return dict(records.filter(pk__in=pks).exclude(snapshot__isnull=True).values_list("pk", "public_id"))


@register
class SourceKind(Kind):
    name, record, shelf = "sources", SourceRecord, Source
    rank = 20
    shown = frozenset({"title"})

    def freeze(self, records):
        return {r.pk: values_of(r, policy.SOURCE_FIELDS) for r in records}

    def wanted(self, records):
        return {r.public_id: self._wanted(r, r.conference) for r in with_conference(self, records)}

    def _wanted(self, record, conference):
        fields = policy.released_source(record.snapshot, conference.snapshot is not None)
        return Wanted({**fields, "conference_id": conference.public_id}) if fields else None


def with_conference(kind, records):
    """The records with their meetings loaded, in one query."""
    return kind.record.objects.filter(pk__in=[r.pk for r in records]).select_related("conference")


@register
class SessionKind(Kind):
    name, record, shelf = "sessions", SessionRecord, Session
    rank = 30
    shown = frozenset({"slug", "title", "order"})

    def freeze(self, records):
        names = ("slug", "title", "kind", "summary", "disclosure_rule", "position")
        return {r.pk: {**values_of(r, names), "parent": r.parent_id} for r in records}

    def wanted(self, records):
        trees = programmes({r.conference_id for r in records})
        return {r.public_id: self._wanted(r, trees[r.conference_id]) for r in records}

    def _wanted(self, record, programme):
        place = programme.places.get(record.pk)
        fields = policy.released_session(record.snapshot, place is not None)
        if fields is None:
            return None
        return Wanted(
            {
                **fields,
                "conference_id": programme.conference_id,
                "parent_id": place.parent_id,
                "disclosure_rule": place.rule,
                "order": place.order,
                "depth": place.depth,
            }
        )


@register
class ParticipantKind(Kind):
    name, record, shelf = "participants", ParticipantRecord, Participant
    rank = 70
    shown, shown_at = frozenset({"label"}), {"person_id": "people"}
    names = {"person_id": "people", "organisation_id": "organisations"}
    needs_naming = True
    joined = {"sessions": Joined(Participant.sessions.through, "participant_id", ("session_id",))}
    refers = {"organisations": ("organisation",), "people": ("person",)}

    def freeze(self, records):
        names = ("role", "group", "limit", "basis", "unique_post", "listed")
        bodies = OrganisationRecord.objects.filter(pk__in={r.organisation_id for r in records})
        # The kind of their body as it is now: taken from the body later, lines would change with it and tell which.
        kinds = dict(bodies.values_list("pk", "classification"))
        sessions = ParticipantRecord.sessions.through.objects.filter(participantrecord__in=records)
        sessions = grouped(
            sessions.order_by("sessionrecord_id").values_list("participantrecord_id", "sessionrecord_id")
        )
        return {
            r.pk: {
                **values_of(r, names),
                "classification": r.classification or kinds.get(r.organisation_id, ""),
                "person": r.person_id,
                "organisation": r.organisation_id,
                "country": r.country_id,
                "sessions": [pk for (pk,) in sessions[r.pk]],
            }
            for r in records
        }

    def wanted(self, records):
        records = list(with_conference(self, records))
        known = speakers(r.pk for r in records)
        trees = programmes({r.conference_id for r in records})
        public_ids = [r.public_id for r in records]
        named = Statement.objects.filter(participant__in=public_ids).order_by()
        named = set(named.values_list("participant_id", flat=True).distinct())
        return {
            r.public_id: self._wanted(r, known.get(r.pk), trees[r.conference_id], r.public_id in named) for r in records
        }

    def _wanted(self, record, speaker, programme, named):
        if record.conference.snapshot is None:
            return None
        rule = record.conference.snapshot["disclosure_rule"]
        fields = policy.released_participant(record.snapshot, speaker, stricter_rule(rule), named)
        if fields is None:
            return None
        listed = record.snapshot["sessions"] if record.snapshot["listed"] else []
        places = [programme.places[pk] for pk in listed if pk in programme.places]
        sessions = {(place.public_id,) for place in places if policy.says_where(fields["level"], place.rule)}
        return Wanted({**fields, "conference_id": record.conference.public_id}, {"sessions": sessions})
