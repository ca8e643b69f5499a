"""Form fields of filters: what may be written in a parameter, and the keys it stands for."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from .cldr import in_order, language_name
from .models import Country
from .models.naming import called, page_language
from .vocabularies.lookup import codes

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Option(NamedTuple):
    """A value one can filter by: ``key`` as stored, ``value`` as written in addresses, ``label`` for readers.

    ``language``: that of the label, empty where it is not known or that of the page.
    """

    key: str
    value: str
    label: str
    language: str = ""


class ValuesField(forms.Field):
    """A repeatable parameter, cleaned to a list of keys. ``unknown``: what is said of a value that is bad.

    ``most``: how many values may be given at once; None for any number.
    A kind of it has ``resolve(values)``: ``{value: key}``, a value that is missing or None being bad; and
    ``options(keys)``: their ``Option``s in the order readers expect. ``schema``: JSON Schema of one value.
    """

    widget = forms.SelectMultiple
    schema = {"type": "string"}
    unknown = gettext_noop("“%(value)s” is not one of the valid values")

    def __init__(self, *, most=None, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def clean(self, values):
        values = list(dict.fromkeys(values or ()))
        if self.most and len(values) > self.most:
            excess = {"value": values[self.most]}
            one, many = _("Give one value only."), _("Give at most %(n)s values.") % {"n": self.most}
            raise ValidationError(many if self.most > 1 else one, code="too_many", params=excess)
        keys = self.resolve(values) if values else {}
        bad = [value for value in values if keys.get(value) is None]
        if bad:
            raise ValidationError(list(self._errors(bad)))
        return list(dict.fromkeys(keys.values()))

    def _errors(self, bad):
        message, valid = _(self.unknown), self.valid()
        for value in bad:
            yield ValidationError(message, code="invalid_choice", params={"value": value, "valid": valid})

    def valid(self):
        """Every valid value; empty if there are too many to list."""
        return []


class TermsField(ValuesField):
    """Controlled terms of a ``TextChoices`` class."""

    def __init__(self, *, terms, without=(), **kwargs):
        super().__init__(**kwargs)
        self.choices = [(value, label) for value, label in terms.choices if value not in without]

    @property
    def schema(self):
        return {"type": "string", "enum": self.valid()}

    def resolve(self, values):
        return {value: value for value in self.valid() if value in values}

    def options(self, keys):
        return [Option(value, value, _(label)) for value, label in self.choices if value in keys]

    def valid(self):
        return [value for value, _ in self.choices]


class CountriesField(ValuesField):
    """Countries by code, slug or other code."""

    unknown = gettext_noop("“%(value)s” is not a country: give an ISO 3166-1 code or a slug, such as XK, XKX or kosovo")

    def resolve(self, values):
        return codes(values)

    def options(self, keys):
        rows, asked = Country.objects.only("code", "slug", "name").filter(pk__in=keys), page_language()
        options = [Option(row.pk, row.slug, *reversed(row.called)) for row in rows]
        return sorted(options, key=lambda option: in_order(option.label, asked))


class LanguagesField(ValuesField):
    """Languages by BCP 47 tag, in any case: ``sr-latn`` is ``sr-Latn``."""

    unknown = gettext_noop("“%(value)s” is not the tag of a language, such as en, sq or sr-Latn")
    tag = re.compile(r"([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)

    def resolve(self, values):
        found = {value: self.tag.fullmatch(value) for value in values if value.isascii()}
        return {value: _written(*match.groups("")) for value, match in found.items() if match}

    def options(self, keys):
        asked = page_language()
        options = [Option(key, key, language_name(key, asked)) for key in keys]
        return sorted(options, key=lambda option: in_order(option.label, asked))


def _written(language, script, region):
    """A tag as it is kept: ``sr-Latn-XK``."""
    return language.lower() + script.title() + region.upper()


class RowsField(ValuesField):
    """Rows of a public model by primary key, or by ``slug`` where that names one row.

    ``listed``: there are few enough to name them all in an error.
    """

    def __init__(self, *, model: type[Model], unknown, listed=False, **kwargs):
        super().__init__(**kwargs)
        self.model, self.unknown, self.listed = model, unknown, listed
        unique = {column.name for column in model._meta.fields if column.unique}
        self.names = sorted({model._meta.pk.name, "slug"} & unique)

    def resolve(self, values):
        sound = [value for value in values if slug_re.fullmatch(value)]
        asked = Q(*((f"{name}__in", sound) for name in self.names), _connector=Q.OR)
        rows = self.model.objects.order_by().filter(asked).values_list("pk", *self.names)
        slugs = {row[-1]: row[0] for row in rows}
        # A slug may look like an id: then the id counts.
        return slugs | {pk: pk for pk, *_ in rows}

    def options(self, keys):
        rows = self.model.objects.filter(pk__in=keys)
        return [Option(row.pk, getattr(row, self.names[-1]), *_label(row)) for row in rows]

    def valid(self):
        return list(self.model.objects.values_list("pk", flat=True)) if self.listed else []


def _label(row):
    """``(words, tag of their language)`` that a row goes by on the page."""
    return reversed(called(row))


class WordsField(forms.Field):
    """Words to look for: see ``search.sought``. Anything may be typed, up to ``longest`` characters."""

    longest = 500
    schema = {"type": "string", "maxLength": longest}

    def to_python(self, value):
        if value and len(value) > self.longest:
            raise ValidationError(_("Is longer than %(n)s characters.") % {"n": self.longest}, code="too_long")
        return value


class InstantField(forms.Field):
    """An ISO 8601 date and time, as an aware datetime; UTC where no offset is given."""

    schema = {"type": "string", "format": "date-time"}
    default_error_messages = {
        "invalid": gettext_lazy("Write a date and time as 2026-03-01T12:00:00Z (and a + as %2B).")
    }

    def to_python(self, value):
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DayField(forms.DateField):
    """An ISO 8601 date."""

    schema = {"type": "string", "format": "date"}
    default_error_messages = {"invalid": gettext_lazy("Write a date as 2014-04-24.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"}), **kwargs)

    def to_python(self, value):
        # Python reads 2014-4-4 and digits of other scripts too.
        if value and not DAY.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
