"""Files are made once, stay the same while what they hold does, and are gone with what was withdrawn."""

import fcntl
import os
import re

import pytest

from confhub.offline import keeping, views
from confhub.offline.building import build
from organisations.release import release, withdraw
from tests.copies import unpacked
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.factories import make_country

from .conftest import COUNTRY

pytestmark = pytest.mark.django_db
DANGEROUS = "Words that somebody regrets."


@pytest.fixture
def said():
    """Two released statements about Kosovo, with a lesson of each; elsewhere a conference in Albania."""
    session = make_session_record()
    publish(session.conference, session)
    said = [make_statement_record(session, text=text, countries=["XK"]) for text in (DANGEROUS, "Other words.")]
    for code in ("AL", "RS", "ME"):
        make_country(code)
    lessons = [make_lesson_record(f"Of {row.text}", evidence=[(row, "supports", "")]) for row in said]
    publish(*said, *lessons)
    return said


def elsewhere():
    """A release of something that has nothing to do with Kosovo."""
    meeting = make_conference_record(country_id="AL", title="In Tirana")
    publish(meeting)
    return meeting


def files_in(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != "lock")


def first_page(content):
    return unpacked(content)["index.html"].decode()


@pytest.fixture
def built(monkeypatch):
    """The subjects of which a copy was built, in order."""
    subjects = []

    def noted(subject, contents, out):
        subjects.append(subject.name)
        build(subject, contents, out)

    monkeypatch.setattr(views, "build", noted)
    return subjects


def test_a_file_is_made_once(take, said, built):
    assert take() == take()
    assert built == ["confhub-kosovo-en"]


def test_it_is_the_same_when_it_is_made_again(take, said, folder, built):
    before = take()
    for path in folder.glob("*.zip"):
        path.unlink()
    assert take() == before
    assert len(built) == 2


def test_it_stays_the_same_when_something_else_changes(take, said, built):
    before = take()
    elsewhere()
    assert take() == before
    assert len(built) == 2


def test_it_changes_with_what_it_holds_and_names_that_change(take, said):
    before = take()
    said[1].text = "Better words."
    release_again(said[1])
    after = take()
    assert before != after
    number = [int(re.search(r"changes/\?after=(\d+)&", first_page(each))[1]) for each in (before, after)]
    assert number[0] < number[1]


def release_again(record):
    record.save()
    release([record])


def test_what_is_withdrawn_is_gone_from_the_next_file_and_from_the_disk(client, take, said, folder):
    before = take()
    assert DANGEROUS.encode() in b"".join(unpacked(before).values())
    withdraw([said[0]])
    after = unpacked(take())
    everything = b"".join(after.values())
    assert DANGEROUS.encode() not in everything
    assert said[0].public_id.encode() not in everything
    assert said[1].public_id.encode() in everything
    assert len(files_in(folder)) == 1
    changes = re.search(r'href="(http://testserver/api/v1/changes/[^"]*)"', first_page(before))[1].replace("&amp;", "&")
    gone = {each["id"] for each in client.get(changes).json()["results"] if each["action"] == "withdrawn"}
    assert said[0].public_id in gone


def test_a_withdrawn_conference_has_no_file(client, take, said):
    meeting = said[0].session.conference
    take(f"/conferences/{meeting.public_id}/offline.zip")
    withdraw([meeting])
    answer = client.get(f"/conferences/{meeting.public_id}/offline.zip")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-store")


def test_old_files_go_with_the_next_that_is_made_whatever_it_is_of(take, said, folder):
    take()
    (folder / "confhub-kosovo-en.0.part").write_bytes(b"of a process that was stopped")
    meeting = elsewhere()
    take(f"/conferences/{meeting.public_id}/offline.zip")
    assert [name.partition(".")[0] for name in files_in(folder)] == [f"confhub-conference-{meeting.public_id}-en"]


def test_no_more_files_stay_than_there_is_room_for(take, said, folder, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)
    for number, place in enumerate(("kosovo", "albania", "serbia")):
        take(f"/countries/{place}/offline.zip")
        for path in folder.glob(f"confhub-{place}-*"):
            os.utime(path, (number, number))
    take("/countries/montenegro/offline.zip")
    assert [name.partition(".")[0] for name in files_in(folder)] == ["confhub-montenegro-en", "confhub-serbia-en"]


def test_while_one_is_made_another_waits_outside(client, take, said, folder):
    kept = take()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert take() == kept  # what is there is given out all the same
        answer = client.get("/countries/albania/offline.zip")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "The file is being made" in answer.content.decode()
    assert take("/countries/albania/offline.zip")


def test_a_file_that_fails_leaves_nothing_behind(client, said, folder, monkeypatch):
    monkeypatch.setattr("confhub.offline.building.finders.find", lambda file: "/nowhere/site.css")
    with pytest.raises(FileNotFoundError):
        client.get(COUNTRY)
    assert files_in(folder) == []
    monkeypatch.undo()


def test_another_name_of_the_site_makes_another_file(take, said, settings):
    before = take()
    settings.SITE_NAME = "Another name"
    assert "Another name" in first_page(take())
    assert "Another name" not in first_page(before)
