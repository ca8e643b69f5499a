"""What the forms of all records have in common."""

from django import forms
from django.utils.formats import date_format

EMPTY = (None, "")


class SeenField(forms.CharField):
    """When the record was last edited as the form was made: carried along, never a change of the record."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial, data):
        return False


class RecordForm(forms.ModelForm):
    """A form that does not write over what somebody else saved meanwhile. Admins set ``request``.

    ``together``: ``[(field, field)]`` that are filled in both or neither.
    """

    together = ()
    request = None
    saved_meanwhile = False
    seen = SeenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        former = getattr(self.request, "former", None)
        self.restores = bool(former and self.instance.pk and self.prefix is None)
        if self.restores:
            self.initial |= former["values"]
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def clean(self):
        cleaned = super().clean()
        self._check_seen(cleaned.get("seen"))
        if refusal := getattr(self.request, "refusal", ""):
            self.add_error(None, refusal)
        for pair in self.together:
            self._check_together(*pair)
        return cleaned

    def _check_seen(self, seen):
        if self.instance.pk and seen != self.initial["seen"] and not getattr(self.request, "read_both", False):
            self.saved_meanwhile = True
            at = date_format(self.instance.updated_at, "H:i")
            self.add_error(
                None,
                f"Somebody saved this {self._meta.model._meta.verbose_name} at {at}, while you had it open. "
                "Nothing of yours was saved; both versions are shown here.",
            )

    def _check_together(self, first, second):
        if first in self.fields and second in self.fields and not {first, second} & set(self.errors):
            given = [self.cleaned_data.get(name) not in EMPTY for name in (first, second)]
            if given[0] != given[1]:
                missing, other = (second, first) if given[0] else (first, second)
                self.add_error(missing, f"Fill in both this and “{self.fields[other].label}”, or neither.")


def bound(form, request):
    """A form class that knows its request."""
    return type(form.__name__, (form,), {"request": request})
