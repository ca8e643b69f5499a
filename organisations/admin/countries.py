"""Countries in the admin: a public vocabulary, edited in place."""

from django.contrib import admin

from ..folding import latin
from ..models import Country, CountryAlias
from .checks import language_tag
from .fields import LinesField, MappingField
from .vocabularies import VocabularyAdmin, VocabularyForm, VocabularyInline

KEYS = ("code", "alpha3", "slug", "user_assigned")


class AliasInline(VocabularyInline):
    model = CountryAlias
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
    search_help_text = "Name in any language of the site, code, or alias; accents and alphabet do not matter."
    fieldsets = (
        ("The country", {"fields": ("name", *KEYS, "region")}),
        ("Naming", {"fields": ("naming_note", "local_languages", "names")}),
    )

    def get_readonly_fields(self, request, obj=None):
        return KEYS if obj else ()

    def get_search_results(self, request, queryset, search_term):
        """By code, alias, or name in any language; without accents, in Latin or Cyrillic, with any apostrophe."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        term = latin(search_term)
        if term:
            found = found | queryset.filter(pk__in={code for code, name in _all_names() if term in latin(name)})
        return found, duplicates

    @admin.display(description="naming note", boolean=True)
    def has_note(self, country):
        return bool(country.naming_note)


def _all_names():
    """``(code, name)`` of every country: in English, in its other languages, and every alias."""
    yield from CountryAlias.objects.values_list("country", "name")
    for code, name, others in Country.objects.values_list("pk", "name", "names"):
        yield from ((code, one) for one in (name, *others.values()))
