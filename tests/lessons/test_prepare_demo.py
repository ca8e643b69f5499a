"""What `make demo` puts into the database besides the sample."""

import re
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from lessons.management.commands import prepare_demo
from organisations.models import Country
from sessions.models import ConferenceRecord

STEPS = ["migrate", "load_countries", "load_themes", "import_bundle", "release_all"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepare(monkeypatch):
    """Runs the command without its steps; gives what it says and the steps it would have taken."""
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)

    def run():
        steps, said = [], StringIO()
        monkeypatch.setattr(prepare_demo, "call_command", lambda name, *args, **options: steps.append(name))
        call_command("prepare_demo", stdout=said)
        return said.getvalue(), steps

    return run


def test_it_takes_every_step_in_order(prepare):
    said, steps = prepare()
    assert steps == STEPS
    assert all(step in said for step in STEPS)


def test_a_sample_that_is_there_is_left_alone(prepare):
    ConferenceRecord.objects.create(
        slug="2014-prishtina-security-building",
        title="As a curator edited it",
        start_date=date(2014, 4, 24),
        end_date=date(2014, 4, 24),
        country=Country.objects.create(code="XK", alpha3="XKX", slug="kosovo", name="Kosovo"),
        disclosure_reason="nothing was said of it",
    )
    said, steps = prepare()
    assert steps == ["migrate", "load_countries", "load_themes"]
    assert "A conference in Prishtina, 2014: there already" in said


def test_a_password_is_made_up_and_shown_once(prepare):
    first, _ = prepare()
    password = re.search(r"password (\S+) \(shown only now\)", first)[1]
    assert authenticate(username="admin", password=password).is_superuser
    again, _ = prepare()
    assert password not in again
    assert "there already" in again
    assert authenticate(username="admin", password=password) is not None
    assert get_user_model().objects.count() == 1


def test_a_chosen_password_is_taken_and_never_shown(prepare, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "a meadow full of larks")
    said, _ = prepare()
    assert authenticate(username="admin", password="a meadow full of larks") is not None
    assert "meadow" not in said
    assert "For a public site" not in said


def test_a_weak_password_is_taken_with_a_warning(prepare, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "12345")
    said, _ = prepare()
    assert authenticate(username="admin", password="12345") is not None
    assert "For a public site choose another" in said


def test_a_chosen_password_does_not_change_an_account_that_is_there(prepare, monkeypatch):
    prepare()
    before = get_user_model().objects.get().password
    monkeypatch.setenv("ADMIN_PASSWORD", "another meadow of larks")
    prepare()
    assert get_user_model().objects.get().password == before


def test_it_ends_with_the_addresses_to_open(prepare, settings):
    settings.SITE_URL = "http://127.0.0.1:8123"
    said, _ = prepare()
    assert re.findall(r"http://\S+", said) == [
        "http://127.0.0.1:8123/",
        "http://127.0.0.1:8123/admin/",
        "http://127.0.0.1:8123/api/docs/",
    ]
