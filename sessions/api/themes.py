"""Themes in the API."""

from rest_framework import serializers

from organisations.api.fields import ApiAddress, PageAddress, ShelfSerializer, Snippet
from organisations.api.viewsets import ShelfViewSet, both_ways

from ..filters import ThemeFilter
from ..models import Theme
from ..queries import themes


class PurposeCodeSerializer(serializers.Serializer):
    """An OECD DAC / IATI purpose code."""

    code = serializers.CharField(help_text="Five digits.")
    name = serializers.CharField(help_text="What it stands for.")


class ThemeSerializer(ShelfSerializer):
    """A topic of security work."""

    id = serializers.CharField(source="slug", help_text="The same as `slug`.")
    url = ApiAddress("themes")
    html_url = PageAddress()
    slug = serializers.CharField(help_text="What filters call it, and addresses of pages.")
    purpose_codes = PurposeCodeSerializer(many=True, help_text="The OECD DAC / IATI purpose codes that come nearest.")
    snippet = Snippet()

    class Meta:
        model = Theme
        fields = [
            "id",
            "url",
            "html_url",
            "slug",
            "name",
            "definition",
            "scope_note",
            "purpose_codes",
            "position",
            "snippet",
        ]
        extra_kwargs = {"position": {"help_text": "Place in the list of themes."}}


class ThemeViewSet(ShelfViewSet):
    """The list of topics that statements and lessons are found by."""

    kind = "themes"
    rows = details = staticmethod(themes)
    filterset_class = ThemeFilter
    serializer_class = ThemeSerializer
    orderings = both_ways(("position", "name", "slug"), ("name", "slug"), ("slug",))
