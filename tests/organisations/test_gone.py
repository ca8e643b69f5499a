"""Pages of what was withdrawn."""

import pytest

from tests.factories import make_change

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("organisations", "/organisations/{}/"),
        ("people", "/people/{}/"),
        ("conferences", "/conferences/{}/"),
        ("sessions", "/conferences/any-meeting/{}/"),
        ("statements", "/statements/{}/"),
        ("lessons", "/lessons/{}/"),
    ],
)
def test_an_id_that_was_withdrawn_is_gone_and_any_other_is_not_there(client, kind, place):
    make_change(kind, "ZZZZZZZZ")
    make_change("countries", "YYYYYYYY")
    asked = [place.format(key) for key in ("ZZZZZZZZ", "YYYYYYYY", "a-slug")]
    assert [client.get(one).status_code for one in asked] == [410, 404, 404]
