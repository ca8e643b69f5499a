from .meeting import ConferenceKind, ParticipantKind, SessionKind, SourceKind
from .statement import StatementKind

__all__ = ["ConferenceKind", "ParticipantKind", "SessionKind", "SourceKind", "StatementKind"]
