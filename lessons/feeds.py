"""Feeds of lessons, those that changed last first: as filtered, of a country, of a theme, of a conference.

There is each in every language of the site; an entry has the same id in all of them.
"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.addresses import lasting
from organisations.atom import Entry, feed
from organisations.gone import missing
from organisations.listing import explains_bad_lists, filtered
from organisations.models import Country
from organisations.queries import kind_changed_at
from organisations.templatetags.languages import words
from sessions.models import Conference, Theme

from .filters import LessonFilter, legends_beside
from .queries import lessons

MOST = 50


@explains_bad_lists
def all_lessons(request):
    """Lessons that the filters of the API find, ``q`` among them; parameters of others are left alone."""
    rows, query = filtered(request, LessonFilter, lessons())
    query = query and f"?{query}"
    sought = request.GET.get("q", "").strip()
    # The list of lessons knows no words; of what is searched only the lessons have these filters.
    page = f"{reverse('search')}{query}&in=lessons" if sought else reverse("lessons") + query
    return _feed(request.path + query, _named(sought) if sought else _("Lessons"), page, rows)


@explains_bad_lists
def of_country(request, slug):
    """Lessons observed or tried in a country, those that the filters of its page find."""
    row = get_object_or_404(Country, slug=slug)
    return _feed_of(request, row, row.called.text, "country", legends_beside("country"))


@explains_bad_lists
def of_theme(request, slug):
    """Lessons on a theme, those that the filters of its page find."""
    row = get_object_or_404(Theme, slug=slug)
    return _feed_of(request, row, row.called.text, "theme", legends_beside("theme"))


def of_conference(request, conference_id):
    """Lessons drawn from a conference, which is asked for by id: a feed outlives a title."""
    row = Conference.objects.filter(pk=conference_id).only("slug", "title").first()
    return _feed_of(request, row, row.title, "conference") if row else missing(request, "conferences", conference_id)


def _feed_of(request, row, name, filter_name, names=()):
    """The feed of the lessons of ``row``. ``names``: the filters its page has, which the feed has as well."""
    rows = LessonFilter.base_filters[filter_name].filter(lessons(), [row.pk])
    rows, query = filtered(request, LessonFilter, rows, names)
    query = query and f"?{query}"
    return _feed(request.path + query, _named(name), row.get_absolute_url() + query, rows)


def _named(name):
    return _("Lessons: %(name)s") % {"name": name}


def _feed(path, title, page, rows):
    entries = [_entry(row) for row in rows.order_by("-updated_at", "-id")[:MOST]]
    return feed(path, title, page, entries, kind_changed_at("lessons"))


def _entry(row):
    countries, shown = {each.country_id: each.country for each in row.countries.all()}, words(row)
    return Entry(
        path=lasting("lesson-id", row.pk),
        page=row.get_absolute_url(),
        title=shown.title,
        summary=shown.text,
        language=shown.language,
        published=row.released_at,
        updated=row.updated_at,
        terms=[each.called.text for each in (*countries.values(), *row.themes.all())],
    )
