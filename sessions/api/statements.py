"""Statements in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organisations.api.fields import (
    EVERYWHERE,
    ApiAddress,
    CountryBriefSerializer,
    LanguageAsked,
    NamedTerm,
    OrganisationBriefSerializer,
    PageAddress,
    PersonBriefSerializer,
    ShelfSerializer,
    Snippet,
    TermOrNull,
    Worded,
)
from organisations.api.viewsets import ShelfViewSet, both_ways
from organisations.choices import Classification

from ..choices import LinkKind
from ..filters import StatementFilter
from ..models import Participant, Statement, StatementCountry, StatementTranslation
from ..queries import LINKED, statement_details, statements
from .fields import (
    PUBLIC_LEVELS,
    ConferenceBriefSerializer,
    SessionBriefSerializer,
    ThemeBriefSerializer,
)
from .jsonld import statement


class AboutCountrySerializer(NamedTerm):
    """A country a statement is about."""

    code = serializers.CharField(source="country.code", help_text=EVERYWHERE["code"])
    alpha3 = serializers.CharField(source="country.alpha3", help_text=EVERYWHERE["alpha3"])
    name = serializers.CharField(
        source="country.name", help_text="Its name of today: in English, or in the language `lang` asks for."
    )
    language = LanguageAsked("`name`")

    class Meta:
        model = StatementCountry
        fields = ["code", "alpha3", "name", "language", "context", "name_in_source"]
        extra_kwargs = {
            "context": {"help_text": "Named only as background."},
            "name_in_source": {"help_text": "What the source calls it; empty if it is the name of today."},
        }

    def words(self, row, asked):
        return super().words(row.country, asked)


class ParticipantBriefSerializer(ShelfSerializer):
    """A participant inside another answer."""

    class Meta:
        model = Participant
        fields = ["id", "label"]
        extra_kwargs = {"label": {"help_text": "The finished line, as pages show it."}}


class AttributionSerializer(serializers.Serializer):
    """Who said it, as it may be shown: everything finer than `level` is null."""

    level = serializers.ChoiceField(
        PUBLIC_LEVELS, source="attribution_level", help_text="How openly the speaker is shown."
    )
    label = serializers.CharField(source="attribution_label", help_text="The finished line, as pages show it.")
    person = PersonBriefSerializer(allow_null=True, help_text="The speaker.")
    participant = ParticipantBriefSerializer(allow_null=True, help_text="The speaker in the role held then.")
    organisation = OrganisationBriefSerializer(allow_null=True, help_text="The speaker's body then.")
    classification = TermOrNull(Classification.choices, source="speaker_classification", help_text="Kind of body.")
    country = CountryBriefSerializer(source="speaker_country", allow_null=True, help_text="The speaker's country.")


class PlaceSerializer(serializers.Serializer):
    """Where a source has a statement."""

    id = serializers.CharField(source="source_id", help_text="Id of the source, as in the details of the conference.")
    title = serializers.CharField(source="source.title", help_text="Title of the source.")
    place = serializers.CharField(help_text="The place in words: page, section.")
    start = serializers.IntegerField(help_text="First character, counted from 0 in code points of the normalised text.")
    end = serializers.IntegerField(help_text="The character behind the last one.")


class StatementTranslationSerializer(ShelfSerializer):
    """What was said, in another language. Translated by somebody, and reviewed."""

    class Meta:
        model = StatementTranslation
        fields = ["language", "text"]
        extra_kwargs = {
            "language": {"help_text": "BCP 47 tag."},
            "text": {"help_text": "What was said, in that language."},
        }


class StatementSerializer(Worded):
    """One thing that was said."""

    translated = ("text",)

    url = ApiAddress("statements")
    html_url = PageAddress()
    conference = ConferenceBriefSerializer(help_text="The meeting it was said at.")
    session = SessionBriefSerializer(help_text="The part of the meeting it was said in.")
    countries = AboutCountrySerializer(
        source="about", many=True, help_text="What it is about; not the speaker's country."
    )
    themes = ThemeBriefSerializer(many=True, help_text="Topics it is about.")
    mentions = OrganisationBriefSerializer(many=True, help_text="Bodies it speaks of.")
    source = serializers.SerializerMethodField(
        help_text="Where a source has it; null if that would tell more of the speaker than may be shown."
    )
    attribution = AttributionSerializer(source="*", help_text="Who said it, as it may be shown.")
    translations = StatementTranslationSerializer(
        many=True, help_text="The text in other languages. One there is `text` itself where `lang` asked for it."
    )
    snippet = Snippet()

    class Meta:
        model = Statement
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "text",
            "language",
            "kind",
            "wording",
            "date",
            "conference",
            "session",
            "order",
            "countries",
            "themes",
            "mentions",
            "source",
            "attribution",
            "translations",
            "snippet",
        ]
        extra_kwargs = {
            "text": {"help_text": "What was said. A paraphrase unless `wording` says otherwise."},
            "kind": {"help_text": "What sort of remark it is."},
            "language": {"help_text": "BCP 47 tag of the language of `text`."},
            "wording": {"help_text": "How close the text, before any translation, is to the words spoken."},
            "date": {"help_text": "First day of the conference."},
            "order": {"help_text": "Place in the whole conference."},
        }

    @extend_schema_field(PlaceSerializer(allow_null=True))
    def get_source(self, row):
        return PlaceSerializer(row).data if row.source_id else None


class StatementBriefSerializer(Worded):
    """A statement inside another answer."""

    translated = ("text",)

    url = ApiAddress("statements")
    language = LanguageAsked("`text`")
    attribution = serializers.CharField(source="attribution_label", help_text="The finished line of who said it.")

    class Meta:
        model = Statement
        fields = ["id", "url", "text", "language", "kind", "attribution"]
        extra_kwargs = {
            "text": {"help_text": "What was said."},
            "kind": {"help_text": "What sort of remark it is."},
        }


class LinkSerializer(serializers.Serializer):
    """How a statement bears on another."""

    kind = serializers.ChoiceField(LinkKind.choices, help_text="What the one does to the other.")
    direction = serializers.ChoiceField(
        ["to", "from"],
        help_text="`to`: this statement, for instance, supports the other; `from`: the other supports this.",
    )
    note = serializers.CharField(help_text=EVERYWHERE["note"])
    statement = StatementBriefSerializer(help_text="The other.")


class StatementDetailSerializer(StatementSerializer):
    """One thing that was said, and how it bears on others."""

    links = serializers.SerializerMethodField(help_text="Statements it bears on, and that bear on it.")

    class Meta(StatementSerializer.Meta):
        fields = [*StatementSerializer.Meta.fields, "links"]

    @extend_schema_field(LinkSerializer(many=True))
    def get_links(self, row):
        there = [{"direction": "to", "statement": r.other, **_own(r)} for r in row.links.all()]
        back = [{"direction": "from", "statement": r.statement, **_own(r)} for r in row.inverse_links.all()]
        return LinkSerializer(there + back, many=True, context=self.context).data


def _own(link):
    return {"kind": link.kind, "note": link.note}


class StatementViewSet(ShelfViewSet):
    """What was said at meetings, latest meeting first and in the order it was said."""

    kind = "statements"
    rows, details = staticmethod(statements), staticmethod(statement_details)
    filterset_class = StatementFilter
    serializer_class = StatementSerializer
    detail_serializer_class = StatementDetailSerializer
    expandable = {
        "conference": "conferences",
        "session": "sessions",
        "countries": "countries",
        "themes": "themes",
        "mentions": "organisations",
        "attribution.person": "people",
        "attribution.participant": "participants",
        "attribution.organisation": "organisations",
        "attribution.country": "countries",
        "links.statement": "statements",
    }
    reads = {"links": ("inverse_links",), "snippet": ("translations",)}
    worded = {"text": ("translations",), "language": ("translations",), "links": LINKED}
    jsonld = staticmethod(statement)
    # Whichever meeting comes first, its statements stand in the order they were made.
    orderings = {
        "-date": ("-date", "conference_id", "order", "id"),
        "date": ("date", "conference_id", "order", "id"),
        **both_ways(("updated_at", "id")),
    }
