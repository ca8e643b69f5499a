"""Translations in the form of what they translate."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from ..languages import canonical, is_tag
from .inlines import LabelledFormSet, PartInline


class TranslationForm(forms.ModelForm):
    """One translation. ``still_right``: somebody looked at it again after the words it was made of had changed."""

    still_right = forms.BooleanField(
        required=False,
        label="Still right",
        help_text="Tick this if you read both again and the translation still says what the text says now.",
    )

    @property
    def record(self):
        """What is translated, as it stands in the form around this row."""
        return getattr(self.instance, self.instance.owner)

    def clean_language(self):
        language = self.cleaned_data["language"]
        if not is_tag(language):
            return language  # which the validator of the field says
        if canonical(language) == canonical(self.record.language):
            raise ValidationError("The words are in this language already.")
        return canonical(language)

    def clean(self):
        """A translation leaves nothing out: readers would not know that there is more."""
        cleaned = super().clean()
        shown = self.record.shown_words()
        for name, words in zip(self.instance.words, shown, strict=True):
            if words and name in self.fields and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Translate this too, or readers would not know that there is more.")
        return cleaned

    def save(self, commit=True):
        if self.cleaned_data.get("still_right"):
            self.instance.confirm()
        return super().save(commit)


class TranslationFormSet(LabelledFormSet):
    """Rows that know their record as it stands in the form, and need not ask the database for it."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        setattr(form.instance, self.fk.name, self.instance)
        return form


class TranslationInline(PartInline):
    """What a record says in other languages."""

    form = TranslationForm
    formset = TranslationFormSet
    template = "admin/edit_inline/stacked.html"  # too much for a row
    readonly_fields = ("standing",)
    verbose_name_plural = "in other languages"

    def get_fields(self, request, obj=None):
        return ("language", "standing", "still_right", "status", *self.model.words, "translator")

    @admin.display(description="state")
    def standing(self, row):
        if row.pk is None:
            return "Shown after saving"
        if row.is_stale:
            return format_html('<span class="standing changed">{}</span>', "The text changed since: look again")
        return "Made of the text as it is"
