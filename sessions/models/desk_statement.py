"""The desk: what was said, by whom, and where a source has it. Private."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from organisations.models import Country, KeyedRecord, OrganisationRecord, Record, TranslationRecord

from ..choices import RUNGS, Level, LinkKind, StatementKind, Wording
from .desk_meeting import ParticipantRecord, SessionRecord, SourceRecord
from .vocabulary import Theme

# Places of one session must not run into those of the next.
LAST_POSITION = 999_999


class Passage(models.Model):
    """A place in a source (W3C text position selector): code points ``start`` to ``end``, end not included.

    ``exact``, ``prefix``, ``suffix`` (text quote selector) are kept when the file is at hand.
    ``reveals``: what somebody who opens the source there learns of the speaker; the place is public only for
    statements shown at least as openly.
    """

    source = models.ForeignKey(SourceRecord, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    place = models.CharField(
        max_length=120, help_text="For readers: for example Session 2, open discussion, paragraph 3."
    )
    reveals = models.CharField("reveals the speaker as", max_length=20, choices=Level, default=Level.NAMED)

    class Meta:
        ordering = ["source", "start", "end"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(name="passage_starts_before_it_ends", condition=Q(start__lt=models.F("end"))),
            models.UniqueConstraint(
                fields=["source", "start", "end", "place", "reveals"], name="one_passage_once_per_source"
            ),
        ]

    def __str__(self):
        return f"{self.place} ({self.start}–{self.end})"


class StatementRecord(KeyedRecord):
    """One thing that was said, one claim. ``speaker``: who really spoke, if staff know; the policy decides what shows.

    ``redacted``: ``public_text`` is shown instead of ``text``, even if it is empty.
    ``consent_reference`` and ``consent_date``: recorded consent of the speaker to be shown more openly than the
    meeting's rule allows.
    """

    decisive = {
        "attribution_level": False,
        "speaker_id": True,
        "consent_reference": True,
        "consent_date": False,
    }

    session = models.ForeignKey(SessionRecord, models.PROTECT, related_name="statements")
    position = models.PositiveIntegerField(
        validators=[MaxValueValidator(LAST_POSITION)], help_text="Place in the session: 1, 2, 3."
    )
    text = models.TextField(help_text="In your own words, one claim. Do not copy from the source.")
    redacted = models.BooleanField(default=False, help_text="Show the public text below instead, even if it is empty.")
    public_text = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(max_length=20, choices=StatementKind)
    wording = models.CharField(
        max_length=12,
        choices=Wording,
        default=Wording.PARAPHRASE,
        help_text="Verbatim: the very words. Paraphrase: one remark in our words. Summary: several remarks in one.",
    )
    speaker = models.ForeignKey(ParticipantRecord, models.PROTECT, null=True, blank=True, related_name="+")
    attribution_level = models.CharField(
        "show the speaker as",
        max_length=20,
        choices=Level,
        default=Level.UNATTRIBUTED,
        help_text="The most that is shown. The meeting’s rule and the speaker’s own limit can only make it less."
        + RUNGS,
    )
    consent_reference = models.CharField(max_length=300, blank=True, help_text="Where the consent can be checked.")
    consent_date = models.DateField(null=True, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    mentions = models.ManyToManyField(
        OrganisationRecord, blank=True, related_name="+", help_text="Bodies the statement speaks about."
    )
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="statements")

    class Meta(Record.Meta):
        verbose_name = "statement"
        ordering = ["session", "position"]
        permissions = [("see_true_speakers", "Can see who really spoke")]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["session", "key"], name="one_statement_key_per_session"),
            models.UniqueConstraint(fields=["session", "position"], name="one_statement_per_position"),
            models.CheckConstraint(name="public_text_only_if_redacted", condition=Q(redacted=True) | Q(public_text="")),
            models.CheckConstraint(
                name="consent_reference_and_date_together",
                condition=Q(consent_reference="", consent_date=None)
                | (~Q(consent_reference="") & Q(consent_date__isnull=False)),
            ),
        ]

    def searchable(self):
        return [self.key, self.text, self.public_text]

    def shown_words(self):
        """The words the public would read, as the policy has it."""
        return (self.public_text if self.redacted else self.text,)


class StatementCountryRecord(models.Model):
    """A country the statement is about; part of the statement's record.

    ``context``: named only as background. ``name_in_source``: the name used then, if it is another.
    """

    statement = models.ForeignKey(StatementRecord, models.CASCADE, related_name="countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    context = models.BooleanField("only context", default=False)
    name_in_source = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = "country it is about"
        verbose_name_plural = "countries it is about"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["statement", "country"], name="one_statement_country_once_on_the_desk")
        ]

    def __str__(self):
        return "country"


class StatementLinkRecord(models.Model):
    """How one statement bears on another; part of the first statement's record."""

    statement = models.ForeignKey(StatementRecord, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12, choices=LinkKind)
    other = models.ForeignKey(StatementRecord, models.PROTECT, related_name="inverse_links")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "link to another statement"
        verbose_name_plural = "links to other statements"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["statement", "kind", "other"], name="one_link_once_on_the_desk"),
            models.CheckConstraint(name="no_statement_links_to_itself", condition=~Q(statement=models.F("other"))),
        ]

    def __str__(self):
        return "link"


class StatementTranslationRecord(TranslationRecord):
    """What was said, in another language; part of the statement's record."""

    owner = "statement"
    statement = models.ForeignKey(StatementRecord, models.CASCADE, related_name="translations")
    text = models.TextField()

    class Meta(TranslationRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "language"], name="one_statement_translation_once_on_the_desk")
        ]
