"""Reads the shelf: themes, conferences and what was said at them, with what pages and API answers show."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from organisations.models import Organisation
from organisations.queries import COUNTRY, ORGANISATION, PERSON, embedding, people

from .models import (
    Conference,
    ConferenceCountry,
    ConferenceOrganisation,
    Participant,
    Session,
    Statement,
    StatementCountry,
    StatementLink,
    Theme,
)

# Columns shown of a row that stands inside another.
CONFERENCE = ("slug", "title", "place", "language")
SESSION = ("slug", "title")
SOURCE = ("title", "creator", "publisher", "issued", "language")
THEME = ("slug", "name")
PARTICIPANT = ("label", "role")
STATEMENT = ("text", "language", "kind", "attribution_level", "attribution_label", "speaker_classification")
STATEMENT += ("speaker_country",)
# The translations of statements that stand inside a statement.
LINKED = ("links__other__translations", "inverse_links__statement__translations")


def themes():
    """Themes. 1 query."""
    return embedding(Theme.objects)


def conferences():
    """Conferences with the countries and organisations named with them. 3 queries."""
    return embedding(Conference.objects, country=COUNTRY).prefetch_related(
        Prefetch("countries", embedding(ConferenceCountry.objects, country=COUNTRY)),
        Prefetch("organisations", embedding(ConferenceOrganisation.objects, organisation=ORGANISATION)),
    )


def conference_details():
    """Conferences with their programme in order, and their sources. 5 queries."""
    return conferences().prefetch_related(Prefetch("sessions", embedding(Session.objects)), "sources")


def sessions():
    """Sessions with conference and parent. 1 query."""
    return embedding(Session.objects, conference=CONFERENCE, parent=SESSION)


def session_page():
    """Sessions as their own page shows them: with the days and the sources of the conference. 2 queries."""
    rows = embedding(Session.objects, conference=(*CONFERENCE, "start_date", "end_date"), parent=SESSION)
    return rows.prefetch_related("conference__sources")


def participants():
    """Participants with whom they stand for and the sessions they spoke in. 2 queries."""
    rows = embedding(
        Participant.objects, conference=CONFERENCE, person=PERSON, organisation=ORGANISATION, country=COUNTRY
    )
    return rows.prefetch_related(Prefetch("sessions", Session.objects.only("slug", "title", "order", "conference")))


def people_at_meetings():
    """People with the meetings they took part in by name. 2 queries."""
    parts = embedding(Participant.objects, conference=CONFERENCE, organisation=ORGANISATION)
    return people().prefetch_related(Prefetch("participations", parts))


def statements():
    """Statements with speaker, source and translations, what they are about and bodies they speak of. 5 queries."""
    rows = embedding(
        Statement.objects,
        conference=CONFERENCE,
        session=SESSION,
        person=PERSON,
        participant=PARTICIPANT,
        organisation=ORGANISATION,
        speaker_country=COUNTRY,
        source=SOURCE,
    )
    return rows.prefetch_related(
        Prefetch("about", embedding(StatementCountry.objects, country=COUNTRY)),
        Prefetch("themes", Theme.objects.only(*THEME)),
        Prefetch("mentions", Organisation.objects.only(*ORGANISATION)),
        "translations",
    )


def cited_statements():
    """Statements with what a citation says of them. 1 query."""
    return embedding(Statement.objects, conference=CONFERENCE, session=SESSION, person=PERSON, source=SOURCE)


def spoken_at(conference):
    """The statements of a conference, session after session, with whom they may name. 1 query."""
    rows = embedding(Statement.objects, person=PERSON, organisation=ORGANISATION).filter(conference=conference)
    return rows.order_by("session__order", "order", "pk")


def about_country(rows, country):
    """Those of the statements that name the country as more than background."""
    named = StatementCountry.objects.filter(statement=OuterRef("pk"), country=country, context=False)
    return rows.filter(Exists(named))


def statement_details():
    """Statements with their links to others, both ways. 7 queries."""
    return statements().prefetch_related(
        Prefetch("links", embedding(StatementLink.objects, other=STATEMENT)),
        Prefetch("inverse_links", embedding(StatementLink.objects, statement=STATEMENT)),
    )


def conferences_with_counts():
    """Conferences with their ``statement_count`` and ``lesson_count``. 3 queries."""
    return _with_counts(conferences())


def conference_page():
    """The same with their programme and sources. 5 queries."""
    return _with_counts(conference_details())


def _with_counts(rows):
    return rows.annotate(statement_count=_number_of("statements"), lesson_count=_number_of("lessons"))


def _number_of(related):
    counted = Conference.objects.filter(pk=OuterRef("pk")).order_by().annotate(n=Count(related))
    return Subquery(counted.values("n"))


def lessons_from(conference):
    """The lessons drawn from a conference, with their countries and translations. 3 queries."""
    return conference.lessons.defer("search_text").prefetch_related("countries__country", "translations")


@dataclass
class Part:
    """A session of a programme with its parts, in order."""

    session: Session
    parts: list = field(default_factory=list)


def programme(conference):
    """The ``Part``s a conference consists of, each with its own; sessions know their ``statement_count``. 1 query."""
    top = Part(session=None)
    path = [top]
    for session in conference.sessions.annotate(statement_count=Count("statements")).order_by("order"):
        session.conference = conference
        del path[session.depth + 1 :]
        path.append(Part(session))
        path[session.depth].parts.append(path[-1])
    return top.parts


def ancestors(session):
    """The sessions a session is part of, the outermost first. 1 query."""
    earlier = session.conference.sessions.filter(order__lt=session.order, depth__lt=session.depth).order_by("order")
    around = {row.depth: row for row in earlier.only("slug", "title", "depth", "conference")}
    return [around[depth] for depth in range(session.depth)]


def neighbours(rows, row):
    """The rows before and after ``row`` by ``order`` and id; None at the ends. 2 queries, and their prefetches."""
    before = rows.filter(Q(order__lt=row.order) | Q(order=row.order, pk__lt=row.pk)).order_by("-order", "-pk").first()
    after = rows.filter(Q(order__gt=row.order) | Q(order=row.order, pk__gt=row.pk)).order_by("order", "pk").first()
    return before, after


def statement_cards():
    """Statements as lists on pages show them: with the former names of the countries they are about. 6 queries."""
    return statements().prefetch_related("about__country__aliases")


def statement_page():
    """Statements as their own page shows them: links to others, and the lessons that use them. 13 queries."""
    rows = statement_details().prefetch_related("about__country__aliases", *LINKED)
    return rows.prefetch_related("evidence__lesson__translations")
