"""What happens to every answer."""

import pytest

from tests.factories import make_change

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/lessons/ZZZZZZZZ/", 410),
        ("/lessons/NNNNNNNN/", 404),
        ("/api/v1/lessons/ZZZZZZZZ/", 410),
        ("/api/v1/lessons/NNNNNNNN/", 404),
        ("/nowhere/", 404),
    ],
)
def test_nobody_keeps_that_something_is_missing(client, place, status):
    make_change("lessons", "ZZZZZZZZ")
    answer = client.get(place)
    assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")


def test_what_is_there_may_be_kept(client):
    assert "no-store" not in client.get("/about/").get("Cache-Control", "")
