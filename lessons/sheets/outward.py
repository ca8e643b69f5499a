"""Records that sheets write and do not read, since bundles bring them in: what their cells are made of."""

from django.db.models import Prefetch

from sessions.models import ConferenceOrganisationRecord, ConferenceRecord, SessionRecord, SourceRecord

from ..bundles.columns import PLAIN
from ..models import EvidenceRecord, LessonRecord

_EVIDENCE = Prefetch("evidence", EvidenceRecord.objects.select_related("statement"))
_BODIES = Prefetch("organisations", ConferenceOrganisationRecord.objects.select_related("organisation"))
_PLAIN = PLAIN | {"conferences": PLAIN["conference"]}
# Everything the cells of a kind are made of.
RECORDS = {
    "conferences": ConferenceRecord.objects.prefetch_related("countries", _BODIES),
    "sessions": SessionRecord.objects.select_related("conference", "parent"),
    "sources": SourceRecord.objects.select_related("conference"),
    "lessons": LessonRecord.objects.select_related("conference").prefetch_related("countries", "themes", _EVIDENCE),
}


def parts(section, record):
    """``{column: value}`` of a record. Entries of lists say their role behind a colon."""
    plain = {name: getattr(record, name) for name in _PLAIN[section]}
    return {**plain, "public_id": record.public_id, "state": record.state, **_MORE[section](record)}


def _conference(record):
    return {
        "slug": record.slug,
        "start_date": record.start_date.isoformat(),
        "end_date": record.end_date.isoformat(),
        "country": record.country_id,
        "place_names": [f"{name['lang']}: {name['name']}" for name in record.place_names],
        "organisations": sorted(f"{row.organisation.slug}: {row.role}" for row in record.organisations.all()),
        "countries": _countries(record),
    }


def _session(record):
    return {"slug": record.slug, "conference": record.conference.slug, "parent": record.parent and record.parent.slug}


def _source(record):
    return {"key": record.key, "conference": record.conference.slug}


def _lesson(record):
    return {
        "key": record.key,
        "conference": record.conference and record.conference.slug,
        "addressed_to": sorted(record.addressed_to),
        "countries": _countries(record),
        "themes": sorted(theme.slug for theme in record.themes.all()),
        "evidence": [f"{row.statement.public_id}: {row.relation}" for row in record.evidence.all()],
    }


def _countries(record):
    return sorted(f"{row.country_id}: {row.role}" for row in record.countries.all())


_MORE = {"conferences": _conference, "sessions": _session, "sources": _source, "lessons": _lesson}
