"""How the parts of an item stand in cells: a ``Cell`` is a column, its widget reads and writes what stands in it."""

from import_export.fields import Field
from import_export.widgets import Widget

from organisations.folding import fold

TRUE, FALSE = ("true", "yes", "1", "x"), ("false", "no", "0")


class Cell(Field):
    """One column. ``help``: what it holds. ``secret``: for keepers alone. ``readonly``: written, never read."""

    def __init__(self, name, widget=None, help="", secret=False, readonly=False):
        super().__init__(attribute=name, column_name=name, widget=widget or Words(), readonly=readonly)
        self.help, self.secret = help, secret

    def get_value(self, instance):
        return instance.parts.get(self.attribute)

    def save(self, instance, row, is_m2m=False, **kwargs):
        """An empty cell of a new record says nothing: what is usual stays."""
        if not self.readonly and (row[self.column_name] or not instance.is_new):
            instance.parts[self.attribute] = self.clean(row, **kwargs)


class Words(Widget):
    """Text as it stands."""

    def clean(self, value, row=None, **kwargs):
        return value

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Flag(Widget):
    """True or false. ``empty``: what an empty cell says of a record that is there."""

    def __init__(self, empty=False):
        super().__init__()
        self.empty = empty

    def clean(self, value, row=None, **kwargs):
        if not value:
            return self.empty
        if fold(value) in TRUE:
            return True
        if fold(value) in FALSE:
            return False
        raise ValueError(f"“{value}” is neither true nor false")

    def render(self, value, obj=None, **kwargs):
        return "true" if value else "false"


class Number(Words):
    """A whole number, or nothing."""

    def clean(self, value, row=None, **kwargs):
        if value and not (value.isascii() and value.isdecimal()):
            raise ValueError(f"“{value}” is no whole number, such as 12")
        return int(value) if value else None


class Term(Words):
    """A controlled term, read by its value or by its name."""

    def __init__(self, choices):
        super().__init__()
        self.known = {fold(word): value for value, label in choices.choices for word in (label, value)}

    def clean(self, value, row=None, **kwargs):
        return self.known.get(fold(value), value)


class Several(Words):
    """A list in one cell, its entries behind semicolons, or on lines if one holds a semicolon."""

    def clean(self, value, row=None, **kwargs):
        entries = value.split("\n") if "\n" in value else value.split(";")
        found = [entry.strip() for entry in entries if entry.strip()]
        return [self.entry(entry, **kwargs) for entry in found]

    def entry(self, text, **kwargs):
        """An entry as the item has it."""
        return text

    def render(self, value, obj=None, **kwargs):
        entries = value or []
        return "\n".join([*entries, ""]) if any(";" in entry for entry in entries) else "; ".join(entries)


class Terms(Several):
    """Controlled terms in one cell, sorted as items have them."""

    def clean(self, value, row=None, **kwargs):
        return sorted(super().clean(value, row, **kwargs))


class Referring:
    """What a cell names is found by the ``desk`` that an import hands on. ``kind``: where it is looked for."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def find(self, text, desk):
        """The key of what is meant; the text itself if nothing is, which the rules of items then refuse."""
        found = desk.key(self.kind, text)
        if found is None:
            raise ValueError(f"“{text}” is no country known here, or more than one: give its code, such as XK")
        return found


class One(Referring, Words):
    """A record, by its address or key, its public id, or its very name if only one has it."""

    def clean(self, value, row=None, desk=None, **kwargs):
        return self.find(value, desk) if value else None


class Many(Referring, Terms):
    """Several records in one cell."""

    def entry(self, text, desk=None, **kwargs):
        return self.find(text, desk)
