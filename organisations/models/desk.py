"""The desk: what staff know of bodies and people. Private."""

from django.db import models
from django.db.models import Q

from ..choices import Basis, Classification, RelationKind
from .editorial import MergeableRecord
from .vocabulary import Country

ADDRESS = "The last part of the address on the site. It stays once it was public."


class OrganisationRecord(MergeableRecord):
    """A body as staff know it. On the shelf if listed, or if something released names it.

    ``slug``: its stable key in bundles and its public address. ``other_names``: list of strings.
    """

    slug = models.SlugField("address", max_length=80, unique=True, help_text=ADDRESS)
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=40, blank=True)
    other_names = models.JSONField(default=list, blank=True)
    name_is_description = models.BooleanField(
        "the name is a description", default=False, help_text="The source gives no name; this one is in our words."
    )
    classification = models.CharField("kind of body", max_length=30, choices=Classification)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is based, if it is known."
    )
    summary = models.TextField(blank=True, help_text="One or two sentences in our own words.")
    listed = models.BooleanField(default=False, help_text="Show it even if nothing released names it.")

    class Meta(MergeableRecord.Meta):
        verbose_name = "organisation"
        ordering = ["name"]
        indexes = [
            *MergeableRecord.Meta.indexes,
            models.Index(fields=["name", "id"], name="organisationrecord_by_name"),
        ]

    def searchable(self):
        return [self.name, self.acronym, *self.other_names, self.slug]


class OrganisationRelationRecord(models.Model):
    """How one body stands to another, as recorded; part of the first body's record."""

    organisation = models.ForeignKey(OrganisationRecord, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    other = models.ForeignKey(OrganisationRecord, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "relation"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "other"], name="one_relation_once_on_the_desk"),
            models.CheckConstraint(name="no_body_relates_to_itself", condition=~Q(organisation=models.F("other"))),
        ]

    def __str__(self):
        return "relation"


class PersonRecord(MergeableRecord):
    """A human being whose name staff know. On the shelf only if something released names them, or if listed
    with a basis for naming.

    ``slug``: stable key in bundles, and the public address once the person is named. ``other_names``: list of strings.
    """

    decisive = {"basis": False, "basis_reference": True}

    slug = models.SlugField("address", max_length=80, unique=True, help_text=ADDRESS)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list, blank=True)
    listed = models.BooleanField(default=False, help_text="Show the person even if nothing released names them.")
    basis = models.CharField("basis for naming", max_length=20, choices=Basis, blank=True)
    basis_reference = models.CharField(
        max_length=300, blank=True, help_text="Where the basis can be checked: document and date, page, address."
    )

    class Meta(MergeableRecord.Meta):
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name"]
        indexes = [*MergeableRecord.Meta.indexes, models.Index(fields=["name", "id"], name="personrecord_by_name")]
        constraints = [
            *MergeableRecord.Meta.constraints,
            models.CheckConstraint(
                name="person_basis_and_reference_together",
                condition=Q(basis="", basis_reference="") | (~Q(basis="") & ~Q(basis_reference="")),
            ),
            models.CheckConstraint(name="person_listed_with_basis", condition=Q(listed=False) | ~Q(basis="")),
        ]

    def searchable(self):
        return [self.name, *self.other_names]
