from .desk import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from .desk_acknowledgement import Acknowledgement
from .desk_decision import Decision, DecisionChain, DecisionWords
from .desk_duplicates import DistinctRecords, MergeRecord
from .desk_transition import Transition
from .desk_translation import TranslationRecord
from .editorial import OPEN, KeyedRecord, MergeableRecord, Record
from .shelf import (
    Change,
    Organisation,
    OrganisationRedirect,
    OrganisationRelation,
    Person,
    PersonRedirect,
    ShelfRow,
    ShelfSequence,
)
from .vocabulary import Country, CountryAlias

__all__ = [
    "OPEN",
    "Acknowledgement",
    "Change",
    "Country",
    "CountryAlias",
    "Decision",
    "DecisionChain",
    "DecisionWords",
    "DistinctRecords",
    "KeyedRecord",
    "MergeRecord",
    "MergeableRecord",
    "Organisation",
    "OrganisationRecord",
    "OrganisationRedirect",
    "OrganisationRelation",
    "OrganisationRelationRecord",
    "Person",
    "PersonRecord",
    "PersonRedirect",
    "Record",
    "ShelfRow",
    "ShelfSequence",
    "Transition",
    "TranslationRecord",
]
