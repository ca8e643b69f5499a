"""A meeting in the terms of Popolo (popoloproject.com): who may be named, for whom they stood, what was said.

Ids are our public ids. A membership is what somebody was at the time of the meeting; a speech has its line as
``attribution_text`` and names its speaker only where the line does.
"""

from django.conf import settings

from organisations.api.jsonld import given

from .choices import ConferenceRole


def collection(conference, participants, statements):
    """``{class: objects}``, each object once. ``statements``: in order."""
    people = {row.person.pk: row.person for row in [*participants, *statements] if row.person}
    bodies = {each.organisation_id: each.organisation for each in conference.organisations.all()}
    bodies |= {row.organisation.pk: row.organisation for row in [*participants, *statements] if row.organisation}
    return {
        "persons": [_named(row) for _, row in sorted(people.items())],
        "organizations": [_named(row) for _, row in sorted(bodies.items())],
        "memberships": [_membership(row) for row in participants if row.person and row.organisation],
        "events": [_meeting(conference, people), *(_session(each, conference) for each in conference.sessions.all())],
        "speeches": [_speech(row, number) for number, row in enumerate(statements, start=1)],
    }


def _named(row):
    return {"id": row.pk, "name": row.name, "sources": _sources(row)}


def _membership(row):
    return given(
        {
            "id": row.pk,
            "label": row.label,
            "role": row.role,
            "person_id": row.person_id,
            "organization_id": row.organisation_id,
        }
    )


def _meeting(row, people):
    organiser = next((each for each in row.organisations.all() if each.role == ConferenceRole.ORGANISER), None)
    return given(
        {
            "id": row.pk,
            "name": row.title,
            "description": row.summary,
            "classification": "conference",
            "start_date": row.start_date.isoformat(),
            "end_date": row.end_date.isoformat(),
            "location": f"{row.place}, {row.country.name}",
            "organization_id": organiser and organiser.organisation_id,
            "attendees": [{"id": each.pk, "name": each.name} for _, each in sorted(people.items())],
            "updated_at": row.updated_at.isoformat(),
            "sources": [*_sources(row), *_reports(row)],
        }
    )


def _session(row, conference):
    row.conference = conference
    return given(
        {
            "id": row.pk,
            "name": row.title,
            "description": row.summary,
            "classification": row.kind,
            "parent_id": row.parent_id or conference.pk,
            "updated_at": row.updated_at.isoformat(),
            "sources": _sources(row),
        }
    )


def _speech(row, number):
    return given(
        {
            "id": row.pk,
            "creator_id": row.person_id,
            "attribution_text": row.attribution_label,
            "text": row.text,
            "type": row.wording,
            "position": number,
            "event_id": row.session_id,
            "updated_at": row.updated_at.isoformat(),
            "sources": _sources(row),
        }
    )


def _sources(row):
    return [{"url": settings.SITE_URL + row.get_absolute_url()}]


def _reports(row):
    return [{"url": source.url, "note": source.title} for source in row.sources.all() if source.url]
