from .desk import OrganisationRecord, OrganisationRelationRecord, PersonRecord
from .desk_decision import Decision, DecisionChain, DecisionWords
from .desk_transition import Transition
from .desk_translation import TranslationRecord
from .editorial import OPEN, KeyedRecord, Record
from .shelf import Change, Organisation, OrganisationRelation, Person, ShelfRow, ShelfSequence
from .vocabulary import Country, CountryAlias

__all__ = [
    "OPEN",
    "Change",
    "Country",
    "CountryAlias",
    "Decision",
    "DecisionChain",
    "DecisionWords",
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
    "Transition",
    "TranslationRecord",
]
