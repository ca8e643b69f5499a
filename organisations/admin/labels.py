"""What staff read where Django would show ``str(record)``, which says no more than kind and id."""

from functools import partial
from unicodedata import bidirectional

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.http import urlencode

from .checks import checked
from .fields import DayInput


class Knowing:
    """An autocomplete that asks the database only for labels it was not told. ``known``: ``{key: label}``.

    ``scope``: parameters that narrow what it offers, such as ``{"conference": 3}``.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known, self.scope = {}, {}

    def optgroups(self, name, value, attr=None):
        value = [key for key in value if key in (None, "") or self._may_be_key(key)]
        selected = [str(key) for key in value if key not in (None, "")]
        if not set(selected) <= set(self.known):
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options = [*empty, *((key, self.known[key]) for key in selected)]
        made = [self.create_option(name, key, label, key != "", n) for n, (key, label) in enumerate(options)]
        return [(None, made, 0)]

    def _may_be_key(self, key):
        """Whether a row may have such a key: an address may say anything."""
        try:
            self.field.target_field.clean(key, None)
        except ValidationError:
            return False
        return "\x00" not in str(key)

    def get_url(self):
        return super().get_url() + (f"?{urlencode(self.scope)}" if self.scope else "")


class KnowingSelect(Knowing, AutocompleteSelect):
    """One record, found by typing."""


class KnowingSelectMultiple(Knowing, AutocompleteSelectMultiple):
    """Several records, found by typing. Each is taken out by itself: a cross for all would stand in their list."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}

    def value_from_datadict(self, data, files, name):
        """What no database would take as a key is handed on so that the field refuses it."""
        keys = super().value_from_datadict(data, files, name) or []
        return [key if self._may_be_key(key) else f"no key: {key}" for key in keys]


class LabelledFields:
    """For admins and inlines: fields that choose records show the labels of those records' own admin.

    ``addable``: names of fields beside which a new record may be entered.
    """

    addable = ()
    formfield_overrides = {models.DateField: {"widget": DayInput}, models.URLField: {"assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.ModelChoiceField):
            self._label(field, db_field, request)
        elif field:
            _let_texts_choose_their_direction(field.widget)
        return checked(field, db_field)

    def _label(self, field, db_field, request):
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if hasattr(related, "labels") and "label_from_instance" not in vars(field):
            field.label_from_instance = partial(related.label_for, request)
            if related.label_related:
                field.queryset = field.queryset.select_related(*related.label_related)
        if hasattr(field.queryset.model, "merged_into"):
            field.queryset = field.queryset.filter(merged_into=None)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_add_related = field.widget.can_add_related and db_field.name in self.addable

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnowingSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnowingSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def autocomplete_of(field):
    """The ``Knowing`` widget of a form field; None if it has another."""
    widget = getattr(field.widget, "widget", field.widget)
    return widget if isinstance(widget, Knowing) else None


def _let_texts_choose_their_direction(widget):
    if isinstance(widget, forms.TextInput | forms.Textarea) and getattr(widget, "input_type", "text") == "text":
        widget.attrs.setdefault("dir", "auto")


def isolated(text):
    """``text`` so that what is written beside it keeps its place, if any of it is written from right to left."""
    leftward = any(bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if leftward else text


def shortened(text, length=120):
    """``text`` on one line, cut at ``length`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
