"""Where the items of each section of a bundle are kept on the desk."""

from typing import NamedTuple

from organisations.models import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from sessions.models import (
    ConferenceCountryRecord,
    ConferenceOrganisationRecord,
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementCountryRecord,
    StatementRecord,
    StatementTranslationRecord,
)

from ..models import EvidenceRecord, LessonCountryRecord, LessonRecord, LessonTranslationRecord
from .columns import TRANSLATED


class Join(NamedTuple):
    """A join table: the column of the record, and the others in the order of the tuples."""

    model: type
    owner: str
    columns: tuple


def _translations(model, section):
    return Join(model, f"{model.owner}_id", ("language", *TRANSLATED[section], "translator", "status", "made_of"))


class Table(NamedTuple):
    """``key``: the column an item is known by. ``of_conference``: path of columns to its conference, or None.

    ``joins``: ``{name: Join}``.
    """

    model: type
    key: str
    of_conference: str | None = None
    joins: dict = {}


TABLES = {
    "conference": Table(
        ConferenceRecord,
        "slug",
        joins={
            "organisations": Join(ConferenceOrganisationRecord, "conference_id", ("organisation_id", "role")),
            "countries": Join(ConferenceCountryRecord, "conference_id", ("country_id", "role")),
        },
    ),
    "sources": Table(SourceRecord, "key", "conference"),
    "organisations": Table(
        OrganisationRecord,
        "slug",
        joins={"relations": Join(OrganisationRelationRecord, "organisation_id", ("kind", "other_id", "note"))},
    ),
    "people": Table(PersonRecord, "slug"),
    "sessions": Table(SessionRecord, "slug", "conference"),
    "participants": Table(
        ParticipantRecord,
        "key",
        "conference",
        {"sessions": Join(ParticipantRecord.sessions.through, "participantrecord_id", ("sessionrecord_id",))},
    ),
    "statements": Table(
        StatementRecord,
        "key",
        "session__conference",
        {
            "countries": Join(StatementCountryRecord, "statement_id", ("country_id", "context", "name_in_source")),
            "themes": Join(StatementRecord.themes.through, "statementrecord_id", ("theme_id",)),
            "translations": _translations(StatementTranslationRecord, "statements"),
            "mentions": Join(StatementRecord.mentions.through, "statementrecord_id", ("organisationrecord_id",)),
        },
    ),
    "lessons": Table(
        LessonRecord,
        "key",
        "conference",
        {
            "countries": Join(LessonCountryRecord, "lesson_id", ("country_id", "role")),
            "themes": Join(LessonRecord.themes.through, "lessonrecord_id", ("theme_id",)),
            "translations": _translations(LessonTranslationRecord, "lessons"),
            "evidence": Join(EvidenceRecord, "lesson_id", ("statement_id", "relation", "note", "position")),
        },
    ),
}
