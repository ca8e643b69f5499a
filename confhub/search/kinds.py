"""What can be searched: the lists of the site, each with its filters, its order and what it shows of a row found."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy as _

from lessons.filters import LessonFilter
from lessons.queries import lessons, translated_titles
from organisations.queries import countries, organisations, people
from organisations.ranking import flat, ranked
from sessions.filters import (
    ConferenceFilter,
    CountryFilter,
    OrganisationFilter,
    PersonFilter,
    SessionFilter,
    StatementFilter,
    ThemeFilter,
)
from sessions.queries import conferences, sessions, statement_cards, themes

COUNTRY, THEME, CONFERENCE, LANGUAGE = _("Country"), _("Theme"), _("Conference"), _("Language")


@dataclass(frozen=True, eq=False)
class Kind:
    """One list. ``name``: as in addresses and in the API. ``label``, ``one``: many and one of it, in words.

    ``rows``: a function that gives the queryset. ``legends``: its filters as for ``listing``. ``columns``: those with
    the names a row is ranked by; without them rows stay in the list's own order. ``by_names``: rows are also found by
    what they are joined to. ``translated``: as of ``ranked``.
    """

    name: str
    label: str
    one: str
    filters: type
    rows: Callable
    columns: tuple
    legends: dict
    by_names: bool = False
    translated: Callable | None = None

    def asked(self, text, found):
        """The filter set that asks for ``text`` and nothing else. ``found``: what that means."""
        filters = self.filters({"q": text}, queryset=self.rows())
        filters.filters["q"].understood[text] = found
        return filters

    def knowing(self, asked):
        """A class of filter sets, as it were, that know already what ``asked`` has found out of the same words."""

        def make(data, queryset):
            filters = self.filters(data, queryset=queryset)
            filters.filters["q"] = asked.filters["q"]
            return filters

        return make

    def order(self, found):
        """A function that gives the keys of rows, best first for what is sought; None for the list's own order."""
        how = {"columns": self.columns, "by_names": self.by_names, "translated": self.translated}
        return partial(ranked, found=found, **how) if self.columns else None

    def names(self, row):
        """What a row is called."""
        return row.texts() if self.name == "countries" else list(flat(getattr(row, each) for each in self.columns))


LESSONS = Kind(
    "lessons",
    _("Lessons"),
    _("Lesson"),
    LessonFilter,
    lessons,
    ("title",),
    {
        "country": COUNTRY,
        "theme": THEME,
        "kind": _("Kind of lesson"),
        "status": _("Status"),
        "strength": _("Evidence"),
        "addressed_to": _("Addressed to"),
        "conference": CONFERENCE,
        "language": LANGUAGE,
    },
    by_names=True,
    translated=translated_titles,
)
STATEMENTS = Kind(
    "statements",
    _("Statements"),
    _("Statement"),
    StatementFilter,
    statement_cards,
    (),
    {
        "country": COUNTRY,
        "theme": THEME,
        "kind": _("Kind of statement"),
        "attribution_level": _("How the speaker is shown"),
        "conference": CONFERENCE,
        "language": LANGUAGE,
    },
)
# Those that are known by a name, in the order they are shown in.
NAMED = [
    Kind(
        "countries",
        _("Countries"),
        _("Country"),
        CountryFilter,
        countries,
        ("name", "code", "alpha3", "names"),
        {"region": _("Region")},
    ),
    Kind("themes", _("Themes"), _("Theme"), ThemeFilter, themes, ("name", "names"), {}),
    Kind(
        "organisations",
        _("Organisations"),
        _("Organisation"),
        OrganisationFilter,
        organisations,
        ("name", "acronym", "other_names"),
        {"country": _("Based in"), "classification": _("Kind of organisation")},
        by_names=True,
    ),
    Kind("people", _("People"), _("Person"), PersonFilter, people, ("name", "other_names"), {}),
    Kind(
        "conferences",
        _("Conferences"),
        _("Conference"),
        ConferenceFilter,
        conferences,
        ("title", "place", "place_names"),
        {"country": COUNTRY, "theme": THEME, "language": LANGUAGE},
        by_names=True,
    ),
    Kind(
        "sessions",
        _("Sessions"),
        _("Session"),
        SessionFilter,
        sessions,
        ("title",),
        {"conference": CONFERENCE, "country": COUNTRY, "theme": THEME},
    ),
]
KINDS = {kind.name: kind for kind in (LESSONS, STATEMENTS, *NAMED)}
