"""The shelf: what was said, as the public may read it. Anyone may read all of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisations.choices import Classification
from organisations.models import Country, Organisation, Person, ShelfRow

from ..choices import Level, LinkKind, StatementKind, Wording
from .shelf_meeting import Conference, Participant, Session, Source
from .vocabulary import Theme


class Statement(ShelfRow):
    """One thing that was said, with its speaker shown as ``attribution_level`` says and no finer.

    ``attribution_label``: the finished line. ``order``: place in the conference; ``date``: the meeting's first day.
    ``source``, ``place``, ``start``, ``end``: where the source has it, in code points of its normalised text; all empty
    when the place itself would tell more of the speaker than the level allows.
    """

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="statements", db_index=False)
    session = models.ForeignKey(Session, models.DO_NOTHING, related_name="statements", db_index=False)
    order = models.BigIntegerField()
    date = models.DateField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=StatementKind)
    wording = models.CharField(max_length=12, choices=Wording)
    attribution_level = models.CharField(max_length=20, choices=Level)
    attribution_label = models.CharField(max_length=750)
    person = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="statements", db_index=False)
    participant = models.ForeignKey(
        Participant, models.DO_NOTHING, null=True, related_name="statements", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, null=True, related_name="statements", db_index=False
    )
    speaker_classification = models.CharField(max_length=30, choices=Classification, blank=True)
    speaker_country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+", db_index=False)
    countries = models.ManyToManyField(Country, through="StatementCountry", related_name="statements")
    themes = models.ManyToManyField(Theme, related_name="statements")
    mentions = models.ManyToManyField(Organisation, related_name="mentioned_in")
    source = models.ForeignKey(Source, models.DO_NOTHING, null=True, related_name="statements", db_index=False)
    place = models.CharField(max_length=120, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    searched = ("text", "attribution_label")

    class Meta(ShelfRow.Meta):
        ordering = ["-date", "conference_id", "order", "id"]
        indexes = [
            *ShelfRow.Meta.indexes,
            models.Index(fields=["-date", "conference", "order", "id"], name="statement_in_order"),
            models.Index(fields=["conference", "order"], name="statement_in_conference"),
            models.Index(fields=["session", "order"], name="statement_in_session"),
            models.Index(fields=["person"], name="statement_by_person"),
            models.Index(fields=["participant"], name="statement_by_participant"),
            models.Index(fields=["organisation"], name="statement_by_body"),
            models.Index(fields=["source"], name="statement_by_source"),
        ]
        constraints = [
            models.CheckConstraint(
                name="statement_shown_no_finer_than_its_level",
                condition=Q(attribution_level=Level.NAMED)
                | Q(attribution_level=Level.ROLE_ORGANISATION, person=None)
                | Q(attribution_level=Level.ORGANISATION, person=None, participant=None)
                | Q(attribution_level=Level.ORGANISATION_TYPE, person=None, participant=None, organisation=None)
                | Q(
                    attribution_level=Level.COUNTRY,
                    person=None,
                    participant=None,
                    organisation=None,
                    speaker_classification="",
                )
                | Q(
                    attribution_level=Level.UNATTRIBUTED,
                    person=None,
                    participant=None,
                    organisation=None,
                    speaker_classification="",
                    speaker_country=None,
                ),
            ),
            models.CheckConstraint(
                name="statement_place_whole_or_not_at_all",
                condition=Q(source=None, place="", start=None, end=None)
                | (Q(source__isnull=False, start__lt=models.F("end")) & ~Q(place="")),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def translated_texts(self):
        return [each.text for each in self.translations.all()]

    def get_absolute_url(self):
        return reverse("statement", args=[self.id])


class StatementCountry(models.Model):
    """A country a statement is about. ``context``: named only as background. ``name_in_source``: its name then."""

    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="about", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", db_index=False)
    context = models.BooleanField(default=False)
    name_in_source = models.CharField(max_length=100, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["context", "country_id"]
        indexes = [models.Index(fields=["country", "statement"], name="statement_by_country")]
        constraints = [models.UniqueConstraint(fields=["statement", "country"], name="one_statement_country_once")]


class StatementLink(models.Model):
    """How one public statement bears on another."""

    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="links", db_index=False)
    kind = models.CharField(max_length=12, choices=LinkKind)
    other = models.ForeignKey(Statement, models.DO_NOTHING, related_name="inverse_links", db_index=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["other"], name="link_by_other")]
        constraints = [models.UniqueConstraint(fields=["statement", "kind", "other"], name="one_link_once")]


class StatementTranslation(models.Model):
    """What was said, in another language, as somebody translated and somebody reviewed it."""

    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="translations", db_index=False)
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["statement", "language"], name="one_statement_translation_once")]
