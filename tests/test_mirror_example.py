"""The reference client: its copy is what one finds who reads every list, wherever it was killed."""

import importlib.util
import io
import json
import random
import sqlite3
import subprocess
import sys
import time
import urllib.error
from contextlib import suppress
from email.message import Message
from pathlib import Path

import pytest

from organisations.models import Change, ShelfSequence
from organisations.release import withdraw
from sessions.models import StatementRecord
from tests.mirrors import Writer, crawl, make_busy_desk

PROGRAM = Path(__file__).resolve().parents[1] / "examples" / "mirror.py"
spec = importlib.util.spec_from_file_location("mirror", PROGRAM)
mirror = importlib.util.module_from_spec(spec)
spec.loader.exec_module(mirror)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, settings):
    settings.SITE_URL = live_server.url
    make_busy_desk(4)
    return live_server.url


@pytest.fixture
def database(tmp_path):
    database = sqlite3.connect(tmp_path / "copy.sqlite3")
    database.executescript(mirror.TABLES)
    yield database
    database.close()


def copied(database):
    rows = database.execute("SELECT kind, id, json FROM record")
    return {(kind, row_id): text for kind, row_id, text in rows}


def truth(client):
    return {key: mirror.compact(record) for key, record in crawl(client).items()}


def step():
    """One thing that staff do."""
    step.writer = getattr(step, "writer", None) or Writer(7, None)
    step.writer.chance.choice([step.writer.release, step.writer.withdraw, step.writer.rename])()


def test_it_is_short_and_needs_nothing():
    source = PROGRAM.read_text()
    assert len(source.splitlines()) < 150
    names = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert names <= set(sys.stdlib_module_names)


def test_snapshot_then_changes(client, site, database):
    mirror.catch_up(site, database)
    assert copied(database) == truth(client)
    for _ in range(6):
        step()
    withdraw([StatementRecord.objects.first()])
    mirror.catch_up(site, database)
    assert copied(database) == truth(client)


def test_it_starts_over_when_its_place_is_gone(client, site, database, capsys):
    mirror.catch_up(site, database)
    step()
    ShelfSequence.objects.update(floor=Change.objects.count())
    mirror.catch_up(site, database)
    assert copied(database) == truth(client)
    assert "starting over" in capsys.readouterr().err


class Killed(BaseException):
    """Whatever ends a program at once."""


class Fragile(sqlite3.Connection):
    """A database whose program is killed at its ``left``-th statement from now."""

    left = 0

    def execute(self, *arguments):
        self.left -= 1
        if self.left == 0:
            raise Killed
        return super().execute(*arguments)


def test_killed_between_any_statements_it_goes_on_where_it_was(client, site, tmp_path):
    database = sqlite3.connect(tmp_path / "copy.sqlite3", factory=Fragile)
    chance = random.Random(5)  # noqa: S311
    database.executescript(mirror.TABLES)
    for left in [1, 2, 3, 20, *(chance.randint(2, 12) for _ in range(8))]:
        database.left = left
        with suppress(Killed):
            mirror.catch_up(site, database)
        step()
    database.left = 0
    mirror.catch_up(site, database)
    assert copied(database) == truth(client)
    database.close()


def test_killed_by_the_system_it_goes_on_where_it_was(client, site, database, tmp_path):
    chance = random.Random(6)  # noqa: S311
    command = [sys.executable, PROGRAM, site, tmp_path / "copy.sqlite3"]
    for _ in range(4):
        program = subprocess.Popen([*command, "--every", "0.01"])  # noqa: S603
        time.sleep(chance.uniform(0.2, 0.8))
        step()
        program.kill()
        program.wait()
    subprocess.run(command, check=True)  # noqa: S603
    assert copied(database) == truth(client)


class Answers:
    """A site that gives these answers one after the other: bytes, or an HTTP status with headers."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self, address, timeout):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer)


def error(status, **headers):
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return urllib.error.HTTPError("http://x", status, "", message, None)


@pytest.fixture
def waits(monkeypatch):
    """Seconds waited."""
    found = []
    monkeypatch.setattr(mirror.time, "sleep", found.append)
    return found


def test_it_waits_as_long_as_it_is_told_and_longer_each_time_when_it_is_not(monkeypatch, waits):
    busy, broken, away = error(429, Retry_After="7"), error(503), urllib.error.URLError("no route")
    monkeypatch.setattr(mirror.urllib.request, "urlopen", Answers(busy, broken, away, b'{"a"', b"{}"))
    assert mirror.fetch("http://x", json.load) == {}
    assert waits == [7, 2, 4, 8]


def test_it_gives_up_in_the_end_and_at_once_where_waiting_does_not_help(monkeypatch, waits):
    monkeypatch.setattr(mirror.urllib.request, "urlopen", Answers(*[error(500)] * mirror.TRIES))
    with pytest.raises(urllib.error.HTTPError):
        mirror.fetch("http://x", json.load)
    assert len(waits) == mirror.TRIES - 1
    monkeypatch.setattr(mirror.urllib.request, "urlopen", Answers(error(404)))
    with pytest.raises(urllib.error.HTTPError):
        mirror.fetch("http://x", json.load)
    assert len(waits) == mirror.TRIES - 1


def test_a_torn_snapshot_is_not_taken(monkeypatch, waits, database):
    lines = [
        {"snapshot": {"seq": 3, "at": None, "kinds": {"people": 1}}},
        {"kind": "people", "record": {"id": "p"}},
        {"end": {"seq": 3, "rows": 1}},
    ]
    whole = "\n".join(map(json.dumps, lines)).encode()
    torn = [whole[: whole.index(b'{"end')], whole[:60], b"", whole.replace(b'"rows": 1', b'"rows": 2')]
    monkeypatch.setattr(mirror.urllib.request, "urlopen", Answers(*torn, whole))
    mirror.take_snapshot("http://x", database)
    assert (len(waits), copied(database)) == (4, {("people", "p"): '{"id":"p"}'})
    assert database.execute("SELECT next FROM place").fetchall() == [("http://x/api/v1/changes/?after=3&limit=500",)]
