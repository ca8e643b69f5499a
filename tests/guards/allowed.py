"""What filters about speakers may find of each row of a ``Gathering``: what is recorded, in the values of filters."""

from collections import defaultdict

from .plans import BODIES, COUNTRIES, GROUPS, ORDER, PEOPLE, ROLES
from .recorded import BODY, COUNTRY, ROLE, WITHHELD, facts, row_of, rules, rung_of

# Filters that tell of speakers, by list, and those that do not. A new filter has to be put among these or those.
OF_SPEAKERS = {
    "statements": {"person", "participant", "organisation", "classification", "speaker_country", "attribution_level"},
    "participants": {"person", "organisation", "classification", "country", "attribution_level", "session", "theme"},
    "lessons": {"person", "organisation", "classification", "attribution_level"},
}
OF_WORDS = {
    "statements": {"country", "theme", "conference", "session", "kind", "wording", "language", "from", "to"},
    "participants": {"conference", "from", "to"},
    "lessons": {"country", "theme", "conference", "session", "kind", "status", "strength", "addressed_to", "language"}
    | {"from", "to"},
}
OF_ANY_LIST = {"q", "updated_since"}
SLUGS = dict(zip(COUNTRIES, ["kosovo", "albania", "serbia"], strict=True))
VALUES = {
    "person": lambda place: PEOPLE[place].lower(),
    "organisation": lambda place: BODIES[place][0].lower(),
    "classification": str,
    "country": SLUGS.get,
}
# What of a line is said in words that nothing else holds.
IN_WORDS = {"person", "role", "organisation", "group"}
WORDS = [word.lower() for word in (*PEOPLE, *ROLES, *GROUPS, *(name for name, *_ in BODIES))]
# What the name of a filter stands for is what it finds, but in the lists of statements and lessons.
NAMES = {"statements": {"country": "speaker_country"}}


def allowed(gathering):
    """``{list: {id: {(filter, value)}}}`` of every row there has to be, and of no other one."""
    found = {kind: defaultdict(set) for kind in OF_SPEAKERS}
    for meeting, guest, row in gathering.guests:
        if guest.listed and row_of(meeting, guest) <= COUNTRY:
            found["participants"][row.public_id] |= _of_row(gathering, meeting, guest)
    for meeting, remark, record, guests in gathering.said:
        speaker = next(((guest, row) for guest, row in guests if row.pk == record.speaker_id), (None, None))
        if rung_of(meeting, remark, speaker[0]) < WITHHELD:
            found["statements"][record.public_id] |= _of_remark(meeting, remark, *speaker)
            _of_speaker(gathering, found["participants"], meeting, remark, *speaker)
    for lesson in gathering.lessons:
        found["lessons"] |= _of_lesson(lesson, found["statements"])
    return found


def _in_filters(guest, level, kind):
    """The facts of a line in values of filters. Of a body its own country is told, not the guest's."""
    told = dict(facts(guest, level)) if guest else {}
    if level == BODY:
        told |= {"classification": BODIES[guest.body][1], "country": BODIES[guest.body][2]}
    names = NAMES.get(kind, {})
    found = {(names.get(name, name), VALUES[name](told[name])) for name in told if name in VALUES}
    return found | {("q", VALUES.get(name, str.lower)(told[name])) for name in told if name in IN_WORDS}


def _of_row(gathering, meeting, guest):
    level = row_of(meeting, guest)
    found = {*_in_filters(guest, level, "participants"), ("attribution_level", ORDER[level])}
    if guest.listed:
        rooms = gathering.rooms[id(meeting)]
        found |= {("session", rooms[n].public_id) for n in guest.rooms if n < len(rooms) and rules(meeting, n) <= level}
    return found


def links(meeting, remark, guest):
    """Whether a remark leads to the row of the guest who made it: both lines say the same, without consent for one."""
    level = rung_of(meeting, remark, guest)
    return bool(guest) and level <= ROLE and level == row_of(meeting, guest) and rules(meeting, remark.room) <= level


def _of_remark(meeting, remark, guest, row):
    level = rung_of(meeting, remark, guest)
    found = {*_in_filters(guest, level, "statements"), ("attribution_level", ORDER[level])}
    if remark.mention is not None and remark.shown != "nothing":
        found.add(("organisation", BODIES[remark.mention][0].lower()))
    return found | ({("participant", row.public_id)} if links(meeting, remark, guest) else set())


def _of_speaker(gathering, found, meeting, remark, guest, row):
    """A guest whom a remark leads to has a row, and is known to have spoken on its themes."""
    if links(meeting, remark, guest):
        found[row.public_id] |= _of_row(gathering, meeting, guest) | {("theme", slug) for slug in remark.themes}


def _of_lesson(lesson, statements):
    """What its public evidence tells, if any of that supports it."""
    evidence = [(each.relation, statements.get(each.statement.public_id)) for each in lesson.evidence.all()]
    public = [(relation, told) for relation, told in evidence if told is not None]
    if "supports" not in {relation for relation, _ in public}:
        return {}
    told = set().union(*(told for _, told in public))
    return {lesson.public_id: {fact for fact in told if fact[0] in OF_SPEAKERS["lessons"]}}
