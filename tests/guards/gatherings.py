"""A plan as records of the desk, released as far as they may be.

Ids follow the order of making: of the same plan the same questions can be asked.
"""

from datetime import date
from itertools import count

from lessons.models import EvidenceRecord, LessonCountryRecord, LessonRecord
from organisations.choices import State
from organisations.models import OrganisationRecord, PersonRecord
from organisations.whole_shelf import release_whole_shelf
from sessions.models import (
    ConferenceRecord,
    ParticipantRecord,
    Passage,
    SessionRecord,
    SourceRecord,
    StatementCountryRecord,
    StatementLinkRecord,
    StatementRecord,
)
from tests.factories import make_country, make_theme

from .plans import BODIES, COUNTRIES, PEOPLE, THEMES


def vocabularies():
    for code in COUNTRIES:
        make_country(code)
    for slug in THEMES:
        make_theme(slug)


class Gathering:
    """The records of a plan, released. ``said``: ``[(meeting, remark, record, [(guest, record)])]``.

    ``guests``: ``[(meeting, guest, record)]``. ``rooms``: records by the ``id`` of a meeting.
    """

    def __init__(self, plan):
        self.numbers, self.said, self.guests, self.rooms = count(1), [], [], {}
        self.bodies = self._make(
            OrganisationRecord,
            [{"name": n, "slug": n.lower(), "classification": k, "country_id": c} for n, k, c in BODIES],
        )
        self.people = self._make(PersonRecord, [{"name": n, "slug": n.lower()} for n in PEOPLE])
        for meeting in plan.meetings:
            self._hold(meeting)
        self.records = [record for _, _, record, _ in self.said]
        self._join(plan)
        self.lessons = self._draw(plan.lessons)
        release_whole_shelf()

    def make(self, model, **values):
        """One approved record that nobody released yet."""
        return self._make(model, [values])[0]

    def _make(self, model, rows):
        made = []
        for values in rows:
            number = next(self.numbers)
            keyed = {"key": f"k{number}"} if hasattr(model, "key") else {}
            made.append(model(public_id=f"{number:08d}", **keyed, **{"state": State.APPROVED, **values}))
        return model.objects.bulk_create(made)

    def _hold(self, meeting):
        number = next(self.numbers)
        days = {"start_date": date(2014, 4, number % 28 + 1), "end_date": date(2014, 5, 1)}
        words = {"slug": f"meeting-{number}", "title": "A meeting", "place": "Somewhere", "country_id": "XK"}
        ruled = {"disclosure_rule": meeting.rule, "disclosure_reason": "Agreed."}
        held = self.make(ConferenceRecord, **ruled, **days, **words)
        self.rooms[id(meeting)] = self._open_rooms(held, meeting)
        rows = self._make(ParticipantRecord, [self._known(held, guest) for guest in meeting.guests])
        guests = list(zip(meeting.guests, rows, strict=True))
        self._seat(self.rooms[id(meeting)], guests)
        self.guests += [(meeting, *pair) for pair in guests]
        self._speak(held, meeting, guests)

    def _open_rooms(self, held, meeting):
        first, *others = meeting.rooms
        values = {"conference": held, "title": "A room", "kind": "panel"}
        room = self.make(SessionRecord, slug="room-0", position=1, disclosure_rule=first, **values)
        inner = [
            {"slug": f"room-{n}", "position": n, "disclosure_rule": rule, "parent": room, **values}
            for n, rule in enumerate(others, start=1)
        ]
        return [room, *self._make(SessionRecord, inner)]

    def _known(self, held, guest):
        names = ("role", "group", "classification", "limit", "basis", "unique_post", "listed", "state")
        return {
            **{name: getattr(guest, name) for name in names},
            "conference": held,
            "person": None if guest.person is None else self.people[guest.person],
            "organisation": None if guest.body is None else self.bodies[guest.body],
            "country_id": guest.country,
            "basis_reference": "Form" if guest.basis else "",
        }

    def _seat(self, rooms, guests):
        seats = [(row, n) for guest, row in guests for n in guest.rooms if n < len(rooms)]
        through = ParticipantRecord.sessions.through
        through.objects.bulk_create(through(participantrecord=row, sessionrecord=rooms[n]) for row, n in seats)

    def _speak(self, held, meeting, guests):
        source = self.make(SourceRecord, conference=held, title="A report")
        rows = [row for _, row in guests]
        for place, remark in enumerate(meeting.remarks, start=1):
            record = self.make(StatementRecord, **self._words(meeting, remark, place, rows, source))
            self.said.append((meeting, remark, record, guests))

    def _words(self, meeting, remark, place, rows, source):
        start, agreed = {"start": place * 10, "end": place * 10 + 5, "place": f"p. {place}"}, remark.consent
        return {
            "session": self.rooms[id(meeting)][remark.room % len(meeting.rooms)],
            "position": place,
            "speaker": None if remark.speaker is None else rows[remark.speaker % len(rows)],
            "attribution_level": remark.chosen,
            "consent_reference": "Form" if agreed else "",
            "consent_date": date(2014, 4, 24) if agreed else None,
            "text": f"A remark, number {place}.",
            "redacted": remark.shown != "all",
            "public_text": f"Other words of remark {place}." if remark.shown == "other" else "",
            "kind": remark.kind,
            "passage": remark.reveals and Passage.objects.create(source=source, reveals=remark.reveals, **start),
        }

    def _join(self, plan):
        themes, mentions = StatementRecord.themes.through, StatementRecord.mentions.through
        said = [(remark, record) for _, remark, record, _ in self.said]
        pairs = [themes(statementrecord=row, theme_id=slug) for said, row in said for slug in sorted(said.themes)]
        themes.objects.bulk_create(pairs)
        pairs = [(self.bodies[said.mention], row) for said, row in said if said.mention is not None]
        mentions.objects.bulk_create(mentions(statementrecord=row, organisationrecord=body) for body, row in pairs)
        about = [StatementCountryRecord(statement=r, country_id=c) for said, r in said for c in sorted(said.about)]
        StatementCountryRecord.objects.bulk_create(about)
        links = dict.fromkeys((self._record(one), kind, self._record(other)) for one, kind, other in plan.links)
        rows = [StatementLinkRecord(statement=a, kind=kind, other=b) for a, kind, b in links if a != b]
        StatementLinkRecord.objects.bulk_create(rows)

    def _record(self, place):
        return self.records[place % len(self.records)]

    def _draw(self, lessons):
        values = {"text": "What follows.", "kind": "what_worked", "addressed_to": ["police"]}
        rows = self._make(LessonRecord, [{"title": f"Lesson {n}", **values} for n, _ in enumerate(lessons)])
        LessonCountryRecord.objects.bulk_create(LessonCountryRecord(lesson=row, country_id="XK") for row in rows)
        for row, cited in zip(rows, lessons, strict=True):
            evidence = {self._record(place): relation for place, relation in cited}
            EvidenceRecord.objects.bulk_create(
                EvidenceRecord(lesson=row, statement=statement, relation=relation, position=n)
                for n, (statement, relation) in enumerate(evidence.items())
            )
        return rows
