"""The released programme of meetings: which sessions are public, in which order, under which rule."""

from dataclasses import dataclass, field
from typing import NamedTuple

from organisations.kinds import grouped

from .ladder import stricter_rule
from .models import ConferenceRecord, SessionRecord


class Place(NamedTuple):
    """Where a public session stands. ``parent_id``: public id or None. ``rule``: the strictest around it."""

    public_id: str
    parent_id: str | None
    rule: str
    order: int
    depth: int


@dataclass
class Programme:
    """The public sessions of one meeting. ``places``: ``{record pk: Place}``; none while it is not released."""

    conference_id: str
    rule: str = ""
    date: str = ""
    places: dict = field(default_factory=dict)


def programmes(conference_pks):
    """``{conference pk: Programme}`` from the snapshots of meetings and sessions, in two queries."""
    conferences = ConferenceRecord.objects.filter(pk__in=conference_pks).values_list("pk", "public_id", "snapshot")
    sessions = SessionRecord.objects.filter(conference__in=conference_pks).exclude(snapshot__isnull=True)
    rows = grouped(sessions.values_list("conference_id", "pk", "public_id", "snapshot"))
    return {pk: _programme(public_id, snapshot, rows[pk]) for pk, public_id, snapshot in conferences}


def _programme(public_id, conference, sessions):
    if conference is None:
        return Programme(public_id)
    programme = Programme(public_id, conference["disclosure_rule"], conference["start_date"])
    children = grouped((snapshot["parent"], pk, public, snapshot) for pk, public, snapshot in sessions)
    _place_children(programme, children, None)
    return programme


def _place_children(programme, children, parent):
    """Depth first: a session whose parent is not public gets no place."""
    around = programme.places.get(parent)
    for pk, public_id, snapshot in sorted(children[parent], key=lambda row: (row[2]["position"], row[0])):
        rule = stricter_rule(around.rule if around else programme.rule, snapshot["disclosure_rule"])
        order, depth = len(programme.places) + 1, around.depth + 1 if around else 0
        programme.places[pk] = Place(public_id, around.public_id if around else None, rule, order, depth)
        _place_children(programme, children, pk)
