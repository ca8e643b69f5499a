"""A process that is killed while it imports a sheet, or releases in bulk, leaves all of it or nothing, and can go on.

Ten times each on PostgreSQL, five on SQLite, at moments drawn between the first query of the run and its last; the
seed is printed. The process is forked off this one, works in the database of the test, and does what a button does.
"""

import hashlib
import os
import random
import secrets
import signal
import time
from collections import Counter
from functools import partial
from multiprocessing import get_context

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils.text import slugify

from organisations.decisions import broken_links
from organisations.models import Change, ShelfSequence, Transition
from organisations.release import note_changes, release
from sessions.models import Participant, ParticipantRecord, Statement, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_session_record,
    publish,
)
from tests.staff import Member, address

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 10 if connection.vendor == "postgresql" else 5
EDITED, NEW, RELEASED = 40, 60, 60
OURS = {"organisations", "conference_sessions", "lessons", "admin"}
FORK = get_context("fork")
WRITES = ("INSERT", "UPDATE", "DELETE", "WITH new")


class Run:
    """A button pressed in a process of its own. ``asked``, ``wrote``: its queries so far, and those that write."""

    def __init__(self, press):
        self.others = _at_work()
        connection.close()  # or both would speak over one line
        self.asked, self.wrote = FORK.RawValue("i", 0), FORK.RawValue("i", 0)
        self.process = FORK.Process(target=self._work, args=[press])
        self.process.start()

    def _work(self, press):
        # Where a browser runs, asgiref keeps two connections apart, and a fork is given the one from before it.
        connection.connection = None
        with connection.execute_wrapper(self._count):
            press()

    def _count(self, execute, sql, *rest):
        answer = execute(sql, *rest)
        self.asked.value += 1
        self.wrote.value += sql.startswith(WRITES) and "django_session" not in sql
        return answer

    def kill_after(self, queries, more):
        """SIGKILL ``more`` seconds after so many queries, unless it has ended by then."""
        while self.asked.value < queries and self.process.is_alive():
            time.sleep(0.0005)
        time.sleep(more)
        self.process.kill()
        self.end()

    def end(self):
        """Wait for it, and for the database to notice; returns its exit status."""
        self.process.join(timeout=120)
        until = time.monotonic() + 30
        while _at_work() - self.others and time.monotonic() < until:
            time.sleep(0.02)
        return self.process.exitcode


def _at_work():
    """Processes of the database that work for somebody else."""
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def rows():
    """``{table: (how many rows, digest of them)}`` of the desk, the shelf and all logs."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    return {model._meta.db_table: _rows(model) for model in models}


def _rows(model):
    rows = model._base_manager.values_list()
    found = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in rows)
    return len(found), hashlib.sha256("\n".join(found).encode()).hexdigest()


def grown(before, after):
    """``{table: how many rows more}``."""
    counts = Counter({table: count for table, (count, _) in after.items()})
    counts.subtract({table: count for table, (count, _) in before.items()})
    return {table: count for table, count in counts.items() if count}


def whole():
    """Logs without gaps, a chain that holds, a shelf in line; every assertion says what is not."""
    numbers = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert ShelfSequence.objects.get().last == len(numbers)
    assert list(broken_links()) == []
    call_command("release_all", check=True, verbosity=0)


class Work:
    """Something done at the press of a button, again and again. ``prepare`` returns a function that presses."""

    def prepare(self):
        raise NotImplementedError

    def done(self):
        """What stands there of it: None if nothing, ``grown`` if all of it; fails if it is neither."""
        after = rows()
        if after == self.before:
            return None
        self.check_all([table for table, found in after.items() if found != self.before[table]])
        return grown(self.before, after)

    def begin(self):
        press = self.prepare()
        self.before = rows()
        return Run(press)


class Import(Work):
    """A sheet of participants: some are edited, which are decisions about attribution, and some are new."""

    def __init__(self):
        self.keeper, self.meeting = Member("keeper"), make_conference_record("meeting")
        body = make_organisation_record("Body")
        shown = {"organisation": body, "limit": "organisation", "listed": True, "role": "Before"}
        people = [make_participant_record(self.meeting, key=f"p{n}", **shown) for n in range(EDITED)]
        publish(body, self.meeting, *people)

    def prepare(self):
        self.role = f"Role of sheet {ParticipantRecord.objects.count()}"
        limit = {"organisation": "country"}.get(ParticipantRecord.objects.get(key="p0").limit, "organisation")
        keys = [*(f"p{n}" for n in range(EDITED)), *(f"{slugify(self.role)}-{n}" for n in range(NEW))]
        lines = ["conference;key;role;limit", *(f"meeting;{key};{self.role}, {key};{limit}" for key in keys)]
        file = SimpleUploadedFile("sheet.csv", "\n".join(lines).encode())
        page = self.keeper.client.post(f"{address(ParticipantRecord, 'changelist')}import/", {"file": file})
        assert not page.context["outcome"].problems
        return partial(self.keeper.confirm, page, why="Agreed.")

    def check_all(self, changed):
        assert ParticipantRecord.objects.filter(role__startswith=f"{self.role},").count() == EDITED + NEW, changed
        assert list(Participant.objects.values_list("label", flat=True)) == ["Body"] * EDITED
        assert ParticipantRecord.objects.filter(changed_since_release=True).count() == EDITED


class Release(Work):
    """Changes of many statements, which somebody made before, come out."""

    def __init__(self):
        self.reviewer, self.turn, room = Member("reviewer"), 0, make_session_record()
        publish(room.conference, room)
        StatementRecord.objects.bulk_create(
            StatementRecord(session=room, position=n, key=f"k{n}", text="Before", kind="claim", state="approved")
            for n in range(RELEASED)
        )
        release(StatementRecord.objects.all())

    def prepare(self):
        if set(Statement.objects.values_list("text", flat=True)) == set(self.texts()):
            self.turn += 1
            StatementRecord.objects.update(text=f"Words {self.turn}")
            note_changes(StatementRecord.objects.all())
        look = self.reviewer.choose(StatementRecord, "release_after_a_look", *StatementRecord.objects.all())
        assert len(look.context["plan"].able) == RELEASED
        return partial(self.reviewer.confirm, look)

    def texts(self):
        return StatementRecord.objects.values_list("text", flat=True)

    def check_all(self, changed):
        assert set(Statement.objects.values_list("text", flat=True)) == {f"Words {self.turn}"}, changed
        assert not StatementRecord.objects.filter(changed_since_release=True).exists()
        assert Transition.objects.filter(step="release").count() % RELEASED == 0


def undisturbed(work):
    """``(queries, seconds, what it adds)`` of a run that nobody kills."""
    started = time.monotonic()
    run = work.begin()
    assert run.end() == 0
    added = work.done()
    assert added
    whole()
    return run.asked.value, time.monotonic() - started, added


@pytest.mark.parametrize("kind", [Import, Release])
def test_all_of_it_is_there_or_nothing(kind, capsys):
    seed = secrets.randbelow(1_000_000)
    work, chance = kind(), random.Random(seed)  # noqa: S311 (moments, not secrets)
    undisturbed(work)  # the first one has more to write: what records were before
    queries, seconds, added = undisturbed(work)
    within = 0
    for number in range(KILLS):
        run = work.begin()
        run.kill_after(int(queries * (number + chance.random()) / KILLS), chance.random() * seconds / queries)
        done = work.done()
        assert done in (None, added), f"seed {seed}, kill {number}"
        within += done is None and run.wrote.value > 0
        whole()
    with capsys.disabled():
        print(f"\n{kind.__name__}: {KILLS} kills over {queries} queries, {within} between writing and commit, {seed=}")
    assert within >= KILLS // 3, f"seed {seed}: nearly all kills came before the first write or behind the last"
    assert undisturbed(work)[2] == added


def test_a_planted_import_in_two_parts_is_seen(monkeypatch):
    """What is kept before the log of steps is written would be half of it."""

    def kept_and_killed(*_):
        connection.connection.commit()
        os.kill(os.getpid(), signal.SIGKILL)

    work = Import()
    monkeypatch.setattr("lessons.sheets.writing.note_decisions", kept_and_killed)
    run = work.begin()
    assert run.end() == -signal.SIGKILL
    assert work.done() is not None
    monkeypatch.undo()
    assert work.done() != undisturbed(work)[2]
