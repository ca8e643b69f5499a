"""Rows edited inside another record: its own parts, and records that stand in it."""

from collections import defaultdict

from django.contrib import admin
from django.db.models import F
from django.forms import BaseInlineFormSet, ModelForm, ValidationError

from ..choices import State
from .forms import RecordForm, bound
from .labels import LabelledFields, autocomplete_of

# Out of the way of every place that is in use, while places are exchanged.
ASIDE = 1_000_000
THEIRS = "Only who wrote this draft, a reviewer or a keeper can delete it: its versions go with it, for good."


class LabelledFormSet(BaseInlineFormSet):
    """Rows whose autocompletes learn all their labels in one go. ``labellers``: ``{field: function of records}``.

    ``former``: ``{key: values}`` of the rows of a version that is to be restored, or None.
    """

    labellers = {}
    former = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, labels in self.labellers.items():
            widget = autocomplete_of(self.form.base_fields[name]) if name in self.form.base_fields else None
            if widget:
                chosen = {getattr(row, name) for row in self.get_queryset()} - {None}
                widget.known.update({str(pk): label for pk, label in labels(list(chosen)).items()})

    def _construct_form(self, i, **kwargs):
        """A row that was another is as it was; one that was not there is ticked to go."""
        form = super()._construct_form(i, **kwargs)
        if self.former is not None and form.instance.pk:
            form.initial |= self.former.get(form.instance.pk, {"DELETE": True})
        return form

    def get_unique_error_message(self, unique_check):
        names = [self.model._meta.get_field(name).verbose_name for name in unique_check if name != self.fk.name]
        return f"The same {' and '.join(names)} stands there twice: take one of the rows away."

    def get_form_error(self):
        return "Another row says the same."


class RowsFormSet(LabelledFormSet):
    """Records in order of ``position``: an empty place means the last one, and places may be exchanged.

    ``level``: what a place is counted in, as a function of a row. Rows that were ever released cannot be deleted;
    ``own``: a function of drafts that gives the keys of those that may.
    """

    positioned = True
    own = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = self.own([row for row in self.get_queryset() if deletable(row)])

    @staticmethod
    def level(row):
        return None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.can_delete and form.instance.pk and form.instance.pk not in self.mine:
            form.fields["DELETE"].disabled = True
            if deletable(form.instance):
                form.fields["DELETE"].widget.attrs["title"] = THEIRS

    def clean(self):
        super().clean()
        if self.positioned and not any(self.errors):
            self._place(self._kept())

    def _kept(self):
        rows = [form for form in self.forms if not self._should_delete_form(form)]
        return [form for form in rows if form.instance.pk or form.has_changed()]

    def _place(self, forms):
        taken = defaultdict(dict)
        for form in forms:
            row, place = form.instance, form.cleaned_data.get("position")
            if place and taken[self.level(row)].setdefault(place, form) is not form:
                form.add_error("position", f"{place} stands there twice.")
        for form in forms:
            if not form.cleaned_data.get("position"):
                places = taken[self.level(form.instance)]
                form.instance.position = max(places, default=0) + 1
                places[form.instance.position] = form

    def save(self, commit=True):
        """In two moves, because the database lets no two rows have one place even for a moment."""
        if self.positioned:
            moved = [
                f.instance.pk for f in self.initial_forms if "position" in f.changed_data or f in self.deleted_forms
            ]
            self.model.objects.filter(pk__in=moved).update(position=F("position") + ASIDE)
        return super().save(commit)


class RowForm(RecordForm):
    """One record in a row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("position") and self.instance.pk:
            cleaned["position"] = self.initial.get("position")
        return cleaned

    def _get_validation_exclusions(self):
        """Whether a place is free is for the whole set of rows to say."""
        return {*super()._get_validation_exclusions(), "position"}


class OtherForm(ModelForm):
    """A row that points from its ``owner``, the name of a column, to an ``other`` record of the same kind."""

    owner = ""

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == getattr(self.instance, f"{self.owner}_id"):
            raise ValidationError("This is the very same record: choose another one.")
        return other


def deletable(record):
    """Whether a record may be deleted: a draft of which no version was ever out."""
    return record.state == State.DRAFT and record.released_at is None


class _Rows(LabelledFields, admin.TabularInline):
    template = "desk/rows.html"
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.labellers = {name: self._labeller(request, name) for name in self.get_autocomplete_fields(request)}
        formset.former = former_rows(request, self.model)
        return formset

    def get_extra(self, request, obj=None, **kwargs):
        """Room for rows of a former version that are gone."""
        return len(gone_rows(request, self.model)) or super().get_extra(request, obj, **kwargs)

    def _labeller(self, request, name):
        related = self.admin_site._registry[self.model._meta.get_field(name).related_model]
        return lambda records: related.labels(request, records)

    def get_queryset(self, request):
        paths = []
        for name in self.get_autocomplete_fields(request):
            related = self.admin_site._registry[self.model._meta.get_field(name).related_model]
            paths += [name, *(f"{name}__{path}" for path in related.label_related)]
        rows = super().get_queryset(request)
        return rows.select_related(*paths) if paths else rows


def former_rows(request, model):
    """``{key: values}`` of the rows of a version that is to be restored; None if none is."""
    former = getattr(request, "former", None)
    if former is None or model._meta.model_name not in former["rows"]:
        return None
    names = {f.attname: f.name for f in model._meta.concrete_fields}
    rows = former["rows"][model._meta.model_name]
    return {row["pk"]: {names[name]: value for name, value in row.items() if name in names} for row in rows}


def gone_rows(request, model):
    """Values of those of these rows that the record has no more."""
    rows = former_rows(request, model) or {}
    there = set(model.objects.filter(pk__in=rows).values_list("pk", flat=True)) if rows else set()
    return [values for pk, values in rows.items() if pk not in there]


class PartInline(_Rows):
    """Parts of a record, such as its countries: whoever may change the record may change them."""

    formset = LabelledFormSet

    def _record(self, request, obj):
        return self.admin_site._registry[self.parent_model].has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.admin_site._registry[self.parent_model].has_view_permission(request, obj)

    def has_add_permission(self, request, obj):
        return self.admin_site._registry[self.parent_model].has_add_permission(request) or self._record(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._record(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._record(request, obj)


class RecordInline(_Rows):
    """Records that stand in another one, shortly; each has a form of its own."""

    formset = RowsFormSet
    form = RowForm
    readonly_fields = ("standing", "open_link")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, form=bound(self.form, request), **kwargs)
        formset.own = staticmethod(lambda drafts: self._own_admin().own(request, drafts))
        return formset

    @admin.display(description="state")
    def standing(self, record):
        return self._own_admin().standing(record) if record.pk else ""

    @admin.display(description="all of it")
    def open_link(self, record):
        return self._own_admin().open_link(record) if record.pk else ""

    def _own_admin(self):
        return self.admin_site._registry[self.model]
