"""People in the API, with the meetings they took part in."""

from rest_framework import serializers

from organisations.api.fields import ApiAddress, OrganisationBriefSerializer, PageAddress
from organisations.api.viewsets import ShelfViewSet, both_ways
from organisations.filters import PersonFilter
from organisations.models import Person

from ..models import Participant
from ..queries import people_at_meetings
from .fields import ConferenceBriefSerializer


class ParticipationSerializer(serializers.ModelSerializer):
    """What a person was at a meeting. `id`: that of the participant."""

    conference = ConferenceBriefSerializer()
    organisation = OrganisationBriefSerializer(allow_null=True)

    class Meta:
        model = Participant
        fields = ["id", "label", "role", "organisation", "conference"]


class PersonSerializer(serializers.ModelSerializer):
    """A human being who may be named."""

    url = ApiAddress("people")
    html_url = PageAddress()
    other_names = serializers.ListField(child=serializers.CharField())
    participations = ParticipationSerializer(many=True, help_text="Meetings they took part in by name.")

    class Meta:
        model = Person
        fields = ["id", "url", "html_url", "updated_at", "slug", "name", "other_names", "participations"]


class PersonViewSet(ShelfViewSet):
    """People who may be named, and only they. One can be asked for by id or slug."""

    kind = "people"
    rows = details = staticmethod(people_at_meetings)
    filterset_class = PersonFilter
    serializer_class = PersonSerializer
    orderings = both_ways(("name", "id"), ("updated_at", "id"))
    keys = ("pk", "slug")
    named_by = "Its `id` or `slug`."
