"""A session ends: after so long without a request, and after so long in all."""

import pytest
from django.contrib.sessions.models import Session

from confhub.accounts import sessions

from .people import LOGIN, Person

NOW = 1_700_000_000


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of sessions: ``clock(60)`` is a minute after the login."""

    def later(seconds):
        monkeypatch.setattr(sessions, "time", lambda: NOW + seconds)

    later(0)
    return later


@pytest.fixture
def person(clock, settings):
    settings.SESSION_IDLE, settings.SESSION_COOKIE_AGE = 3600, 12 * 3600
    person = Person("curator")
    person.log_in()
    return person


def test_who_does_nothing_for_an_hour_has_to_log_in_again(person, clock):
    clock(3600)
    assert person.asked_for() == ""
    clock(7200)
    assert person.asked_for() == ""
    clock(7200 + 3601)
    assert person.asked_for() == LOGIN
    assert not Session.objects.exists()


def test_who_is_never_idle_has_to_log_in_again_after_half_a_day(person, clock):
    for minutes in range(50, 720, 50):
        clock(minutes * 60)
        assert person.asked_for() == ""
    clock(12 * 3600 + 1)
    assert person.asked_for() == LOGIN


def test_the_time_is_noted_once_a_minute(person, clock, django_assert_num_queries):
    with django_assert_num_queries(14) as quick:
        person.get("/admin/")
    clock(61)
    with django_assert_num_queries(len(quick) + 3):
        person.get("/admin/")


def test_a_session_that_does_not_say_when_it_began_is_over(person):
    session = person.client.session
    del session[sessions.BEGAN]
    session.save()
    assert person.asked_for() == LOGIN


def test_another_limit_can_be_set(person, clock, settings):
    settings.SESSION_IDLE = 60
    clock(61)
    assert person.asked_for() == LOGIN
