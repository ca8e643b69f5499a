"""What the admins of public vocabularies share: words that are public as soon as they are saved, and their history."""

import hashlib
import json

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from ..findings import contacts, texts_in
from ..release import lock_shelf, note_vocabulary
from ..safety import unnamed
from .differences import marked
from .forms import EMPTY, SeenField
from .labels import LabelledFields
from .safety import KEEPER, SEES_ALL

# What other rows show of a term, or are ordered by.
SHOWN = {"name", "position"}


class PublicWords(forms.ModelForm):
    """A form whose new words nobody looks at before they are public: it takes no contacts and no names that are kept.

    Admins set ``request``.
    """

    request = None

    def clean(self):
        cleaned = super().clean()
        before = texts_in(self.initial)
        new = [pair for pair in texts_in(cleaned) if pair[0] in self.changed_data and pair not in before]
        for finding in contacts(new):
            self.add_error(finding.where, finding.words)
        for (part, name), protected in sorted(unnamed(new).items()):
            if reason := self._why_kept(protected):
                self.add_error(part, f"“{name}” is on the desk and not named in public: take the name out. {reason}")
        return cleaned

    def _why_kept(self, protected):
        """Only keepers read who is protected: others are refused every name, and read the same of each."""
        if not self.request.user.has_perm(SEES_ALL):
            return KEEPER
        return "Protected: it must not stand here." if protected else ""


class VocabularyForm(PublicWords):
    """A form of a term that does not write over what somebody else saved meanwhile: it knows what it began from.

    Admins set ``parts``: models of the rows that belong to the term.
    """

    parts = ()
    seen = SeenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen"] = _digest(self.instance, self.parts)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen", "") != self.initial.get("seen", ""):
            self.add_error(
                None,
                f"Somebody saved this {self._meta.model._meta.verbose_name} while you had it open. "
                "Open it again in another tab and bring your changes over.",
            )
        return cleaned


def _digest(row, parts):
    """A short text that differs when anything in the row, or in rows that belong to it, differs."""
    values = [field.value_from_object(row) for field in row._meta.concrete_fields]
    for model in parts:
        column = next(field.name for field in model._meta.fields if field.related_model is type(row))
        values += model.objects.filter(**{column: row}).order_by("pk").values_list()
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


class VocabularyAdmin(LabelledFields, admin.ModelAdmin):
    """Terms that are public as they stand: every save is noted in the change log. ``vocabulary``: its name there."""

    vocabulary = ""
    label_related = ()
    view_on_site = False
    show_full_result_count = False
    object_history_template = "desk/history.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.request, form.parts = request, [inline.model for inline in self.inlines]
        return form

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

    # History

    def construct_change_message(self, request, form, formsets, add=False):
        """Django's, and behind it the words before and after: no version of a term is kept anywhere else."""
        return [*super().construct_change_message(request, form, formsets, add), {"words": _edited(form, formsets)}]

    def history_view(self, request, object_id, extra_context=None):
        kind = ContentType.objects.get_for_model(self.model)
        rows = LogEntry.objects.filter(content_type=kind, object_id=unquote(object_id)).select_related("user")
        events = [event for row in rows.order_by("-action_time", "-pk") if (event := _event(row))]
        return super().history_view(request, object_id, {"events": events, "subtitle": None, **(extra_context or {})})


class VocabularyInline(LabelledFields, admin.TabularInline):
    """Rows that belong to a term, and are as public."""

    form = PublicWords
    template = "desk/rows.html"
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset


def _edited(form, formsets):
    """``[[label, words before, words now]]`` of what a form and its rows changed."""
    found = [
        [str(form[name].label), _word(form, name, form.initial), _word(form, name, form.cleaned_data)]
        for name in form.changed_data
    ]
    for formset in formsets:
        gone = formset.deleted_forms
        for row in (row for row in formset.forms if row.has_changed() or row in gone):
            now = "" if row in gone else _row(row, row.cleaned_data)
            found.append([str(formset.model._meta.verbose_name).capitalize(), _row(row, row.initial), now])
    return [words for words in found if words[1] != words[2]]


def _row(form, values):
    names = [field.name for field in form._meta.model._meta.concrete_fields if not field.is_relation]
    return ", ".join(filter(None, (_word(form, name, values) for name in names if name in form._meta.fields)))


def _word(form, name, values):
    """A value as the form has it, a term by its label."""
    field = form.fields[name]
    value = field.prepare_value(values.get(name))
    return "" if value in EMPTY else str(dict(getattr(field, "choices", ())).get(value, value))


def _event(row):
    """What the page shows of an edit; None if nothing was edited. Of what was logged before words were, no words."""
    words = _logged(row.change_message)
    if words == []:
        return None
    told = "Entered" if row.action_flag == ADDITION else "Edited"
    return {
        "at": row.action_time,
        "who": row.user.get_username(),
        "what": row.get_change_message() if words is None else told,
        "changes": [(label, marked(before, now)) for label, before, now in words or ()],
    }


def _logged(message):
    """The words of a message; None if it has none."""
    try:
        parts = json.loads(message)
    except ValueError:
        return None
    found = [part["words"] for part in parts if isinstance(part, dict) and "words" in part]
    return found[0] if found else None
