"""Filters of themes, conferences, sessions, participants and statements, for pages and API alike."""

import django_filters

from organisations.choices import Classification
from organisations.filtering import Column, Through, by_country, by_row, by_terms, facets, held
from organisations.models import Organisation, Person

from .choices import Level, SessionKind, StatementKind, Wording
from .models import (
    Conference,
    ConferenceCountry,
    ConferenceOrganisation,
    Participant,
    Session,
    Statement,
    StatementCountry,
    Theme,
)

__all__ = ["ConferenceFilter", "ParticipantFilter", "SessionFilter", "StatementFilter", "ThemeFilter", "facets"]

StatementTheme = Statement.themes.through
ParticipantSession = Participant.sessions.through


def by_theme(*links, help_text):
    """Filter by theme: its slug."""
    return by_row(Theme, "theme", *links, help_text=f"{help_text}: slug of the theme.", listed=True)


def by_conference(*links, help_text):
    """Filter by conference: id or slug."""
    return by_row(Conference, "conference", *links, help_text=f"{help_text}: id or slug of the conference.")


def by_organisation(*links, help_text):
    """Filter by organisation: id or slug."""
    return by_row(Organisation, "organisation", *links, help_text=f"{help_text}: id or slug of the organisation.")


class ThemeFilter(django_filters.FilterSet):
    theme = by_theme(Column("slug"), help_text="These themes only")
    country = by_country(
        Through(StatementTheme, "theme", "statement__about__country"),
        help_text="Statements about the country have the theme",
    )
    conference = by_conference(
        Through(StatementTheme, "theme", "statement__conference"), help_text="Statements made there have the theme"
    )


class ConferenceFilter(held("start_date")):
    country = by_country(
        Column("country"),
        Through(ConferenceCountry, "conference", "country"),
        help_text="Held in the country, or the country is named with it",
    )
    theme = by_theme(
        Through(StatementTheme, "statement__conference", "theme"), help_text="Something was said on the theme"
    )
    organisation = by_organisation(
        Through(ConferenceOrganisation, "conference", "organisation"),
        help_text="Organiser, partner, host or funder",
    )


class SessionFilter(held("conference__start_date")):
    conference = by_conference(Column("conference"), help_text="Part of the conference")
    kind = by_terms(SessionKind, Column("kind"), help_text="Part of a meeting.")
    country = by_country(
        Through(StatementCountry, "statement__session", "country"), help_text="Something was said about it"
    )
    theme = by_theme(
        Through(StatementTheme, "statement__session", "theme"), help_text="Something was said on the theme"
    )


class ParticipantFilter(held("conference__start_date")):
    conference = by_conference(Column("conference"), help_text="Took part in the conference")
    session = by_row(
        Session,
        "session",
        Through(ParticipantSession, "participant", "session"),
        help_text="Spoke in it: id of the session.",
    )
    person = by_row(Person, "person", Column("person"), help_text="The person: id or slug.")
    organisation = by_organisation(Column("organisation"), help_text="Body the participant was of then")
    country = by_country(Column("country"), help_text="Country the participant came from")
    classification = by_terms(
        Classification, Column("classification"), help_text="Kind of body the participant was of."
    )


class StatementFilter(held("date")):
    country = by_country(
        Through(StatementCountry, "statement", "country"),
        help_text="Country it is about, also where it is only context",
    )
    theme = by_theme(Through(StatementTheme, "statement", "theme"), help_text="Its theme")
    conference = by_conference(Column("conference"), help_text="Said at the conference")
    session = by_row(Session, "session", Column("session"), help_text="Said in it: id of the session.")
    organisation = by_organisation(
        Column("organisation"),
        Through(Statement.mentions.through, "statement", "organisation"),
        help_text="The speaker's body, or a body it speaks of",
    )
    person = by_row(Person, "person", Column("person"), help_text="The speaker, where named: id or slug.")
    kind = by_terms(StatementKind, Column("kind"), help_text="What sort of thing was said.")
    wording = by_terms(Wording, Column("wording"), help_text="How close the text is to the words spoken.")
    attribution_level = by_terms(
        Level, Column("attribution_level"), without=[Level.WITHHELD], help_text="How openly the speaker is shown."
    )
    classification = by_terms(
        Classification, Column("speaker_classification"), help_text="Kind of body of the speaker, where it is shown."
    )
