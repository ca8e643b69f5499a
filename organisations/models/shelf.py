"""The shelf: bodies and people as the public may know them, and the log of every change to the shelf.

Foreign keys carry no index of their own where a wider one begins with them.
Anyone may read every row and every column here. ``release`` is the only writer; it removes rows in its own order,
and the database refuses to leave a reference hanging at commit (hence ``DO_NOTHING``).
"""

from django.db import models
from django.urls import reverse

from ..choices import ChangeAction, Classification, RelationKind
from .naming import ANY, ENGLISH
from .vocabulary import Country


class ShelfRow(models.Model):
    """A public row. ``id``: eight random characters. ``search_text``: the folded words of the columns ``searched``."""

    id = models.CharField(max_length=8, primary_key=True)
    released_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search_text = models.TextField(blank=True)
    searched = ()

    class Meta:
        abstract = True
        default_permissions = ()
        indexes = [models.Index(fields=["updated_at", "id"], name="%(class)s_updated")]

    def texts(self):
        """What ``search_text`` was folded from, as readers see it: a text for each column or name."""
        values = [getattr(self, column) for column in self.searched]
        flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
        return [each["name"] if isinstance(each, dict) else each for each in flat if each]

    def translated_texts(self):
        """The same of its translations, whose words stand in ``search_text`` too."""
        return []


class Organisation(ShelfRow):
    """A body that something released names, or that curators listed."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=40, blank=True)
    other_names = models.JSONField(default=list)
    name_is_description = models.BooleanField(default=False)
    classification = models.CharField(max_length=30, choices=Classification)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="organisations", db_index=False)
    summary = models.TextField(blank=True)
    searched = ("name", "acronym", "other_names", "summary")

    class Meta(ShelfRow.Meta):
        ordering = ["name", "id"]
        indexes = [*ShelfRow.Meta.indexes, models.Index(fields=["country", "name"], name="body_by_country")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])

    @property
    def name_language(self):
        """A description is in English; a proper name in whatever language."""
        return ENGLISH if self.name_is_description else ANY


class OrganisationRelation(models.Model):
    """How one public body stands to another."""

    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="relations", db_index=False)
    kind = models.CharField(max_length=20, choices=RelationKind)
    other = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="inverse_relations", db_index=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["other"], name="relation_by_other")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "other"], name="one_relation_once"),
        ]


class Person(ShelfRow):
    """A human being who may be named."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list)
    searched = ("name", "other_names")
    name_language = ANY

    class Meta(ShelfRow.Meta):
        ordering = ["name", "id"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("person", args=[self.slug])


class OrganisationRedirect(models.Model):
    """A public id or slug that was another body's until both turned out to be one."""

    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="redirects")
    old = models.CharField(max_length=80, unique=True)

    class Meta:
        default_permissions = ()


class PersonRedirect(models.Model):
    """A public id or slug that was another person's until both turned out to be one."""

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="redirects")
    old = models.CharField(max_length=80, unique=True)

    class Meta:
        default_permissions = ()


class Change(models.Model):
    """One change of the shelf. ``seq`` has no gaps and follows commit order; ``kind`` is the API's name of the list.

    A withdrawal says kind, id and time, and nothing more.
    """

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=80)
    action = models.CharField(max_length=10, choices=ChangeAction)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["kind", "public_id", "-seq"], name="change_by_row"),
            models.Index(fields=["kind", "seq"], name="change_by_kind"),
            models.Index(fields=["at"], name="change_by_time"),
        ]


class ShelfSequence(models.Model):
    """One row, the last ``seq`` given out. Its row lock makes releases wait for each other until commit.

    ``floor``: up to this ``seq`` withdrawals may have been forgotten; who has not come so far must start over.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="one_sequence_only", condition=models.Q(id=1))]
