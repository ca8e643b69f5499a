"""Parts that answers of every app are made of."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..languages import worded
from ..models import Country, Organisation, Person, ShelfRow
from ..snippets import snippet

ADDRESS = {"type": "string", "format": "uri"}
SNIPPET = "In lists asked for `q`: its text around the first hit, as HTML: escaped, with `<mark>` around every hit."


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


# Marks, in the description, fields that an answer has only where something is asked for.
IF_ASKED = "x-if-asked"


@extend_schema_field({"type": "string", IF_ASKED: True})
class Snippet(serializers.Field):
    """A little of a row's own text around what was sought; left out where nothing was.

    What is sought stands in the serializer's context as ``sought``, for the rows of the answer and none inside them.
    """

    def __init__(self):
        super().__init__(source="*", read_only=True, help_text=SNIPPET)

    def is_left_out(self):
        """Whether nothing was sought."""
        return self.context.get("sought") is None

    def get_attribute(self, row):
        if self.is_left_out() or self.root not in (self.parent, self.parent.parent):
            raise serializers.SkipField
        return row

    def to_representation(self, row):
        own, sought = " · ".join(row.texts()), self.context["sought"]
        shown = snippet(own, sought)
        if "<mark>" in shown or not isinstance(row, ShelfRow):
            return shown
        translated = " · ".join(filter(None, row.translated_texts()))
        return snippet(translated, sought) if translated else shown


@extend_schema_field({"type": "string", IF_ASKED: True})
class LanguageAsked(serializers.Field):
    """The language of what stands beside it; left out where ``lang`` is not asked for. ``Worded`` fills it in."""

    def __init__(self, words):
        help_text = f"In answers asked for `lang`: BCP 47 tag of the language of {words}."
        super().__init__(source="*", read_only=True, help_text=help_text)

    def is_left_out(self):
        """Whether no language was asked for."""
        return not self.context.get("lang")

    def get_attribute(self, row):
        if self.is_left_out():
            raise serializers.SkipField
        return row

    def to_representation(self, row):
        return ""


class TermOrNull(serializers.ChoiceField):
    """A controlled term; null where there is none."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value):
        return super().to_representation(value) or None


# What a field of this name means in every kind.
EVERYWHERE = {
    "id": "Eight letters and digits that stay the same.",
    "updated_at": "When it, or what it shows of others, last changed in public.",
    "slug": "Short name in addresses of pages.",
    "name": "What it is called.",
    "title": "What it is called.",
    "code": "ISO 3166-1 alpha-2, or user-assigned.",
    "alpha3": "ISO 3166-1 alpha-3, or user-assigned.",
    "note": "What the curators say of it; empty if nothing.",
}


class ShelfSerializer(serializers.ModelSerializer):
    """A row of the shelf. ``EVERYWHERE`` describes the fields for which a serializer has no words of its own."""

    def get_extra_kwargs(self):
        own = super().get_extra_kwargs()
        common = {name: {"help_text": EVERYWHERE[name]} for name in self.Meta.fields if name in EVERYWHERE}
        return {name: {**common.get(name, {}), **own.get(name, {})} for name in [*common, *own]}


class Worded(ShelfSerializer):
    """A row with words in several languages: ``lang`` in the context chooses, ``language`` says what it came to.

    ``translated``: names of the fields with the words.
    """

    translated = ()

    def to_representation(self, row):
        answer, asked = super().to_representation(row), self.context.get("lang")
        wanted = {"language", *self.translated} & set(answer) if asked else ()
        if wanted:
            words = self.words(row, asked)
            answer |= {name: words[name] for name in wanted}
        return answer

    def words(self, row, asked):
        """``{field: words}`` in the language asked for, or else in that of the row; its tag as ``language``."""
        found = worded(row, asked)
        return {name: getattr(found, name) for name in ("language", *self.translated)}


class NamedTerm(Worded):
    """The same of a country or a theme: its name."""

    translated = ("name",)

    def words(self, row, asked):
        return dict(zip(("language", "name"), row.name_in(asked), strict=True))


class CountryBriefSerializer(NamedTerm):
    """A country inside another answer."""

    language = LanguageAsked("`name`")

    class Meta:
        model = Country
        fields = ["code", "alpha3", "name", "language"]


class OrganisationBriefSerializer(ShelfSerializer):
    """An organisation inside another answer."""

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name"]


class PersonBriefSerializer(ShelfSerializer):
    """A person inside another answer."""

    class Meta:
        model = Person
        fields = ["id", "slug", "name"]


def with_roles(rows, target, serializer_class, context):
    """What ``rows`` of a join point at, each once, with the ``roles`` it has there."""
    roles = {}
    for row in rows:
        roles.setdefault(getattr(row, target), []).append(row.role)
    serializer = serializer_class(context=context)
    return [{**serializer.to_representation(found), "roles": named} for found, named in roles.items()]
