"""Pages of conferences, their sessions and statements."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.addresses import languages_of, original, where_it_is
from organisations.charts import bars
from organisations.gone import known_by_id, missing
from organisations.listing import explains_bad_lists, listing
from organisations.templatetags.languages import by_name, marked, words

from . import citing
from .api import jsonld
from .choices import ConferenceCountryRole, ConferenceRole, Level
from .filters import ConferenceFilter, StatementFilter
from .models import Conference
from .queries import (
    ancestors,
    conference_page,
    conferences_with_counts,
    lessons_from,
    neighbours,
    participants,
    programme,
    session_page,
    statement_cards,
    statement_page,
)
from .queries import sessions as sessions_with_all
from .templatetags.speakers import speaker_line

STATEMENTS_OF_A_SESSION = 100
LESSONS_SHOWN = 10

# The filters of statements and their legends, in the order of the form; then those one only arrives with.
LEGENDS = {
    "country": gettext_lazy("Country"),
    "theme": gettext_lazy("Theme"),
    "kind": gettext_lazy("Kind of statement"),
    "attribution_level": gettext_lazy("How the speaker is shown"),
    "conference": gettext_lazy("Conference"),
    "language": gettext_lazy("Language"),
}
SHOWN_IF_ON = {
    "organisation": gettext_lazy("Organisation"),
    "person": gettext_lazy("Person"),
    "session": gettext_lazy("Session"),
}


@explains_bad_lists
def conferences(request):
    """All conferences, the latest first."""
    legends = {"country": _("Country"), "theme": _("Theme")}
    shown_if_on = {"organisation": _("Organisation")}
    found = listing(request, ConferenceFilter, conferences_with_counts(), legends, shown_if_on)
    return render(request, "sessions/conferences.html", {"listing": found})


def conference(request, slug):
    """A conference: who held it, its programme, the lessons drawn from it, its sources."""
    row = conference_page().filter(slug=slug).first()
    if row is None:
        return known_by_id(request, "conferences", Conference.objects.only("slug"), slug)
    shown = {
        "conference": row,
        "crumbs": [(_("Conferences"), reverse("conferences")), (marked(row.title, row.language), "")],
        "roles": _by_role(row.organisations.all(), ConferenceRole),
        "countries": _by_role(by_name(row.countries.all()), ConferenceCountryRole),
        "programme": programme(row),
        "lessons": list(lessons_from(row)[:LESSONS_SHOWN]),
        "sources": list(row.sources.all()),
        "participants": list(participants().filter(conference=row)),
        "levels": _level_bars(row),
        "citation": citing.conference(row),
        "thing": jsonld.event(row),
    }
    return render(request, "sessions/conference.html", shown)


def _level_bars(conference):
    """How openly the speakers are shown, the most open first."""
    counts = StatementFilter.base_filters["attribution_level"].counts(conference.statements.all())
    address = f"{reverse('statements')}?conference={conference.slug}&attribution_level="
    rows = [(_(label), f"{address}{level}", counts.get(level, 0)) for level, label in Level.choices]
    return bars("levels", _("How the speaker is shown"), _("Statements"), rows, longest_first=False)


def _by_role(rows, roles):
    """``[(label, rows)]`` in the order of the roles."""
    by_role = [(label, [row for row in rows if row.role == role]) for role, label in roles.choices]
    return [(label, rows) for label, rows in by_role if rows]


@explains_bad_lists
def session(request, conference_slug, slug):
    """A session: its parts, its statements in order, the sessions before and after it."""
    row = session_page().filter(conference__slug=conference_slug, slug=slug).first()
    if row is None:
        return missing(request, "sessions", slug)
    said = statement_cards().filter(session=row).order_by("order")
    before, after = neighbours(sessions_with_all().filter(conference=row.conference_id), row)
    shown = {
        "session": row,
        "crumbs": _crumbs(row, ""),
        "children": list(sessions_with_all().filter(parent=row).order_by("order")),
        "listing": listing(request, StatementFilter, said, {}, size=STATEMENTS_OF_A_SESSION),
        "before": before,
        "after": after,
        "citation": citing.session(row),
        "thing": jsonld.session(row),
    }
    return render(request, "sessions/session.html", shown)


def session_by_id(request, session_id):
    """Leads to the page of a session, whatever it and its conference are called today."""
    return known_by_id(request, "sessions", sessions_with_all(), session_id)


def _crumbs(session, here, *last):
    """From all conferences down to the session, whose address is ``here``, and to what stands in it."""
    conference = session.conference
    around = [(row.title, reverse("session", args=[conference.slug, row.slug])) for row in ancestors(session)]
    rows = [(conference.title, conference.get_absolute_url()), *around, (session.title, here)]
    titles = [(marked(title, conference.language), address) for title, address in rows]
    return [(_("Conferences"), reverse("conferences")), *titles, *last]


@explains_bad_lists
def statements(request):
    """All statements, those of the latest conference first."""
    found = listing(request, StatementFilter, statement_cards(), LEGENDS, SHOWN_IF_ON)
    return render(request, "sessions/statements.html", {"listing": found})


def statement(request, statement_id):
    """A statement where it was said, with what stands around it and what was made of it."""
    row = statement_page().filter(pk=statement_id).first()
    if row is None:
        return missing(request, "statements", statement_id)
    before, after = neighbours(statement_cards().filter(conference=row.conference_id), row)
    here = sessions_with_all().get(pk=row.session_id)
    shown = {
        "statement": row,
        "shown": words(row),
        "line": speaker_line(row),
        "original": original(row),
        **where_it_is(request.path, languages_of(row)),
        "crumbs": _crumbs(here, here.get_absolute_url(), (_("Statement %(id)s") % {"id": row.pk}, "")),
        "before": before,
        "after": after,
        "citation": citing.statement(row),
        "thing": jsonld.statement(row),
    }
    return render(request, "sessions/statement.html", shown)
