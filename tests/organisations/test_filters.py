"""Filters of countries, organisations and people, and what all filters have in common."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from organisations.filter_fields import RowsField
from organisations.filters import CountryFilter, OrganisationFilter, PersonFilter, facets
from organisations.models import Country, Organisation, Person
from tests.factories import RELEASED, make_alias, make_country, make_organisation, make_person

pytestmark = pytest.mark.django_db


def ask(query, filter_class=OrganisationFilter, model=Organisation):
    return filter_class(QueryDict(query), queryset=model.objects.all())


def found(query, filter_class=OrganisationFilter, model=Organisation):
    filterset = ask(query, filter_class, model)
    assert filterset.is_valid(), filterset.errors
    return list(filterset.qs)


def faults(query, filter_class=OrganisationFilter, model=Organisation):
    """``{parameter: [(value, what is valid)]}``"""
    errors = ask(query, filter_class, model).errors.as_data()
    return {name: [(error.params["value"], error.params["valid"]) for error in each] for name, each in errors.items()}


@pytest.fixture
def bodies():
    made = [
        make_organisation("A", country=make_country("XK")),
        make_organisation("B", country=make_country("AL"), classification="media"),
        make_organisation("C", country=make_country("XK"), classification="media"),
        make_organisation("D", classification="network", updated_at=RELEASED + timedelta(days=1)),
    ]
    make_alias("XK", "RKS", kind="code")
    return dict(zip("ABCD", made, strict=True))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ABCD"),
        ("country=XK", "AC"),
        ("country=XKX", "AC"),
        ("country=xk", "AC"),
        ("country=kosovo", "AC"),
        ("country=RKS", "AC"),
        ("country=XK&country=kosovo", "AC"),
        ("country=XK&country=albania", "ABC"),
        ("country=XK&classification=media", "C"),
        ("classification=media&classification=network", "BCD"),
        ("updated_since=2026-03-02T12:00:00Z", "D"),
        ("updated_since=2026-03-02T12:00:00", "D"),
        ("updated_since=2026-03-02T14:00:00%2B02:00", "D"),
        ("updated_since=2026-03-02T12:00:00.000001Z", ""),
        ("updated_since=2026-03-01", "ABCD"),
    ],
)
def test_values_of_one_filter_are_joined_by_or_and_filters_by_and(query, names, bodies):
    assert found(query) == [bodies[name] for name in names]


def test_a_name_is_not_a_code():
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    assert faults("country=Macedonia") == {"country": [("Macedonia", [])]}


def test_every_bad_value_is_named_with_the_valid_ones():
    make_country("XK")
    answer = faults("country=XK&country=zz&country=&classification=media&classification=club")
    assert answer["country"] == [("zz", []), ("", [])]
    [(value, valid)] = answer["classification"]
    assert value == "club"
    assert "media" in valid


def test_many_bad_values_read_the_valid_ones_once(django_assert_num_queries):
    field = RowsField(model=Country, unknown="bad", listed=True)
    with django_assert_num_queries(2), pytest.raises(ValidationError) as error:
        field.clean([f"none-{n}" for n in range(30)])
    assert len(error.value.error_list) == 30


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "%00", "2026"])
def test_a_time_is_an_iso_8601_time(value):
    errors = ask(f"updated_since={value}").errors
    assert errors == {"updated_since": ["Write a date and time as 2026-03-01T12:00:00Z (and a + as %2B)."]}


def test_countries_by_region_and_code():
    kosovo, albania = make_country("XK"), make_country("AL")
    kyrgyzstan = make_country("KG", region="central-asia")
    assert found("region=central-asia", CountryFilter, Country) == [kyrgyzstan]
    assert found("country=XK&country=ALB", CountryFilter, Country) == [albania, kosovo]


def test_people_by_time_of_change():
    make_person("A")
    later = make_person("B", updated_at=RELEASED + timedelta(seconds=1))
    assert found("updated_since=2026-03-01T12:00:01Z", PersonFilter, Person) == [later]


def test_facets_count_what_each_value_would_find_beside_the_other_filters(bodies):
    filterset = ask("country=XK&classification=media")
    assert facets(filterset, "country") == [("albania", "Albania", 1, False, "en"), ("kosovo", "Kosovo", 1, True, "en")]
    assert facets(filterset, "classification") == [
        ("national_ngo", "National NGO", 1, False, ""),
        ("media", "Media", 1, True, ""),
    ]


def test_a_facet_that_finds_nothing_is_kept_only_while_it_is_selected(bodies):
    filterset = ask("country=AL&classification=network")
    assert facets(filterset, "country") == [("albania", "Albania", 0, True, "en")]
    assert facets(ask("classification=network"), "country") == []


def test_facets_of_a_list_that_is_asked_nothing(bodies):
    filterset = OrganisationFilter(queryset=Organisation.objects.all())
    assert [(facet.value, facet.count) for facet in facets(filterset, "country")] == [("albania", 1), ("kosovo", 2)]


def test_a_facet_is_two_queries(bodies, django_assert_num_queries):
    filterset = ask("classification=media")
    with django_assert_num_queries(2):
        facets(filterset, "country")
