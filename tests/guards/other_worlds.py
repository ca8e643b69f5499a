"""What could be otherwise in a ``Gathering`` and must not be told: each leaves another desk behind the same shelf."""

from organisations.choices import State
from organisations.release import release, withdraw
from organisations.whole_shelf import release_whole_shelf
from sessions.models import ParticipantRecord, StatementRecord

from .recorded import COUNTRY, line, row_of


def others_spoke(gathering, turn):
    """Every remark was made by another guest who has the same line, or by nobody known, where there is one.

    ``turn``: which of them. Where two may have made each other's remarks they change places.
    """
    changed = []
    for meeting, remark, record, guests in gathering.said:
        known = [(None, None), *guests]
        speaker = next((guest for guest, row in guests if row.pk == record.speaker_id), None)
        own = line(meeting, remark, speaker)
        alike = [row for guest, row in known if guest is not speaker and line(meeting, remark, guest) == own]
        if alike:
            record.speaker = alike[turn % len(alike)]
            changed.append(record)
    _release(StatementRecord, changed, "speaker")


def silent_guests_stay_away(gathering, turn):
    """Those who are shown nowhere were not there, or, every other ``turn``, are not what they are recorded to be."""
    silent = [row for meeting, guest, row in gathering.guests if _is_silent(gathering, meeting, guest, row)]
    unsaid = [record for _, _, record, _ in gathering.said if record.speaker in silent]
    for record in unsaid:
        record.speaker = None
    _release(StatementRecord, unsaid, "speaker")
    if turn % 2:
        withdraw(silent)
    else:
        _release_as_others([row for row in silent if not row.listed], gathering.bodies[1])
    known = {"conference": gathering.records[0].session.conference, "role": "Zzz", "limit": "role_organisation"}
    known |= {"country_id": "AL", "organisation": gathering.bodies[0], "person": gathering.people[0]}
    release([gathering.make(ParticipantRecord, unique_post=False, **known)])
    release_whole_shelf()


def _release_as_others(silent, body):
    """Of those who are not to be listed: who is would be, as soon as something is known of them."""
    for row in silent:
        row.role, row.country_id, row.organisation, row.person = "Zzz", "RS", body, None
    _release(ParticipantRecord, silent, "role", "country", "organisation", "person")


def _is_silent(gathering, meeting, guest, row):
    said = [(remark, record) for held, remark, record, _ in gathering.said if held is meeting]
    own = [remark for remark, record in said if record.speaker_id == row.pk]
    nothing_told = all(line(meeting, remark, guest) == line(meeting, remark, None) for remark in own)
    return nothing_told and not (guest.listed and row_of(meeting, guest) <= COUNTRY)


def more_was_withheld(gathering, turn):
    """In every room somebody said more, which is withheld, released, put otherwise, and released again."""
    rooms = [room for rooms in gathering.rooms.values() for room in rooms]
    for number, room in enumerate(rooms, start=1):
        rows = [row for _, _, record, guests in gathering.said for _, row in guests if _within(record, room)]
        values = {"session": room, "position": 900 + number, "text": "Withheld.", "kind": "claim"}
        record = gathering.make(StatementRecord, speaker=rows[turn % len(rows)], attribution_level="withheld", **values)
        record.themes.set(["trust"])
        record.countries.create(country_id="AL")
        record.mentions.set(gathering.bodies)
        record.links.create(kind="supports", other=gathering.records[turn % len(gathering.records)])
        release([record])
        for lesson in gathering.lessons:
            lesson.evidence.create(statement=record, relation="contradicts", position=number)
            release([lesson])
        record.text, record.speaker = "Otherwise.", rows[(turn + 1) % len(rows)]
        _release(StatementRecord, [record], "text", "speaker")


def _within(record, room):
    return record.session.conference_id == room.conference_id


def _release(model, records, *columns):
    """Keep what was changed of records, and release those that may be."""
    model.objects.bulk_update(records, columns)
    release([record for record in records if record.state == State.APPROVED])


WORLDS = [others_spoke, silent_guests_stay_away, more_was_withheld]
