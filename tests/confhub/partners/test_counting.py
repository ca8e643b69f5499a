"""The stores of counts: exact when many ask at once, empty of what is over, and never in the way."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from confhub.partners import counting
from confhub.partners.counting import COUNT_ONE_MORE, STORES, counter
from confhub.partners.models import Count

from .conftest import NOW
from .crowd import statuses_of_a_crowd

SOON = int(NOW) + 3600


@pytest.fixture
def in_database(settings):
    settings.API_COUNTS_IN = "database"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_the_database_loses_no_count_of_a_crowd(rates, monkeypatch):
    monkeypatch.setattr(counting, "PATIENCE", 20_000)
    rates(anybody={"read": [(40, 86400), (1000, 60)]})
    assert statuses_of_a_crowd() == {200: 40, 429: 24}
    assert sorted(Count.objects.values_list("number", flat=True)) == [64, 64]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_memory_loses_no_count_of_a_crowd(rates, settings):
    settings.API_COUNTS_IN = "cache"
    rates(anybody={"read": [(40, 86400)]})
    assert statuses_of_a_crowd() == {200: 40, 429: 24}


@pytest.mark.django_db
@pytest.mark.usefixtures("in_database")
def test_counting_in_the_database_is_one_statement(rates, client, django_assert_num_queries):
    rates(anybody={"read": [(40, 86400), (1000, 60)]})
    client.get("/api/v1/")
    with django_assert_num_queries(2) as queries:  # the count, and the last change
        client.get("/api/v1/")
    assert [each["sql"].split()[0] for each in queries.captured_queries] == ["INSERT", "SELECT"]


@pytest.mark.django_db
@pytest.mark.usefixtures("in_database")
def test_nothing_is_written_where_there_is_no_limit(rates, client):
    rates()
    assert "RateLimit-Limit" not in client.get("/api/v1/").headers
    assert not Count.objects.exists()


@pytest.mark.django_db
def test_what_is_over_is_deleted_now_and_then():
    Count.objects.create(key="over", ends=int(NOW) - 1)
    store = counting.InDatabase()
    assert store([("a", SOON)]) == [1]
    Count.objects.create(key="over too", ends=int(NOW) - 1)
    assert store([("a", SOON), ("b", SOON)]) == [2, 1]
    assert set(Count.objects.values_list("key", flat=True)) == {"a", "b", "over too"}


@pytest.mark.django_db
@pytest.mark.usefixtures("in_database")
def test_no_address_is_kept(client):
    client.get("/api/v1/", REMOTE_ADDR="203.0.113.77")
    assert Count.objects.count() == 2  # an hour, a minute
    assert "203.0.113" not in str(list(Count.objects.values_list()))


@pytest.mark.django_db
def test_a_store_that_is_down_takes_nothing_down(rates, client, monkeypatch, caplog):
    rates(anybody={"read": [(1, 86400)]})
    asked = []

    def down(windows):
        asked.append(windows)
        raise OperationalError("a secret")

    monkeypatch.setitem(STORES, "cache", down)
    with caplog.at_level(logging.ERROR, "confhub"):
        answers = [client.get("/api/v1/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not any("RateLimit-Limit" in answer.headers for answer in answers)
    assert [record.getMessage() for record in caplog.records] == [
        "Requests are not counted for 10 s (OperationalError)"
    ]
    assert len(asked) == 1, "left alone for a while"
    monkeypatch.setattr(counter, "rests_until", 0.0)
    client.get("/api/v1/")
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_database")
def test_a_table_that_is_not_there_takes_nothing_down(monkeypatch, client):
    monkeypatch.setattr(counting, "COUNT_ONE_MORE", COUNT_ONE_MORE.replace("{table}", "nowhere"))
    assert Client().get("/api/v1/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_patience_is_what_it_was_before():
    connection.ensure_connection()
    before = _patience()
    with counting.without_waiting():
        inside = _patience()
    assert (inside, _patience()) == (1000 if connection.vendor == "sqlite" else before, before)


def _patience():
    words = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(words)
        return cursor.fetchone()[0]
