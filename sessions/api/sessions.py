"""Sessions in the API."""

from rest_framework import serializers

from organisations.api.fields import ApiAddress, PageAddress
from organisations.api.viewsets import ShelfViewSet, both_ways

from ..filters import SessionFilter
from ..models import Session
from ..queries import sessions
from .fields import ConferenceBriefSerializer, SessionBriefSerializer


class SessionSerializer(serializers.ModelSerializer):
    """Part of a meeting."""

    url = ApiAddress("sessions")
    html_url = PageAddress()
    conference = ConferenceBriefSerializer()
    parent = SessionBriefSerializer(allow_null=True, help_text="The session it is part of.")

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
        ]
        extra_kwargs = {
            "order": {"help_text": "Place in the whole programme read from first to last, from 1."},
            "depth": {"help_text": "How many sessions it lies in: 0 for a part of the meeting itself."},
        }


class SessionViewSet(ShelfViewSet):
    """Parts of meetings, in the order of the programme."""

    kind = "sessions"
    rows = details = staticmethod(sessions)
    filterset_class = SessionFilter
    serializer_class = SessionSerializer
    orderings = {
        "conference": ("conference_id", "order", "id"),
        "-conference": ("-conference_id", "order", "id"),
        **both_ways(("title", "id"), ("updated_at", "id")),
    }
