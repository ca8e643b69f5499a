"""Lessons in the admin, with their evidence."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html

from organisations.admin.fields import TermsField
from organisations.admin.forms import RecordForm
from organisations.admin.inlines import LabelledFormSet, PartInline
from organisations.admin.listing import LabelledFilter, ReleaseFilter, UsedFilter
from organisations.admin.record import Preview, RecordAdmin
from organisations.admin.translations import TranslationInline
from organisations.release import KINDS
from sessions.admin.statements import ThemesField
from sessions.models import Statement

from ..choices import Audience, EvidenceRelation
from ..models import EvidenceRecord, LessonCountryRecord, LessonRecord, LessonTranslationRecord


class LessonForm(RecordForm):
    addressed_to = TermsField(choices=Audience, label="Addressed to")


class LessonCountryInline(PartInline):
    model = LessonCountryRecord
    fields = ("country", "role")
    autocomplete_fields = ("country",)


class EvidenceForm(forms.ModelForm):
    """``position`` may be left empty: behind the others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if not self.instance.pk:
            self.initial["position"] = None


class EvidenceFormSet(LabelledFormSet):
    """Gives every row the public line of its statement, all of them in one query, and new ones the last places."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = [form.instance for form in self.initial_forms]
        public = Statement.objects.in_bulk([row.statement.public_id for row in rows])
        for row in rows:
            row.public_statement = public.get(row.statement.public_id)

    def clean(self):
        super().clean()
        rows = [form for form in self.forms if hasattr(form, "cleaned_data") and not self._should_delete_form(form)]
        last = max([form.cleaned_data.get("position") or 0 for form in rows], default=0)
        unplaced = [form.instance for form in rows if form.cleaned_data.get("position") is None]
        for place, row in enumerate(unplaced, start=last + 1):
            row.position = place


class EvidenceInline(PartInline):
    model = EvidenceRecord
    form = EvidenceForm
    formset = EvidenceFormSet
    fields = ("position", "statement", "relation", "note", "public_words")
    readonly_fields = ("public_words",)
    autocomplete_fields = ("statement",)
    verbose_name_plural = "evidence: statements for and against it"

    @admin.display(description="the public reads")
    def public_words(self, row):
        if row.pk is None:
            return "Shown after saving"
        shown = row.public_statement
        if shown is None:
            return "Nothing: the statement is not public."
        return format_html('<span dir="auto">{}: {}</span>', shown.attribution_label, shown.text)


class LessonTranslationInline(TranslationInline):
    model = LessonTranslationRecord


@admin.register(LessonRecord)
class LessonAdmin(ThemesField, RecordAdmin):
    form = LessonForm
    inlines = (LessonCountryInline, EvidenceInline, LessonTranslationInline)
    list_display = ("name_column", "kind", "status", "standing", "public_page")
    list_filter = (
        "state",
        ReleaseFilter,
        "kind",
        "status",
        ("conference", LabelledFilter),
        ("countries__country", UsedFilter),
        ("themes", UsedFilter),
    )
    ordering = ("title", "pk")
    autocomplete_fields = ("conference",)
    meetings = ("conference", "evidence__statement__session__conference")
    carry = ("conference",)
    unseen = "No public statement supports it."
    fieldsets = (
        ("The lesson", {"fields": ("title", "text", "language", "kind", "status")}),
        ("For whom, and where from", {"fields": ("addressed_to", "context", "conference")}),
        ("What it is about", {"fields": ("themes",)}),
        ("For staff", {"fields": ("high_risk", "notes", "key"), "classes": ("collapse",)}),
    )

    def label(self, record):
        return record.title

    def preview(self, request, record):
        frozen = KINDS["lessons"].freeze([record])[record.pk]
        public = set(_public(frozen["evidence"]))
        relations = [relation for pk, relation, _ in frozen["evidence"] if pk in public]
        facts = [("Evidence on the site", _counted(relations, len(frozen["evidence"])))]
        if EvidenceRelation.SUPPORTS not in relations:
            return Preview(False, "Nothing: no public statement supports it.", facts=facts)
        return Preview(True, title=record.title, text=record.text, language=record.language, facts=facts)

    def public_words(self, row):
        return row.title, row.text


def _public(evidence):
    """Keys of those statements that are on the shelf."""
    records = EvidenceRecord._meta.get_field("statement").related_model.objects
    ids = dict(records.filter(pk__in=[pk for pk, _, _ in evidence]).values_list("public_id", "pk"))
    return [ids[i] for i in Statement.objects.filter(pk__in=ids).order_by().values_list("pk", flat=True)]


def _counted(relations, recorded):
    counts = [(label.lower(), relations.count(value)) for value, label in EvidenceRelation.choices]
    parts = [f"{count} {label}" for label, count in counts if count]
    return f"{len(relations)} of {recorded} statements" + (f": {', '.join(parts)}" if parts else "")
