"""The page that says whether the server can work."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from confhub.health import healthz


@pytest.mark.django_db
def test_all_is_well_when_the_database_answers(django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = healthz(RequestFactory().get("/healthz"))
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_a_database_that_does_not_answer_is_reported(monkeypatch):
    def fail():
        raise OperationalError("hidden")

    monkeypatch.setattr(connection, "cursor", fail)
    answer = healthz(RequestFactory().get("/healthz"))
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db
def test_a_container_may_ask_without_encryption(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/").status_code == 301
