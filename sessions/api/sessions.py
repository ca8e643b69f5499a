"""Sessions in the API."""

from organisations.api.fields import ApiAddress, PageAddress, ShelfSerializer, Snippet
from organisations.api.viewsets import ShelfViewSet, both_ways

from ..filters import SessionFilter
from ..models import Session
from ..queries import sessions
from .fields import ConferenceBriefSerializer, SessionBriefSerializer


class SessionSerializer(ShelfSerializer):
    """Part of a meeting."""

    url = ApiAddress("sessions")
    html_url = PageAddress()
    conference = ConferenceBriefSerializer(help_text="The meeting it is part of.")
    parent = SessionBriefSerializer(allow_null=True, help_text="The session it is part of.")
    snippet = Snippet()

    class Meta:
        model = Session
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "slug",
            "title",
            "kind",
            "conference",
            "parent",
            "order",
            "depth",
            "summary",
            "snippet",
        ]
        extra_kwargs = {
            "summary": {"help_text": "What it was about; empty if nothing is recorded."},
            "kind": {"help_text": "What sort of part it is."},
            "order": {"help_text": "Place in the whole programme read from first to last, from 1."},
            "depth": {"help_text": "How many sessions it lies in: 0 for a part of the meeting itself."},
        }


class SessionViewSet(ShelfViewSet):
    """Parts of meetings, in the order of the programme."""

    kind = "sessions"
    rows = details = staticmethod(sessions)
    filterset_class = SessionFilter
    serializer_class = SessionSerializer
    expandable = {"conference": "conferences", "parent": "sessions"}
    orderings = {
        "conference": ("conference_id", "order", "id"),
        "-conference": ("-conference_id", "order", "id"),
        **both_ways(("title", "id"), ("updated_at", "id")),
    }
