"""The desk: meetings, their sources, their sessions and who took part. Private."""

from django.db import models
from django.db.models import Q

from organisations.choices import Basis, Classification
from organisations.models import Country, KeyedRecord, OrganisationRecord, PersonRecord, Record

from ..choices import RUNGS, ConferenceCountryRole, ConferenceRole, DisclosureRule, Level, SessionKind


class ConferenceRecord(Record):
    """A meeting as staff know it.

    ``headcount`` is what a source reports, never a count of rows. ``place_names``: ``[{"lang", "name"}]``.
    ``disclosure_rule`` is the default and the ceiling for everything said there, a judgement with its reason.
    """

    decisive = {"disclosure_rule": False, "disclosure_reason": True}

    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of its address; begin with the year.",
    )
    title = models.CharField(max_length=300)
    start_date = models.DateField()
    end_date = models.DateField()
    place = models.CharField(max_length=120, help_text="As shown: every official name, for example Prishtinë/Priština.")
    place_names = models.JSONField(default=list, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    summary = models.TextField(blank=True, help_text="What the meeting was for, in our own words.")
    headcount = models.PositiveIntegerField(null=True, blank=True, help_text="Participants, as a source reports them.")
    headcount_note = models.CharField(max_length=200, blank=True, help_text="Which source reports the headcount.")
    disclosure_rule = models.CharField(max_length=20, choices=DisclosureRule, default=DisclosureRule.CLOSED)
    disclosure_reason = models.TextField(help_text="Why this rule: what was agreed in the room, or how you judged it.")
    language = models.CharField(max_length=12, default="en", help_text="Language tag of the texts, for example en.")

    class Meta(Record.Meta):
        verbose_name = "conference"
        ordering = ["-start_date", "slug"]
        indexes = [*Record.Meta.indexes, models.Index(fields=["-start_date", "slug"], name="conferencerecord_by_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="conference_starts_before_it_ends", condition=Q(start_date__lte=models.F("end_date"))
            ),
            models.CheckConstraint(
                name="headcount_and_note_together",
                condition=Q(headcount=None, headcount_note="") | (Q(headcount__isnull=False) & ~Q(headcount_note="")),
            ),
            models.CheckConstraint(name="conference_rule_has_reason", condition=~Q(disclosure_reason="")),
        ]

    def searchable(self):
        return [self.title, self.place, self.slug, *(name.get("name", "") for name in self.place_names)]


class ConferenceOrganisationRecord(models.Model):
    """What a body did for a meeting; part of the meeting's record."""

    conference = models.ForeignKey(ConferenceRecord, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(OrganisationRecord, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=ConferenceRole)

    class Meta:
        verbose_name = "organiser or partner"
        verbose_name_plural = "organisers and partners"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organisation", "role"], name="one_conference_role_once_on_the_desk"
            )
        ]

    def __str__(self):
        return "organiser or partner"


class ConferenceCountryRecord(models.Model):
    """A country a source names with a meeting, and why; part of the meeting's record."""

    conference = models.ForeignKey(ConferenceRecord, models.CASCADE, related_name="countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=ConferenceCountryRole)

    class Meta:
        verbose_name = "country"
        verbose_name_plural = "countries"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "country", "role"], name="one_conference_country_once_on_the_desk"
            )
        ]

    def __str__(self):
        return "country"


class SourceRecord(KeyedRecord):
    """A document a meeting is known from (Dublin Core). ``issued``: year or ISO 8601 date.

    ``file_sha256``: of the file's bytes. ``text_sha256``: of its normalised text, which passages count in.
    """

    conference = models.ForeignKey(ConferenceRecord, models.PROTECT, related_name="sources")
    title = models.CharField(max_length=300)
    creator = models.CharField(max_length=300, blank=True, help_text="Who wrote it: people or a body, as printed.")
    publisher = models.CharField(max_length=200, blank=True)
    publisher_details = models.CharField(max_length=300, blank=True, help_text="Seat and registration, as printed.")
    issued = models.CharField(
        max_length=10, blank=True, help_text="When it came out: a year, or a day like 2014-04-24."
    )
    language = models.CharField(max_length=12, default="en")
    rights = models.CharField(
        max_length=300,
        blank=True,
        help_text="Who holds the rights, or the licence, as printed.",
    )
    url = models.URLField("web address", blank=True, help_text="Where anybody can read it.")
    file_sha256 = models.CharField("SHA-256 of the file", max_length=64, blank=True)
    text_sha256 = models.CharField("SHA-256 of the text", max_length=64, blank=True)

    class Meta(Record.Meta):
        verbose_name = "source"
        ordering = ["conference", "key"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["conference", "key"], name="one_source_key_per_conference"),
        ]

    def searchable(self):
        return [self.title, self.creator, self.publisher]


class SessionRecord(Record):
    """Part of a meeting: a tree by ``parent``, ordered by ``position`` among siblings.

    ``disclosure_rule``: empty means the meeting's own; a stricter one may be set here.
    """

    decisive = {"disclosure_rule": False}

    conference = models.ForeignKey(ConferenceRecord, models.PROTECT, related_name="sessions")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="part of",
        help_text="The session it is a part of. Left empty: it stands in the programme by itself.",
    )
    position = models.PositiveIntegerField(help_text="Place among the parts on the same level: 1, 2, 3.")
    slug = models.SlugField(
        "address", max_length=80, help_text="The last part of its address on the site. It stays once it was public."
    )
    title = models.CharField(max_length=300, help_text="As in the programme, without names of speakers.")
    kind = models.CharField(max_length=20, choices=SessionKind)
    summary = models.TextField(blank=True)
    disclosure_rule = models.CharField(
        max_length=20, choices=DisclosureRule, blank=True, help_text="Leave empty for the meeting's own rule."
    )

    class Meta(Record.Meta):
        verbose_name = "session"
        ordering = ["conference", "parent_id", "position"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["conference", "slug"], name="one_session_slug_per_conference"),
            models.UniqueConstraint(
                fields=["conference", "position"], condition=Q(parent=None), name="one_session_per_top_position"
            ),
            models.UniqueConstraint(fields=["parent", "position"], name="one_session_per_position"),
            models.CheckConstraint(
                name="no_session_within_itself", condition=Q(parent=None) | ~Q(parent=models.F("id"))
            ),
        ]

    def searchable(self):
        return [self.title, self.slug]


class ParticipantRecord(KeyedRecord):
    """Somebody at a meeting, in the role they had then. ``person`` is empty when only the role is known.

    ``limit``: the most open rung of the ladder this participant allows. ``unique_post``: one person holds the post,
    so that the post is as good as a name. ``group``: words for a group or kind of body, where no single body is known.
    """

    decisive = {"limit": False, "basis": False, "basis_reference": True, "person_id": True, "unique_post": False}

    conference = models.ForeignKey(ConferenceRecord, models.PROTECT, related_name="participants")
    person = models.ForeignKey(PersonRecord, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=200, blank=True, help_text="Title at the time of the meeting.")
    organisation = models.ForeignKey(OrganisationRecord, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=120, blank=True, help_text="For example: Law-makers. If no body is known.")
    classification = models.CharField("kind of body", max_length=30, choices=Classification, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    limit = models.CharField(
        "may be shown as",
        max_length=20,
        choices=Level,
        default=Level.UNATTRIBUTED,
        help_text="The most that may ever be shown of them; a statement may show less." + RUNGS,
    )
    basis = models.CharField("basis for naming", max_length=20, choices=Basis, blank=True)
    basis_reference = models.CharField(
        max_length=300, blank=True, help_text="Where the basis can be checked: document and date, page, address."
    )
    unique_post = models.BooleanField(
        default=True,
        help_text="One person at a time holds this post: it is as good as a name. Untick it only if you know.",
    )
    listed = models.BooleanField(
        default=False, help_text="List with the conference even if nothing released names them."
    )
    sessions = models.ManyToManyField(SessionRecord, blank=True, related_name="+", help_text="Where they spoke.")

    class Meta(Record.Meta):
        verbose_name = "participant"
        # Never by key, which often is a name: the change log and lists follow this order.
        ordering = ["conference", "public_id"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["conference", "key"], name="one_participant_key_per_conference"),
            models.CheckConstraint(
                name="participant_basis_and_reference_together",
                condition=Q(basis="", basis_reference="") | (~Q(basis="") & ~Q(basis_reference="")),
            ),
            models.CheckConstraint(
                name="participant_named_only_with_basis", condition=~Q(limit=Level.NAMED) | ~Q(basis="")
            ),
        ]

    def searchable(self):
        """Role and group. The person's name, and the key, which often is one, are searched by those who may."""
        return [self.role, self.group]
