from .conferences import ConferenceViewSet
from .participants import ParticipantViewSet
from .people import PersonViewSet
from .sessions import SessionViewSet
from .themes import ThemeViewSet

__all__ = ["ConferenceViewSet", "ParticipantViewSet", "PersonViewSet", "SessionViewSet", "ThemeViewSet"]
