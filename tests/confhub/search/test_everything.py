"""Every list at once in the API: what is found, in which order, and what cannot be asked."""

import pytest

from confhub.search.kinds import KINDS
from tests.confhub.test_api_queries import make_everything
from tests.factories import (
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_person,
    make_session,
    make_statement,
    make_translation,
    with_words,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/search/"


def ask(client, **parameters):
    answer = client.get(ADDRESS, parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def found(answer):
    return [(hit["kind"], hit["record"]["id"]) for hit in answer["results"]]


@pytest.fixture
def shelf():
    """What is called "Lantern", what says it, and what is only in a country."""
    country = make_country("AL")
    body = make_organisation("Lantern", country=country)
    neighbour = make_organisation("Border Watch", country=country)
    named = make_organisation("The Lantern Fund")
    statement = make_statement(make_session(make_conference(title="A meeting")), text="A lantern in Albania.")
    lesson = make_lesson(statements=[(statement, "supports")], title="Light", text="Bring a lantern.")
    rows = {"body": body, "neighbour": neighbour, "named": named, "statement": statement, "lesson": lesson}
    with_words(*rows.values())
    return rows


def test_names_come_first_then_lessons_and_statements(client, shelf):
    answer = ask(client, q="lantern")
    kinds = {"body": "organisations", "named": "organisations", "lesson": "lessons", "statement": "statements"}
    assert found(answer) == [(kind, shelf[name].pk) for name, kind in kinds.items()]
    assert answer["meant"] is None


def test_what_is_only_joined_to_what_was_asked_comes_last(client, shelf):
    answer = found(ask(client, q="Albania"))
    assert answer[0] == ("countries", "AL")
    assert {key for kind, key in answer[-2:]} == {shelf["body"].pk, shelf["neighbour"].pk}


def test_a_row_is_what_its_list_shows_of_it(client, shelf):
    [*_, hit, _] = ask(client, q="lantern")["results"]
    [row] = client.get("/api/v1/lessons/?q=lantern").json()["results"]
    assert hit == {"kind": "lessons", "record": row}
    assert "<mark>lantern</mark>" in row["snippet"]


def test_every_list_says_how_many_and_where_all_of_them_are(client, shelf):
    lists = {each["kind"]: each for each in ask(client, q="lantern")["lists"]}
    assert {name: each["count"] for name, each in lists.items()} == {
        **dict.fromkeys(KINDS, 0),
        "organisations": 2,
        "lessons": 1,
        "statements": 1,
    }
    assert all(each["count_exact"] for each in lists.values())
    for each in lists.values():
        assert client.get(each["url"]).json()["count"] == each["count"]


def test_lists_and_rows_can_be_fewer(client, shelf):
    answer = ask(client, q="lantern", kinds="statements,organisations", limit=1)
    assert [each["kind"] for each in answer["lists"]] == ["statements", "organisations"]
    assert found(answer) == [("organisations", shelf["body"].pk), ("statements", shelf["statement"].pk)]


def test_another_language_is_that_of_the_rows(client, shelf):
    make_translation(shelf["lesson"], "sq", title="Drita", text="Sill një fener.")
    answer = ask(client, q="lantern", lang="sq", kinds="lessons")
    assert [hit["record"]["title"] for hit in answer["results"]] == ["Drita"]
    assert answer["lists"][0]["url"].endswith("?q=lantern&lang=sq")


def test_where_nothing_is_found_another_spelling_is_offered(client):
    with_words(make_person("Saša Rašić"), make_organisation("Border Watch"))
    assert found(ask(client, q="Sasha Rashich")) != []
    answer = ask(client, q="Bodrer Wacth")
    assert (answer["meant"].casefold(), answer["results"]) == ("border watch", [])
    assert ask(client, q="qwertyuiop")["meant"] is None


def test_who_asks_nothing_is_told_nothing(client, shelf):
    assert ask(client) == {"lists": [], "meant": None, "results": []}
    assert ask(client, q="***")["results"] == []


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("q=", "q", "Has no value: leave it out, or say what it should be."),
        (f"q={'x' * 501}", "q", "Is longer than 500 characters."),
        ("q=a&q=b", "q", "Can be given only once."),
        ("q=a&kinds=lessons,secrets", "kinds", "This cannot be asked for here."),
        ("q=a&kinds=participants", "kinds", "This cannot be asked for here."),
        ("q=a&limit=51", "limit", "Must be a whole number from 1 to 50."),
        ("q=a&limit=0", "limit", "Must be a whole number from 1 to 50."),
        ("lang=albanian!", "lang", "Must be a BCP 47 language tag, such as sq, sr-Latn or en."),
        ("q=a&country=XK", "country", "There is no such parameter here."),
    ],
)
def test_a_bad_question_is_told_what_is_wrong(client, query, name, message):
    answer = client.get(f"{ADDRESS}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    [error] = answer.json()["errors"]
    assert (error["parameter"], error["message"]) == (name, message)


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_for_one_row_and_for_three(client, size, django_assert_num_queries):
    make_everything(size)
    with django_assert_num_queries(QUERIES):
        answer = ask(client, q="-zebra", limit=50)
    assert {kind for kind, _ in found(answer)} == set(KINDS)
    assert len(answer["results"]) == sum(each["count"] for each in answer["lists"]) >= size * len(KINDS)


QUERIES = 59
