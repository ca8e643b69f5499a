"""People in the API, with the meetings they took part in."""

from rest_framework import serializers

from organisations.api.fields import ApiAddress, OrganisationBriefSerializer, PageAddress, ShelfSerializer, Snippet
from organisations.api.jsonld import person
from organisations.api.viewsets import ShelfViewSet, both_ways
from organisations.models import Person

from ..filters import PersonFilter
from ..models import Participant
from ..queries import people_at_meetings
from .fields import ConferenceBriefSerializer


class ParticipationSerializer(ShelfSerializer):
    """What a person was at a meeting. `id`: that of the participant."""

    conference = ConferenceBriefSerializer(help_text="The meeting.")
    organisation = OrganisationBriefSerializer(allow_null=True, help_text="The body they were of then.")

    class Meta:
        model = Participant
        fields = ["id", "label", "role", "organisation", "conference"]
        extra_kwargs = {
            "label": {"help_text": "The finished line, as pages show it."},
            "role": {"help_text": "Title held then; empty where it is not shown."},
        }


class PersonSerializer(ShelfSerializer):
    """A human being who may be named."""

    url = ApiAddress("people")
    html_url = PageAddress()
    other_names = serializers.ListField(child=serializers.CharField(), help_text="Further spellings of the name.")
    participations = ParticipationSerializer(many=True, help_text="Meetings they took part in by name.")
    snippet = Snippet()

    class Meta:
        model = Person
        fields = ["id", "url", "html_url", "updated_at", "slug", "name", "other_names", "participations", "snippet"]


class PersonViewSet(ShelfViewSet):
    """People who may be named, and only they. One can be asked for by id or slug."""

    kind = "people"
    rows = details = staticmethod(people_at_meetings)
    filterset_class = PersonFilter
    serializer_class = PersonSerializer
    orderings = both_ways(("name", "id"), ("updated_at", "id"))
    jsonld = staticmethod(person)
    keys = ("pk", "slug")
    named_by = "Its `id` or `slug`."
    expandable = {
        "participations": "participants",
        "participations.conference": "conferences",
        "participations.organisation": "organisations",
    }
