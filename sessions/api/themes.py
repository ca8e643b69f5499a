"""Themes in the API."""

from rest_framework import serializers

from organisations.api.fields import ApiAddress, LanguageAsked, NamedTerm, PageAddress, Snippet
from organisations.api.viewsets import ShelfViewSet, both_ways

from ..filters import ThemeFilter
from ..models import Theme
from ..queries import themes


class PurposeCodeSerializer(serializers.Serializer):
    """An OECD DAC / IATI purpose code."""

    code = serializers.CharField(help_text="Five digits.")
    name = serializers.CharField(help_text="What it stands for.")


class ThemeSerializer(NamedTerm):
    """A topic of security work."""

    translated = ("name", "definition")

    id = serializers.CharField(source="slug", help_text="The same as `slug`.")
    url = ApiAddress("themes")
    html_url = PageAddress()
    slug = serializers.CharField(help_text="What filters call it, and addresses of pages.")
    language = LanguageAsked("`name`")
    names = serializers.DictField(child=serializers.CharField(), help_text="Names by BCP 47 language tag.")
    definitions = serializers.DictField(child=serializers.CharField(), help_text="Definitions by BCP 47 language tag.")
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
            "language",
            "names",
            "definition",
            "definitions",
            "scope_note",
            "purpose_codes",
            "position",
            "snippet",
        ]
        extra_kwargs = {
            "name": {"help_text": "What it is called: in English, or in the language `lang` asks for."},
            "definition": {"help_text": "One sentence; in the language of the name where it is there in that."},
            "position": {"help_text": "Place in the list of themes."},
        }

    def words(self, row, asked):
        return {**super().words(row, asked), "definition": row.definition_in(asked).text}


class ThemeViewSet(ShelfViewSet):
    """The list of topics that statements and lessons are found by."""

    kind = "themes"
    rows = details = staticmethod(themes)
    filterset_class = ThemeFilter
    serializer_class = ThemeSerializer
    orderings = both_ways(("position", "name", "slug"), ("name", "slug"), ("slug",))
