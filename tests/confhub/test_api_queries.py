"""How many queries an answer of the API costs: the same for one row and for three, each with as many parts."""

from itertools import pairwise

import pytest

from confhub.api import KINDS
from organisations.filter_fields import LanguagesField, TermsField
from organisations.filtering import facet_names
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
    make_translation,
)

pytestmark = pytest.mark.django_db

CODES = ["XK", "AL", "RS"]
THEMES = ["community-policing", "trust", "donors"]

# {kind: (list, details)}; one query of each makes the ETag
QUERIES = {
    "countries": (4, 5),  # codes are looked up among countries and aliases first
    "themes": (3, 2),
    "organisations": (5, 4),
    "people": (4, 3),
    "conferences": (5, 6),
    "sessions": (3, 2),
    "participants": (4, 3),
    "statements": (7, 9),
    "lessons": (8, 13),
}
# What details cost more in another language: the translations of what stands inside in short.
IN_LANGUAGE = {"statements": 3}


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
    for row in (*statements, *lessons):
        for language in ("sq", "mk", "ka")[:size]:
            make_translation(row, language)
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


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("kind", QUERIES)
def test_another_language_costs_nothing_in_lists_and_no_more_for_three_rows(
    kind, size, client, django_assert_num_queries
):
    made = make_everything(size)
    listed, detailed = QUERIES[kind]
    with django_assert_num_queries(listed):
        client.get(f"/api/v1/{kind}/?lang=sq")
    with django_assert_num_queries(detailed + IN_LANGUAGE.get(kind, 0)):
        client.get(f"/api/v1/{kind}/{made[kind]}/?lang=sq")
    for path, queries in EXPANSIONS.get(kind, {}).items():
        with django_assert_num_queries(listed + queries):
            client.get(f"/api/v1/{kind}/?expand={path}&lang=sq")


# {path: queries beside those of the list}: what the list of the other kind costs without its count.
EXPANSIONS = {
    "organisations": {"country": 2, "relations.organisation": 3},
    "people": {"participations": 2, "participations.conference": 3, "participations.organisation": 3},
    "conferences": {"country": 2, "countries": 2, "organisations": 3},
    "sessions": {"conference": 3, "parent": 1},
    "participants": {"conference": 3, "person": 2, "organisation": 3, "country": 2, "sessions": 1},
    "statements": {
        "conference": 3,
        "session": 1,
        "countries": 2,
        "themes": 1,
        "mentions": 3,
        "attribution.person": 2,
        "attribution.participant": 2,
        "attribution.organisation": 3,
        "attribution.country": 2,
    },
    "lessons": {"countries": 2, "themes": 1, "conferences": 3},
}
EXPANSIONS_OF_DETAILS = {
    "conferences": {"sessions": 1},
    "statements": {"links.statement": 5, "lessons": 6},
}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("kind", EXPANSIONS)
def test_what_is_shown_whole_costs_the_same_for_one_row_and_for_three(kind, size, client, django_assert_num_queries):
    made = make_everything(size)
    for path, queries in EXPANSIONS[kind].items():
        with django_assert_num_queries(QUERIES[kind][0] + queries):
            assert client.get(f"/api/v1/{kind}/?expand={path}").status_code == 200
    for path, queries in EXPANSIONS_OF_DETAILS.get(kind, {}).items():
        with django_assert_num_queries(QUERIES[kind][1] + queries):
            assert client.get(f"/api/v1/{kind}/{made[kind]}/?expand={path}").status_code == 200


def test_every_expansion_is_in_the_tables():
    tables = {kind: {**paths, **EXPANSIONS_OF_DETAILS.get(kind, {})}.keys() for kind, paths in EXPANSIONS.items()}
    assert tables == {kind.kind: kind.expandable.keys() for kind in KINDS if kind.expandable}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_facets_cost_the_same_for_one_row_and_for_three(kind, size, client, django_assert_num_queries):
    """One for the counts of each, and one for the names of those that are not terms."""
    make_everything(size)
    names = facet_names(kind.filterset_class)
    terms = [
        name for name in names if isinstance(kind.filterset_class.base_filters[name].field, TermsField | LanguagesField)
    ]
    with django_assert_num_queries(QUERIES[kind.kind][0] + 2 * len(names) - len(terms)):
        answer = client.get(f"/api/v1/{kind.kind}/?facets={','.join(names)}")
    assert answer.json()["facets"].keys() == set(names)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("lessons/?kind=what_worked&status=observation&from=2014-01-01", 8),
        ("lessons/?country=XK&country=AL", 10),  # two: own codes and slugs, aliases
        ("lessons/?theme=trust&theme=donors", 9),
        ("lessons/?conference=nowhere", 2),  # refused before anything is read
        ("lessons/?page_size=1", 8),
        ("lessons/ZZZZZZZZ/", 3),  # the row, and whether it was withdrawn
        ("lessons/?nope=1", 1),
        # the page, its count and whether it is few; names of countries, bodies, people and themes
        ("lessons/?q=nothing", 11),
        ("statements/?q=nothing", 7),
        # all of them and their aliases, and what the words may stand for
        ("countries/?q=nothing", 8),
        ("countries/?q=kosovo", 11),
        ("themes/?q=trust", 9),
        ("lessons/?format=xml", 1),
        ("lessons/?format=csv&page_size=1", 1),
        ("lessons/?format=csv&cursor=ZZZZZZZZ", 2),
        ("", 1),
        # nothing is read for what is not asked
        ("lessons/?count=false", 7),
        ("lessons/?fields=title", 3),
        ("lessons/?fields=title,themes&count=false", 3),
        ("lessons/?fields=addressed_to&count=false", 3),
        ("statements/?fields=text,attribution&count=false", 2),
        ("statements/?fields=text,attribution&count=false&lang=sq", 3),  # the translations
        ("statements/?fields=attribution&count=false&lang=sq", 2),
        ("statements/?lang=albanian", 1),
        ("statements/?fields=nope", 1),
        # two for each facet, one where its values are terms
        ("lessons/?facets=country,theme,conference,organisation", 16),
        ("lessons/?facets=kind,status,addressed_to", 11),
        ("statements/?facets=country&country=XK&page_size=1", 11),
        ("lessons/?country__all=XK&country__all=AL&exclude_kind=obstacle", 10),
    ],
)
def test_what_filters_and_errors_cost(address, queries, client, django_assert_num_queries):
    make_everything(3)
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{address}")


# {kind: queries of an export of one batch}: its own rows and their parts, the number of the last change, no count.
EXPORTS = {
    "countries": 3,
    "themes": 2,
    "organisations": 4,
    "people": 3,
    "conferences": 4,
    "sessions": 2,
    "participants": 3,
    "statements": 6,
    "lessons": 7,
}


@pytest.mark.parametrize("size", [1, 3])
def test_exports_cost_the_same_for_one_row_and_for_three(size, client, django_assert_num_queries):
    make_everything(size)
    for kind, queries in EXPORTS.items():
        for form in ("csv", "ndjson"):
            with django_assert_num_queries(queries):
                assert client.get(f"/api/v1/{kind}/?format={form}").getvalue()


@pytest.mark.parametrize("size", [1, 3])
def test_jsonld_costs_what_details_cost(size, client, django_assert_num_queries):
    made = make_everything(size)
    for kind in ("organisations", "people", "conferences", "statements", "lessons"):
        with django_assert_num_queries(QUERIES[kind][1]):
            assert client.get(f"/api/v1/{kind}/{made[kind]}/?format=jsonld").json()["@id"]
