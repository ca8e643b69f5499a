from .desk_meeting import (
    ConferenceCountryRecord,
    ConferenceOrganisationRecord,
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
)
from .desk_source import SkippedPassage, SourceFile, SourcePage
from .desk_statement import (
    LAST_POSITION,
    Passage,
    StatementCountryRecord,
    StatementLinkRecord,
    StatementRecord,
    StatementTranslationRecord,
)
from .shelf_meeting import Conference, ConferenceCountry, ConferenceOrganisation, Participant, Session, Source
from .shelf_statement import Statement, StatementCountry, StatementLink, StatementTranslation
from .vocabulary import Theme

__all__ = [
    "LAST_POSITION",
    "Conference",
    "ConferenceCountry",
    "ConferenceCountryRecord",
    "ConferenceOrganisation",
    "ConferenceOrganisationRecord",
    "ConferenceRecord",
    "Participant",
    "ParticipantRecord",
    "Passage",
    "Session",
    "SessionRecord",
    "SkippedPassage",
    "Source",
    "SourceFile",
    "SourcePage",
    "SourceRecord",
    "Statement",
    "StatementCountry",
    "StatementCountryRecord",
    "StatementLink",
    "StatementLinkRecord",
    "StatementRecord",
    "StatementTranslation",
    "StatementTranslationRecord",
    "Theme",
]
