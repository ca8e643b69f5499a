"""The search for secret words finds them in every form they could come out in, and nothing else."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from django.utils.text import slugify

from organisations.folding import fold
from organisations.keyset import page
from sessions.models import Conference
from tests.factories import make_conference

from .secrets import Secrets

SECRETS = Secrets()
NAME = SECRETS.words("a name")
WORD = "qzx0000k"


@pytest.mark.parametrize(
    "form",
    [
        str,
        str.upper,
        fold,
        slugify,
        quote,
        quote_plus,
        html.escape,
        json.dumps,
        lambda name: quote(quote(name)),
        lambda name: base64.b64encode(name.encode()).decode(),
        lambda name: base64.urlsafe_b64encode(json.dumps(["next", name]).encode()).decode().rstrip("="),
        lambda name: f"/lessons/?cursor={base64.b64encode(name.encode()).decode()}&country=XK",
    ],
)
def test_a_secret_is_found_in_every_form(form):
    assert SECRETS.found_in(form(NAME).encode()) == {WORD}


@pytest.mark.django_db
def test_a_secret_is_found_in_a_cursor():
    for number in range(3):
        make_conference(f"c{number}", title=f"{NAME} {number}")
    cursor = page(Conference.objects.filter(slug__in=["c0", "c1", "c2"]), ("title", "id"), None, 2).next
    assert WORD in SECRETS.found_in(cursor.encode())


def test_ids_numbers_and_days_are_found():
    secrets = Secrets()
    secrets.ids.add("7ZK0MQ2X")
    number = secrets.number("a place")
    day = secrets.day("a day")
    said = [f"/api/{'7ZK0MQ2X'}/", "key: 7zk0mq2x", f"from {number}", day.isoformat(), f"{day:%d %B %Y}"]
    assert [len(secrets.found_in(text.encode())) for text in said] == [1, 1, 1, 1, 1]
    assert secrets.explain(secrets.found_in(" ".join(said).encode())) == {
        "1907": "a day",
        "7ZK0MQ2X": "id of a record that was never public",
        "770000000": "a place",
    }


def test_nothing_is_found_in_plain_text():
    assert SECRETS.found_in("Prishtinë, 24 April 2014, 19.07.21.190712, A1907B, 77 000".encode()) == set()
