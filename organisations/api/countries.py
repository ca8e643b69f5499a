"""Countries in the API."""

from rest_framework import serializers

from ..filters import CountryFilter
from ..models import Country, CountryAlias
from ..queries import countries
from ..vocabularies.lookup import codes
from .fields import ApiAddress, PageAddress
from .viewsets import ShelfViewSet, both_ways


class CountryAliasSerializer(serializers.ModelSerializer):
    """Another name or code of a country, with the days it was valid where it was valid for a time."""

    class Meta:
        model = CountryAlias
        fields = ["name", "kind", "valid_from", "valid_until"]
        extra_kwargs = {
            "valid_from": {"help_text": "First day; null if not known or not limited."},
            "valid_until": {"help_text": "Last day; null if it is still valid."},
        }


class CountrySerializer(serializers.ModelSerializer):
    """A country or territory of ISO 3166-1, or one with a user-assigned code beside it."""

    id = serializers.CharField(source="code", help_text="The same as `code`.")
    url = ApiAddress("countries")
    html_url = PageAddress()
    names = serializers.DictField(
        child=serializers.CharField(), help_text="Names by BCP 47 language tag, from the Unicode CLDR."
    )
    aliases = CountryAliasSerializer(many=True)

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
            "names",
            "region",
            "user_assigned",
            "naming_note",
            "aliases",
        ]
        extra_kwargs = {
            "code": {"help_text": "ISO 3166-1 alpha-2, or user-assigned."},
            "alpha3": {"help_text": "ISO 3166-1 alpha-3, or user-assigned."},
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
