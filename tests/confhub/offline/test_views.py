"""How files to take along are answered."""

import pytest
from django.contrib.auth import get_user_model

from confhub.offline import contents
from tests.factories import make_alias, make_change, make_conference, make_country, make_lesson, make_organisation
from tests.page_kinds import WITHDRAWN
from tests.reading import words

from .conftest import COUNTRY

pytestmark = pytest.mark.django_db


@pytest.fixture
def kosovo():
    make_lesson(countries=["XK"])


def test_a_file_is_an_attachment_that_says_how_long_it_is_and_is_not_packed_twice(client, kosovo):
    answer = client.get(COUNTRY, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="confhub-kosovo-en.zip"'
    assert answer.headers["Content-Length"] == str(len(b"".join(answer.streaming_content)))
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_who_has_it_already_gets_nothing_and_none_is_made(client, kosovo, folder):
    tag = client.head(COUNTRY).headers["ETag"]
    assert client.get(COUNTRY, headers={"If-None-Match": tag}).status_code == 304
    assert not folder.exists()


def test_head_makes_no_file(client, kosovo, folder):
    answer = client.head(COUNTRY)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "application/zip", b"")
    assert not folder.exists()


def test_it_is_made_for_nobody_in_particular(client, kosovo, folder, take):
    anybody = take()
    for path in folder.glob("*.zip"):
        path.unlink()
    user = get_user_model().objects.create_superuser("somebody", password="a long password indeed")
    client.force_login(user)
    client.cookies["django_language"] = "ar"
    assert take() == anybody
    answer = client.get(COUNTRY, {"q": "x", "format": "csv"}, headers={"Accept": "text/csv", "Accept-Language": "ar"})
    assert b"".join(answer.streaming_content) == anybody


@pytest.mark.parametrize("path", ["/countries/atlantis/", "/conferences/NNNNNNNN/", "/countries/XK/"])
def test_what_there_is_not_is_not_found(client, kosovo, path):
    assert client.get(f"{path}offline.zip").status_code == 404


def test_what_was_withdrawn_is_gone(client):
    make_change("conferences", WITHDRAWN)
    assert client.get(f"/conferences/{WITHDRAWN}/offline.zip").status_code == 410


@pytest.mark.parametrize("rows", [2, 3])
def test_too_much_for_one_file_is_said_and_what_there_is_instead(client, monkeypatch, folder, rows):
    monkeypatch.setattr(contents, "MOST", rows)
    monkeypatch.setattr("confhub.offline.views.MOST", rows)
    for number in range(rows):
        make_organisation(f"Body {number}", country=make_country("AL"))
    answer = client.get("/countries/albania/offline.zip")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
    assert f"More than {rows} pages belong to this" in words(answer)
    assert 'href="/api/v1/statements/?country=AL&amp;format=csv"' in answer.content.decode()
    assert list(folder.glob("*.zip")) == []


@pytest.mark.parametrize("kind", ["country", "conference"])
def test_its_page_leads_to_it(client, kind):
    conference = make_conference()
    page = client.get(make_country("XK").get_absolute_url() if kind == "country" else conference.get_absolute_url())
    address = COUNTRY if kind == "country" else f"/conferences/{conference.pk}/offline.zip"
    assert f'<a href="{address}" type="application/zip">' in page.content.decode()


def test_a_country_of_which_nothing_is_known_offers_no_file(client):
    make_alias("BD", "Bangla Desh")
    assert "offline.zip" not in client.get("/countries/bangladesh/").content.decode()
