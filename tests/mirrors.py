"""What a partner sees: the shelf read list by list, snapshot by snapshot, or kept true with the changes."""

import json
import random
import threading

from django.db import connection, transaction

from lessons.models import LessonRecord
from organisations.choices import State
from organisations.models import OrganisationRecord, PersonRecord
from organisations.release import lock_shelf, release, withdraw
from organisations.whole_shelf import release_whole_shelf
from sessions.models import ConferenceRecord, ParticipantRecord, SessionRecord, StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)

KINDS = ["countries", "themes", "organisations", "people", "conferences"]
KINDS += ["sessions", "participants", "statements", "lessons"]


def crawl(client):
    """``{(kind, id): record}``: every page of every list."""
    found = {}
    for kind in KINDS:
        address = f"/api/v1/{kind}/?page_size=200"
        while address:
            page = client.get(address).json()
            found |= {(kind, record["id"]): record for record in page["results"]}
            address = page["next"]
    return found


def snapshot(client):
    """``(seq, {(kind, id): record})`` of a snapshot, which is whole."""
    answer = client.get("/api/v1/snapshot/")
    first, *rows, last = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    seq = first["snapshot"]["seq"]
    assert last == {"end": {"seq": seq, "rows": len(rows)}}
    assert sum(first["snapshot"]["kinds"].values()) == len(rows)
    return seq, {(row["kind"], row["record"]["id"]): row["record"] for row in rows}


def follow(client, copy, address):
    """Apply every change from ``address`` on to a copy; returns where to go on."""
    while True:
        page = client.get(address).json()
        for change in page["results"]:
            apply(copy, change)
        if address == page["next"]:
            return address
        address = page["next"]


def apply(copy, change):
    """Apply one change to a copy."""
    key = change["kind"], change["id"]
    if change.get("record") is None:
        copy.pop(key, None)
    else:
        copy[key] = change["record"]


class Writer(threading.Thread):
    """Staff who release, rename and withdraw at random until told to stop. ``done``: how many steps were taken."""

    def __init__(self, number, stop):
        super().__init__()
        self.chance, self.stop, self.done, self.error = random.Random(number), stop, 0, None  # noqa: S311

    def run(self):
        try:
            while not self.stop.is_set():
                self.chance.choice([self.release] * 6 + [self.withdraw] * 3 + [self.rename])()
                self.done += 1
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def release(self):
        record = self._any(StatementRecord)
        with transaction.atomic():
            lock_shelf()
            words = {"state": State.APPROVED, "text": f"Words {self.chance.random()}"}
            StatementRecord.objects.filter(pk=record.pk).update(**words)
            release([StatementRecord.objects.get(pk=record.pk)])

    def withdraw(self):
        withdraw([self._any(StatementRecord)])

    def rename(self):
        """What many rows show of one changes."""
        model, column = self.chance.choice([(SessionRecord, "title"), (OrganisationRecord, "name")])
        record = self._any(model)
        with transaction.atomic():
            lock_shelf()
            model.objects.filter(pk=record.pk).update(**{column: f"Name {self.chance.random()}"})
            release([model.objects.get(pk=record.pk)])

    def _any(self, model):
        return self.chance.choice(list(model.objects.order_by("pk").only("pk")))


def make_busy_desk(statements=12):
    """A released meeting for ``Writer``s: sessions, named speakers with their bodies, statements, lessons."""
    meeting = make_conference_record(organisations=[(make_organisation_record("Host"), "host")])
    rooms = [make_session_record(meeting) for _ in range(2)]
    said = []
    for number in range(statements):
        person, body = make_person_record(f"Person {number}"), make_organisation_record(f"Body {number}")
        speaker = make_participant_record(
            meeting, person=person, organisation=body, role="Director", limit="named", country="AL", **consent()
        )
        said.append(make_statement_record(rooms[number % 2], speaker=speaker, attribution_level="named"))
    for one, other in zip(said[::2], said[1::2], strict=False):
        make_lesson_record(evidence=[(one, "supports", ""), (other, "contradicts", "")])
    for model in (ConferenceRecord, SessionRecord, ParticipantRecord, PersonRecord, OrganisationRecord):
        model.objects.update(state=State.APPROVED)
    for model in (StatementRecord, LessonRecord):
        model.objects.update(state=State.APPROVED)
    release_whole_shelf()
