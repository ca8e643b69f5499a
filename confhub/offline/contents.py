"""Which rows a copy holds: those whose pages a reader of one country or of one conference needs."""

from typing import NamedTuple

from confhub.sitemaps import KINDS
from lessons.filters import LessonFilter
from lessons.models import Evidence, Lesson
from organisations.models import Change, Organisation
from sessions.filters import ConferenceFilter, StatementFilter
from sessions.models import Conference, ConferenceOrganisation, Participant, Session, Source, Statement

# More rows than this are no file to hand on: the API gives them in pieces.
MOST = 2_000


class TooMuch(Exception):
    """More belongs to it than one file should hold."""


class LastInside(NamedTuple):
    """The last change of anything a copy holds: its number in the log, and when it was."""

    seq: int
    at: object


def of_country(country):
    """``{kind: ids}`` of a country: its lessons, their evidence, what was said about it, where, and who is named.

    12 queries. Raises ``TooMuch``.
    """
    lessons = _few(LessonFilter.base_filters["country"].filter(Lesson.objects, [country.pk]))
    about = _few(StatementFilter.base_filters["country"].filter(Statement.objects, [country.pk]))
    statements = about | _evidence(lessons)
    said = _where_and_who(statements)
    conferences = said["conferences"] | _few(
        ConferenceFilter.base_filters["country"].filter(Conference.objects, [country.pk])
    )
    behind = ConferenceOrganisation.objects.filter(conference__in=conferences)
    bodies = _few(behind, "organisation") | _few(Organisation.objects.filter(country=country))
    return _checked(
        countries={country.pk},
        lessons=lessons,
        statements=statements,
        sessions=_with_those_around(said["sessions"]),
        conferences=conferences,
        organisations=said["organisations"] | bodies,
        people=said["people"],
    )


def of_conference(conference):
    """``{kind: ids}`` of a conference: all of it, its lessons with all their evidence, and who is named.

    11 queries. Raises ``TooMuch``.
    """
    lessons = _few(conference.lessons)
    statements = _few(conference.statements) | _evidence(lessons)
    said = _where_and_who(statements)
    participants = Participant.objects.filter(conference=conference)
    bodies = _few(conference.organisations, "organisation") | _few(participants, "organisation")
    return _checked(
        lessons=lessons,
        statements=statements,
        sessions=_few(conference.sessions),
        conferences={conference.pk},
        organisations=said["organisations"] | bodies,
        people=said["people"] | _few(participants, "person"),
    )


def rows_with_pages(contents):
    """``(kind, row)`` of each row that has a page, kind after kind and by id. A query for each kind."""
    for kind in KINDS:
        yield from ((kind, row) for row in KINDS[kind].rows().filter(pk__in=contents[kind]))


def sources_of(contents):
    """The sources of the conferences a copy holds, the latest conference first. 1 query."""
    rows = Source.objects.filter(conference__in=contents["conferences"])
    return list(rows.defer("search_text").order_by("-conference__start_date", "conference", "id"))


def last_inside(contents):
    """The ``LastInside``; ``(0, None)`` where nothing of it was ever released. A query for each kind."""
    found = [_last(kind, keys) for kind, keys in contents.items() if keys]
    return LastInside(*max((each for each in found if each), default=(0, None)))


def _last(kind, keys):
    rows = Change.objects.filter(kind=kind, public_id__in=keys).order_by("-seq")
    return rows.values_list("seq", "at").first()


def _few(rows, column="pk"):
    """The different values of a column."""
    found = rows.order_by().filter(**{f"{column}__isnull": False}).values_list(column, flat=True).distinct()
    found = set(found[: MOST + 1])
    if len(found) > MOST:
        raise TooMuch
    return found


def _evidence(lessons):
    return _few(Evidence.objects.filter(lesson__in=lessons), "statement")


def _where_and_who(statements):
    """The sessions and conferences that statements were made in, and the bodies and people that they name."""
    columns = {"sessions": "session", "conferences": "conference", "organisations": "organisation", "people": "person"}
    rows = list(Statement.objects.filter(pk__in=statements).order_by().values(*columns.values()))
    found = {kind: {row[column] for row in rows} - {None} for kind, column in columns.items()}
    mentioned = _few(Statement.mentions.through.objects.filter(statement__in=statements), "organisation")
    return {**found, "organisations": found["organisations"] | mentioned}


def _with_those_around(sessions):
    """Sessions with those that they are parts of, as far as the outermost. A query for each depth."""
    found, ahead = set(), sessions
    while ahead := ahead - found:
        found |= ahead
        ahead = _few(Session.objects.filter(pk__in=ahead), "parent")
    return found


def _checked(**contents):
    contents["participants"] = _few(Participant.objects.filter(conference__in=contents["conferences"]))
    if sum(map(len, contents.values())) > MOST:
        raise TooMuch
    return contents
