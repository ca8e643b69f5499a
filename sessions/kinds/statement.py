"""How records of statements become shelf rows."""

import datetime

from organisations.kinds import grouped
from organisations.models import OrganisationRecord
from organisations.release import Kind, register, released_with
from organisations.shelving import Joined, Wanted

from .. import policy
from ..models import (
    LAST_POSITION,
    SessionRecord,
    SourceRecord,
    Statement,
    StatementCountry,
    StatementCountryRecord,
    StatementLink,
    StatementLinkRecord,
    StatementRecord,
    StatementTranslation,
    StatementTranslationRecord,
)
from ..programme import programmes
from ..speakers import SILENT, released_participants, speakers

# Room for this many statements in one session before orders of two sessions would meet.
SESSION_SIZE = LAST_POSITION + 1
FIELDS = ("position", "text", "redacted", "public_text", "language", "kind", "wording", "attribution_level")


@register
class StatementKind(Kind):
    name, record, shelf = "statements", StatementRecord, Statement
    rank = 40
    names = {"person_id": "people", "participant_id": "participants", "organisation_id": "organisations"}
    shown_beside = frozenset({"attribution_level", "attribution_label", "text"})
    refers = {"organisations": ("mentions.*",)}
    joined = {
        "countries": Joined(StatementCountry, "statement_id", ("country_id", "context", "name_in_source")),
        "themes": Joined(Statement.themes.through, "statement_id", ("theme_id",)),
        "mentions": Joined(
            Statement.mentions.through, "statement_id", ("organisation_id",), {"organisation_id": "organisations"}
        ),
        "links": Joined(StatementLink, "statement_id", ("kind", "other_id", "note")),
        "translations": Joined(StatementTranslation, "statement_id", ("language", "text")),
    }

    def freeze(self, records):
        parts = {name: _parts(records, *spec) for name, spec in _PARTS.items()}
        passages = {p.pk: p for p in StatementRecord.passage.get_queryset().filter(statements__in=records)}
        known = released_participants({r.speaker_id for r in records})
        return {r.pk: _snapshot(r, {n: rows[r.pk] for n, rows in parts.items()}, passages, known) for r in records}

    def wanted(self, records):
        linked = {other for r in records for _, other, _ in (r.snapshot or {}).get("links", ())}
        missing = linked - {r.pk for r in records}
        shelf = _Surroundings([*records, *self.record.objects.filter(pk__in=missing)])
        return {r.public_id: shelf.wanted(r) for r in records}

    def neighbours(self, records):
        return released_with(self.record, links__other__in=records)


_PARTS = {
    "countries": (StatementCountryRecord, "statement_id", ("country_id", "context", "name_in_source")),
    "themes": (StatementRecord.themes.through, "statementrecord_id", ("theme_id",)),
    "mentions": (StatementRecord.mentions.through, "statementrecord_id", ("organisationrecord_id",)),
    "links": (StatementLinkRecord, "statement_id", ("kind", "other_id", "note")),
    "translations": (StatementTranslationRecord, "statement_id", ("language", "status", "made_of", "text")),
}


def _parts(records, model, owner, columns):
    rows = model.objects.filter(**{f"{owner}__in": [r.pk for r in records]}).order_by(*columns)
    return grouped(rows.values_list(owner, *columns))


def _snapshot(record, parts, passages, known):
    passage = passages.get(record.passage_id)
    return {
        **{name: getattr(record, name) for name in FIELDS},
        "session": record.session_id,
        "speaker": record.speaker_id,
        "speaker_released": record.speaker_id in known,
        "consent": bool(record.consent_reference),
        "passage": passage and {**_place(passage), "source": passage.source_id},
        **parts,
        "themes": [theme for (theme,) in parts["themes"]],
        "mentions": [pk for (pk,) in parts["mentions"]],
    }


def _place(passage):
    return {name: getattr(passage, name) for name in ("start", "end", "place", "reveals")}


class _Surroundings:
    """Everything the rows of some statements depend on, read in a fixed number of queries."""

    def __init__(self, records):
        snapshots = {r.pk: r.snapshot for r in records if r.snapshot}
        sessions = {s["session"] for s in snapshots.values()}
        self.conferences = dict(SessionRecord.objects.filter(pk__in=sessions).values_list("pk", "conference_id"))
        self.programmes = programmes(set(self.conferences.values()))
        self.speakers = speakers({s["speaker"] for s in snapshots.values()} - {None})
        self.bodies = _public(OrganisationRecord, {pk for s in snapshots.values() for pk in s["mentions"]})
        self.sources = _public(SourceRecord, {s["passage"]["source"] for s in snapshots.values() if s["passage"]})
        self.fields = {r.pk: self._fields(r) for r in records}
        self.public_ids = {r.pk: r.public_id for r in records}

    def _fields(self, record):
        """Public fields of a statement, or None."""
        values = record.snapshot
        programme = values and self.programmes.get(self.conferences.get(values["session"]))
        place = programme and programme.places.get(values["session"])
        if place is None:
            return None
        fields = policy.released_statement(values, self._speaker(values), place.rule)
        return fields and {**self._with_source(fields), **_within(values, programme, place)}

    def _speaker(self, values):
        """Who spoke, None if nobody is recorded; silent unless they were released when the statement was."""
        if values["speaker"] is None:
            return None
        return self.speakers[values["speaker"]] if values["speaker_released"] else SILENT

    def _with_source(self, fields):
        source = self.sources.get(fields.pop("source"))
        place = {} if source else {"place": "", "start": None, "end": None}
        return {**fields, **place, "source_id": source}

    def wanted(self, record):
        fields, values = self.fields[record.pk], record.snapshot
        if fields is None:
            return None
        mentions = values["mentions"] if policy.says_something(fields) else []
        links = [(k, o, n) for k, o, n in values["links"] if policy.may_link(k, fields, self.fields.get(o))]
        return Wanted(
            fields,
            {
                "countries": {tuple(country) for country in values["countries"]},
                "themes": {(theme,) for theme in values["themes"]},
                "mentions": {(self.bodies[pk],) for pk in mentions if pk in self.bodies},
                "links": {(k, self.public_ids[o], n) for k, o, n in links},
                "translations": policy.translations(values, fields),
            },
        )


def _within(values, programme, place):
    return {
        "conference_id": programme.conference_id,
        "session_id": place.public_id,
        "order": place.order * SESSION_SIZE + values["position"],
        "date": datetime.date.fromisoformat(programme.date),
    }


def _public(model, pks):
    """``{pk: public id}`` of released records."""
    return dict(model.objects.filter(pk__in=pks).exclude(snapshot__isnull=True).values_list("pk", "public_id"))
