"""The changes in the API: what is said of each, where to go on, what is refused."""

import pytest

from organisations.models import Change, ShelfSequence
from tests.factories import RELEASED, make_conference, make_lesson, make_organisation, make_session, make_statement
from tests.mirrors import KINDS

pytestmark = pytest.mark.django_db

AT = "2026-03-01T12:00:00Z"


def logged(*changes, floor=0):
    """Log ``(kind, id, action)`` from 1 on."""
    rows = [Change(seq=n, kind=k, public_id=i, action=a, at=RELEASED) for n, (k, i, a) in enumerate(changes, start=1)]
    Change.objects.bulk_create(rows)
    ShelfSequence.objects.update_or_create(id=1, defaults={"last": len(rows), "floor": floor})


def ask(client, query=""):
    return client.get(f"/api/v1/changes/{query}")


def brief(answer):
    return [(row["seq"], row["action"]) for row in answer.json()["results"]]


def test_an_empty_log(client):
    assert ask(client).json() == {"last": 0, "next": "http://testserver/api/v1/changes/?after=0", "results": []}


def test_what_is_said_of_a_change(client):
    body = make_organisation()
    logged(("organisations", body.pk, "released"), ("people", "gone", "withdrawn"), ("lessons", "lost", "updated"))
    assert ask(client).json() == {
        "last": 3,
        "next": "http://testserver/api/v1/changes/?after=3",
        "results": [
            {
                "seq": 1,
                "kind": "organisations",
                "id": body.pk,
                "action": "released",
                "at": AT,
                "record": client.get("/api/v1/organisations/").json()["results"][0],
            },
            {"seq": 2, "kind": "people", "id": "gone", "action": "withdrawn", "at": AT},
            {"seq": 3, "kind": "lessons", "id": "lost", "action": "updated", "at": AT, "record": None},
        ],
    }


def test_of_several_changes_of_a_row_only_the_latest_is_said(client):
    body = make_organisation()
    logged(
        ("organisations", body.pk, "released"),
        ("people", body.pk, "withdrawn"),
        ("organisations", body.pk, "updated"),
    )
    assert brief(ask(client)) == [(2, "withdrawn"), (3, "updated")]
    assert brief(ask(client, "?limit=2")) == [(1, "released"), (2, "withdrawn")]


def test_one_goes_on_behind_everything_looked_at(client):
    logged(*[("lessons", f"l{n}", "withdrawn") for n in range(3)], *[("people", "p", "withdrawn")] * 3)
    assert ask(client, "?limit=2").json()["next"] == "http://testserver/api/v1/changes/?after=2&limit=2"
    assert ask(client, "?after=4&limit=2").json()["next"] == "http://testserver/api/v1/changes/?after=6&limit=2"
    lessons = ask(client, "?kinds=lessons,people&after=1&limit=1").json()
    assert lessons["next"] == "http://testserver/api/v1/changes/?after=2&kinds=lessons,people&limit=1"
    assert ask(client, "?kinds=lessons&after=3").json()["next"] == (
        "http://testserver/api/v1/changes/?after=6&kinds=lessons"
    )


def test_kinds_that_have_no_list_are_passed_over(client):
    logged(("sources", "s", "released"), ("lessons", "l", "withdrawn"))
    assert brief(ask(client)) == [(2, "withdrawn")]
    assert brief(ask(client, "?kinds=people")) == []


def test_rows_that_do_not_fit_the_filter_left(client):
    trust, donors, gone = make_statement(themes=["trust"]), make_statement(themes=["donors"]), "gone"
    logged(*[("statements", i, "updated") for i in (trust.pk, donors.pk, gone)], ("statements", "x", "withdrawn"))
    answer = ask(client, "?kinds=statements&theme=trust")
    assert answer.json()["results"][1] == {
        "seq": 2,
        "kind": "statements",
        "id": donors.pk,
        "action": "left",
        "at": AT,
    }
    assert brief(answer) == [(1, "updated"), (2, "left"), (3, "left"), (4, "withdrawn")]
    assert answer.json()["results"][0]["record"]["id"] == trust.pk
    assert "theme=trust" in answer.json()["next"]


# Filters whose answer for a row changes only with the row; what is derived of them (`exclude_…`, `…__all`) goes along.
OWN = {
    "countries": {"country", "region"},
    "themes": {"theme"},
    "organisations": {"updated_since", "country", "classification"},
    "people": {"updated_since"},
    "conferences": {"updated_since", "from", "to", "country", "organisation", "language"},
    "sessions": {"updated_since", "conference", "kind"},
    "participants": {
        "updated_since",
        "conference",
        "session",
        "person",
        "organisation",
        "country",
        "classification",
        "attribution_level",
    },
    "statements": {
        "updated_since",
        "from",
        "to",
        "country",
        "theme",
        "conference",
        "session",
        "organisation",
        "person",
        "participant",
        "speaker_country",
        "kind",
        "wording",
        "attribution_level",
        "classification",
        "language",
    },
    "lessons": {
        "updated_since",
        "from",
        "to",
        "country",
        "theme",
        "conference",
        "kind",
        "status",
        "addressed_to",
        "language",
        "strength",
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_filters_whose_answer_changes_with_other_rows_are_refused_by_name(client, kind):
    refused = ask(client, f"?kinds={kind}&nope=1").json()["errors"]
    named = {*refused[0]["valid"]} - {"after", "kinds", "limit"}
    assert {name.removeprefix("exclude_").removesuffix("__all") for name in named} == OWN[kind]


def test_a_filter_that_would_leave_silently_says_so(client):
    answer = ask(client, "?kinds=sessions&theme=trust&from=2014-01-01")
    assert answer.status_code == 400
    assert [(e["parameter"], e["value"]) for e in answer.json()["errors"]] == [
        ("theme", "trust"),
        ("from", "2014-01-01"),
    ]
    own = ["updated_since", "conference", "kind", "exclude_conference", "exclude_kind"]
    assert answer.json()["errors"][0]["valid"] == ["after", "kinds", "limit", *own]
    assert "filter your copy" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("?after=x", "after", "Must be a whole number from 0 to 9223372036854775807."),
        ("?after=-1", "after", "Must be a whole number from 0 to 9223372036854775807."),
        ("?after=9223372036854775808", "after", "Must be a whole number from 0 to 9223372036854775807."),
        ("?after=٣", "after", "Must be a whole number from 0 to 9223372036854775807."),
        ("?after=", "after", "Has no value: leave it out, or say what it should be."),
        ("?after=1&after=2", "after", "Can be given only once."),
        ("?limit=0", "limit", "Must be a whole number from 1 to 500."),
        ("?limit=501", "limit", "Must be a whole number from 1 to 500."),
        ("?kinds=nope", "kinds", "There is no such list."),
        ("?kinds=lessons,", "kinds", "There is no such list."),
        ("?kinds=", "kinds", "Has no value: leave it out, or say what it should be."),
        ("?nope=1", "nope", "There is no such parameter here."),
        ("?theme=trust", "theme", "Filters can be given with exactly one kind in “kinds”."),
        ("?kinds=lessons,people&theme=trust", "theme", "Filters can be given with exactly one kind in “kinds”."),
        ("?kinds=lessons&kind=nope", "kind", "“nope” is not one of the valid values"),
    ],
)
def test_what_cannot_be_meant_is_refused(client, query, parameter, message):
    logged(("lessons", make_lesson().pk, "released"))
    answer = ask(client, query)
    assert answer.status_code == 400
    assert [(e["parameter"], e["message"]) for e in answer.json()["errors"]] == [(parameter, message)]


@pytest.mark.parametrize("query", ["?after=4", "?after=1", ""])
def test_who_cannot_go_on_is_told_to_start_over(client, query):
    logged(*[("lessons", "l", "withdrawn")] * 3, floor=2)
    answer = ask(client, query)
    assert (answer.status_code, answer.json()["code"]) == (410, "start_over")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "take the snapshot" in answer.json()["detail"]
    assert ask(client, "?after=2").status_code == 200


def test_a_page_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries):
    rows = [make_session(make_conference()) for _ in range(3)]
    logged(*[("sessions", row.pk, "released") for row in rows])
    for limit in (1, 3):
        with django_assert_num_queries(4):  # the last change, the log's span, the changes, the sessions
            ask(client, f"?limit={limit}")
