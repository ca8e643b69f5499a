from .desk import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from .desk_duplicates import DistinctRecords, MergeRecord
from .desk_translation import TranslationRecord
from .editorial import KeyedRecord, MergeableRecord, Record
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
    "Change",
    "Country",
    "CountryAlias",
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
    "TranslationRecord",
]
