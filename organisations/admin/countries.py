"""Countries in the admin: a public vocabulary, edited in place."""

from django import forms
from django.contrib import admin
from django.db import transaction

from ..folding import fold
from ..models import Country, CountryAlias
from ..release import lock_shelf, note_vocabulary
from .checks import checked, language_tag
from .fields import DayInput, LinesField, MappingField

# What other rows show of a term, or are ordered by.
SHOWN = {"name", "position"}
KEYS = ("code", "alpha3", "slug", "user_assigned")


class VocabularyAdmin(admin.ModelAdmin):
    """Terms that are public as they stand: every save is noted in the change log. ``vocabulary``: its name there."""

    vocabulary = ""
    label_related = ()
    view_on_site = False
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return checked(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)

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


class AliasInline(admin.TabularInline):
    model = CountryAlias
    extra = 0
    fields = ("name", "kind", "valid_from", "valid_until")
    formfield_overrides = {CountryAlias._meta.get_field("valid_from").__class__: {"widget": DayInput}}
    verbose_name_plural = "other names and codes it is found by"


class CountryForm(forms.ModelForm):
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
        """Its name, codes and slug, and every alias, without accents."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        term = fold(search_term)
        if term:
            aliases = CountryAlias.objects.filter(folded__contains=term).values("country")
            found = found | queryset.filter(pk__in=aliases) | queryset.filter(slug__contains=term.replace(" ", "-"))
        return found, duplicates

    @admin.display(description="naming note", boolean=True)
    def has_note(self, country):
        return bool(country.naming_note)
