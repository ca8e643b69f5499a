"""The desk: lessons and their evidence. Private."""

from django.db import models

from organisations.models import Country, KeyedRecord, Record, TranslationRecord
from sessions.models import ConferenceRecord, StatementRecord, Theme

from ..choices import CountryRole, EvidenceRelation, LessonKind, LessonStatus


class LessonRecord(KeyedRecord):
    """What follows from statements, as staff write it.

    ``addressed_to``: list of ``Audience`` values. ``context``: the conditions it was seen under.
    """

    conference = models.ForeignKey(
        ConferenceRecord,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The meeting it was drawn from: the bundle it travels in. Its evidence may come from others too.",
    )
    title = models.CharField(max_length=200, help_text="The insight itself, in plain words, as a short sentence.")
    text = models.TextField(help_text="One to three sentences that stand without the meeting. Write acronyms out.")
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(
        max_length=20,
        choices=LessonKind,
        help_text="What worked: something to do again. What got in the way: something to expect. "
        "Open question: nobody there had the answer.",
    )
    status = models.CharField(
        "how far it has come",
        max_length=20,
        choices=LessonStatus,
        default=LessonStatus.OBSERVATION,
        help_text="A lesson is learned only once a change was made and seen.",
    )
    addressed_to = models.JSONField(default=list, blank=True)
    context = models.TextField(
        blank=True, help_text="Conditions: where, when and under what circumstances it was seen."
    )
    themes = models.ManyToManyField(Theme, related_name="+")

    class Meta(Record.Meta):
        verbose_name = "lesson"
        ordering = ["title"]
        indexes = [*Record.Meta.indexes, models.Index(fields=["title", "id"], name="lessonrecord_by_title")]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["conference", "key"], name="one_lesson_key_per_conference"),
        ]

    def searchable(self):
        return [self.key, self.title, self.text]

    def shown_words(self):
        """The words the public would read, as the policy has it."""
        return self.title, self.text, self.context


class LessonCountryRecord(models.Model):
    """A country a lesson was observed or tried in; part of the lesson's record."""

    lesson = models.ForeignKey(LessonRecord, models.CASCADE, related_name="countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=CountryRole, default=CountryRole.OBSERVED)

    class Meta:
        verbose_name = "country"
        verbose_name_plural = "countries"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["lesson", "country", "role"], name="one_lesson_country_once_on_the_desk")
        ]

    def __str__(self):
        return "country"


class EvidenceRecord(models.Model):
    """A statement that bears on a lesson, and how; part of the lesson's record, in order of ``position``."""

    lesson = models.ForeignKey(LessonRecord, models.CASCADE, related_name="evidence")
    statement = models.ForeignKey(StatementRecord, models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12, choices=EvidenceRelation, default=EvidenceRelation.SUPPORTS)
    note = models.CharField(max_length=300, blank=True, help_text="Public: why it bears on the lesson, if not plain.")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "evidence"
        verbose_name_plural = "evidence"
        default_permissions = ()
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "statement"], name="one_statement_once_as_evidence_on_the_desk")
        ]

    def __str__(self):
        return "evidence"


class LessonTranslationRecord(TranslationRecord):
    """A lesson in another language; part of the lesson's record."""

    owner = "lesson"
    words = ("title", "text", "context")
    lesson = models.ForeignKey(LessonRecord, models.CASCADE, related_name="translations")
    title = models.CharField(max_length=200)
    text = models.TextField()
    context = models.TextField(blank=True)

    class Meta(TranslationRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["lesson", "language"], name="one_lesson_translation_once_on_the_desk")
        ]
