"""Filters of themes, conferences, sessions, participants and statements."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from sessions.filters import (
    ConferenceFilter,
    ParticipantFilter,
    SessionFilter,
    StatementFilter,
    ThemeFilter,
    facets,
)
from sessions.models import Conference, Participant, Session, Statement, StatementCountry, Theme
from tests.factories import (
    RELEASED,
    make_conference,
    make_country,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_statement,
    make_theme,
)

pytestmark = pytest.mark.django_db

MODELS = {
    ConferenceFilter: Conference,
    ParticipantFilter: Participant,
    SessionFilter: Session,
    StatementFilter: Statement,
    ThemeFilter: Theme,
}


def ask(filter_class, query):
    return filter_class(QueryDict(query), queryset=MODELS[filter_class].objects.all())


def found(filter_class, query):
    filterset = ask(filter_class, query)
    assert filterset.is_valid(), filterset.errors
    return list(filterset.qs)


@pytest.fixture
def early():
    """A meeting of 2010 in Albania, with one session in which one statement about Serbia was made."""
    return make_meeting("early", date(2010, 5, 1), "AL", "RS", "donors")


@pytest.fixture
def late():
    """A meeting of 2014 in Kosovo, with one session in which one statement about Montenegro was made."""
    return make_meeting("late", date(2014, 4, 24), "XK", "ME", "trust")


def make_meeting(slug, day, held_in, about, theme):
    country = make_country(held_in)
    conference = make_conference(slug, start_date=day, end_date=day + timedelta(days=2), country=country)
    session = make_session(conference, kind="panel" if slug == "late" else "opening")
    make_statement(session, countries=[about], themes=[theme])
    return conference


@pytest.mark.parametrize("filter_class", [ConferenceFilter, SessionFilter, StatementFilter])
@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("from=2010-05-01", "early late"),
        ("from=2010-05-02", "late"),
        ("to=2014-04-24", "early late"),
        ("to=2014-04-23", "early"),
        ("from=2010-05-01&to=2010-05-01", "early"),
        ("from=2011-01-01&to=2012-01-01", ""),
        ("theme=trust", "late"),
        ("theme=trust&theme=donors", "early late"),
        ("updated_since=2026-03-01T12:00:01Z", ""),
    ],
)
def test_meetings_and_their_parts_by_day_and_theme(filter_class, query, matches, early, late):
    slugs = {getattr(row, "conference", row).slug for row in found(filter_class, query)}
    assert slugs == set(matches.split())


@pytest.mark.parametrize("filter_class", [SessionFilter, StatementFilter])
def test_parts_of_a_meeting_by_its_id_or_slug(filter_class, early, late):
    assert {row.conference for row in found(filter_class, "conference=late")} == {late}
    assert {row.conference for row in found(filter_class, f"conference={early.pk}")} == {early}
    assert {row.conference for row in found(filter_class, f"conference={early.pk}&conference=late")} == {early, late}


@pytest.mark.parametrize("filter_class", [SessionFilter, StatementFilter])
def test_sessions_and_statements_by_the_country_they_are_about(filter_class, early, late):
    assert {row.conference for row in found(filter_class, "country=RS")} == {early}
    assert found(filter_class, "country=AL") == []


@pytest.mark.parametrize("value", ["nowhere", "ZZZZZZZZ", "%00", "a%2Fb", "%F0%9F%98%80", "x" * 5000])
def test_a_conference_that_is_not_there_is_a_bad_value(value, early):
    error = ask(StatementFilter, f"conference=early&conference={value}").errors.as_data()["conference"]
    assert len(error) == 1
    assert error[0].messages[0].endswith("is not a known conference: give its id or slug")


def test_a_theme_that_is_not_there_is_answered_with_all_themes(early, late):
    [error] = ask(StatementFilter, "theme=peace").errors.as_data()["theme"]
    assert error.params == {"value": "peace", "valid": ["donors", "trust"]}


@pytest.mark.parametrize(
    "value", ["24.04.2014", "04/24/2014", "2014", "2014-02-30", "today", "%00", "2014-4-4", "２０１４-04-24"]
)
def test_a_day_is_an_iso_8601_date(value):
    assert ask(StatementFilter, f"from={value}").errors == {"from": ["Write a date as 2014-04-24."]}


def test_an_id_goes_before_a_slug_that_looks_like_one(early):
    lookalike = make_conference(early.pk)
    assert found(ConferenceFilter, "") == [lookalike, early]
    assert {row.conference for row in found(StatementFilter, f"conference={early.pk}")} == {early}


def test_conferences_by_the_country_they_were_in_or_are_named_with():
    held = make_conference("held", country=make_country("XK"))
    named = make_conference(
        "named", countries=[("XK", "participants"), ("XK", "programme")], country=make_country("AL")
    )
    make_conference("other", country=make_country("AL"))
    assert set(found(ConferenceFilter, "country=XK")) == {held, named}
    counts = [(facet.value, facet.count) for facet in facets(ask(ConferenceFilter, ""), "country")]
    assert counts == [("albania", 2), ("kosovo", 2)]


def test_conferences_by_a_body_behind_them():
    body = make_organisation("INDEP")
    conference = make_conference(organisations=[(body, "organiser"), (body, "host")])
    make_conference()
    assert found(ConferenceFilter, "organisation=indep") == [conference]
    assert [facet.count for facet in facets(ask(ConferenceFilter, ""), "organisation")] == [1]


def test_sessions_by_kind(early, late):
    assert [row.conference for row in found(SessionFilter, "kind=panel")] == [late]


def test_participants_by_all_they_show():
    body, person = make_organisation("INDEP"), make_person("Ana")
    conference = make_conference("late", start_date=date(2014, 4, 24))
    session = make_session(conference)
    shown = make_participant(
        conference,
        [session],
        level="named",
        person=person,
        organisation=body,
        classification="national_ngo",
        country=make_country("XK"),
    )
    make_participant(make_conference("early", start_date=date(2010, 5, 1)))
    for query in [
        "conference=late",
        f"session={session.pk}",
        "person=ana",
        f"person={person.pk}",
        "organisation=indep",
        "country=XKX",
        "classification=national_ngo",
        "from=2014-01-01",
    ]:
        assert found(ParticipantFilter, query) == [shown], query


def test_a_session_is_known_by_its_id_alone(late):
    session = late.sessions.get()
    assert found(StatementFilter, f"session={session.pk}") == [session.statements.get()]
    assert not ask(StatementFilter, f"session={session.slug}").is_valid()


def test_statements_by_speaker_and_form():
    body, person, session = make_organisation("INDEP"), make_person("Ana"), make_session()
    spoken = make_statement(
        session,
        kind="question",
        wording="verbatim",
        attribution_level="named",
        organisation=body,
        person=person,
        speaker_classification="media",
    )
    mentioning = make_statement(session, mentions=[body])
    make_statement(session)
    assert found(StatementFilter, "organisation=indep") == [spoken, mentioning]
    for query in [
        "kind=question",
        "wording=verbatim",
        "attribution_level=named",
        "person=ana",
        f"person={person.pk}",
        "classification=media",
    ]:
        assert found(StatementFilter, query) == [spoken], query


def test_nothing_on_the_shelf_is_withheld_so_that_is_no_value():
    [error] = ask(StatementFilter, "attribution_level=withheld").errors.as_data()["attribution_level"]
    assert "withheld" not in error.params["valid"]


def test_a_country_that_is_only_context_counts():
    statement = make_statement(countries=["XK"])
    StatementCountry.objects.create(statement=statement, country=make_country("RS"), context=True)
    assert found(StatementFilter, "country=RS") == [statement]


def test_a_row_that_matches_twice_comes_once(early):
    statement = make_statement(countries=["XK", "AL"], themes=["trust", "donors"])
    assert found(StatementFilter, "country=XK&country=AL&theme=trust&theme=donors") == [statement]


def test_themes_by_what_was_said_of_them(early, late):
    make_theme("prevention")
    assert [theme.slug for theme in found(ThemeFilter, "country=ME")] == ["trust"]
    assert [theme.slug for theme in found(ThemeFilter, "conference=early")] == ["donors"]
    assert [theme.slug for theme in found(ThemeFilter, "theme=prevention&theme=trust")] == ["prevention", "trust"]


def test_facets_of_statements(early, late):
    filterset = ask(StatementFilter, "theme=trust")
    assert facets(filterset, "theme") == [("donors", "Donors", 1, False, "en"), ("trust", "Trust", 1, True, "en")]
    assert facets(filterset, "country") == [("montenegro", "Montenegro", 1, False, "en")]
    assert facets(filterset, "conference") == [("late", "A conference", 1, False, "en")]
    assert facets(filterset, "kind") == [("observation", "Observation", 1, False, "")]
    assert facets(filterset, "classification") == []


def test_statements_changed_since():
    make_statement()
    changed = make_statement(updated_at=RELEASED + timedelta(seconds=1))
    assert found(StatementFilter, "updated_since=2026-03-01T12:00:01Z") == [changed]
