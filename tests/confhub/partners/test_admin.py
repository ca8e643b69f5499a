"""Tokens in the admin: for keepers alone, shown once, revoked for good."""

import pytest
from django.contrib.admin.models import LogEntry

from confhub.partners.models import Token
from tests.factories import make_token
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


def test_only_keepers_come_near(client):
    token, _ = make_token()
    for group in ("curator", "reviewer"):
        member = Member(group)
        assert "Tokens" not in text(member.get("/admin/"))
        for view in ("changelist", "add", "change"):
            assert member.get(address(token, view)).status_code == 403
    assert "Tokens" in text(Member("keeper").get("/admin/"))
    assert client.get(address(token)).status_code == 302


def test_a_token_is_shown_once_and_works(client):
    keeper = Member("keeper")
    page = keeper.add(Token, name="ReliefWeb", scopes=["bulk"], expires_on="2999-12-31")
    token = Token.objects.get()
    words = page.context["words"]
    assert (page.status_code, token.prefix, token.created_by) == (200, words[8:16], keeper.account)
    assert (token.name, token.scopes) == ("ReliefWeb", ["bulk"])
    assert words in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert client.get("/api/v1/", headers={"Authorization": f"Bearer {words}"}).status_code == 200
    for again in (address(token), address(token, "history"), address(Token, "changelist"), "/admin/"):
        shown = keeper.get(again)
        assert shown.status_code == 200
        assert words[16:] not in shown.content.decode()
        assert token.digest not in shown.content.decode()
    assert words[16:] not in str(LogEntry.objects.values_list())


def test_a_token_must_be_for_something():
    page = Member("keeper").add(Token, name="ReliefWeb", scopes=[])
    assert page.context["adminform"].errors == {"scopes": ["This field is required."]}
    assert not Token.objects.exists()


def test_a_revoked_token_stays_revoked(client):
    token, headers = make_token()
    keeper = Member("keeper")
    keeper.save(token, button="_revoke")
    assert client.get("/api/v1/", headers=headers).status_code == 401
    revoked = Token.objects.get().revoked_at
    page = keeper.get(address(token))
    assert "_save" not in page.content.decode()
    keeper.client.post(address(token), {"name": "Other", "scopes": ["read"], "_revoke": "1"})
    token.refresh_from_db()
    assert (token.name, token.revoked_at) == ("A partner", revoked)
    assert "Revoked." in text(keeper.get(address(token, "history")))
    assert keeper.get(address(token, "delete")).status_code == 403


def test_a_name_and_a_last_day_can_be_changed_and_the_words_stay(client):
    token, headers = make_token()
    Member("keeper").save(token, name="Another name", expires_on="2999-01-01")
    assert client.get("/api/v1/", headers=headers).status_code == 200
    assert Token.objects.get().name == "Another name"


def test_the_list_says_how_each_stands(django_assert_num_queries):
    for name, values in {"A": {}, "B": {"expires_on": "2001-01-01"}, "C": {"revoked_at": "2026-01-01T00:00Z"}}.items():
        make_token(name, **values)
    shown = text(Member("keeper").get(address(Token, "changelist")))
    assert [word for word in shown.split() if word in ("Valid", "Expired", "Revoked")] == [
        "Valid",
        "Expired",
        "Revoked",
    ]
