"""How many queries an answer of the API costs: the same for one row and for three, each with as many parts."""

from itertools import pairwise

import pytest

from tests.factories import (
    make_alias,
    make_conference,
    make_country,
    make_lesson,
    make_link,
    make_organisation,
    make_participant,
    make_person,
    make_relation,
    make_session,
    make_source,
    make_statement,
)

pytestmark = pytest.mark.django_db

CODES = ["XK", "AL", "RS"]
THEMES = ["community-policing", "trust", "donors"]

# {kind: (list, details)}
QUERIES = {
    "countries": (3, 4),  # codes are looked up among countries and aliases first
    "themes": (2, 1),
    "organisations": (4, 3),
    "people": (3, 2),
    "conferences": (4, 5),
    "sessions": (2, 1),
    "participants": (3, 2),
    "statements": (5, 7),
    "lessons": (6, 10),
}


def make_everything(size):
    """``size`` rows of every kind, each with ``size`` of every part. Returns ``{kind: id of a row}``."""
    for code in CODES[:size]:
        for number in range(size):
            make_alias(code, f"{code}{number}")
    bodies = [make_organisation(country=make_country(code)) for code in CODES[:size]]
    bodies.append(make_organisation())
    for body in bodies[:-1]:
        make_relation(body, bodies[-1])
        make_relation(bodies[-1], body)
    people = [make_person() for _ in range(size)]
    made, *_ = [make_meeting(size, bodies, people) for _ in range(size)]
    return made | {"organisations": bodies[-1].pk}


def make_meeting(size, bodies, people):
    conference = make_conference(
        countries=[(code, role) for code in CODES[:size] for role in ("participants", "programme")],
        organisations=[(body, role) for body in bodies for role in ("organiser", "funder")],
    )
    source = make_source(conference)
    sessions = [make_session(conference)]
    sessions += [make_session(conference, parent=sessions[0], depth=1) for _ in range(size)]
    participants = [
        make_participant(conference, sessions, level="named", person=person, organisation=body, country=make_country())
        for person, body in zip(people, bodies, strict=False)
    ]
    statements = [
        make_statement(
            session,
            countries=CODES[:size],
            themes=THEMES[:size],
            mentions=bodies,
            attribution_level="named",
            person=participant.person,
            participant=participant,
            organisation=participant.organisation,
            speaker_country=participant.country,
            source=source,
            place="Here",
            start=0,
            end=1,
        )
        for session in sessions
        for participant in participants
    ]
    for one, other in pairwise([*statements, statements[0]]):
        make_link(one, other)
    evidence = [(statement, "supports") for statement in statements]
    lessons = [make_lesson(statements=evidence, countries=CODES[:size], themes=THEMES[:size]) for _ in range(size)]
    return {
        "countries": "XK",
        "themes": "community-policing",
        "people": people[0].pk,
        "conferences": conference.pk,
        "sessions": sessions[-1].pk,
        "participants": participants[0].pk,
        "statements": statements[0].pk,
        "lessons": lessons[0].pk,
    }


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("kind", QUERIES)
def test_lists_and_details_cost_the_same_for_one_row_and_for_three(kind, size, client, django_assert_num_queries):
    made = make_everything(size)
    listed, detailed = QUERIES[kind]
    with django_assert_num_queries(listed):
        answer = client.get(f"/api/v1/{kind}/")
    assert len(answer.json()["results"]) >= size
    with django_assert_num_queries(detailed):
        answer = client.get(f"/api/v1/{kind}/{made[kind]}/")
    assert answer.json()["id"] == made[kind]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("lessons/?kind=what_worked&status=observation&from=2014-01-01", 6),
        ("lessons/?country=XK&country=AL", 8),  # two: own codes and slugs, aliases
        ("lessons/?theme=trust&theme=donors", 7),
        ("lessons/?conference=nowhere", 1),  # refused before anything is read
        ("lessons/?page_size=1", 6),
        ("lessons/ZZZZZZZZ/", 2),  # the row, and whether it was withdrawn
        ("lessons/?nope=1", 0),
        ("", 0),
    ],
)
def test_what_filters_and_errors_cost(address, queries, client, django_assert_num_queries):
    make_everything(3)
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{address}")
