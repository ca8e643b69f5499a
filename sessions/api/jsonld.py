"""Meetings and statements in the terms of schema.org, as JSON-LD."""

from organisations.api.jsonld import country, document, given, organisation_brief, person_brief, thing

from ..choices import ConferenceRole, Level, Wording

# schema.org's words for what a body does for an event.
ROLES = {
    ConferenceRole.ORGANISER: "organizer",
    ConferenceRole.FUNDER: "funder",
    ConferenceRole.PARTNER: "contributor",
    ConferenceRole.HOST: "contributor",
}


def event(row):
    """A meeting: https://schema.org/Event, with its programme and the documents it is known from."""
    roles = {}
    for each in row.organisations.all():
        there = roles.setdefault(ROLES[each.role], [])
        there += [body for body in [organisation_brief(each.organisation)] if body not in there]
    for session in row.sessions.all():
        session.conference = row
    return document(
        row,
        "Event",
        row.title,
        startDate=row.start_date.isoformat(),
        endDate=row.end_date.isoformat(),
        location={"@type": "Place", "name": row.place, "containedInPlace": country(row.country)},
        description=row.summary,
        inLanguage=row.language,
        **roles,
        subEvent=[thing(each, "Event", each.title) for each in row.sessions.all()],
        subjectOf=[_source(each) for each in row.sources.all()],
    )


def session(row):
    """A part of a meeting: https://schema.org/Event within the Event of the meeting."""
    return document(
        row,
        "Event",
        row.title,
        description=row.summary,
        inLanguage=row.conference.language,
        superEvent=thing(row.conference, "Event", row.conference.title),
    )


def _source(row):
    return given({"@type": "CreativeWork", "name": row.title, "datePublished": row.issued, "url": row.url})


def statement(row):
    """What was said: https://schema.org/Claim, or Quotation where the words are those that were spoken.

    Says of the speaker what the attribution line says, and nothing where it says nothing.
    """
    line = row.attribution_label if row.attribution_level != Level.UNATTRIBUTED else None
    return document(
        row,
        _type(row),
        text=row.text,
        inLanguage=row.language,
        dateCreated=row.date.isoformat(),
        dateModified=row.updated_at.isoformat(),
        creditText=line,
        creator=person_brief(row.person),
        sourceOrganization=organisation_brief(row.organisation),
        about=[*(country(each.country) for each in row.about.all() if not each.context), *map(theme, row.themes.all())],
        mentions=[organisation_brief(each) for each in row.mentions.all()],
        recordedAt=thing(row.conference, "Event", row.conference.title),
        isBasedOn=row.source and given({"@type": "CreativeWork", "name": row.source.title}),
        workTranslation=[translation(each) for each in row.translations.all()],
    )


def translation(each, name=None):
    """A claim in another language: even of words as they were spoken it is no quotation."""
    return given({"@type": "Claim", "name": name, "inLanguage": each.language, "text": each.text})


def statement_brief(row):
    return thing(row, _type(row))


def _type(row):
    return "Quotation" if row.wording == Wording.VERBATIM else "Claim"


def theme(row):
    """A topic: https://schema.org/DefinedTerm."""
    return thing(row, "DefinedTerm", row.name)
