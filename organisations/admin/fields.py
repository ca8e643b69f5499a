"""Form fields for the lists that records keep as JSON."""

from django import forms

from .checks import plain_line


class LinesField(forms.CharField):
    """A list of strings, one per line of a text box; empty lines do not count. ``check``: a validator of each."""

    def __init__(self, *, rows=3, check=plain_line, **kwargs):
        self.check = check
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), required=kwargs.pop("required", False), **kwargs
        )

    def prepare_value(self, value):
        return "\n".join(map(self.to_line, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        for line in lines:
            plain_line(line)
        return [self.from_line(line) for line in lines]

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Those of a text do not fit a list."""

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.clean(data)
        except forms.ValidationError:
            return True

    def to_line(self, item):
        """The line of an item of the list."""
        return str(item)

    def from_line(self, line):
        """The item of a line; raises ``ValidationError`` if it is not understood."""
        self.check(line)
        return line


class PairsField(LinesField):
    """A list of two-part entries, one per line: ``sq: Prishtinë`` ↔ ``{"lang": "sq", "name": "Prishtinë"}``.

    ``check``: a validator of the first part.
    """

    def __init__(self, *, keys, **kwargs):
        self.keys = keys
        super().__init__(**kwargs)

    def to_line(self, item):
        return ": ".join(str(item.get(key, "")) for key in self.keys)

    def from_line(self, line):
        first, colon, second = (part.strip() for part in line.partition(":"))
        if not (first and colon and second):
            raise forms.ValidationError(f"“{line}” is not like “{self.keys[0]}: {self.keys[1]}”.", code="invalid")
        self.check(first)
        return dict(zip(self.keys, (first, second), strict=True))


class MappingField(PairsField):
    """A mapping of strings, one entry per line: ``sq: Kosova`` ↔ ``{"sq": "Kosova"}``."""

    def prepare_value(self, value):
        return "\n".join(": ".join(pair) for pair in value.items()) if isinstance(value, dict) else value

    def to_python(self, value):
        return {pair[self.keys[0]]: pair[self.keys[1]] for pair in super().to_python(value)}

    def has_changed(self, initial, data):
        try:
            return (initial or {}) != self.clean(data)
        except forms.ValidationError:
            return True


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes in columns."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "terms", **(attrs or {})}, choices)


class TermsField(forms.MultipleChoiceField):
    """A list of controlled terms, as checkboxes."""

    def __init__(self, **kwargs):
        super().__init__(widget=Ticks, required=kwargs.pop("required", False), **kwargs)

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
