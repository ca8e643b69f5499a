"""The shelf: lessons and their evidence as the public may read them. Anyone may read all of it."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from organisations.models import Country, ShelfRow
from sessions.models import Conference, Statement, Theme

from ..choices import Audience, CountryRole, EvidenceRelation, EvidenceStrength, LessonKind, LessonStatus


class Lesson(ShelfRow):
    """A lesson with at least one public statement behind it.

    ``evidence_count``: statements on the shelf that bear on it; ``contradicting_count``: those that speak against it.
    ``strength``: how many independent voices support it, in words; ``voice_count``: those that cannot be one and the
    same as far as the public can tell; ``voice_country_count``: in how many countries they spoke.
    """

    title = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=LessonKind)
    status = models.CharField(max_length=20, choices=LessonStatus)
    context = models.TextField(blank=True)
    date = models.DateField(help_text="First day of the latest meeting its evidence is from.")
    evidence_count = models.PositiveIntegerField()
    contradicting_count = models.PositiveIntegerField()
    strength = models.CharField(max_length=20, choices=EvidenceStrength)
    voice_count = models.PositiveIntegerField()
    voice_country_count = models.PositiveIntegerField()
    themes = models.ManyToManyField(Theme, related_name="lessons")
    conferences = models.ManyToManyField(Conference, related_name="lessons")
    statements = models.ManyToManyField(Statement, through="Evidence", related_name="lessons")
    searched = ("title", "text", "context")

    class Meta(ShelfRow.Meta):
        ordering = ["-evidence_count", "title", "id"]
        indexes = [
            *ShelfRow.Meta.indexes,
            models.Index(fields=["-evidence_count", "title", "id"], name="lesson_in_order"),
        ]

    def __str__(self):
        return self.title

    def translated_texts(self):
        return [getattr(each, name) for each in self.translations.all() for name in self.searched]

    @property
    def slug(self):
        """The title as an address: decoration behind the id, at most 60 characters."""
        return slugify(self.title)[:60].strip("-") or "lesson"

    def get_absolute_url(self):
        return reverse("lesson", args=[self.id, self.slug])


class LessonAudience(models.Model):
    """Somebody a lesson addresses."""

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="audiences", db_index=False)
    audience = models.CharField(max_length=30, choices=Audience)

    class Meta:
        default_permissions = ()
        ordering = ["audience"]
        indexes = [models.Index(fields=["audience", "lesson"], name="lesson_by_audience")]
        constraints = [models.UniqueConstraint(fields=["lesson", "audience"], name="one_audience_once")]


class LessonCountry(models.Model):
    """A country a lesson was observed or tried in."""

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="countries", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="lesson_roles", db_index=False)
    role = models.CharField(max_length=10, choices=CountryRole)

    class Meta:
        default_permissions = ()
        ordering = ["country_id", "role"]
        indexes = [models.Index(fields=["country", "lesson"], name="lesson_by_country")]
        constraints = [models.UniqueConstraint(fields=["lesson", "country", "role"], name="one_lesson_country_once")]


class Evidence(models.Model):
    """A public statement that bears on a lesson, and how."""

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="evidence", db_index=False)
    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="evidence", db_index=False)
    relation = models.CharField(max_length=12, choices=EvidenceRelation)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["statement"], name="evidence_by_statement")]
        constraints = [models.UniqueConstraint(fields=["lesson", "statement"], name="one_statement_once_as_evidence")]


class LessonTranslation(models.Model):
    """A lesson in another language, as somebody translated and somebody reviewed it."""

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="translations", db_index=False)
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField()
    context = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["lesson", "language"], name="one_lesson_translation_once")]
