"""Conferences in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organisations.api.fields import (
    ApiAddress,
    CountryBriefSerializer,
    OrganisationBriefSerializer,
    PageAddress,
    ShelfSerializer,
    Snippet,
    with_roles,
)
from organisations.api.viewsets import ShelfViewSet, both_ways

from ..choices import ConferenceCountryRole, ConferenceRole
from ..filters import ConferenceFilter
from ..models import Conference, Session, Source
from ..queries import conference_details, conferences
from .jsonld import event


class PlaceNameSerializer(serializers.Serializer):
    """Name of a place in one language."""

    lang = serializers.CharField(help_text="BCP 47 language tag.")
    name = serializers.CharField(help_text="The name in that language.")


class ConferenceCountrySerializer(CountryBriefSerializer):
    """A country named with a conference, and why."""

    roles = serializers.ListField(
        child=serializers.ChoiceField(ConferenceCountryRole.choices), help_text="Why it is named."
    )

    class Meta(CountryBriefSerializer.Meta):
        fields = [*CountryBriefSerializer.Meta.fields, "roles"]


class ConferenceOrganisationSerializer(OrganisationBriefSerializer):
    """What a body did for a conference."""

    roles = serializers.ListField(child=serializers.ChoiceField(ConferenceRole.choices), help_text="What it did.")

    class Meta(OrganisationBriefSerializer.Meta):
        fields = [*OrganisationBriefSerializer.Meta.fields, "roles"]


class ConferenceSerializer(ShelfSerializer):
    """A meeting."""

    url = ApiAddress("conferences")
    html_url = PageAddress()
    place_names = PlaceNameSerializer(many=True, help_text="The place in languages spoken there.")
    country = CountryBriefSerializer(help_text="Where it was held.")
    countries = serializers.SerializerMethodField(help_text="Countries named with it, and why.")
    organisations = serializers.SerializerMethodField(help_text="Bodies behind it, and what they did.")
    snippet = Snippet()

    class Meta:
        model = Conference
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "slug",
            "title",
            "start_date",
            "end_date",
            "place",
            "place_names",
            "country",
            "countries",
            "organisations",
            "headcount",
            "headcount_note",
            "disclosure_rule",
            "summary",
            "language",
            "snippet",
        ]
        extra_kwargs = {
            "start_date": {"help_text": "First day."},
            "end_date": {"help_text": "Last day."},
            "place": {"help_text": "Town it was held in, or what stands for one."},
            "summary": {"help_text": "What it was about; empty if nothing is recorded."},
            "headcount": {"help_text": "How many took part, as a source reports it; null if none does."},
            "headcount_note": {"help_text": "What the source says of that number."},
            "disclosure_rule": {"help_text": "What those present agreed may leave the room."},
            "language": {"help_text": "BCP 47 tag of the language of this record."},
        }

    @extend_schema_field(ConferenceCountrySerializer(many=True))
    def get_countries(self, row):
        return with_roles(row.countries.all(), "country", CountryBriefSerializer, self.context)

    @extend_schema_field(ConferenceOrganisationSerializer(many=True))
    def get_organisations(self, row):
        return with_roles(row.organisations.all(), "organisation", OrganisationBriefSerializer, self.context)


class ProgrammeItemSerializer(ShelfSerializer):
    """A session in the programme of its conference."""

    parent = serializers.CharField(source="parent_id", allow_null=True, help_text="Id of the session it is part of.")

    class Meta:
        model = Session
        fields = ["id", "slug", "title", "kind", "parent", "order", "depth"]
        extra_kwargs = {
            "kind": {"help_text": "What sort of part it is."},
            "order": {"help_text": "Place in the whole programme read from first to last, from 1."},
            "depth": {"help_text": "How many sessions it lies in: 0 for a part of the meeting itself."},
        }


class SourceSerializer(ShelfSerializer):
    """A document a conference is known from (Dublin Core)."""

    document_url = serializers.CharField(
        source="url", help_text="Where the document is; empty if it is not on the web."
    )

    class Meta:
        model = Source
        fields = [
            "id",
            "updated_at",
            "title",
            "creator",
            "publisher",
            "publisher_details",
            "issued",
            "language",
            "rights",
            "document_url",
            "file_sha256",
            "text_sha256",
        ]
        extra_kwargs = {
            "creator": {"help_text": "Who made it; empty if not known."},
            "publisher": {"help_text": "Who published it; empty if not known."},
            "publisher_details": {"help_text": "Address and number of the publication; empty if not known."},
            "language": {"help_text": "BCP 47 tag of its language."},
            "rights": {"help_text": "Who holds the rights, and what may be done with it."},
            "issued": {"help_text": "Year, or ISO 8601 date; empty if not known."},
            "file_sha256": {"help_text": "SHA-256 of the file."},
            "text_sha256": {
                "help_text": "SHA-256 of its text: UTF-8, lines ended by LF, NFC. Places count in this text."
            },
        }


class ConferenceDetailSerializer(ConferenceSerializer):
    """A meeting with its programme and the documents it is known from."""

    sessions = ProgrammeItemSerializer(many=True, help_text="The programme from first to last.")
    sources = SourceSerializer(many=True, help_text="Documents it is known from.")

    class Meta(ConferenceSerializer.Meta):
        fields = [*ConferenceSerializer.Meta.fields, "sessions", "sources"]


class ConferenceViewSet(ShelfViewSet):
    """Meetings. One can be asked for by id or slug; its details add the programme and the sources."""

    kind = "conferences"
    rows, details = staticmethod(conferences), staticmethod(conference_details)
    filterset_class = ConferenceFilter
    serializer_class = ConferenceSerializer
    detail_serializer_class = ConferenceDetailSerializer
    orderings = both_ways(("-start_date", "id"), ("title", "id"), ("updated_at", "id"))
    jsonld = staticmethod(event)
    keys = ("pk", "slug")
    named_by = "Its `id` or `slug`."
    expandable = {
        "country": "countries",
        "countries": "countries",
        "organisations": "organisations",
        "sessions": "sessions",
    }
