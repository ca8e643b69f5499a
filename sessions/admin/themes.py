"""Themes in the admin: a public vocabulary, edited in place."""

from django.contrib import admin

from organisations.admin.checks import language_tag
from organisations.admin.fields import MappingField, PairsField
from organisations.admin.vocabularies import VocabularyAdmin, VocabularyForm

from ..models import Theme


class ThemeForm(VocabularyForm):
    class Meta:
        labels = {"slug": "Address"}
        help_texts = {"slug": "The last part of its address on the site.", "position": "Lower numbers come first."}

    names = MappingField(
        keys=("tag", "name"), rows=6, check=language_tag, help_text="One per line: language tag, colon, name."
    )
    definitions = MappingField(
        keys=("tag", "name"), rows=9, check=language_tag, help_text="One per line: language tag, colon, definition."
    )
    purpose_codes = PairsField(
        keys=("code", "name"), help_text="OECD DAC purpose codes, one per line: code, colon, name."
    )


@admin.register(Theme)
class ThemeAdmin(VocabularyAdmin):
    vocabulary = "themes"
    form = ThemeForm
    list_display = ("name", "definition", "position")
    search_fields = ("name", "slug", "definition")
    fieldsets = (
        ("The theme", {"fields": ("name", "slug", "definition", "scope_note")}),
        ("In other languages", {"fields": ("names", "definitions")}),
        ("Its place", {"fields": ("position", "purpose_codes")}),
    )

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()
