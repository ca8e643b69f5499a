"""The desk's rooms for staff: conferences, sources, sessions, participants, statements, themes."""

from . import meetings, participants, sessions, sources, statements, themes

__all__ = ["meetings", "participants", "sessions", "sources", "statements", "themes"]
