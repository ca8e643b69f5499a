"""Participants in the API."""

from rest_framework import serializers

from organisations.api.fields import (
    ApiAddress,
    CountryBriefSerializer,
    OrganisationBriefSerializer,
    PageAddress,
    PersonBriefSerializer,
    ShelfSerializer,
    Snippet,
    TermOrNull,
)
from organisations.api.viewsets import ShelfViewSet, both_ways
from organisations.choices import Classification

from ..filters import ParticipantFilter
from ..models import Participant
from ..queries import participants
from .fields import PUBLIC_LEVELS, ConferenceBriefSerializer, SessionBriefSerializer


class ParticipantSerializer(ShelfSerializer):
    """Somebody at a meeting, in the role they had then, as openly as `level` says."""

    url = ApiAddress("participants")
    html_url = PageAddress("conference", "Address of the page of the conference.")
    conference = ConferenceBriefSerializer(help_text="The meeting.")
    level = serializers.ChoiceField(PUBLIC_LEVELS, help_text="How openly the participant is shown.")
    person = PersonBriefSerializer(allow_null=True, help_text="Who it was; null unless shown by name.")
    organisation = OrganisationBriefSerializer(allow_null=True, help_text="The body they were of then.")
    classification = TermOrNull(Classification.choices, help_text="Kind of body they were of.")
    country = CountryBriefSerializer(allow_null=True, help_text="Where they came from.")
    sessions = SessionBriefSerializer(many=True, help_text="Where they spoke.")
    snippet = Snippet()

    class Meta:
        model = Participant
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "conference",
            "level",
            "label",
            "person",
            "role",
            "organisation",
            "group",
            "classification",
            "country",
            "sessions",
            "snippet",
        ]
        extra_kwargs = {
            "label": {"help_text": "The finished line, as pages show it."},
            "role": {"help_text": "Title held then; empty where it is not shown."},
            "group": {"help_text": "Words for a kind of body or group; empty where there are none."},
        }


class ParticipantViewSet(ShelfViewSet):
    """Those who took part in meetings, no more openly than they agreed to."""

    kind = "participants"
    rows = details = staticmethod(participants)
    filterset_class = ParticipantFilter
    serializer_class = ParticipantSerializer
    expandable = {
        "conference": "conferences",
        "person": "people",
        "organisation": "organisations",
        "country": "countries",
        "sessions": "sessions",
    }
    orderings = both_ways(("label", "id"), ("updated_at", "id"))
