"""What is released of participants and of the people and bodies behind them, as the ladder reads it."""

from organisations.models import Country, OrganisationRecord, PersonRecord

from .choices import Level
from .ladder import Body, Speaker
from .models import ParticipantRecord

# Somebody spoke, and it is not released what they allow.
SILENT = Speaker(limit=Level.WITHHELD)


def speakers(participant_pks):
    """``{participant pk: Speaker}`` of participants, in four queries whatever their number.

    One who is not released, or was withdrawn or deleted, is ``SILENT``: nothing that staff may edit brings words out.
    """
    pks = set(participant_pks)
    rows = ParticipantRecord.objects.filter(pk__in=pks).exclude(snapshot__isnull=True)
    released = {pk: (public_id, values) for pk, public_id, values in rows.values_list("pk", "public_id", "snapshot")}
    return dict.fromkeys(pks, SILENT) | described(released)


def released_participants(pks):
    """Those of some keys of participants that are released."""
    rows = ParticipantRecord.objects.filter(pk__in=pks - {None}).exclude(snapshot__isnull=True)
    return set(rows.values_list("pk", flat=True))


def described(participants):
    """``{key: Speaker}`` from ``{key: (public id, participant snapshot)}``."""
    values = [snapshot for _, snapshot in participants.values()]
    people = _released(PersonRecord, {v["person"] for v in values})
    bodies = _released(OrganisationRecord, {v["organisation"] for v in values})
    countries = dict(Country.objects.filter(pk__in={v["country"] for v in values}).values_list("pk", "name"))
    return {key: _speaker(i, v, people, bodies, countries) for key, (i, v) in participants.items()}


def _released(model, pks):
    rows = model.objects.filter(pk__in=pks - {None}).exclude(snapshot__isnull=True)
    return {pk: (public_id, snapshot) for pk, public_id, snapshot in rows.values_list("pk", "public_id", "snapshot")}


def _speaker(public_id, values, people, bodies, countries):
    person, body, country = people.get(values["person"]), bodies.get(values["organisation"]), values["country"]
    return Speaker(
        id=public_id,
        person=(person[0], person[1]["name"]) if person else None,
        body=Body(body[0], body[1]["name"], body[1]["classification"], body[1]["country"]) if body else None,
        country=(country, countries[country]) if country else None,
        **{name: values[name] for name in ("role", "group", "classification", "limit", "basis", "unique_post")},
    )
