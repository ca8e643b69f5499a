"""Nobody learns who has an account: not by words, not by what is done, not by being locked out."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from confhub.accounts.models import Login
from confhub.partners import counting, limits
from confhub.reports.models import Report
from tests.desk_factories import make_report
from tests.staff import make_account

from .people import LOGIN, PASSWORD, Person, faults, outcomes

NOW = 1_700_000_410.0  # ten seconds into a minute, twenty minutes into an hour


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Sets the clock of the counts: ``clock(60)`` is a minute later."""

    def later(seconds):
        for module in (limits, counting):
            monkeypatch.setattr(module, "time", lambda: NOW + seconds)

    later(0)
    return later


@pytest.fixture(autouse=True)
def accounts():
    """One that may come in, one that is closed, one that is not of staff."""
    make_account("curator", username="ana")
    make_account("curator", username="closed", is_active=False)
    get_user_model().objects.create_user("reader", password=PASSWORD)


NAMES = ["ana", "closed", "reader", "nobody-here"]


def attempt(name, typed="wrong", address="192.0.2.1"):
    return Client().post(LOGIN, {"username": name, "password": typed}, REMOTE_ADDR=address)


def shown(answer, name):
    """A page without what was typed and without its tokens."""
    page = answer.content.decode().replace(f'value="{name}"', "")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_a_wrong_password_is_answered_alike_whoever_is_meant():
    pages = [shown(attempt(name), name) for name in NAMES]
    pages += [shown(attempt(name, PASSWORD), name) for name in ("closed", "reader", "nobody-here")]
    assert pages == [pages[0]] * 7
    assert faults(attempt("ana")) == [
        "Please enter the correct username and password for a staff account. "
        "Note that both fields may be case-sensitive."
    ]


def test_a_password_is_hashed_for_accounts_that_are_not_there_too(monkeypatch):
    hashed, plain = [], MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, word, salt: hashed.append(word) or plain(self, word, salt)
    )
    work = []
    for name in NAMES:
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            attempt(name)
        work.append((list(hashed), [re.sub(r"'[^']*'|\d+", "·", query["sql"]) for query in queries]))
    assert [words for words, _ in work] == [["wrong"]] * 4
    assert len({len(queries) for _, queries in work}) == 1


@pytest.mark.parametrize("password", ["wrong", PASSWORD])
@pytest.mark.parametrize("name", NAMES)
def test_who_tried_too_often_is_told_when_to_come_again_and_nothing_else(settings, name, password):
    settings.LOGIN_RATE = [(3, 3600)]
    for _ in range(3):
        attempt(name)
    locked = attempt(name, password)
    measure = [attempt("no-such-name") for _ in range(4)][-1]
    assert shown(locked, name) == shown(measure, "no-such-name")
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, measure.headers["Retry-After"])
    assert faults(locked) == ["Too many tries. Nothing was checked. Try again in 40 minutes."]


def test_the_limit_is_of_a_name_from_anywhere_and_of_an_address_for_any_name(settings):
    settings.LOGIN_RATE, settings.LOGIN_ADDRESS_RATE = [(2, 60)], [(3, 60)]
    assert [attempt("ana", address=f"192.0.2.{n}").status_code for n in range(3)] == [200, 200, 429]
    assert attempt("ANA ", address="192.0.2.9").status_code == 429, "the same name in other letters"
    assert [attempt(f"somebody-{n}", address="192.0.2.77").status_code for n in range(4)] == [200, 200, 200, 429]
    assert attempt("somebody-else", address="192.0.2.78").status_code == 200


def test_after_the_wait_the_right_password_opens(settings, clock):
    settings.LOGIN_RATE = [(1, 60)]
    attempt("ana")
    assert attempt("ana", PASSWORD).status_code == 429
    clock(50)
    assert attempt("ana", PASSWORD).status_code == 302


def test_where_nothing_can_be_counted_nobody_gets_in(monkeypatch):
    def broken(windows):
        raise OSError("no store")

    monkeypatch.setitem(counting.STORES, "database", broken)
    with pytest.raises(OSError, match="no store"):
        attempt("ana", PASSWORD)


def test_there_is_no_reset_by_mail_and_no_way_to_make_an_account(client):
    page = client.get(LOGIN).content.decode()
    assert re.findall(r'<a [^>]*href="([^"]+)"', page.partition('id="content"')[2]) == []
    assert [client.get(f"/admin/{path}").status_code for path in ("password_reset/", "signup/")] == [302, 302]


# What is written down


def test_every_try_is_written_down_with_its_account_and_address(settings):
    settings.LOGIN_RATE = [(2, 60)]
    attempt("ana", address="2001:db8::1")
    for _ in range(4):
        attempt("ana", PASSWORD)
    attempt("hunter2 my password", "ana")
    rows = list(Login.objects.order_by("pk").values_list("outcome", "account__username", "address"))
    assert rows == [
        ("wrong", "ana", "2001:db8::1"),
        ("password", "ana", "192.0.2.1"),
        ("throttled", "ana", "192.0.2.1"),
        ("wrong", None, "192.0.2.1"),
    ]


def test_a_name_that_is_nobodys_is_kept_nowhere():
    """People type their password where the name goes."""
    attempt("correct horse battery", "x")
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of tables)
            rows += cursor.fetchall()
    assert "horse" not in str(rows)
    assert outcomes() == ["wrong"]


def test_an_address_that_is_none_is_not_kept():
    attempt("ana", address="unix:")
    assert Login.objects.get().address is None


def test_addresses_are_forgotten_in_time_by_the_next_login_and_by_the_command(settings):
    settings.LOGIN_ADDRESS_DAYS, settings.REPORT_CONTACT_DAYS = 30, 30
    now = timezone.now()
    for days in (31, 29):
        Login.objects.create(outcome="wrong", address=f"192.0.2.{days}", at=now - timedelta(days=days))
    attempt("ana")
    kept = Login.objects.order_by("at").values_list("address", flat=True)
    assert list(kept) == [None, "192.0.2.29", "192.0.2.1"]
    settings.LOGIN_ADDRESS_DAYS = 1
    make_report(contact="me@example.org", at=now - timedelta(days=31))
    out = StringIO()
    call_command("forget_addresses", stdout=out)
    assert out.getvalue() == "Addresses of logins: 1\nContacts of reports: 1\n"
    assert list(kept.all()) == [None, None, "192.0.2.1"]
    assert Report.objects.get().contact == ""


# Sessions


def test_cookies_are_for_the_desk_alone():
    person = Person("curator")
    person.log_in()
    for cookie, same_site in (("sessionid", "Lax"), ("csrftoken", "Strict")):
        person.get(LOGIN if cookie == "csrftoken" else "/admin/")
        flags = person.client.cookies[cookie]
        assert (flags["path"], flags["httponly"], flags["samesite"]) == ("/admin/", True, same_site)


def test_a_weak_password_is_refused():
    person = Person("curator")
    person.log_in()
    for weak in ("short", "123456789012", "password1234", "curator"):
        new = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
        assert person.client.post("/admin/password_change/", new).status_code == 200
    assert "changed" not in outcomes()


def test_a_new_password_ends_the_other_sessions():
    here, account = Person("curator"), None
    account = here.account
    there = Person(account=account)
    here.log_in()
    there.log_in()
    new = {"old_password": PASSWORD, "new_password1": "another long one", "new_password2": "another long one"}
    assert here.client.post("/admin/password_change/", new).status_code == 302
    assert (here.asked_for(), there.asked_for()) == ("", LOGIN)
    assert outcomes()[-1] == "changed"
