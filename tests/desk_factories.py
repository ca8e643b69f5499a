"""Makes desk records for tests: ``make_statement_record(text="…", speaker=participant)``, and releases them.

Every function saves one draft that is complete in itself; what it stands in (conference, session, source) is made with
it unless given. Countries and themes are given as codes and slugs, everything else as records. Nothing is public
before ``publish``.
"""

from datetime import date

from django.db.models import Max
from django.utils.text import slugify

from confhub.reports.models import Report
from lessons.models import EvidenceRecord, LessonCountryRecord, LessonRecord, LessonTranslationRecord, SheetUpload
from organisations.choices import State
from organisations.duplicates import keep_distinct
from organisations.merging import merge
from organisations.models import (
    Acknowledgement,
    DistinctRecords,
    MergeRecord,
    OrganisationRecord,
    OrganisationRelationRecord,
    PersonRecord,
    Transition,
)
from organisations.release import release
from sessions.models import (
    ConferenceCountryRecord,
    ConferenceOrganisationRecord,
    ConferenceRecord,
    ParticipantRecord,
    Passage,
    SessionRecord,
    SkippedPassage,
    SourceRecord,
    StatementCountryRecord,
    StatementLinkRecord,
    StatementRecord,
    StatementTranslationRecord,
)
from sessions.reading import keeping
from sessions.reading.extracting import extracted
from tests.factories import make_country, make_theme, new_id


def publish(*records):
    """Approve records and release each of them as it is now, in the order given."""
    for record in records:
        record.save()
        record.state = State.APPROVED
        record.save(update_fields=["state"])
        release([record])


def consent(reference="Signed form of 24 April 2014"):
    """The columns of a person or participant who agreed to be named."""
    return {"basis": "consent", "basis_reference": reference}


def make_organisation_record(name=None, country=None, relations=(), **values):
    """``relations``: ``[(kind, other, note)]``."""
    values["name"] = name or f"Body {new_id()}"
    values = {"slug": slugify(values["name"]), "classification": "national_ngo", **values}
    record = OrganisationRecord.objects.create(country=country and make_country(country), **values)
    for kind, other, note in relations:
        OrganisationRelationRecord.objects.create(organisation=record, kind=kind, other=other, note=note)
    return record


def make_transition(record, kind="organisations", by=None, **values):
    """``by``: an account."""
    values = {"step": "approve", "before": "in_review", "after": "approved", **values}
    return Transition.objects.create(kind=kind, public_id=record.public_id, by=by, **values)


def make_acknowledgement(record, by, kind="statements", **values):
    """``by``: an account."""
    values = {"code": "few", "content": "0" * 64, "why": "Looked at.", **values}
    return Acknowledgement.objects.create(kind=kind, public_id=record.public_id, by=by, **values)


def make_person_record(name=None, **values):
    values["name"] = name or f"Person {new_id()}"
    values.setdefault("slug", slugify(values["name"]))
    return PersonRecord.objects.create(**values)


def make_conference_record(slug=None, country="XK", organisations=(), countries=(), **values):
    """``organisations``: ``[(record, role)]``; ``countries``: ``[(code, role)]``. On the record by default."""
    values = {
        "slug": slug or f"conference-{new_id()}",
        "title": "A conference",
        "start_date": date(2014, 4, 24),
        "end_date": date(2014, 4, 25),
        "place": "Prishtinë/Priština",
        "disclosure_rule": "on_record",
        "disclosure_reason": "Agreed in the room.",
        **values,
    }
    record = ConferenceRecord.objects.create(country=make_country(country), **values)
    for organisation, role in organisations:
        ConferenceOrganisationRecord.objects.create(conference=record, organisation=organisation, role=role)
    for code, role in countries:
        ConferenceCountryRecord.objects.create(conference=record, country=make_country(code), role=role)
    return record


def make_source_record(conference=None, **values):
    values = {"title": "The report", "issued": "2014", **values}
    return SourceRecord.objects.create(conference=conference or make_conference_record(), **values)


def make_session_record(conference=None, parent=None, **values):
    """``position``: behind the parts on the same level so far."""
    conference = conference or (parent.conference if parent else make_conference_record())
    beside = SessionRecord.objects.filter(conference=conference, parent=parent)
    values = {
        "slug": f"session-{new_id()}",
        "title": "A session",
        "kind": "panel",
        "position": _behind(beside),
        **values,
    }
    return SessionRecord.objects.create(conference=conference, parent=parent, **values)


def make_participant_record(conference=None, country=None, sessions=(), **values):
    """Somebody of whom nothing is known, with no limit on what may be shown but that no basis is recorded."""
    values = {"limit": "role_organisation", **values}
    record = ParticipantRecord.objects.create(
        conference=conference or make_conference_record(), country=country and make_country(country), **values
    )
    record.sessions.set(sessions)
    return record


def make_passage(source=None, **values):
    values = {"start": 100, "end": 200, "place": "Page 1", "reveals": "unattributed", **values}
    return Passage.objects.create(source=source or make_source_record(), **values)


def make_source_file(source=None, text="What was said.", fits=True, **values):
    """A text file attached to a source, which curators read; ``fits``: the record has its sums."""
    source, data = source or make_source_record(), text.encode()
    values = {"name": "report.txt", "content": data, "keepers_only": False, **values}
    file = keeping.attach(source, extracted(data), **values)
    if fits:
        source.file_sha256, source.text_sha256 = file.file_sha256, file.text_sha256
        source.save()
    return file


def make_skipped_passage(file, start, end, reason="An address."):
    values = {"text_sha256": file.text_sha256, "start": start, "end": end, "reason": reason}
    return SkippedPassage.objects.create(source=file.source, **values)


def make_statement_record(
    session=None, countries=("XK",), themes=("community-policing",), mentions=(), links=(), **values
):
    """``countries``: codes of what it is about. ``links``: ``[(kind, other, note)]``. Behind the session's others."""
    session = session or make_session_record()
    values = {
        "text": "Something was said.",
        "kind": "observation",
        "position": _behind(session.statements),
        **values,
    }
    record = StatementRecord.objects.create(session=session, **values)
    for code in countries:
        StatementCountryRecord.objects.create(statement=record, country=make_country(code))
    record.themes.set([make_theme(slug) for slug in themes])
    record.mentions.set(mentions)
    for kind, other, note in links:
        StatementLinkRecord.objects.create(statement=record, kind=kind, other=other, note=note)
    return record


def make_lesson_record(title="A lesson", evidence=(), countries=("XK",), themes=("community-policing",), **values):
    """``evidence``: ``[(statement record, relation, note)]``."""
    values = {"text": "What follows from it.", "kind": "what_worked", "addressed_to": ["police"], **values}
    record = LessonRecord.objects.create(title=title, **values)
    for position, (statement, relation, note) in enumerate(evidence, start=1):
        EvidenceRecord.objects.create(
            lesson=record, statement=statement, relation=relation, note=note, position=position
        )
    for code in countries:
        LessonCountryRecord.objects.create(lesson=record, country=make_country(code))
    record.themes.set([make_theme(slug) for slug in themes])
    return record


def translate(record, language="sq", text=None, status="reviewed", **values):
    """A translation of a statement's or a lesson's record. ``values``: of a lesson its ``title`` and ``context``."""
    values = {"language": language, "text": text or f"{record.text} [{language}]", "status": status, **values}
    if isinstance(record, StatementRecord):
        return StatementTranslationRecord.objects.create(statement=record, **values)
    words = {name: getattr(record, name) and f"{getattr(record, name)} [{language}]" for name in ("title", "context")}
    return LessonTranslationRecord.objects.create(lesson=record, **{**words, **values})


def make_distinct(record, other, user=None):
    """Two bodies or people that somebody found not to be the same."""
    keep_distinct(record, other, user)
    return DistinctRecords.objects.latest("pk")


def make_merge(kept, gone):
    """The ``MergeRecord`` of two records that became one."""
    return MergeRecord.objects.get(pk=merge(kept, gone, set(), None).pk)


def make_sheet_upload(owner, section="organisations", content=b"name\nA body", **values):
    """A sheet that waits for its owner to agree to it."""
    return SheetUpload.objects.create(owner=owner, section=section, content=content, name="a.csv", **values)


def _behind(rows):
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def make_report(words="Something is wrong.", **values):
    """A report as it lies on the desk."""
    return Report.objects.create(key=new_id(), words=words, **values)
