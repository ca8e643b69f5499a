"""Filters of lessons, for pages and API alike."""

from django.utils.translation import gettext_lazy as _

from organisations.filter_names import Names, WordsOrNamesFilter
from organisations.filtering import Column, Through, by_country, by_language, by_terms, facets, held
from organisations.understanding import country_names
from organisations.vocabularies.abbreviations import short_for
from organisations.vocabularies.kept import kept
from sessions.filters import (
    by_classification,
    by_conference,
    by_level,
    by_organisation,
    by_person,
    by_session,
    by_theme,
)
from sessions.models import Theme

from .choices import Audience, EvidenceStrength, LessonKind, LessonStatus
from .models import Evidence, Lesson, LessonAudience, LessonCountry

__all__ = ["LEGENDS", "LessonFilter", "facets", "legends_beside"]

# The filters of pages of lessons and their legends, in the order of the form.
LEGENDS = {
    "country": _("Country"),
    "theme": _("Theme"),
    "kind": _("Kind of lesson"),
    "status": _("Status"),
    "strength": _("Evidence"),
    "addressed_to": _("Addressed to"),
    "language": _("Language"),
}


def legends_beside(name):
    """``LEGENDS`` of a page that has lessons of one value of the filter ``name`` only."""
    return {each: legend for each, legend in LEGENDS.items() if each != name}


def theme_names():
    """``[(slug, names)]`` in every language; people who know the field also say the slug, or write it short."""
    return kept("themes", _theme_names)


def _theme_names():
    rows = Theme.objects.values_list("slug", "name", "names")
    return [(slug, [name, slug.replace("-", " "), *short_for(name), *names.values()]) for slug, name, names in rows]


class LessonFilter(held("date")):
    q = WordsOrNamesFilter(
        Names(country_names, Through(LessonCountry, "lesson", "country"), formed=False),
        Names(theme_names, Through(Lesson.themes.through, "lesson", "theme")),
        help_text="A word that names a country or a theme of the lesson counts as one of its words.",
    )
    country = by_country(Through(LessonCountry, "lesson", "country"), help_text="Observed or tried there")
    theme = by_theme(Through(Lesson.themes.through, "lesson", "theme"), help_text="Its theme")
    conference = by_conference(
        Through(Lesson.conferences.through, "lesson", "conference"), help_text="Its evidence is from there"
    )
    kind = by_terms(LessonKind, Column("kind"), help_text="What sort of lesson it is.")
    status = by_terms(LessonStatus, Column("status"), help_text="How far it has come.")
    strength = by_terms(
        EvidenceStrength,
        Column("strength"),
        help_text="How many independent voices support it, as far as speakers are shown.",
    )
    addressed_to = by_terms(Audience, Through(LessonAudience, "lesson", "audience"), help_text="Whom it addresses.")
    language = by_language("language")
    session = by_session(Through(Evidence, "lesson", "statement__session"), help_text="Evidence was said in it")
    organisation = by_organisation(
        Through(Evidence, "lesson", "statement__organisation"),
        Through(Evidence, "lesson", "statement__mentions"),
        help_text="Evidence was said by the body, or mentions it",
    )
    person = by_person(Through(Evidence, "lesson", "statement__person"), help_text="Evidence was said by them by name")
    classification = by_classification(
        Through(Evidence, "lesson", "statement__speaker_classification"),
        help_text="Kind of body of somebody who gave evidence, where it is shown.",
    )
    attribution_level = by_level(
        Through(Evidence, "lesson", "statement__attribution_level"),
        help_text="How openly somebody who gave evidence is shown.",
    )
