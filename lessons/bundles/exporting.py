"""The items of a bundle from the desk, in canonical order and constant memory."""

from django.db.models import Prefetch

from organisations.models import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from sessions.models import ParticipantRecord, SessionRecord, SourceRecord, StatementLinkRecord, StatementRecord

from ..models import EvidenceRecord, LessonRecord
from .columns import PLAIN, TRANSLATED

AT_ONCE = 500


class FromDesk:
    """Reads one ``ConferenceRecord``. ``items(section)`` iterates over the section's items."""

    def __init__(self, conference):
        self.record = conference

    def conference(self):
        """The conference itself."""
        c = self.record
        bodies = c.organisations.order_by("role", "organisation__slug").values_list("organisation__slug", "role")
        countries = c.countries.order_by("role", "country_id").values_list("country_id", "role")
        dates = {"start_date": c.start_date.isoformat(), "end_date": c.end_date.isoformat()}
        item = {"slug": c.slug, **_plain("conference", c), **dates, "country": c.country_id, "state": c.state}
        item["organisations"] = [{"organisation": slug, "role": role} for slug, role in bodies]
        item["countries"] = [{"country": code, "role": role} for code, role in countries]
        return item

    def items(self, section):
        """Items in the order in which the same desk always gives them."""
        return getattr(self, f"_{section}")()

    def _sources(self):
        for source in SourceRecord.objects.filter(conference=self.record).order_by("key"):
            yield {"key": source.key, **_plain("sources", source), "state": source.state}

    def _organisations(self):
        slugs = OrganisationRecord.objects.filter(pk__in=self._bodies()).order_by("slug")
        relations = OrganisationRelationRecord.objects.select_related("other").order_by("kind", "other__slug")
        for body in slugs.prefetch_related(Prefetch("relations", relations)):
            related = [{"kind": r.kind, "organisation": r.other.slug, "note": r.note} for r in body.relations.all()]
            yield {**organisation(body), "relations": related}

    def _bodies(self):
        """Pks of the bodies the conference names, and of all those they are related to."""
        ahead = set(self.record.organisations.values_list("organisation", flat=True))
        ahead |= set(self._of(ParticipantRecord).values_list("organisation", flat=True)) - {None}
        mentions = StatementRecord.mentions.through.objects
        mine = mentions.filter(statementrecord__session__conference=self.record)
        ahead |= set(mine.values_list("organisationrecord", flat=True))
        reached = set()
        while ahead:
            reached |= ahead
            relations = OrganisationRelationRecord.objects.filter(organisation__in=ahead)
            ahead = set(relations.values_list("other", flat=True)) - reached
        return reached

    def _of(self, model):
        return model.objects.filter(conference=self.record)

    def _people(self):
        mine = self._of(ParticipantRecord).values("person")
        yield from map(person, PersonRecord.objects.filter(pk__in=mine).order_by("slug"))

    def _sessions(self):
        children = {}
        for session in self._of(SessionRecord).order_by("position", "slug").select_related("parent"):
            children.setdefault(session.parent_id, []).append(session)
        yield from _in_order(children, None)

    def _participants(self):
        rows = self._of(ParticipantRecord).select_related("person", "organisation").prefetch_related("sessions")
        yield from map(participant, rows.order_by("key"))

    def _statements(self):
        for session in self._sessions():
            rows = StatementRecord.objects.filter(session__conference=self.record, session__slug=session["slug"])
            rows = rows.select_related("session", "speaker", "passage__source").order_by("position")
            rows = rows.prefetch_related("countries", "themes", "mentions", "translations")
            yield from map(statement, rows.iterator(chunk_size=AT_ONCE))

    def _statement_links(self):
        rows = StatementLinkRecord.objects.filter(statement__session__conference=self.record)
        rows = rows.select_related("statement", "other__session__conference")
        for link in rows.order_by("statement__key", "kind", "other__key").iterator(chunk_size=AT_ONCE):
            other = self._reference(link.other)
            yield {"from": link.statement.key, "to": other, "kind": link.kind, "note": link.note}

    def _reference(self, statement):
        conference = statement.session.conference
        return statement.key if conference == self.record else f"{conference.slug}/{statement.key}"

    def _lessons(self):
        evidence = EvidenceRecord.objects.select_related("statement__session__conference")
        rows = self._of(LessonRecord).order_by("key")
        rows = rows.prefetch_related("countries", "themes", "translations", Prefetch("evidence", evidence))
        for lesson in rows.iterator(chunk_size=AT_ONCE):
            yield {
                **_lesson(lesson),
                "evidence": list(map(self._evidence, lesson.evidence.all())),
                "state": lesson.state,
            }

    def _evidence(self, row):
        return {"statement": self._reference(row.statement), "relation": row.relation, "note": row.note}


def _plain(section, record):
    return {name: getattr(record, name) for name in PLAIN[section]}


def _in_order(children, parent):
    for session in children.get(parent, ()):
        item = {"slug": session.slug, **_plain("sessions", session), "state": session.state}
        yield {**item, "parent": session.parent and session.parent.slug}
        yield from _in_order(children, session.pk)


def organisation(body):
    """The item of a body, without its relations."""
    item = {"slug": body.slug, **_plain("organisations", body), "country": body.country_id}
    return {**item, "state": body.state}


def person(record):
    """The item of a person."""
    return {"slug": record.slug, **_plain("people", record), "state": record.state}


def participant(record):
    """The item of a participant."""
    return {
        "key": record.key,
        **_plain("participants", record),
        "person": record.person and record.person.slug,
        "organisation": record.organisation and record.organisation.slug,
        "country": record.country_id,
        "sessions": sorted(session.slug for session in record.sessions.all()),
        "state": record.state,
    }


def statement(record):
    """The item of a statement."""
    countries = sorted(record.countries.all(), key=lambda row: row.country_id)
    names = ("context", "name_in_source")
    return {
        "key": record.key,
        "session": record.session.slug,
        **_plain("statements", record),
        "speaker": record.speaker and record.speaker.key,
        "countries": [{"country": c.country_id, **{n: getattr(c, n) for n in names}} for c in countries],
        "themes": sorted(theme.slug for theme in record.themes.all()),
        "mentions": sorted(body.slug for body in record.mentions.all()),
        "passage": record.passage and _passage(record.passage),
        **_redaction(record),
        **_translations("statements", record),
        "state": record.state,
    }


def _passage(passage):
    names = ("start", "end", "place", "reveals")
    return {"source": passage.source.key, **{name: getattr(passage, name) for name in names}}


def _redaction(record):
    """What most statements do not have and a bundle may leave out."""
    consent = {"reference": record.consent_reference, "date": str(record.consent_date)}
    redacted = {"public_text": record.public_text} if record.redacted else {}
    return redacted | ({"consent": consent} if record.consent_reference else {})


def _translations(section, record):
    """In order of language; most records have none and leave the part out."""
    names = ("language", *TRANSLATED[section], "translator", "status", "made_of")
    rows = sorted(record.translations.all(), key=lambda row: row.language)
    return {"translations": [{name: getattr(row, name) for name in names} for row in rows]} if rows else {}


def _lesson(record):
    countries = sorted((row.country_id, row.role) for row in record.countries.all())
    return {
        "key": record.key,
        **_plain("lessons", record),
        "addressed_to": sorted(record.addressed_to),
        "countries": [{"country": code, "role": role} for code, role in countries],
        "themes": sorted(theme.slug for theme in record.themes.all()),
        **_translations("lessons", record),
    }
