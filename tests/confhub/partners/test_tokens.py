"""Tokens: how they are kept, when they work, and that using one keeps nobody waiting."""

import hashlib
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from confhub.partners import tokens
from confhub.partners.models import Token
from tests.factories import make_token

pytestmark = pytest.mark.django_db
LIST = "/api/v1/themes/"


def test_the_words_are_not_kept():
    token, headers = make_token()
    words = headers["Authorization"].removeprefix("Bearer ")
    assert words.startswith(f"confhub_{token.prefix}")
    assert len(words) == 48
    assert token.digest == hashlib.sha256(words.encode()).hexdigest()
    assert words[16:] not in str(Token.objects.values_list().get())


def wrong_headers():
    _, headers = make_token()
    _, expired = make_token(expires_on=timezone.now().date() - timedelta(days=1))
    _, revoked = make_token(revoked_at=timezone.now())
    texts = ["Bearer", "Bearer x", "Basic dTpw", "Bearer \u00ff", headers["Authorization"].replace("Bearer", "Token")]
    return [expired, revoked, {"Authorization": f"{headers['Authorization']}x"}, *({"Authorization": t} for t in texts)]


def test_what_is_wrong_is_refused_without_saying_why(client):
    for headers in wrong_headers():
        for address in (LIST, "/api/v1/themes/nowhere/", "/api/v1/nowhere/", "/api/v1/themes/?nope=1"):
            answer = client.get(address, headers=headers)
            assert (headers, answer.status_code) == (headers, 401)
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="confhub", error="invalid_token"'
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.json() == {
                "type": "about:blank",
                "title": "Unauthorized",
                "status": 401,
                "detail": "The token is not valid.",
                "code": "invalid_token",
            }


def test_tokens_cannot_be_tried_without_end(client, rates):
    rates(anybody={"read": [(2, 3600)]})
    assert [client.get(LIST, headers={"Authorization": "Bearer x"}).status_code for _ in range(3)] == [401, 401, 429]


def test_what_is_kept_does_not_outlive_the_token(client):
    _, headers = make_token()
    kept = {"If-None-Match": client.get(LIST, headers=headers).headers["ETag"]}
    assert client.get(LIST, headers=headers | kept).status_code == 304
    Token.objects.update(revoked_at=timezone.now())
    assert client.get(LIST, headers=headers | kept).status_code == 401


@pytest.mark.parametrize(
    ("last", "revoked", "standing"),
    [(None, False, "valid"), (14, False, "valid"), (13, False, "expired"), (15, True, "revoked")],
)
def test_a_token_works_until_its_last_day_is_over(last, revoked, standing):
    token = Token(
        expires_on=last and date(2026, 1, last), revoked_at=datetime(2026, 1, 1, tzinfo=UTC) if revoked else None
    )
    assert token.standing(date(2026, 1, 14)) == standing


def test_use_is_noted_once_an_hour(client, monkeypatch, django_assert_num_queries):
    _, headers = make_token()
    with django_assert_num_queries(6):  # token, savepoint, lock, note, savepoint, last change
        client.get("/api/v1/", headers=headers)
    first = Token.objects.get().used_at
    with django_assert_num_queries(2):
        client.get("/api/v1/", headers=headers)
    assert Token.objects.get().used_at == first
    Token.objects.update(used_at=first - timedelta(hours=1, seconds=1))
    client.get("/api/v1/", headers=headers)
    assert Token.objects.get().used_at >= first


def test_a_database_that_cannot_note_or_read_keeps_nobody_out(client, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise OperationalError("a secret")

    _, headers = make_token()
    monkeypatch.setattr(tokens.transaction, "atomic", refuse)
    with caplog.at_level(logging.ERROR, "confhub"):
        assert client.get(LIST, headers=headers).status_code == 200
        monkeypatch.setattr(Token.objects, "filter", refuse)
        assert client.get(LIST, headers=headers).status_code == 200
    assert [record.getMessage() for record in caplog.records] == [
        "The use of a token was not noted (OperationalError)",
        "Tokens cannot be read (OperationalError): limits are those of anybody",
    ]
