"""Conferences at random, as plans: what staff might enter of meetings, guests, remarks and lessons.

Names come from small pools, so that guests are often alike in what one rung shows and differ in what the next one does.
"""

from dataclasses import dataclass, replace
from random import Random

from organisations.choices import Basis, Classification, State
from sessions.choices import DisclosureRule, Level, LinkKind

COUNTRIES = ["XK", "AL", "RS"]
THEMES = ["community-policing", "trust"]
PEOPLE = ["Crane", "Dunlin", "Egret"]
ROLES = ["Falcon", "Gannet"]
GROUPS = ["Heron", "Ibis"]
ORDER = list(Level)
# What two guests have in common who are alike on a rung.
ALIKE = [
    ("role", "body", "classification", "country", "unique_post"),
    ("body",),
    ("body",),
    ("group", "body", "classification", "country"),
    ("country",),
]
# Name, kind and country of a body.
BODIES = [("Alder", "national_ngo", "XK"), ("Birch", "media", "RS"), ("Cedar", "national_ngo", "XK")]


@dataclass(frozen=True)
class Guest:
    """Somebody who took part; numbers are places in the pools. ``rooms``: where they spoke."""

    person: int | None
    role: str
    body: int | None
    group: str
    classification: str
    country: str | None
    limit: str
    basis: str
    unique_post: bool
    listed: bool
    state: str
    rooms: frozenset


@dataclass(frozen=True)
class Remark:
    """What was said; ``speaker``: place among the guests. ``shown``: the words, other words, or none of them."""

    room: int
    speaker: int | None
    chosen: str
    consent: bool
    shown: str
    kind: str
    themes: frozenset
    about: frozenset
    mention: int | None
    reveals: str | None


@dataclass(frozen=True)
class Meeting:
    """``rooms``: the rule of each session, empty for that of the meeting; all but the first lie in the first."""

    rule: str
    rooms: tuple
    guests: tuple
    remarks: tuple


@dataclass(frozen=True)
class Plan:
    """``lessons``: for each ``[(place of a remark, relation)]``. ``links``: ``[(place, kind, place)]``."""

    meetings: tuple
    lessons: tuple
    links: tuple


class Lot(Random):
    """Draws what staff might enter; leaning towards openness, for where little is allowed there is little to leak."""

    def mostly(self, *values, few=1 / 6, other=None):
        """One of the values, or ``other`` in few cases."""
        return other if self.random() < few else self.choice(values)

    def some_of(self, values, most):
        return frozenset(self.sample(values, self.randint(0, most)))

    def guest(self):
        basis = self.mostly(Basis.CONSENT, few=1 / 4, other="")
        return Guest(
            person=self.mostly(*range(len(PEOPLE))),
            role=self.mostly(*ROLES, other=""),
            body=self.mostly(*range(len(BODIES))),
            group=self.mostly(*GROUPS, few=1 / 2, other=""),
            classification=self.mostly(Classification.MEDIA, Classification.NATIONAL_NGO, few=1 / 2, other=""),
            country=self.mostly(*COUNTRIES[:2]),
            limit=self.mostly(*ORDER[not basis :][:3], few=1 / 6, other=self.choice(ORDER[not basis :])),
            basis=basis,
            unique_post=self.choice([True, False]),
            listed=self.choice([True, False]),
            state=self.mostly(State.APPROVED, few=1 / 20, other=State.DRAFT),
            rooms=self.some_of([0, 1, 2], 2),
        )

    def alike(self, guest):
        """Another guest, with all that one rung shows of the first, and allowing no more than they do."""
        shown = self.choice(ALIKE)
        same = {name: getattr(guest, name) for name in (*shown, "limit", "basis", "state")}
        return replace(self.guest(), **same)

    def guests(self):
        first = self.guest()
        guests = [first, self.guest(), *(self.alike(first) for _ in range(4))]
        return tuple(self.sample(guests, len(guests)))

    def remark(self):
        return Remark(
            room=self.randint(0, 2),
            speaker=self.mostly(*range(6), few=1 / 10),
            chosen=self.mostly(*ORDER[:6], few=1 / 12, other=self.choice(ORDER)),
            consent=self.mostly(False, few=1 / 4, other=True),
            shown=self.mostly("all", few=1 / 3, other=self.choice(["other", "nothing"])),
            kind=self.choice(["claim", "conclusion"]),
            themes=self.some_of(THEMES, 2),
            about=self.some_of(COUNTRIES, 2),
            mention=self.mostly(*range(len(BODIES)), few=2 / 3),
            reveals=self.mostly(*ORDER, few=1 / 3),
        )

    def meeting(self):
        return Meeting(
            rule=self.mostly(DisclosureRule.ON_RECORD, few=1 / 6, other=self.choice(list(DisclosureRule))),
            rooms=tuple(self.mostly("", few=1 / 6, other=self.choice(list(DisclosureRule))) for _ in range(3)),
            guests=self.guests(),
            remarks=tuple(self.remark() for _ in range(6)),
        )

    def plan(self):
        relations, kinds = ["supports", "supports", "contradicts"], list(LinkKind)
        places, one_of = range(12), self.choice
        return Plan(
            meetings=(self.meeting(), self.meeting()),
            lessons=tuple(tuple((one_of(places), one_of(relations)) for _ in range(3)) for _ in range(2)),
            links=tuple((one_of(places), one_of(kinds), one_of(places)) for _ in range(4)),
        )


def part(plan, meetings, rooms, guests, remarks, beside):
    """No more than so many of each in a plan."""
    held = [
        replace(held, rooms=held.rooms[:rooms], guests=held.guests[:guests], remarks=held.remarks[:remarks])
        for held in plan.meetings[:meetings]
    ]
    return Plan(tuple(held), plan.lessons[:beside], plan.links[:beside])
