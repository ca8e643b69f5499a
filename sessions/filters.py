"""Filters of themes, conferences, sessions, participants and statements, for pages and API alike."""

from functools import partial

from django.utils.translation import gettext_noop as _

from organisations import filters as before
from organisations.choices import Classification
from organisations.filter_names import Names, WordsOrNamesFilter
from organisations.filtering import (
    Column,
    ListFilter,
    TermsFilter,
    Through,
    by_country,
    by_language,
    by_row,
    by_terms,
    facets,
    held,
)
from organisations.models import Organisation, Person
from organisations.understanding import country_names, tells_places
from organisations.vocabularies.abbreviations import short_for
from organisations.vocabularies.kept import kept

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
from .places import places

__all__ = [
    "ConferenceFilter",
    "CountryFilter",
    "OrganisationFilter",
    "ParticipantFilter",
    "PersonFilter",
    "SessionFilter",
    "StatementFilter",
    "ThemeFilter",
    "facets",
]

StatementTheme = Statement.themes.through
StatementMention = Statement.mentions.through
ParticipantSession = Participant.sessions.through
UNKNOWN_THEME = _("“%(value)s” is not a known theme: give its slug")


def by_theme(*links, help_text):
    """Filter by theme: its slug."""
    more = {"listed": True, "every": True}
    return by_row(Theme, UNKNOWN_THEME, *links, help_text=f"{help_text}: slug of the theme.", **more)


def by_conference(*links, help_text):
    """Filter by conference: id or slug."""
    unknown = _("“%(value)s” is not a known conference: give its id or slug")
    return by_row(Conference, unknown, *links, help_text=f"{help_text}: id or slug of the conference.")


def by_organisation(*links, help_text):
    """Filter by organisation: id or slug."""
    unknown = _("“%(value)s” is not a known organisation: give its id or slug")
    return by_row(Organisation, unknown, *links, help_text=f"{help_text}: id or slug of the organisation.")


def by_session(*links, help_text):
    """Filter by session: its id."""
    unknown = _("“%(value)s” is not a known session: give its id")
    return by_row(Session, unknown, *links, help_text=f"{help_text}: id of the session.")


def by_person(*links, help_text):
    """Filter by person who may be named: id or slug."""
    unknown = _("“%(value)s” is not a known person: give its id or slug")
    return by_row(Person, unknown, *links, help_text=f"{help_text}: id or slug of the person.")


def by_classification(*links, help_text):
    """Filter by kind of body."""
    return by_terms(Classification, *links, help_text=help_text)


def by_level(*links, help_text):
    """Filter by how openly somebody is shown."""
    return by_terms(Level, *links, without=[Level.WITHHELD], help_text=help_text)


class CountryFilter(before.CountryFilter):
    theme = by_theme(
        Through(StatementCountry, "country", "statement__themes"),
        help_text="A statement about the country has the theme",
    )
    conference = by_conference(
        Through(Conference, "country", "pk"),
        Through(ConferenceCountry, "country", "conference"),
        Through(StatementCountry, "country", "statement__conference"),
        help_text="It was held there, is named with the country, or something was said at it about the country",
    )
    organisation = by_organisation(
        Through(Organisation, "country", "pk"),
        Through(StatementCountry, "country", "statement__organisation"),
        help_text="The body is based there, or said something about it",
    )


class OrganisationFilter(before.OrganisationFilter):
    theme = by_theme(
        Through(StatementTheme, "statement__organisation", "theme"),
        Through(StatementMention, "organisation", "statement__themes"),
        help_text="It said something on the theme, or is mentioned there",
    )
    conference = by_conference(
        Through(ConferenceOrganisation, "organisation", "conference"),
        Through(Participant, "organisation", "conference"),
        help_text="It was behind the conference, or somebody took part for it",
    )
    person = by_person(Through(Participant, "organisation", "person"), help_text="Somebody who took part for it")


class PersonFilter(before.PersonFilter):
    country = by_country(Through(Participant, "person", "country"), help_text="Country they came from to a conference")
    theme = by_theme(
        Through(StatementTheme, "statement__person", "theme"), help_text="They said something on the theme"
    )
    conference = by_conference(
        Through(Participant, "person", "conference"), help_text="They took part in the conference"
    )
    session = by_session(
        Through(ParticipantSession, "participant__person", "session"), help_text="They spoke in the session"
    )
    organisation = by_organisation(
        Through(Participant, "person", "organisation"), help_text="Body they were of at a conference"
    )
    classification = by_classification(
        Through(Participant, "person", "classification"), help_text="Kind of body they were of at a conference."
    )


tells_places("conferences", places)


def _theme_texts():
    rows = [(row.pk, row.texts(), row.scope_note) for row in Theme.objects.all()]
    return [(slug, [*texts, *short_for(texts[0]), _own(note)]) for slug, texts, note in rows]


def _own(note):
    """What a scope note says of its theme: without the sentences that send readers to other themes."""
    return ". ".join(sentence for sentence in note.split(". ") if ": " not in sentence)


class ThemeFilter(ListFilter):
    q = TermsFilter(partial(kept, "themes", _theme_texts))
    theme = by_theme(Column("slug"), help_text="These themes only")
    country = by_country(
        Through(StatementTheme, "theme", "statement__about__country"),
        help_text="Statements about the country have the theme",
    )
    conference = by_conference(
        Through(StatementTheme, "theme", "statement__conference"), help_text="Statements made there have the theme"
    )
    organisation = by_organisation(
        Through(StatementTheme, "theme", "statement__organisation"),
        Through(StatementTheme, "theme", "statement__mentions"),
        help_text="Statements that it made, or that mention it, have the theme",
    )
    person = by_person(
        Through(StatementTheme, "theme", "statement__person"), help_text="Statements they made have the theme"
    )


class ConferenceFilter(held("start_date")):
    q = WordsOrNamesFilter(
        Names(country_names, Through(Conference, "pk", "country"), formed=False),
        help_text="A word that names the country it was held in counts as one of its words.",
    )
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
    person = by_person(Through(Participant, "conference", "person"), help_text="They took part by name")
    language = by_language("language", help_text="Language it is described in, as a BCP 47 tag: en, sq, sr-Latn.")


class SessionFilter(held("conference__start_date")):
    conference = by_conference(Column("conference"), help_text="Part of the conference")
    kind = by_terms(SessionKind, Column("kind"), help_text="Part of a meeting.")
    country = by_country(
        Through(StatementCountry, "statement__session", "country"), help_text="Something was said about it"
    )
    theme = by_theme(
        Through(StatementTheme, "statement__session", "theme"), help_text="Something was said on the theme"
    )
    organisation = by_organisation(
        Through(ParticipantSession, "session", "participant__organisation"),
        Through(Statement, "session", "organisation"),
        Through(StatementMention, "statement__session", "organisation"),
        help_text="Somebody of the body spoke in it, or a statement made in it mentions the body",
    )
    person = by_person(
        Through(ParticipantSession, "session", "participant__person"),
        Through(Statement, "session", "person"),
        help_text="They spoke in it by name",
    )


class ParticipantFilter(held("conference__start_date")):
    conference = by_conference(Column("conference"), help_text="Took part in the conference")
    session = by_session(Through(ParticipantSession, "participant", "session"), help_text="Spoke in it")
    person = by_person(Column("person"), help_text="Who it was, where named")
    organisation = by_organisation(Column("organisation"), help_text="Body the participant was of then")
    country = by_country(Column("country"), help_text="Country the participant came from")
    theme = by_theme(
        Through(StatementTheme, "statement__participant", "theme"), help_text="Said something on the theme"
    )
    classification = by_classification(Column("classification"), help_text="Kind of body the participant was of.")
    attribution_level = by_level(Column("level"), help_text="How openly the participant is shown.")


class StatementFilter(held("date")):
    country = by_country(
        Through(StatementCountry, "statement", "country"),
        help_text="Country it is about, also where it is only context",
    )
    theme = by_theme(Through(StatementTheme, "statement", "theme"), help_text="Its theme")
    conference = by_conference(Column("conference"), help_text="Said at the conference")
    session = by_session(Column("session"), help_text="Said in it")
    organisation = by_organisation(
        Column("organisation"),
        Through(StatementMention, "statement", "organisation"),
        help_text="The speaker's body, or a body it speaks of",
    )
    person = by_person(Column("person"), help_text="The speaker, where named")
    participant = by_row(
        Participant,
        _("“%(value)s” is not a known participant: give its id"),
        Column("participant"),
        help_text="The speaker, where shown: id of the participant.",
    )
    speaker_country = by_country(Column("speaker_country"), help_text="Country of the speaker, where it is shown")
    kind = by_terms(StatementKind, Column("kind"), help_text="What sort of thing was said.")
    wording = by_terms(Wording, Column("wording"), help_text="How close the text is to the words spoken.")
    attribution_level = by_level(Column("attribution_level"), help_text="How openly the speaker is shown.")
    language = by_language("language")
    classification = by_classification(
        Column("speaker_classification"), help_text="Kind of body of the speaker, where it is shown."
    )
