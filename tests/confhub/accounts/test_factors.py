"""The second factor: set up, asked for, taken once, lost and taken away."""

import re
from importlib import import_module

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client

from confhub.accounts import codes
from confhub.accounts.factors import NONCE
from confhub.accounts.models import Factor, RecoveryCode
from tests.staff import address, make_account, text

from .people import CODE, FACTOR, PASSWORD, Person, faults, outcomes


@pytest.fixture
def reviewer():
    """Somebody with a second factor, who has just given it."""
    person = Person("reviewer")
    person.log_in()
    person.enrol()
    return person


def again(person):
    """The same person at another browser, with the password alone so far."""
    other = Person(account=person.account)
    other.ahead = person.ahead
    other.log_in()
    return other


# Setting up


def test_a_keeper_gets_nowhere_before_it_is_set_up():
    for keeper in (Person("keeper"), Person("reviewer", username="root", is_superuser=True)):
        keeper.log_in()
        assert keeper.asked_for() == FACTOR
        for path in ("password_change/", "autocomplete/", "accounts/login/", "auth/user/", "nowhere/", "jsi18n/"):
            assert keeper.get(f"/admin/{path}").headers["Location"].startswith(FACTOR)
        keeper.enrol()
        assert keeper.asked_for() == ""
        assert keeper.get("/admin/accounts/login/").status_code == 200


def test_curators_need_none_and_may_have_one():
    curator = Person("curator")
    curator.log_in()
    assert curator.asked_for() == ""
    assert len(curator.enrol().context["codes"]) == codes.RECOVERY_CODES
    assert again(curator).asked_for() == CODE


def test_the_page_shows_the_secret_as_text_picture_and_link():
    person = Person("reviewer", username="ana")
    person.log_in()
    page = person.get(FACTOR)
    secret = codes.secret_of(person.client.session[NONCE])
    assert secret in text(page)
    assert f'href="otpauth://totp/Confhub:ana?secret={secret}&amp;issuer=Confhub"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    picture = person.get("/admin/second-factor/code.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture.headers["Cache-Control"]
    assert picture.content == codes.picture_of(person.client.session[NONCE], "ana")
    assert secret in text(person.get(FACTOR)), "it stays while the app is fetched"


def test_a_wrong_code_sets_nothing_up():
    person = Person("reviewer")
    person.log_in()
    person.get(FACTOR)
    page = person.client.post(FACTOR, {"code": "000000"})
    assert faults(page) == ["This code is not right, or was used already. Wait for the next one."]
    assert not Factor.objects.exists()
    assert outcomes() == ["password", "wrong_code"]


def test_once_set_up_the_secret_is_shown_nowhere(reviewer):
    secret = codes.secret_of(Factor.objects.get().nonce)
    for path in (FACTOR, CODE, "/admin/"):
        assert secret not in reviewer.get(path).content.decode()
    assert reviewer.get("/admin/second-factor/code.svg").status_code == 404
    assert NONCE not in reviewer.client.session
    assert outcomes() == ["password", "enrolled"]


def test_a_stranger_sees_none_of_these_pages(client):
    for path in (FACTOR, CODE, "/admin/second-factor/code.svg", "/admin/second-factor/remove/"):
        assert client.get(path).headers["Location"].startswith("/admin/login/")


# Giving it


def test_it_is_asked_for_at_each_login_and_leads_on(reviewer):
    person = again(reviewer)
    answer = person.get("/admin/lessons/lessonrecord/?q=trust")
    assert answer.headers["Location"] == f"{CODE}?next=%2Fadmin%2Flessons%2Flessonrecord%2F%3Fq%3Dtrust"
    page = person.get(answer.headers["Location"])
    wanted = re.search('name="next" value="([^"]+)"', page.content.decode())[1]
    assert person.give(next=wanted).headers["Location"] == "/admin/lessons/lessonrecord/?q=trust"
    assert person.asked_for() == ""


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(reviewer, elsewhere):
    assert again(reviewer).give(next=elsewhere).headers["Location"] == "/admin/"


def test_the_session_gets_another_key(reviewer):
    person = again(reviewer)
    before = person.client.session.session_key
    person.give()
    assert person.client.session.session_key != before


def test_a_code_is_taken_once(reviewer):
    first, second = again(reviewer), again(reviewer)
    seen = first.code()
    assert first.give(seen).status_code == 302
    page = second.give(seen)
    assert faults(page) == ["This code is not right, or was used already. Wait for the next one."]
    assert second.asked_for() == CODE
    assert outcomes()[-2:] == ["code", "wrong_code"]


def test_tries_are_limited_and_counted_for_the_account(reviewer, settings):
    person, *others = [again(reviewer) for _ in range(3)]
    settings.LOGIN_RATE = [(2, 3600)]
    assert [one.give("000000").status_code for one in others] == [200, 200]
    assert person.give().status_code == 429
    assert "Too many tries. Nothing was checked." in faults(person.give())[0]
    assert person.asked_for() == CODE


def test_a_recovery_code_lets_in_once(reviewer):
    assert len(set(reviewer.codes)) == codes.RECOVERY_CODES
    assert again(reviewer).give(reviewer.codes[0].upper()).status_code == 302
    assert faults(again(reviewer).give(reviewer.codes[0])) != []
    assert RecoveryCode.objects.filter(used_at=None).count() == codes.RECOVERY_CODES - 1
    assert "9 recovery codes are left" in text(reviewer.get(FACTOR))
    assert outcomes(outcome="recovery") == ["recovery"]


def test_recovery_codes_are_kept_as_digests_and_shown_once(reviewer):
    kept = str(list(RecoveryCode.objects.values_list()))
    for code in reviewer.codes:
        assert code not in kept
        assert code.replace("-", "") not in kept
        assert code not in reviewer.get(FACTOR).content.decode()


def test_new_recovery_codes_take_the_place_of_the_old(reviewer):
    page = reviewer.client.post("/admin/second-factor/recovery-codes/")
    new = page.context["codes"]
    assert not set(new) & set(reviewer.codes)
    assert again(reviewer).give(reviewer.codes[0]).status_code == 200
    assert again(reviewer).give(new[0]).status_code == 302
    assert outcomes(outcome="renewed") == ["renewed"]


def test_who_has_not_given_it_can_neither_renew_nor_remove(reviewer):
    person = again(reviewer)
    for path in ("recovery-codes", "remove"):
        assert person.client.post(f"/admin/second-factor/{path}/").headers["Location"].startswith(CODE)
    assert person.get(FACTOR).headers["Location"] == CODE
    assert Factor.objects.exists()


def test_one_factor_is_taken_away_for_another(reviewer):
    before = Factor.objects.get()
    assert reviewer.client.post("/admin/second-factor/remove/").headers["Location"] == FACTOR
    reviewer.ahead = -30
    reviewer.enrol()
    assert Factor.objects.get().nonce != before.nonce
    assert reviewer.asked_for() == ""


# Lost


@pytest.fixture
def keeper():
    person = Person("keeper")
    person.log_in()
    person.enrol()
    return person


def test_a_keeper_takes_a_lost_one_away_and_it_is_written_down(reviewer, keeper):
    lost = Factor.objects.get(account=reviewer.account)
    page = keeper.get(address(Factor, "changelist"))
    assert f'href="{address(lost, "delete")}"' in page.content.decode()
    assert "Make sure that it is they who ask" in text(keeper.get(address(lost, "delete")))
    assert keeper.client.post(address(lost, "delete"), {"post": "yes"}).status_code == 302
    assert outcomes(account=reviewer.account)[-1] == "reset"
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (keeper.account, f"Second factor of {reviewer.account.username}")
    assert reviewer.client.get(address(Factor, "changelist")).status_code == 403
    assert not reviewer.get("/admin/").wsgi_request.user.verified, "a session that had given it has it no more"


def test_only_keepers_see_factors_and_logins_and_nobody_edits_them(reviewer, keeper):
    curator = Person("curator")
    curator.log_in()
    mine = Factor.objects.get(account=keeper.account)
    for path in ("/admin/accounts/factor/", "/admin/accounts/login/", address(mine, "delete")):
        assert [one.get(path).status_code for one in (curator, reviewer, keeper)] == [403, 403, 200]
    for path in ("/admin/accounts/factor/add/", "/admin/accounts/login/add/"):
        assert keeper.get(path).status_code == 403
    assert keeper.client.post(address(mine), {"nonce": "x"}).status_code == 403


def test_no_page_of_the_admin_shows_a_nonce_or_a_digest(reviewer, keeper):
    hidden = [row.nonce for row in Factor.objects.all()] + [row.digest for row in RecoveryCode.objects.all()]
    for path in ("/admin/accounts/factor/", address(Factor.objects.first()), FACTOR, "/admin/"):
        page = keeper.get(path).content.decode()
        assert [each for each in hidden if each in page] == []


# Without


def test_a_demo_does_without_and_says_so(settings, client):
    settings.SECOND_FACTOR = False
    keeper = Person("keeper", is_superuser=True)
    assert "does without a second factor" in text(client.get("/admin/login/"))
    keeper.log_in()
    assert "does without a second factor" in text(keeper.get("/admin/"))
    assert keeper.get(FACTOR).headers["Location"] == "/admin/"
    settings.SECOND_FACTOR = True
    assert "does without a second factor" not in text(client.get("/admin/login/"))
    assert keeper.asked_for() == FACTOR


def test_the_notice_for_those_who_could_release(reviewer):
    unready = Person("reviewer", username="unready")
    unready.log_in()
    assert "To approve, release and withdraw you need a second factor" in text(unready.get("/admin/"))
    assert "To approve, release and withdraw" not in text(reviewer.get("/admin/"))


def test_groups_come_and_go_with_their_migration():
    migration = import_module("confhub.accounts.migrations.0002_keepers")
    account = get_user_model().objects.get(pk=make_account("keeper").pk)
    assert Client().login(username="keeper", password=PASSWORD)
    held = {each for each in account.get_all_permissions() if each.startswith("accounts.")}
    assert held == set(), "none without a second factor"
    account = get_user_model().objects.get(pk=account.pk)
    account.verified = True
    held = {each for each in account.get_all_permissions() if each.startswith("accounts.")}
    assert held == {f"accounts.{name}" for name in migration.RIGHTS}
