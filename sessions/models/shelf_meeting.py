"""The shelf: meetings, sources, sessions and participants as the public may know them. Anyone may read all of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisations.choices import Classification
from organisations.models import Country, Organisation, Person, ShelfRow

from ..choices import ConferenceCountryRole, ConferenceRole, DisclosureRule, Level, SessionKind


class Conference(ShelfRow):
    """A meeting. ``headcount`` is what a source reports. ``place_names``: ``[{"lang", "name"}]``."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    start_date = models.DateField()
    end_date = models.DateField()
    place = models.CharField(max_length=120)
    place_names = models.JSONField(default=list)
    country = models.ForeignKey(Country, models.PROTECT, related_name="conferences")
    summary = models.TextField(blank=True)
    headcount = models.PositiveIntegerField(null=True)
    headcount_note = models.CharField(max_length=200, blank=True)
    disclosure_rule = models.CharField(max_length=20, choices=DisclosureRule)
    language = models.CharField(max_length=12)
    searched = ("title", "place", "summary", "place_names")

    class Meta(ShelfRow.Meta):
        ordering = ["-start_date", "id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("conference", args=[self.slug])


class ConferenceOrganisation(models.Model):
    """What a body did for a meeting."""

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="organisations", db_index=False)
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="conference_roles", db_index=False)
    role = models.CharField(max_length=12, choices=ConferenceRole)

    class Meta:
        default_permissions = ()
        ordering = ["role", "id"]
        indexes = [models.Index(fields=["organisation"], name="conference_by_body")]
        constraints = [
            models.UniqueConstraint(fields=["conference", "organisation", "role"], name="one_conference_role_once")
        ]


class ConferenceCountry(models.Model):
    """A country named with a meeting, and why."""

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="countries", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="conference_roles", db_index=False)
    role = models.CharField(max_length=12, choices=ConferenceCountryRole)

    class Meta:
        default_permissions = ()
        ordering = ["role", "country_id"]
        indexes = [models.Index(fields=["country", "conference"], name="conference_by_country")]
        constraints = [
            models.UniqueConstraint(fields=["conference", "country", "role"], name="one_conference_country_once")
        ]


class Source(ShelfRow):
    """A document a meeting is known from (Dublin Core). ``issued``: year or ISO 8601 date."""

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="sources", db_index=False)
    title = models.CharField(max_length=300)
    creator = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    publisher_details = models.CharField(max_length=300, blank=True)
    issued = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=12)
    rights = models.CharField(max_length=300, blank=True)
    url = models.URLField(blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    searched = ("title", "creator", "publisher")

    class Meta(ShelfRow.Meta):
        ordering = ["title", "id"]
        indexes = [*ShelfRow.Meta.indexes, models.Index(fields=["conference"], name="source_by_conference")]

    def __str__(self):
        return self.title


class Session(ShelfRow):
    """Part of a meeting. ``order``: its place in the whole programme read from first to last, from 1.

    ``disclosure_rule``: the stricter of the meeting's and its own.
    """

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="sessions", db_index=False)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="children", db_index=False)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=SessionKind)
    summary = models.TextField(blank=True)
    disclosure_rule = models.CharField(max_length=20, choices=DisclosureRule)
    order = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    searched = ("title", "summary")

    class Meta(ShelfRow.Meta):
        ordering = ["conference_id", "order"]
        indexes = [
            *ShelfRow.Meta.indexes,
            models.Index(fields=["conference", "order"], name="session_in_order"),
            models.Index(fields=["parent"], name="session_by_parent"),
        ]
        constraints = [models.UniqueConstraint(fields=["conference", "slug"], name="one_public_session_slug")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("session", args=[self.conference.slug, self.slug])


class Participant(ShelfRow):
    """Somebody at a meeting, in the role they had then, as openly as ``level`` says and no more.

    ``label`` is the finished line: "Executive Director, INDEP".
    """

    conference = models.ForeignKey(Conference, models.DO_NOTHING, related_name="participants", db_index=False)
    level = models.CharField(max_length=20, choices=Level)
    label = models.CharField(max_length=750)
    person = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="participations", db_index=False)
    role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, null=True, related_name="participants", db_index=False
    )
    group = models.CharField(max_length=120, blank=True)
    classification = models.CharField(max_length=30, choices=Classification, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="participants", db_index=False)
    sessions = models.ManyToManyField(Session, related_name="participants")
    searched = ("label",)

    class Meta(ShelfRow.Meta):
        ordering = ["label", "id"]
        indexes = [
            *ShelfRow.Meta.indexes,
            models.Index(fields=["conference"], name="participant_by_conference"),
            models.Index(fields=["person"], name="participant_by_person"),
            models.Index(fields=["organisation"], name="participant_by_body"),
            models.Index(fields=["country"], name="participant_by_country"),
        ]
        constraints = [
            models.CheckConstraint(
                name="participant_shown_no_finer_than_its_level",
                condition=Q(level=Level.NAMED)
                | Q(level=Level.ROLE_ORGANISATION, person=None)
                | Q(level=Level.ORGANISATION, person=None, role="")
                | Q(level=Level.ORGANISATION_TYPE, person=None, role="", organisation=None)
                | Q(level=Level.COUNTRY, person=None, role="", organisation=None, group="", classification=""),
            )
        ]

    def __str__(self):
        return self.label
