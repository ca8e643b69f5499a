"""Lessons in the API, and statements with the lessons they are evidence for."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organisations.api.fields import (
    ApiAddress,
    CountryBriefSerializer,
    LanguageAsked,
    PageAddress,
    ShelfSerializer,
    Snippet,
    Worded,
    with_roles,
)
from organisations.api.viewsets import ShelfViewSet, both_ways
from sessions.api import statements
from sessions.api.fields import ConferenceBriefSerializer, ThemeBriefSerializer

from .choices import Audience, CountryRole
from .filters import LessonFilter
from .jsonld import lesson
from .models import Evidence, Lesson, LessonTranslation
from .queries import lesson_details, lessons, statements_with_lessons


class LessonCountrySerializer(CountryBriefSerializer):
    """A country a lesson was observed or tried in."""

    roles = serializers.ListField(
        child=serializers.ChoiceField(CountryRole.choices), help_text="Whether it was observed or tried there."
    )

    class Meta(CountryBriefSerializer.Meta):
        fields = [*CountryBriefSerializer.Meta.fields, "roles"]


class LessonTranslationSerializer(ShelfSerializer):
    """A lesson in another language. Translated by somebody, and reviewed."""

    class Meta:
        model = LessonTranslation
        fields = ["language", "title", "text", "context"]
        extra_kwargs = {
            "language": {"help_text": "BCP 47 tag."},
            "text": {"help_text": "The lesson in full, in that language."},
            "context": {"help_text": "Conditions it was seen under; empty if none are recorded."},
        }


class LessonSerializer(Worded):
    """What follows from statements."""

    translated = ("title", "text", "context")

    url = ApiAddress("lessons")
    html_url = PageAddress()
    addressed_to = serializers.SerializerMethodField(help_text="Whom it addresses.")
    countries = serializers.SerializerMethodField(help_text="Where it was observed or tried.")
    themes = ThemeBriefSerializer(many=True, help_text="Topics it is about.")
    conferences = ConferenceBriefSerializer(many=True, help_text="Where its evidence is from.")
    translations = LessonTranslationSerializer(
        many=True, help_text="Its words in other languages. Those `lang` asked for stand in the row itself too."
    )
    snippet = Snippet()

    class Meta:
        model = Lesson
        fields = [
            "id",
            "url",
            "html_url",
            "updated_at",
            "title",
            "text",
            "language",
            "kind",
            "status",
            "date",
            "addressed_to",
            "countries",
            "themes",
            "conferences",
            "evidence_count",
            "contradicting_count",
            "strength",
            "voice_count",
            "voice_country_count",
            "translations",
            "snippet",
        ]
        extra_kwargs = {
            "text": {"help_text": "The lesson in full."},
            "kind": {"help_text": "What sort of lesson it is."},
            "language": {"help_text": "BCP 47 tag of the language of `title`, `text` and `context`."},
            "status": {"help_text": "How far it has come, from seen to acted upon."},
            "date": {"help_text": "First day of the latest conference its evidence is from."},
            "evidence_count": {"help_text": "Public statements that bear on it."},
            "contradicting_count": {"help_text": "Those of them that speak against it."},
            "strength": {
                "help_text": "How many independent voices support it, as far as speakers are shown; a statement is no "
                "voice, and who is not stated does not count."
            },
            "voice_count": {
                "help_text": "Voices that support it and cannot be one and the same: bodies, or what is "
                "shown of others."
            },
            "voice_country_count": {"help_text": "Countries they spoke from, as far as shown."},
        }

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Audience.choices)))
    def get_addressed_to(self, row):
        return [each.audience for each in row.audiences.all()]

    @extend_schema_field(LessonCountrySerializer(many=True))
    def get_countries(self, row):
        return with_roles(row.countries.all(), "country", CountryBriefSerializer, self.context)


class EvidenceSerializer(ShelfSerializer):
    """A statement that bears on a lesson, and how."""

    statement = statements.StatementSerializer(help_text="The statement, as its list shows it.")

    class Meta:
        model = Evidence
        fields = ["relation", "note", "statement"]
        extra_kwargs = {"relation": {"help_text": "What the statement does to the lesson."}}


class LessonDetailSerializer(LessonSerializer):
    """What follows from statements, with the statements."""

    evidence = EvidenceSerializer(many=True, help_text="Statements that bear on it, and how.")

    class Meta(LessonSerializer.Meta):
        fields = [*LessonSerializer.Meta.fields, "context", "evidence"]
        extra_kwargs = {
            **LessonSerializer.Meta.extra_kwargs,
            "context": {"help_text": "Conditions it was seen under; empty if none are recorded."},
        }


class LessonViewSet(ShelfViewSet):
    """What was learned, lessons with the most evidence first. The details add the context and the evidence."""

    kind = "lessons"
    rows, details = staticmethod(lessons), staticmethod(lesson_details)
    filterset_class = LessonFilter
    serializer_class = LessonSerializer
    detail_serializer_class = LessonDetailSerializer
    expandable = {"countries": "countries", "themes": "themes", "conferences": "conferences"}
    reads = {"addressed_to": ("audiences",), "snippet": ("translations",)}
    worded = dict.fromkeys(("title", "text", "context", "language"), ("translations",))
    jsonld = staticmethod(lesson)
    orderings = both_ways(("-evidence_count", "title", "id"), ("title", "id"), ("date", "id"), ("updated_at", "id"))


class LessonBriefSerializer(Worded):
    """A lesson inside another answer."""

    translated = ("title",)

    language = LanguageAsked("`title`")

    class Meta:
        model = Lesson
        fields = ["id", "title", "language"]


class StatementDetailSerializer(statements.StatementDetailSerializer):
    """One thing that was said, how it bears on others, and what was learned from it."""

    lessons = LessonBriefSerializer(many=True, help_text="Lessons it is evidence for.")

    class Meta(statements.StatementDetailSerializer.Meta):
        fields = [*statements.StatementDetailSerializer.Meta.fields, "lessons"]


class StatementViewSet(statements.StatementViewSet):
    """What was said at meetings, latest meeting first and in the order it was said.

    The details add links to other statements and the lessons a statement is evidence for.
    """

    details = staticmethod(statements_with_lessons)
    detail_serializer_class = StatementDetailSerializer
    expandable = {**statements.StatementViewSet.expandable, "lessons": "lessons"}
    worded = {**statements.StatementViewSet.worded, "lessons": ("lessons__translations",)}
