"""Two people with one record open: the second save is refused, and shown beside what was saved meanwhile."""

import hashlib

from django.forms import BooleanField, ModelChoiceField, ModelMultipleChoiceField
from django.utils.formats import date_format

from ..decisions import decisive
from ..editorial import STEPS
from ..transitions import contents, transitions_of


class Versions:
    """Mixed into ``RecordAdmin``."""

    def hold_versions(self, request, object_id):
        """Keep others from the record and from records in its rows until commit, and note what they are before it."""
        versions, request.words_before, request.decided_before = [], {}, {}
        for model, column in ((self.model, "pk"), *self._rows_of_records(request, object_id)):
            rows = model.objects.select_for_update(no_key=True).filter(**{column: object_id}).order_by("pk")
            versions += [f"{model.__name__} {row.pk} {row.updated_at}" for row in rows]
            request.words_before[model], request.decided_before[model] = contents(rows), decisive(rows)
            self.admin_site._registry[model].keep_first_version(rows)
            if model is self.model and rows:
                self.keep_parts(rows[0], only_if_unknown=True)
        request.versions = hashlib.sha256("\n".join(versions).encode()).hexdigest()
        # Both versions were shown, and nobody saved again since.
        request.read_both = request.POST.get("read_both") == request.versions

    def _rows_of_records(self, request, object_id):
        left_out = self.left_out(request, object_id)
        return [pair for inline, pair in self.record_inlines().items() if inline not in left_out]

    def both_versions(self, request, adminform, formsets):
        """For the page of a refused save; None if nobody else saved.

        ``{"who", "at", "step", "fields": [(label, saved words, words sent)], "token"}``: only of fields that the form
        has for this member of staff; ``step``: what was done with the record, if more than an edit.
        """
        form = adminform.form
        rows = [one.formset for one in formsets]
        forms = [form, *(one for formset in rows for one in formset.initial_forms)] if form.is_bound else []
        if not any(getattr(one, "saved_meanwhile", False) for one in forms):
            return None
        fields = [*differing(form), *(pair for formset in rows for pair in _rows_differing(formset))]
        return {**self._saved_by(form.instance), "fields": fields, "token": request.versions}

    def _saved_by(self, record):
        taken = [row for row in transitions_of([record])[record.pk] if row.by_id]
        last = taken[-1] if taken and abs(taken[-1].at - record.updated_at).total_seconds() < 5 else None
        return {
            "who": last.by.get_username() if last else "",
            "at": date_format(record.updated_at, "H:i"),
            "step": STEPS[last.step].done if last and last.step in STEPS else "",
        }


def differing(form):
    """``[(label, words saved, words sent)]`` of the fields of a form that differ from what is saved."""
    names = [name for name in form.changed_data if not form.fields[name].widget.is_hidden]
    return [(str(form[name].label), *_pair(form, name)) for name in names]


def _pair(form, name):
    field = form.fields[name]
    sent = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return words(field, form.get_initial_for_field(field, name)), words(field, sent)


def _rows_differing(formset):
    """The same for each row that differs, as one text; a row of the form that is gone, or that is not there yet."""
    title = str(formset.model._meta.verbose_name).capitalize()
    shown = {form.instance.pk for form in formset.initial_forms}
    for form in formset.forms:
        if form.has_changed():
            mine = "" if form in formset.deleted_forms else row_words(form, sent=True)
            yield title, row_words(form, sent=False) if form.instance.pk else "", mine
    for row in formset.get_queryset():
        if row.pk not in shown:
            yield title, row_words(formset.form(instance=row), sent=False), ""


def row_words(form, sent):
    """What the visible fields of a row say."""
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden and name != "DELETE"]
    return ", ".join(filter(None, (_pair(form, name)[sent] for name in names)))


def words(field, value):
    """What staff read for a value of a form field, as it is stored or as it was sent."""
    if value in (None, "", []):
        return ""
    if isinstance(field, ModelMultipleChoiceField):
        return ", ".join(sorted(map(str, map(field.label_from_instance, _chosen(field, value)))))
    if isinstance(field, ModelChoiceField):
        return ", ".join(str(field.label_from_instance(row)) for row in _chosen(field, [value]))
    if isinstance(field, BooleanField):
        return "Yes" if value in (True, "on", "True", "true", "1") else "No"
    value = field.prepare_value(value)
    choices = dict(getattr(field, "choices", ()))
    several = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(choices.get(one, one)) for one in several)


def _chosen(field, values):
    keys = [getattr(one, "pk", one) for one in values]
    name = field.to_field_name or "pk"
    keys = [key for key in keys if _may_be_key(field, key)]
    return field.queryset.filter(**{f"{name}__in": keys})


def _may_be_key(field, key):
    try:
        field.queryset.model._meta.pk.to_python(key)
    except Exception:
        return False
    return "\x00" not in str(key)
