"""Staff who edit, release and withdraw at the same time lose nothing, and leave the shelf in line. PostgreSQL only."""

import random
import threading
import time
from collections import defaultdict

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from lessons.models import LessonRecord
from organisations.choices import State
from organisations.models import Change, Country, OrganisationRecord, PersonRecord, ShelfSequence
from organisations.release import (
    KINDS,
    NotApproved,
    kinds,
    lock_shelf,
    note_changes,
    note_vocabulary,
    release,
    withdraw,
)
from organisations.whole_shelf import find_drift, release_whole_shelf
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
    publish,
)
from tests.staff import Member, address, filled

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, TURNS = 6, 12
RECORDS = [StatementRecord, LessonRecord, ParticipantRecord, PersonRecord, OrganisationRecord, SessionRecord]


@pytest.fixture
def desk():
    """A small meeting, all of it released."""
    meeting = make_conference_record(organisations=[(make_organisation_record("Host"), "host")])
    rooms = [make_session_record(meeting) for _ in range(2)]
    said = []
    for number in range(4):
        person, body = make_person_record(f"Person {number}"), make_organisation_record(f"Body {number}")
        who = make_participant_record(
            meeting, person=person, organisation=body, role="Director", limit="named", country="AL", **consent()
        )
        said.append(make_statement_record(rooms[number % 2], speaker=who, attribution_level="named", text="Said:"))
    make_lesson_record("Lesson:", evidence=[(statement, "supports", "") for statement in said[:2]])
    make_lesson_record("Lesson:", evidence=[(said[3], "supports", ""), (said[0], "contradicts", "")])
    for model in (ConferenceRecord, *RECORDS):
        model.objects.update(state=State.APPROVED)
    release_whole_shelf()


class Staff(threading.Thread):
    """One person's work: ``TURNS`` steps taken at random. ``wrote``: ``{statement pk: words added to its text}``."""

    def __init__(self, number):
        super().__init__()
        self.number, self.chance, self.error = number, random.Random(number), None  # noqa: S311
        self.wrote, self.stale = defaultdict(list), []

    def run(self):
        try:
            for turn in range(TURNS):
                self.step(turn)
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def step(self, turn):
        steps = [self.edit] * 4 + [self.release] * 4 + [self.release_stale, self.withdraw, self.narrow, self.reopen]
        steps += [self.release_everything, self.rename_country, self.change_evidence]
        self.chance.choice(steps)(turn)

    def any(self, model):
        return self.chance.choice(list(model.objects.order_by("pk")))

    def edit(self, turn):
        word = f" {self.number}.{turn}"
        with transaction.atomic():
            pk = self.any(StatementRecord).pk
            StatementRecord.objects.filter(pk=pk).update(text=Concat(F("text"), Value(word)))
            note_changes([StatementRecord.objects.get(pk=pk)])
        self.wrote[pk].append(word)

    def release(self, turn):
        record = self.any(self.chance.choice(RECORDS))
        self.stale.append(record)
        try:
            release([record])
        except NotApproved:
            return

    def release_stale(self, turn):
        """A page that was opened a while ago."""
        for record in self.stale[:2]:
            try:
                release([record])
            except NotApproved:
                continue

    def withdraw(self, turn):
        withdraw([self.any(self.chance.choice(RECORDS[:4]))])

    def narrow(self, turn):
        """As the admin does: edit and release in one transaction, the shelf's lock first."""
        with transaction.atomic():
            lock_shelf()
            record = self.any(StatementRecord)
            record.attribution_level = self.chance.choice(["named", "organisation", "unattributed", "withheld"])
            record.save(update_fields=["attribution_level"])
            if record.state == State.APPROVED:
                release([record])

    def reopen(self, turn):
        for model in RECORDS:
            model.objects.filter(state=State.WITHDRAWN).update(state=State.APPROVED)

    def release_everything(self, turn):
        release_whole_shelf()

    def rename_country(self, turn):
        with transaction.atomic():
            lock_shelf()
            Country.objects.filter(pk="AL").update(name=f"Albania {turn}")
            note_vocabulary("countries", ["AL"])

    def change_evidence(self, turn):
        with transaction.atomic():
            lesson = self.any(LessonRecord)
            lesson.evidence.exclude(relation="supports").delete()
            note_changes([lesson])


class Reader(threading.Thread):
    """A partner who follows the log. ``broken``: what was read with a gap or out of order."""

    def __init__(self, done):
        super().__init__()
        self.done, self.broken, self.reads = done, [], 0

    def run(self):
        while not self.done.is_set():
            numbers = list(Change.objects.values_list("seq", flat=True))
            self.reads += 1
            if numbers != list(range(1, len(numbers) + 1)):
                self.broken.append(numbers)
            self.done.wait(0.02)
        connection.close()


def at_once(*people):
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=120)
    assert [person.error for person in people if person.error] == []
    assert not any(person.is_alive() for person in people), "somebody waits for ever"


def broken_histories():
    """Rows whose log does not say released, updated …, withdrawn in that order, or does not end as the shelf is."""
    shown = {kind.name: set(kind.shelf.objects.values_list("pk", flat=True)) for kind in kinds()}
    last = {}
    for kind, public_id, action in Change.objects.values_list("kind", "public_id", "action"):
        before = last.get((kind, public_id))
        if (action == "released") != (before in (None, "withdrawn")) and kind in shown:
            yield kind, public_id, before, action
        last[kind, public_id] = action
    for kind, ids in shown.items():
        public = {i for (name, i), action in last.items() if name == kind and action != "withdrawn"}
        yield from ((kind, i) for i in ids ^ public)


def wrong_marks():
    """Released records whose mark "changed since release" is not true."""
    for kind in kinds():
        released = list(kind.record.objects.exclude(snapshot=None))
        frozen = kind.freeze(released)
        yield from (r for r in released if r.changed_since_release != (frozen[r.pk] != r.snapshot))


def test_nothing_is_lost_when_everybody_works_at_once(desk):
    done = threading.Event()
    reader, staff = Reader(done), [Staff(number) for number in range(WRITERS)]
    reader.start()
    at_once(*staff)
    done.set()
    reader.join()

    assert (reader.broken, reader.reads > 3) == ([], True)
    log = list(Change.objects.values_list("seq", "at"))
    assert [seq for seq, _ in log] == list(range(1, len(log) + 1))
    assert [at for _, at in log] == sorted(at for _, at in log)
    assert ShelfSequence.objects.get().last == len(log)
    texts = dict(StatementRecord.objects.values_list("pk", "text"))
    written = [(pk, word) for person in staff for pk, words in person.wrote.items() for word in words]
    assert [(pk, word) for pk, word in written if word not in texts[pk]] == []
    assert len(written) > WRITERS
    assert list(broken_histories()) == []
    assert list(wrong_marks()) == []
    assert find_drift() == {}


def test_the_first_releases_of_all_may_come_together():
    meetings = [make_conference_record() for _ in range(4)]
    ShelfSequence.objects.all().delete()
    ConferenceRecord.objects.update(state=State.APPROVED)
    at_once(*(Task(release, [meeting]) for meeting in meetings))
    assert sorted(Change.objects.values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert find_drift() == {}


class Task(threading.Thread):
    """One call in a transaction of its own, which may have to wait."""

    def __init__(self, call, *arguments):
        super().__init__()
        self.call, self.arguments, self.error = call, arguments, None

    def run(self):
        try:
            self.call(*self.arguments)
        except Exception as error:
            self.error = error
        finally:
            connection.close()


def test_numbers_follow_the_order_of_commits():
    first, second = make_conference_record(), make_conference_record()
    ConferenceRecord.objects.update(state=State.APPROVED)
    with transaction.atomic():
        release([first])
        other = Task(release, [second])
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the second release did not wait"
    other.join(timeout=30)
    log = Change.objects.values_list("public_id", flat=True)
    assert list(log) == [first.public_id, second.public_id]


def test_a_release_that_is_taken_back_leaves_no_gap():
    first, second = make_conference_record(), make_conference_record()
    ConferenceRecord.objects.update(state=State.APPROVED)
    with transaction.atomic():
        release([first])
        transaction.set_rollback(True)
    release([second])
    assert list(Change.objects.values_list("seq", "public_id")) == [(1, second.public_id)]


def test_an_edit_during_a_release_is_in_it_or_marked_as_changed():
    meeting = make_conference_record()
    publish(meeting)
    with transaction.atomic():
        ConferenceRecord.objects.filter(pk=meeting.pk).update(title="New title")
        note_changes([ConferenceRecord.objects.get(pk=meeting.pk)])
        other = Task(release, [ConferenceRecord.objects.get(pk=meeting.pk)])
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the release did not wait for the edit"
    other.join(timeout=30)
    assert KINDS["conferences"].shelf.objects.get().title == "New title"
    assert list(wrong_marks()) == []


# Each guard, with a fault planted


def test_a_planted_release_without_a_lock_is_seen(desk, monkeypatch):
    """Numbers given out without waiting collide."""

    def nothing_locked():
        last = ShelfSequence.objects.get(id=1).last
        time.sleep(0.3)
        return last

    monkeypatch.setattr("organisations.release.lock_shelf", lambda: None)
    monkeypatch.setattr("organisations.shelving.lock_shelf", nothing_locked)
    StatementRecord.objects.update(text="New")
    with pytest.raises(AssertionError, match="IntegrityError"):
        at_once(*(Task(release, [statement]) for statement in StatementRecord.objects.all()))


def test_planted_faults_of_the_log_and_of_the_marks_are_seen(desk):
    assert (list(broken_histories()), list(wrong_marks())) == ([], [])
    StatementRecord.objects.update(text="Edited behind everybody's back")
    assert len(list(wrong_marks())) == StatementRecord.objects.count()
    shown = StatementRecord.objects.first()
    Change.objects.filter(public_id=shown.public_id).delete()
    assert list(broken_histories()) == [("statements", shown.public_id)]


def test_a_planted_release_of_a_stale_copy_is_seen(desk, monkeypatch):
    """What another wrote in the meantime would stay behind, with nothing to say so."""
    stale = StatementRecord.objects.first()
    StatementRecord.objects.filter(pk=stale.pk).update(text="Written meanwhile")
    monkeypatch.setattr("organisations.release.hold", lambda records: None)
    release([stale])
    assert list(wrong_marks()) == [stale]


# One form, sent twice by a browser that lost patience


def test_a_form_that_is_sent_twice_at_once_makes_one_record():
    curator = Member("curator")
    place = address(OrganisationRecord, "add")
    sent = filled(curator.get(place).content) | {"name": "Forum", "slug": "forum", "classification": "network"}
    sent["_continue"] = "1"
    answers, cookies = [], curator.client.cookies

    def send(slug):
        client = Client()
        client.cookies = cookies
        try:
            answers.append(client.post(place, {**sent, "slug": slug}).headers.get("Location"))
        finally:
            connection.close()

    senders = [threading.Thread(target=send, args=[slug]) for slug in ("forum", "forum-2", "forum-3")]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert answers == [address(OrganisationRecord.objects.get())] * 3
