"""What may be told of a speaker, worked out here once more from what staff recorded, and not by the ladder."""

from organisations.choices import State

from .plans import BODIES, ORDER

NAMED, ROLE, BODY, KIND, COUNTRY, UNATTRIBUTED, WITHHELD = range(len(ORDER))
CEILING = {"": NAMED, "on_record": NAMED, "chatham_house": KIND, "closed": WITHHELD}
# What of a guest each rung shows.
SHOWN = [
    {"person", "role", "organisation", "classification", "country"},
    {"role", "organisation", "classification", "country"},
    {"organisation"},
    {"group", "classification", "country"},
    {"country"},
    set(),
    set(),
]


def kind_of_body(guest):
    return guest.classification or ("" if guest.body is None else BODIES[guest.body][1])


def rung(most_open, guest):
    """The place on the ladder a guest stands on where no more than ``most_open`` is allowed. ``guest``: or None."""
    if most_open == WITHHELD or guest is None:
        return max(most_open, UNATTRIBUTED)
    if guest.state != State.APPROVED:
        return WITHHELD
    known = [
        guest.person is not None and guest.basis,
        guest.role and guest.body is not None and (guest.basis or not guest.unique_post),
        guest.body is not None,
        guest.group or kind_of_body(guest),
        guest.country,
        True,
    ]
    lowest = max(most_open, ORDER.index(guest.limit))
    return lowest if lowest == WITHHELD else next(n for n in range(lowest, WITHHELD) if known[n])


def rules(meeting, room):
    """The strictest ceiling around a room, all but the first of which lie in the first."""
    place = room % len(meeting.rooms)
    return max(CEILING[rule] for rule in (meeting.rule, meeting.rooms[0], meeting.rooms[place]))


def rung_of(meeting, remark, guest):
    """The rung of a remark, had that guest made it: the room's rule binds unless the speaker agreed to more."""
    allowed = NAMED if remark.consent else rules(meeting, remark.room)
    return rung(max(ORDER.index(remark.chosen), allowed), guest)


def row_of(meeting, guest):
    """The rung of a guest's own row."""
    return rung(CEILING[meeting.rule], guest)


def facts(guest, level):
    """``{(what, value)}`` that a line on a rung may tell of a guest."""
    known = {
        "person": guest.person,
        "role": guest.role,
        "organisation": guest.body,
        "group": guest.group,
        "classification": kind_of_body(guest),
        "country": guest.country,
    }
    return {(name, known[name]) for name in SHOWN[level] if known[name] not in (None, "")}


def line(meeting, remark, guest):
    """All that the public may learn of who made a remark; who has the same line cannot be told from the speaker.

    On the two highest rungs the line may lead to the guest's own row, and then nobody else has it.
    """
    level = rung_of(meeting, remark, guest)
    told = facts(guest, level) if guest else set()
    if guest and level <= ROLE and level == row_of(meeting, guest):
        told |= {("guest", id(guest))}
    return level, told
