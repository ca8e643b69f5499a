"""Countries in the admin: a public vocabulary, edited in place."""

import hashlib
import json

from django import forms
from django.contrib import admin
from django.db import transaction

from ..folding import fold
from ..models import Country, CountryAlias
from ..release import lock_shelf, note_vocabulary
from .checks import language_tag
from .fields import LinesField, MappingField
from .forms import SeenField
from .labels import LabelledFields

# What other rows show of a term, or are ordered by.
SHOWN = {"name", "position"}
KEYS = ("code", "alpha3", "slug", "user_assigned")


class VocabularyForm(forms.ModelForm):
    """A form of a term that does not write over what somebody else saved meanwhile: it knows what it began from."""

    seen = SeenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen"] = _digest(self.instance)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") and cleaned["seen"] != self.initial.get("seen"):
            self.add_error(
                None,
                f"Somebody saved this {self._meta.model._meta.verbose_name} while you had it open. "
                "Open it again in another tab and bring your changes over.",
            )
        return cleaned


def _digest(row):
    """A short text that differs when anything in the row differs."""
    values = [field.value_from_object(row) for field in row._meta.concrete_fields]
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


class VocabularyAdmin(LabelledFields, admin.ModelAdmin):
    """Terms that are public as they stand: every save is noted in the change log. ``vocabulary``: its name there."""

    vocabulary = ""
    label_related = ()
    view_on_site = False
    show_full_result_count = False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """In the order in which releases lock: the shelf before the row, or two of us would wait for each other."""
        with transaction.atomic():
            if request.method == "POST":
                lock_shelf()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        pk = form.instance.pk
        note_vocabulary(self.vocabulary, [pk], shown=[pk] if SHOWN & set(form.changed_data) else [])

    def labels(self, request, rows):
        """``{key: what staff read for it}``: nothing of a vocabulary is secret."""
        return {row.pk: str(row) for row in rows}

    def label_for(self, request, row):
        """What staff read for one row."""
        return str(row)

    def has_delete_permission(self, request, obj=None):
        """Nobody: what is public rests on them."""
        return False


class AliasInline(LabelledFields, admin.TabularInline):
    model = CountryAlias
    template = "desk/rows.html"
    extra = 0
    fields = ("name", "kind", "valid_from", "valid_until")
    verbose_name_plural = "other names and codes it is found by"


class CountryForm(VocabularyForm):
    class Meta:
        labels = {"slug": "Address"}
        help_texts = {
            "slug": "The last part of its address on the site.",
            "naming_note": "Shown where the name first stands on a page.",
        }

    local_languages = LinesField(
        check=language_tag, help_text="Language tags, one per line: the languages its own name is shown in."
    )
    names = MappingField(
        keys=("tag", "name"), rows=6, check=language_tag, help_text="One per line: language tag, colon, name."
    )


@admin.register(Country)
class CountryAdmin(VocabularyAdmin):
    vocabulary = "countries"
    form = CountryForm
    inlines = (AliasInline,)
    list_display = ("name", "code", "alpha3", "region", "has_note")
    list_filter = ("region", "user_assigned")
    search_fields = ("name", "=code", "=alpha3")
    search_help_text = "Name, code, or another name it is found by; accents do not matter."
    fieldsets = (
        ("The country", {"fields": ("name", *KEYS, "region")}),
        ("Naming", {"fields": ("naming_note", "local_languages", "names")}),
    )

    def get_readonly_fields(self, request, obj=None):
        return KEYS if obj else ()

    def get_search_results(self, request, queryset, search_term):
        """Its name, codes and every alias, without accents and however an apostrophe is typed."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        term = fold(search_term)
        if term:
            aliases = CountryAlias.objects.filter(folded__contains=term).values("country")
            named = [code for code, name in Country.objects.values_list("pk", "name") if term in fold(name)]
            found = found | queryset.filter(pk__in=aliases) | queryset.filter(pk__in=named)
        return found, duplicates

    @admin.display(description="naming note", boolean=True)
    def has_note(self, country):
        return bool(country.naming_note)
