"""The first page, the page about the site, and what is shown when something fails."""

from django.shortcuts import render

from lessons.queries import countries_with_counts, lessons, themes_with_counts
from organisations.templatetags.languages import by_name
from sessions.queries import conferences

LESSONS_SHOWN = 5
CONFERENCES_SHOWN = 3


def home(request):
    """The latest lessons and conferences; the countries and themes that have lessons."""
    shown = {
        "lessons": list(lessons().order_by("-released_at", "id")[:LESSONS_SHOWN]),
        "conferences": list(conferences()[:CONFERENCES_SHOWN]),
        "countries": by_name(row for row in countries_with_counts() if row.lesson_count),
        "themes": [row for row in themes_with_counts() if row.lesson_count],
    }
    return render(request, "confhub/home.html", shown)


def about(request):
    """What this is, how speakers are shown, how places are named, how to cite."""
    return render(request, "confhub/about.html")
