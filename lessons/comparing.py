"""Countries side by side: which ones, and what stands beside what."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisations.filter_fields import CountriesField, RowsField
from organisations.models import Country
from organisations.templatetags.languages import by_name
from sessions.filters import UNKNOWN_THEME
from sessions.models import Theme

from .across import Against, Cell, contradictions, kinds_in, side_by_side
from .choices import CountryRole, LessonKind
from .matrix import lessons_on

FEWEST, MOST = 2, 5
LESSONS_OF_A_KIND = 3
AGAINST_SHOWN = 4


class ChoiceForm(forms.Form):
    """Two to five countries, and a theme or none."""

    country = CountriesField(required=False)
    theme = RowsField(model=Theme, unknown=UNKNOWN_THEME, listed=True, most=1, required=False)

    def clean_country(self):
        chosen = self.cleaned_data["country"]
        if not FEWEST <= len(chosen) <= MOST:
            raise ValidationError(_("Choose two to five countries, not %(n)d.") % {"n": len(chosen)}, code="number")
        return chosen

    def known(self):
        """The countries that were asked for, however many, without what is none."""
        if "country" in self.cleaned_data:
            return self.cleaned_data["country"]
        found = self.fields["country"].resolve(self.data.getlist("country"))
        return [code for code in found.values() if code]


class Measure(NamedTuple):
    """A count, and where what is counted is listed."""

    count: int
    address: str


class KindOf(NamedTuple):
    """The best lessons of one kind in a cell. ``all``: those of this kind from the country; None if these are all."""

    kind: str
    label: str
    lessons: list
    all: Measure | None


class Compared(NamedTuple):
    """A country with what is known of it. ``measures``: a ``Measure`` for each kind of lesson, then of all.

    ``tried`` and ``seen``: ``KindOf``s.
    """

    country: Country
    measures: list[Measure]
    contested: int
    tried: list[KindOf]
    seen: list[KindOf]
    against: list[Against]


def compared(codes, theme=None):
    """A ``Compared`` for each of these countries, in the order of their names. 9 queries."""
    countries = by_name(Country.objects.filter(pk__in=codes).only("slug", "name"))
    counts, rows = kinds_in(codes, theme), side_by_side(codes, theme, LESSONS_OF_A_KIND)
    against = contradictions(codes, theme, AGAINST_SHOWN)
    return [_compared(country, theme, counts, rows, against) for country in countries]


def _compared(country, theme, counts, rows, against):
    found = {kind: counts.get((country.pk, kind), Cell(0, 0)) for kind in LessonKind.values}
    address = lessons_on(theme, country.slug)
    measures = {kind: Measure(cell.lessons, f"{address}&kind={kind}") for kind, cell in found.items()}
    all_of_them = Measure(sum(cell.lessons for cell in found.values()), address)
    own = [row for row in rows if row.country_id == country.pk]
    return Compared(
        country,
        [*measures.values(), all_of_them],
        sum(cell.contested for cell in found.values()),
        _by_kind(own, CountryRole.TRIED, measures),
        _by_kind(own, CountryRole.OBSERVED, measures),
        [each for each in against if each.country == country.pk],
    )


def _by_kind(rows, role, measures):
    rows = [row for row in rows if row.role == role]
    kinds = [(kind, label, [row for row in rows if row.lesson.kind == kind]) for kind, label in LessonKind.choices]
    return [
        KindOf(kind, label, [row.lesson for row in some], measures[kind] if some[0].total > len(some) else None)
        for kind, label, some in kinds
        if some
    ]
