"""``q`` in every list: what it finds, and the snippets that come with it."""

import re
from datetime import date

import pytest

from tests.factories import (
    make_alias,
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_statement,
    make_theme,
    with_words,
)

pytestmark = pytest.mark.django_db


def ask(client, kind, q):
    answer = client.get(f"/api/v1/{kind}/", {"q": q})
    assert answer.status_code == 200
    return answer.json()


def make_one_of_each():
    """``{kind: a row with the word "lantern" in its last text}``."""
    conference = with_words(make_conference(place_names=[{"lang": "sq", "name": "Lantern"}]))
    session = with_words(make_session(conference, summary="A lantern."))
    statement = with_words(make_statement(session, attribution_label="Lanterns"))
    return {
        "organisations": with_words(make_organisation(summary="A lantern.")),
        "people": with_words(make_person(other_names=["Lantern"])),
        "conferences": conference,
        "sessions": session,
        "participants": with_words(make_participant(conference, label="Lantern")),
        "statements": statement,
        "lessons": with_words(make_lesson(statements=[(statement, "supports")], context="A lantern.")),
        "countries": make_country("AL", names={"sq": "Lantern"}),
        "themes": make_theme("lights", definition="A lantern."),
    }


def test_every_kind_is_found_by_its_words_and_shows_where(client):
    for kind, row in make_one_of_each().items():
        found = ask(client, kind, "lantern" if kind == "countries" else "lanterns")  # names of countries have no forms
        assert ([each["id"] for each in found["results"]], found["count"]) == ([row.pk], 1), kind
        assert "<mark>Lantern" in found["results"][0]["snippet"] or "<mark>lantern" in found["results"][0]["snippet"]
        assert ask(client, kind, "candle")["results"] == []
        assert "snippet" not in client.get(f"/api/v1/{kind}/").json()["results"][0]


@pytest.mark.parametrize("q", ["Macedonia", "FYROM", "MKD", "North Macedonia", "mk", "Македонија", "macedonia -kosovo"])
def test_a_country_is_found_by_any_of_its_names(q, client):
    make_country("MK", names={"mk": "Северна Македонија"})
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    make_alias("MK", "FYROM", kind="code")
    make_country("XK")
    [found] = ask(client, "countries", q)["results"]
    assert found["code"] == "MK"
    assert "<mark>" in found["snippet"]


@pytest.mark.parametrize(("q", "marked"), [("CSOs", "civil society organisation"), ("fyrom", "North Macedonia")])
def test_what_is_found_in_other_words_is_marked(q, marked, client):
    make_country("MK")
    make_alias("MK", "FYROM", kind="code")
    with_words(make_lesson("A civil society organisation of North Macedonia"))
    [found] = ask(client, "lessons", q)["results"]
    assert re.findall("<mark>(.*?)</mark>", found["snippet"]) == [marked]


@pytest.mark.parametrize("kind", ["countries", "themes", "lessons"])
@pytest.mark.parametrize("q", ["***", "\0", '"'])
def test_no_words_find_nothing(kind, q, client):
    make_one_of_each()
    assert ask(client, kind, q)["results"] == []


def test_words_stand_beside_other_filters(client):
    with_words(make_organisation("Police one", classification="media"))
    with_words(make_organisation("Police two"))
    found = client.get("/api/v1/organisations/?q=police&classification=media").json()
    assert [row["name"] for row in found["results"]] == ["Police one"]
    assert found["results"][0]["snippet"] == "<mark>Police</mark> one"
