"""Organisations in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..choices import RelationKind
from ..filters import OrganisationFilter
from ..models import Organisation
from ..queries import organisation_details
from .fields import (
    EVERYWHERE,
    ApiAddress,
    CountryBriefSerializer,
    OrganisationBriefSerializer,
    PageAddress,
    ShelfSerializer,
    Snippet,
)
from .jsonld import organisation
from .viewsets import ShelfViewSet, both_ways


class RelationSerializer(serializers.Serializer):
    """How an organisation stands to another."""

    kind = serializers.ChoiceField(RelationKind.choices, help_text="What the one is to the other.")
    direction = serializers.ChoiceField(
        ["to", "from"],
        help_text="`to`: this body is, for instance, a member of the other; `from`: the other is of this.",
    )
    note = serializers.CharField(help_text=EVERYWHERE["note"])
    organisation = OrganisationBriefSerializer(help_text="The other.")


class OrganisationSerializer(ShelfSerializer):
    """A body that something public names, or that the curators list."""

    url = ApiAddress("organisations")
    html_url = PageAddress()
    other_names = serializers.ListField(child=serializers.CharField(), help_text="Further names it is found by.")
    country = CountryBriefSerializer(allow_null=True, help_text="Where it is based; null if not known.")
    relations = serializers.SerializerMethodField(help_text="How it stands to others, in both directions.")
    snippet = Snippet()

    class Meta:
        model = Organisation
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "slug",
            "name",
            "acronym",
            "other_names",
            "name_is_description",
            "classification",
            "country",
            "summary",
            "relations",
            "snippet",
        ]
        extra_kwargs = {
            "acronym": {"help_text": "Short form of the name; empty if there is none."},
            "summary": {"help_text": "What it is; empty if nothing is recorded."},
            "name_is_description": {"help_text": "The source gives no name; this one is in the curators' words."},
            "classification": {"help_text": "Kind of body, after the IATI organisation types."},
        }

    @extend_schema_field(RelationSerializer(many=True))
    def get_relations(self, row):
        there = [{"direction": "to", "organisation": r.other, **_own(r)} for r in row.relations.all()]
        back = [{"direction": "from", "organisation": r.organisation, **_own(r)} for r in row.inverse_relations.all()]
        return RelationSerializer(there + back, many=True).data


def _own(relation):
    return {"kind": relation.kind, "note": relation.note}


class OrganisationViewSet(ShelfViewSet):
    """Bodies of every kind. One can be asked for by id or slug."""

    kind = "organisations"
    rows = details = staticmethod(organisation_details)
    filterset_class = OrganisationFilter
    serializer_class = OrganisationSerializer
    orderings = both_ways(("name", "id"), ("updated_at", "id"))
    jsonld = staticmethod(organisation)
    keys = ("pk", "slug")
    named_by = "Its `id` or `slug`."
    expandable = {"country": "countries", "relations.organisation": "organisations"}
    reads = {"relations": ("inverse_relations",)}
