"""The snapshot: every row at one moment, and what follows it are the changes."""

import json
import threading

import pytest
from django.db import connection

from organisations.models import Person
from tests.confhub.test_api_queries import make_everything
from tests.factories import make_change, make_person
from tests.mirrors import KINDS, crawl, snapshot

ADDRESS = "/api/v1/snapshot/"


def lines(answer):
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


@pytest.mark.django_db
def test_it_is_what_one_finds_who_reads_every_list(client):
    make_everything(2)
    seq, copy = snapshot(client)
    assert seq == 0
    assert copy == crawl(client)
    assert {kind for kind, _ in copy} == set(KINDS)


@pytest.mark.django_db
def test_it_says_what_it_is_of_and_ends(client):
    person = make_person()
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert lines(answer) == [
        {"snapshot": {"seq": 0, "at": None, "kinds": {**dict.fromkeys(KINDS, 0), "people": 1}}},
        {"kind": "people", "record": client.get(f"/api/v1/people/{person.pk}/").json()},
        {"end": {"seq": 0, "rows": 1}},
    ]


@pytest.mark.django_db
def test_every_row_is_there_once_whatever_the_size_of_a_batch(client, monkeypatch):
    make_everything(3)
    everything = crawl(client)
    monkeypatch.setattr("organisations.api.snapshot.BATCH", 2)
    assert snapshot(client)[1] == everything
    assert len(lines(client.get(ADDRESS))) == len(everything) + 2


@pytest.mark.django_db(transaction=True)
def test_it_is_of_one_moment_and_keeps_nobody_waiting(client, monkeypatch):
    monkeypatch.setattr("organisations.api.snapshot.BATCH", 1)
    for name in ("Ana", "Besa"):
        make_person(name)
    stream = client.get(ADDRESS).streaming_content
    head = json.loads(next(stream))["snapshot"]
    _elsewhere(_change_people)
    rows = [json.loads(line) for line in stream]
    assert head["kinds"]["people"] == 2
    assert [row["record"]["name"] for row in rows[:-1]] == ["Ana", "Besa"]
    assert rows[-1] == {"end": {"seq": head["seq"], "rows": 2}}


def _change_people():
    Person.objects.filter(name="Besa").delete()
    make_person("Drita")
    make_change("people", "x")


def _elsewhere(work):
    def run():
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_who_leaves_in_the_middle_leaves_no_transaction_behind(client):
    make_person()
    answer = client.get(ADDRESS)
    next(answer.streaming_content)
    assert connection.in_atomic_block
    answer.close()
    assert not connection.in_atomic_block


@pytest.mark.django_db
def test_a_head_reads_the_last_change_alone(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.head(ADDRESS)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/x-ndjson")


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_head_says_what_a_get_says(client, encoding):
    """No length above all: nobody knows it beforehand."""
    answers = [ask(ADDRESS, headers={"Accept-Encoding": encoding}) for ask in (client.head, client.get)]
    counted = dict.fromkeys(("RateLimit-Remaining", "RateLimit-Reset"), "")
    head, got = ({**each.headers, **counted} for each in answers)
    assert head == got
    assert "Content-Length" not in head


@pytest.mark.django_db
def test_parameters_and_formats_are_refused(client):
    assert client.get(f"{ADDRESS}?kinds=lessons").json()["code"] == "bad_parameters"
    answer = client.get(ADDRESS, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")
