"""Feeds of lessons, those that changed last first: as filtered, of a country, of a theme, of a conference."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.atom import Entry, feed
from organisations.gone import missing
from organisations.listing import explains_bad_lists, filtered
from organisations.models import Country
from organisations.queries import kind_changed_at
from sessions.models import Conference, Theme

from .filters import LessonFilter
from .queries import lessons

MOST = 50


@explains_bad_lists
def all_lessons(request):
    """Lessons that the filters of the API find, ``q`` among them; parameters of others are left alone."""
    rows, query = filtered(request, LessonFilter, lessons())
    query = query and f"?{query}"
    return _feed(request.path + query, _("Lessons"), reverse("lessons") + query, rows)


def of_country(request, slug):
    """Lessons observed or tried in a country."""
    row = get_object_or_404(Country, slug=slug)
    return _feed_of(request, row, row.name, "country")


def of_theme(request, slug):
    """Lessons on a theme."""
    row = get_object_or_404(Theme, slug=slug)
    return _feed_of(request, row, row.name, "theme")


def of_conference(request, conference_id):
    """Lessons drawn from a conference, which is asked for by id: a feed outlives a title."""
    row = Conference.objects.filter(pk=conference_id).only("slug", "title").first()
    return _feed_of(request, row, row.title, "conference") if row else missing(request, "conferences", conference_id)


def _feed_of(request, row, name, filter_name):
    rows = LessonFilter.base_filters[filter_name].filter(lessons(), [row.pk])
    return _feed(request.path, _("Lessons: %(name)s") % {"name": name}, row.get_absolute_url(), rows)


def _feed(path, title, page, rows):
    entries = [_entry(row) for row in rows.order_by("-updated_at", "-id")[:MOST]]
    return feed(path, title, page, entries, kind_changed_at("lessons"))


def _entry(row):
    countries = {each.country_id: each.country.name for each in row.countries.all()}
    return Entry(
        path=reverse("lesson-id", args=[row.pk]),
        page=row.get_absolute_url(),
        title=row.title,
        summary=row.text,
        language=row.language,
        published=row.released_at,
        updated=row.updated_at,
        terms=[*countries.values(), *(theme.name for theme in row.themes.all())],
    )
