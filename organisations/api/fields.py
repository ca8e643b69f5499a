"""Parts that answers of every app are made of."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import Country, Organisation, Person

ADDRESS = {"type": "string", "format": "uri"}


@extend_schema_field(ADDRESS)
class ApiAddress(serializers.Field):
    """Address of a row in the API. ``kind``: the name of its list."""

    def __init__(self, kind, **kwargs):
        super().__init__(source="*", read_only=True, help_text="Its address in this API.", **kwargs)
        self.kind = kind

    def to_representation(self, row):
        return settings.SITE_URL + reverse(f"api:{self.kind}-detail", args=[row.pk])


@extend_schema_field(ADDRESS)
class PageAddress(serializers.Field):
    """Address of the page people read."""

    def __init__(self, source="*", help_text="Address of its page for people.", **kwargs):
        super().__init__(source=source, read_only=True, help_text=help_text, **kwargs)

    def to_representation(self, row):
        return settings.SITE_URL + row.get_absolute_url()


class TermOrNull(serializers.ChoiceField):
    """A controlled term; null where there is none."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value):
        return super().to_representation(value) or None


class CountryBriefSerializer(serializers.ModelSerializer):
    """A country inside another answer."""

    class Meta:
        model = Country
        fields = ["code", "alpha3", "name"]


class OrganisationBriefSerializer(serializers.ModelSerializer):
    """An organisation inside another answer."""

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name"]


class PersonBriefSerializer(serializers.ModelSerializer):
    """A person inside another answer."""

    class Meta:
        model = Person
        fields = ["id", "slug", "name"]


def with_roles(rows, target, serializer_class):
    """What ``rows`` of a join point at, each once, with the ``roles`` it has there."""
    roles = {}
    for row in rows:
        roles.setdefault(getattr(row, target), []).append(row.role)
    return [{**serializer_class(found).data, "roles": named} for found, named in roles.items()]
