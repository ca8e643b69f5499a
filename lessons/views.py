"""Pages of lessons, and of the countries and themes they are found by."""

from itertools import groupby

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.addresses import languages_of, original, where_it_is
from organisations.charts import bars
from organisations.gone import missing
from organisations.listing import counted, explains_bad_lists, listing
from organisations.models import Country
from organisations.queries import countries as countries_with_aliases
from organisations.queries import organisations
from organisations.regions import by_region
from organisations.templatetags.languages import by_name, named, words
from organisations.vocabularies.lookup import codes
from sessions.filters import ConferenceFilter, StatementFilter
from sessions.models import Theme
from sessions.queries import about_country, conferences, statement_cards

from . import citing, jsonld
from .across import companions, examples
from .charts import mix, steps
from .choices import EvidenceRelation
from .filters import LEGENDS, LessonFilter, legends_beside
from .maps.drawing import maps
from .queries import count_by, countries_with_counts, lesson_page, themes_with_counts
from .queries import lessons as lessons_with_all

STATEMENTS_SHOWN = 5
CONFERENCES_SHOWN = 10
ORGANISATIONS_SHOWN = 12
# Countries a country is set beside at first, and those whose best lesson a theme shows.
COMPANIONS = 2
EXAMPLES_SHOWN = 12


def countries(request):
    """Countries that something is known of, by region and on maps; all others folded away."""
    rows = by_name(countries_with_counts())
    known = [row for row in rows if row.lesson_count or row.is_named]
    others = [row for row in rows if row not in known]
    scale = steps(row.lesson_count for row in known)
    shown = {
        "regions": by_region(known),
        "others": by_region(others),
        "other_count": len(others),
        "maps": maps(rows, scale) if scale else {},
        "steps": scale,
    }
    return render(request, "lessons/countries.html", shown)


@explains_bad_lists
def country(request, slug):
    """A country by its slug; any other code or slug of it redirects there."""
    row = countries_with_aliases().filter(slug=slug).first()
    if row is None:
        return redirect(get_object_or_404(Country, code=codes([slug])[slug] or ""), permanent=True)
    rows = LessonFilter.base_filters["country"].filter(lessons_with_all(), [row.pk])
    said = StatementFilter.base_filters["country"].filter(statement_cards(), [row.pk])
    met = ConferenceFilter.base_filters["country"].filter(conferences(), [row.pk])
    based = list(organisations().filter(country=row)[: ORGANISATIONS_SHOWN + 1])
    shown = {
        "country": row,
        "crumbs": [(_("Countries"), reverse("countries")), (named(row), "")],
        "former_names": _former_names(row),
        "conferences": list(met[:CONFERENCES_SHOWN]),
        "conference_count": counted(met),
        "organisations": based[:ORGANISATIONS_SHOWN],
        "more_organisations": len(based) > ORGANISATIONS_SHOWN,
        **_found_under(request, rows, said, without="country"),
        "statements": list(about_country(said, row)[:STATEMENTS_SHOWN]),
        **_theme_bars(rows),
        "companions": companions(row, COMPANIONS),
    }
    return render(request, "lessons/country.html", shown)


def _former_names(row):
    """``[(last day, names)]`` of names that are no longer in use."""
    former = [alias for alias in row.aliases.all() if alias.valid_until and alias.kind == alias.Kind.NAME]
    former.sort(key=lambda alias: alias.valid_until)
    return [(day, [alias.name for alias in names]) for day, names in groupby(former, key=lambda a: a.valid_until)]


def _found_under(request, rows, said, without):
    """What the pages of a country and of a theme both hold: lessons with filters, and counts."""
    return {
        "listing": listing(request, LessonFilter, rows, legends_beside(without)),
        "lesson_count": counted(rows),
        "mix": mix(count_by("kind", rows)),
        "statement_count": counted(said),
    }


def _theme_bars(rows):
    counts = count_by("theme", rows)
    themes = list(Theme.objects.only("slug", "name"))
    lines = [(row, f"?theme={row.slug}#results", counts.get(row.pk, 0)) for row in themes]
    return {
        "bars": bars("themes", _("Theme"), _("Lessons"), lines),
        "empty_themes": [row for row in themes if row.pk not in counts],
    }


def themes(request):
    """Every theme with its definition."""
    return render(request, "lessons/themes.html", {"themes": themes_with_counts()})


@explains_bad_lists
def theme(request, slug):
    """A theme: the same problem across countries, those without a lesson named as such."""
    row = get_object_or_404(Theme, slug=slug)
    rows = LessonFilter.base_filters["theme"].filter(lessons_with_all(), [row.pk])
    said = StatementFilter.base_filters["theme"].filter(statement_cards(), [row.pk])
    shown = {
        "theme": row,
        "crumbs": [(_("Themes"), reverse("themes")), (named(row), "")],
        **_found_under(request, rows, said, without="theme"),
        "statements": list(said[:STATEMENTS_SHOWN]),
        **_country_bars(row, rows),
    }
    return render(request, "lessons/theme.html", shown)


def _country_bars(theme, rows):
    counts = count_by("country", rows)
    with_lessons = by_name(row for row in countries_with_counts() if row.lesson_count)
    lines = [(row, f"?country={row.slug}#results", counts.get(row.pk, 0)) for row in with_lessons]
    return {
        "bars": bars("countries", _("Country"), _("Lessons"), lines),
        "empty_countries": [row for row in with_lessons if row.pk not in counts],
        "examples": _examples(theme, counts),
    }


def _examples(theme, counts):
    """``[(example, lessons of the country)]`` by country, of those with the most lessons."""
    first = sorted(counts, key=lambda code: (-counts[code], code))[:EXAMPLES_SHOWN]
    found = by_name(examples(first, theme).values())
    return [(example, counts[example.country.pk]) for example in found]


@explains_bad_lists
def lessons(request):
    """All lessons, those with the most evidence first."""
    shown_if_on = {"conference": _("Conference")}
    found = listing(request, LessonFilter, lessons_with_all(), LEGENDS, shown_if_on)
    return render(request, "lessons/lessons.html", {"listing": found})


def lesson(request, lesson_id, slug=""):
    """A lesson with the evidence for and against it. The id decides; any other slug redirects to the right one."""
    row = lesson_page().filter(pk=lesson_id).first()
    if row is None:
        return missing(request, "lessons", lesson_id)
    if slug != row.slug:
        return redirect(row, permanent=True)
    shown = {
        "lesson": row,
        "shown": words(row),
        "original": original(row),
        **where_it_is(request.path, languages_of(row)),
        "crumbs": [(_("Lessons"), reverse("lessons")), (_("Lesson %(id)s") % {"id": row.pk}, "")],
        "evidence": _by_relation(row.evidence.all()),
        "similar": _similar(row),
        "citation": citing.lesson(row),
        "thing": jsonld.lesson(row),
    }
    return render(request, "lessons/lesson.html", shown)


def _similar(row):
    """Lessons like it, each with the themes they share."""
    themes = {theme.pk: theme for theme in row.themes.all()}
    return [
        {"row": each, "themes": [themes[slug] for slug in each.themes if slug in themes]} for each in row.similar.all()
    ]


def _by_relation(evidence):
    """Always all three: a lesson nothing speaks against says so."""
    return [
        {"relation": relation, "label": label, "rows": [row for row in evidence if row.relation == relation]}
        for relation, label in EvidenceRelation.choices
    ]
