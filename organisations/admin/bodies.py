"""Bodies and people in the admin."""

from django.contrib import admin
from django.urls import reverse

from .. import policy
from ..models import Organisation, OrganisationRecord, OrganisationRelationRecord, Person, PersonRecord
from ..release import KINDS
from .duplicates import Duplicates
from .fields import LinesField
from .forms import RecordForm
from .inlines import OtherForm, PartInline
from .labels import isolated
from .listing import ReleaseFilter, UsedFilter
from .merging import Merging
from .record import Preview, RecordAdmin

OTHER_NAMES = "One per line: in other languages, earlier names, other spellings."


def naming_rows(shelf, public_id):
    """How many public rows of other kinds name a body or a person."""
    links = [
        link for link in shelf._meta.related_objects if link.related_model._meta.app_label != shelf._meta.app_label
    ]
    return sum(_pointing(link, public_id) for link in links)


def _pointing(link, public_id):
    model, column = link.related_model, link.field.attname
    if link.many_to_many:
        model, column = link.through, link.field.m2m_reverse_name()
    return model.objects.filter(**{column: public_id}).count()


class NamedPreview:
    """For bodies and people: they show only while listed or while something public names them."""

    discretion = "Lines of speakers may change too; the keepers see which."
    them = "it"

    def may_tell(self, request, effect, ids):
        """Not who will be named for the first time: of that each statement and participant tells as far as it may."""
        return effect.word != "appears"

    def _preview(self, record, shelf, released, listed):
        named = naming_rows(shelf, record.public_id)
        values = KINDS[self.model].freeze([record])[record.pk]
        fields = released(values, bool(named))
        if fields is None:
            return Preview(False, f"Nothing: not listed{listed}, and nothing public names {self.them}.")
        reasons = ["listed"] if record.listed else []
        reasons += [f"named by {named} public record{'s' if named != 1 else ''}"] if named else []
        return Preview(
            True, "Shown: " + " and ".join(reasons) + ".", title=fields["name"], text=fields.get("summary", "")
        )


class OrganisationForm(RecordForm):
    other_names = LinesField(help_text=OTHER_NAMES)


class RelationForm(OtherForm):
    owner = "organisation"


class RelationInline(PartInline):
    model = OrganisationRelationRecord
    form = RelationForm
    fk_name = "organisation"
    fields = ("kind", "other", "note")
    autocomplete_fields = ("other",)
    verbose_name_plural = "relations to other bodies"


@admin.register(OrganisationRecord)
class OrganisationAdmin(Duplicates, Merging, NamedPreview, RecordAdmin):
    form = OrganisationForm
    inlines = (RelationInline,)
    list_display = ("name_column", "classification", "country", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, "listed", "classification", ("country", UsedFilter))
    list_select_related = ("country",)
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    fixed_once_released = ("slug",)
    ordering = ("name", "pk")
    unseen = "Nothing public names it, and it is not listed."
    fieldsets = (
        (
            "The body",
            {"fields": ("name", "name_is_description", "acronym", "other_names", "classification", "country")},
        ),
        ("For the public", {"fields": ("summary", "listed", "slug")}),
        (
            "For staff",
            {
                "fields": (
                    "high_risk",
                    "notes",
                ),
                "classes": ("collapse",),
            },
        ),
    )

    def label(self, record):
        return f"{isolated(record.name)} ({isolated(record.acronym)})" if record.acronym else record.name

    def preview(self, request, record):
        return self._preview(record, Organisation, policy.released_organisation, "")

    def public_words(self, row):
        return row.name, row.summary


class PersonForm(RecordForm):
    together = (("basis", "basis_reference"),)
    other_names = LinesField(help_text=OTHER_NAMES)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("listed") and not cleaned.get("basis"):
            self.add_error("listed", "Somebody may be listed only with a basis for naming.")
        return cleaned


@admin.register(PersonRecord)
class PersonAdmin(Duplicates, Merging, NamedPreview, RecordAdmin):
    form = PersonForm
    list_display = ("name_column", "basis", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, "listed", "basis")
    prepopulated_fields = {"slug": ("name",)}
    fixed_once_released = ("slug",)
    ordering = ("name", "pk")
    unseen = "Nothing public names the person, and they are not listed."
    them = "them"
    fieldsets = (
        (
            "The person",
            {
                "fields": ("name", "other_names", "slug"),
                "description": "Only people whose name is known. For somebody known by a role, enter a participant.",
            },
        ),
        (
            "May they be named?",
            {
                "fields": ("basis", "basis_reference", "listed"),
                "description": "For the list of people. What they said at a meeting: see the participant.",
            },
        ),
        (
            "For staff",
            {
                "fields": (
                    "high_risk",
                    "notes",
                ),
                "classes": ("collapse",),
            },
        ),
    )

    def label(self, record):
        return record.name

    # Whom nothing public names may have been there all the same: only keepers read that beside a name.

    def may_merge(self, request, *records):
        """Keepers alone: who follows a person tells where they spoke."""
        return self.keeps(request) and super().may_merge(request, *records)

    def keeps(self, request):
        """Whether somebody is one of the keepers, who alone delete people."""
        return request.user.has_perm("organisations.delete_personrecord")

    def around(self, request, record):
        """Keepers alone learn that somebody can be erased, and that somebody was."""
        if not self.keeps(request):
            return []
        return [("Erase this person…", reverse("admin:organisations_personrecord_erase", args=[record.pk]))]

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return columns if self.keeps(request) else [name for name in columns if name != "public_page"]

    def describe(self, request, records):
        super().describe(request, records)
        if not self.keeps(request):
            for record in records:
                record.is_shown = record.public_row = None

    def preview(self, request, record):
        if self.keeps(request):
            return self._preview(record, Person, policy.released_person, " with a basis")
        listed = "They are listed." if record.listed else "Shown as soon as something public names them."
        return Preview(True, listed, title=record.name)

    def public_words(self, row):
        return row.name, ""
