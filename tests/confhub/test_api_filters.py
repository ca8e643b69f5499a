"""Every filter of every kind, held against its facet, its ``exclude_…`` and its ``…__all``."""

from datetime import date

import pytest
from django.http import QueryDict

from confhub.api import KINDS
from organisations.filtering import MOST_AT_ONCE, facet_names, facets
from tests.confhub.test_api_queries import make_everything
from tests.factories import (
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_participant,
    make_person,
    make_session,
    make_statement,
    make_theme,
)

pytestmark = pytest.mark.django_db

NAMES = [kind.kind for kind in KINDS]
EVERYWHERE = {"country", "theme", "conference", "organisation"}


@pytest.fixture
def everything():
    """Rows with many of every part, and rows with none."""
    make_everything(2)
    make_lesson(countries=[], themes=[])
    make_participant()
    make_organisation()
    make_person()
    make_country("KG", region="central-asia")
    make_theme("corruption")
    make_participant(level="named", person=make_person(), classification="media")
    session = make_session(make_conference(start_date=date(1999, 1, 1), end_date=date(1999, 1, 1)))
    make_statement(session)
    said = make_statement(session, attribution_level="organisation_type", speaker_classification="media")
    make_lesson(statements=[(said, "supports")])


def found(kind, query):
    filterset = kind.filterset_class(QueryDict(query), queryset=kind.rows())
    assert filterset.is_valid(), (query, filterset.errors)
    ids = list(filterset.qs.values_list("pk", flat=True))
    assert len(ids) == len(set(ids)), f"{query} gives a row twice"
    return set(ids)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_value_finds_what_its_facet_counts_and_what_leaving_it_out_lacks(kind, everything):
    whole, every = found(kind, ""), kind.filterset_class.base_filters
    for name in facet_names(kind.filterset_class):
        options = facets(kind.filterset_class(QueryDict(), queryset=kind.rows()), name)
        assert options, f"nothing has a {name}: it proves nothing"
        sets = {option.value: found(kind, f"{name}={option.value}") for option in options}
        assert {option.value: option.count for option in options} == {value: len(ids) for value, ids in sets.items()}
        first, last = options[0].value, options[-1].value
        assert found(kind, f"exclude_{name}={first}") == whole - sets[first]
        assert found(kind, f"exclude_{name}={first}&exclude_{name}={last}") == whole - sets[first] - sets[last]
        if f"{name}__all" in every:
            assert found(kind, f"{name}__all={first}&{name}__all={last}") == sets[first] & sets[last]


def test_every_kind_can_be_asked_for_what_the_others_are():
    taken = {kind.kind: set(facet_names(kind.filterset_class)) for kind in KINDS}
    lacking = {kind: EVERYWHERE - names for kind, names in taken.items() if EVERYWHERE - names}
    assert lacking == {"organisations": {"organisation"}, "conferences": {"conference"}}


def test_not_too_many_values_must_hold_at_once(everything):
    slugs = [make_theme(f"theme-{number}").pk for number in range(MOST_AT_ONCE + 1)]
    query = "&".join(f"theme__all={slug}" for slug in slugs)
    kind = next(kind for kind in KINDS if kind.kind == "lessons")
    [error] = kind.filterset_class(QueryDict(query), queryset=kind.rows()).errors.as_data()["theme__all"]
    assert (error.messages, error.params) == (["Give at most 20 values."], {"value": slugs[-1]})
    assert found(kind, query.rpartition("&")[0]) == set()
