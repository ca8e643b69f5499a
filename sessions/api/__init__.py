from .conferences import ConferenceViewSet
from .countries import CountryViewSet
from .organisations import OrganisationViewSet
from .participants import ParticipantViewSet
from .people import PersonViewSet
from .sessions import SessionViewSet
from .themes import ThemeViewSet

__all__ = [
    "ConferenceViewSet",
    "CountryViewSet",
    "OrganisationViewSet",
    "ParticipantViewSet",
    "PersonViewSet",
    "SessionViewSet",
    "ThemeViewSet",
]
