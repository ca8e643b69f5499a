"""Countries in the API."""

from rest_framework import serializers

from ..filters import CountryFilter
from ..models import Country, CountryAlias
from ..queries import countries
from ..vocabularies.lookup import codes
from .fields import ApiAddress, LanguageAsked, NamedTerm, PageAddress, ShelfSerializer, Snippet
from .viewsets import ShelfViewSet, both_ways


class CountryAliasSerializer(ShelfSerializer):
    """Another name or code of a country, with the days it was valid where it was valid for a time."""

    class Meta:
        model = CountryAlias
        fields = ["name", "kind", "valid_from", "valid_until"]
        extra_kwargs = {
            "name": {"help_text": "The name or code itself."},
            "kind": {"help_text": "What sort of name or code it is."},
            "valid_from": {"help_text": "First day; null if not known or not limited."},
            "valid_until": {"help_text": "Last day; null if it is still valid."},
        }


class CountrySerializer(NamedTerm):
    """A country or territory of ISO 3166-1, or one with a user-assigned code beside it."""

    id = serializers.CharField(source="code", help_text="The same as `code`.")
    url = ApiAddress("countries")
    html_url = PageAddress()
    language = LanguageAsked("`name`")
    names = serializers.DictField(
        child=serializers.CharField(), help_text="Names by BCP 47 language tag, from the Unicode CLDR."
    )
    aliases = CountryAliasSerializer(many=True, help_text="Other names and codes, those of other times among them.")
    snippet = Snippet()

    class Meta:
        model = Country
        fields = [
            "id",
            "url",
            "html_url",
            "code",
            "alpha3",
            "slug",
            "name",
            "language",
            "names",
            "region",
            "user_assigned",
            "naming_note",
            "aliases",
            "snippet",
        ]
        extra_kwargs = {
            "name": {"help_text": "Its name of today: in English, or in the language `lang` asks for."},
            "region": {"help_text": "Sub-region of the UN M49 standard. Never a country."},
            "user_assigned": {"help_text": "The code is user-assigned: it is not in ISO 3166-1."},
            "naming_note": {"help_text": "To be shown where the name first stands; empty if there is none."},
        }


class CountryViewSet(ShelfViewSet):
    """Countries and the names they are found by.

    One can be asked for by its codes and slugs: `XK`, `XKX`, `kosovo`.
    """

    kind = "countries"
    rows = details = staticmethod(countries)
    filterset_class = CountryFilter
    serializer_class = CountrySerializer
    orderings = both_ways(("name", "code"), ("code",))
    named_by = "Its `code`, `alpha3`, `slug` or another code."

    def find(self, key):
        return self.get_queryset().filter(code=codes([key])[key] or "").first()
