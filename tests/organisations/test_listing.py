"""One page of a filtered list."""

import pytest

from organisations import listing as module
from organisations.filters import OrganisationFilter
from organisations.listing import BadList, counted, listing
from organisations.models import Organisation
from tests.factories import make_country, make_organisation

pytestmark = pytest.mark.django_db
LEGENDS = {"classification": "Kind"}


def ask(rf, query="", **more):
    return listing(rf.get(f"/organisations/?{query}"), OrganisationFilter, Organisation.objects.all(), LEGENDS, **more)


def test_counts_stop_where_counting_would_get_dear(rf, monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 2)
    for _ in range(2):
        make_organisation()
    assert (ask(rf).total, ask(rf).more_than_counted) == (2, False)
    for _ in range(2):
        make_organisation()
    assert (ask(rf).total, ask(rf).more_than_counted) == (2, True)
    assert counted(Organisation.objects) == 3


def test_a_filter_one_arrives_with_is_kept_and_can_be_taken_off(rf):
    make_organisation("Here", country=make_country("XK"))
    make_organisation("There", country=make_country("AL"), classification="media")
    assert [row.name for row in ask(rf, "country=XK").rows] == ["Here", "There"]  # not a filter of this page
    found = ask(rf, "country=XK&country=AL&classification=media", shown_if_on={"country": "Country"})
    assert [row.name for row in found.rows] == ["There"]
    assert [(chip.legend, chip.label, chip.address) for chip in found.chips] == [
        ("Kind", "Media", "/organisations/?country=albania&country=kosovo"),
        ("Country", "Albania", "/organisations/?classification=media&country=kosovo"),
        ("Country", "Kosovo", "/organisations/?classification=media&country=albania"),
    ]
    assert found.query == "classification=media&country=albania&country=kosovo"
    assert found.narrowed


def test_addresses_of_pages_carry_the_filters_and_nothing_else(rf):
    for number in range(3):
        make_organisation(f"Organisation {number}")
    found = ask(rf, "utm_source=mail&classification=national_ngo", size=1)
    assert found.next.startswith("/organisations/?classification=national_ngo&cursor=")
    assert found.previous is None
    assert not found.narrowed
    query = found.next.partition("?")[2]
    assert [row.name for row in ask(rf, query, size=1).rows] == ["Organisation 1"]
    assert ask(rf, query, size=1).narrowed


def test_every_bad_value_is_reported_at_once(rf):
    with pytest.raises(BadList) as caught:
        ask(rf, "classification=none&country=atlantis", shown_if_on={"country": "Country"})
    problems = {problem.name: problem for problem in caught.value.problems}
    assert set(problems) == {"classification", "country"}
    assert "media" in problems["classification"].valid
    assert problems["country"].valid == []
