from .desk import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from .desk_duplicates import DistinctRecords
from .desk_translation import TranslationRecord
from .editorial import KeyedRecord, Record
from .shelf import Change, Organisation, OrganisationRelation, Person, ShelfRow, ShelfSequence
from .vocabulary import Country, CountryAlias

__all__ = [
    "Change",
    "Country",
    "CountryAlias",
    "DistinctRecords",
    "KeyedRecord",
    "Organisation",
    "OrganisationRecord",
    "OrganisationRelation",
    "OrganisationRelationRecord",
    "Person",
    "PersonRecord",
    "Record",
    "ShelfRow",
    "ShelfSequence",
    "TranslationRecord",
]
