"""Likely duplicates: found on the desk, offered after a save, and not again once they are not the same."""

import pytest

from organisations.duplicates import duplicates, entry, index
from organisations.models import DistinctRecords, OrganisationRecord, PersonRecord
from tests.desk_factories import make_distinct, make_organisation_record, make_person_record
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


def names(record):
    return [other.name for other, _ in duplicates(record)]


def test_bodies_of_one_name_or_acronym_are_found():
    body = make_organisation_record("Institute of Prishtinë", acronym="INDEP")
    for name in ("Институт Приштина", "Prishtina Institute", "INDEP", "Institute of Peja", "Indeed"):
        make_organisation_record(name, slug=f"s-{OrganisationRecord.objects.count()}")
    make_organisation_record("Another", acronym="Indep")
    assert names(body) == ["Another", "INDEP", "Prishtina Institute", "Институт Приштина"]


def test_people_are_found_and_not_among_bodies():
    person = make_person_record("Saša Rašić")
    make_person_record("Рашић Саша", slug="b"), make_person_record("S. Rašić", slug="c")
    make_organisation_record("Saša Rašić", slug="d")
    assert names(person) == ["S. Rašić", "Рашић Саша"]


@pytest.mark.parametrize("others", [1, 30])
def test_queries_do_not_grow(django_assert_num_queries, others):
    body = make_organisation_record("Forum for Security")
    for n in range(others):
        make_organisation_record("Forum Security", slug=f"s{n}")
    with django_assert_num_queries(2):
        assert len(duplicates(body)) == others


def test_those_that_share_most_are_compared_first(monkeypatch):
    monkeypatch.setattr("organisations.duplicates.COMPARED", 2)
    for name in ("Forum A", "Forum B", "Forum C", "Security of Forums"):
        make_organisation_record(name)
    assert names(make_organisation_record("Forum Security")) == ["Security of Forums"]


def test_the_index_of_all_finds_the_same():
    body = make_organisation_record("Forum for Security", acronym="FS")
    make_organisation_record("Forum Security", slug="b"), make_organisation_record("Another")
    found = index(OrganisationRecord).near(entry(body))
    assert set(found) - {body.pk} == {other.pk for other, _ in duplicates(body)}


def test_what_is_not_the_same_is_not_offered_again_from_either_side():
    one, other = make_person_record("Ana Ilić"), make_person_record("Ana Ilić", slug="b")
    make_distinct(other, one), make_distinct(one, other)
    assert (names(one), names(other), DistinctRecords.objects.count()) == ([], [], 1)


def test_after_a_save_a_duplicate_is_offered_with_a_link():
    make_organisation_record("Forum for Security")
    curator, body = Member("curator"), make_organisation_record("Another")
    page = curator.client.get(curator.save(body, name="Forum Security")["Location"])
    assert "This looks like Forum for Security on the desk: the same name" in text(page)
    assert address(body, "alike") in page.content.decode()
    again = curator.client.get(curator.save(body, summary="Other words.")["Location"])
    assert "This looks like" not in text(again)


def test_a_new_record_is_compared_too():
    make_person_record("Saša Rašić")
    curator = Member("curator")
    page = curator.client.get(curator.add(PersonRecord, name="Саша Рашић", slug="x")["Location"])
    assert "This looks like Saša Rašić on the desk" in text(page)


def test_the_page_of_duplicates_remembers_what_is_not_the_same():
    one, other = make_organisation_record("Forum"), make_organisation_record("Forum", slug="b")
    curator = Member("curator")
    assert "the same name" in text(curator.get(address(one, "alike"))).lower()
    page = curator.client.post(address(one, "alike"), {"distinct": other.public_id}, follow=True)
    assert "Nothing on the desk looks like this record." in text(page)
    assert DistinctRecords.objects.get().by == curator.account
    assert curator.client.post(address(one, "alike"), {"distinct": "NOTHING1"}).status_code == 404
    assert Member().get(address(one, "alike")).status_code == 403


def test_a_name_too_short_to_compare_has_no_duplicates():
    one, _ = make_organisation_record("A 1"), make_organisation_record("A 1", slug="another")
    assert duplicates(one) == []
