"""What is worked out of a vocabulary is kept until the change log says more of it, in whatever process that was."""

from itertools import count

import pytest
from django.db import transaction

from organisations.models import Country, CountryAlias
from organisations.models.naming import terms_read_once
from organisations.release import note_vocabulary
from organisations.understanding import understood
from organisations.vocabularies.kept import kept
from sessions.filters import places
from tests.factories import make_alias, make_change, make_conference, make_country, make_organisation, make_person


@pytest.fixture
def macedonia():
    country = make_country("MK")
    make_alias("MK", "Macedonia")
    note_vocabulary("countries", ["MK"])
    return country


@pytest.fixture
def working_out():
    """A function that says how often it was called."""
    times = count(1)
    return lambda: next(times)


def test_it_is_worked_out_once_for_each_change(transactional_db, macedonia, working_out):
    assert [kept("countries", working_out) for _ in range(3)] == [1, 1, 1]
    note_vocabulary("countries", ["MK"])
    assert [kept("countries", working_out) for _ in range(3)] == [2, 2, 2]


def test_a_change_of_another_vocabulary_is_none(transactional_db, macedonia, working_out):
    kept("countries", working_out)
    note_vocabulary("themes", ["trust"])
    assert kept("countries", working_out) == 1


def test_nothing_is_kept_where_no_change_says_when_to_forget_it(transactional_db, working_out):
    assert [kept("countries", working_out) for _ in range(2)] == [1, 2]


def test_nothing_of_a_transaction_that_may_fail_is_kept(transactional_db, macedonia):
    assert understood("Vardaria").alike == ()
    with transaction.atomic():
        make_alias("MK", "Vardaria")
        note_vocabulary("countries", ["MK"])
        assert understood("Vardaria").alike != ()
        transaction.set_rollback(True)
    assert understood("Vardaria").alike == ()


def test_a_country_renamed_is_found_by_its_new_name_and_not_by_what_was_taken_from_it(transactional_db, macedonia):
    assert ("macedonia",) in understood("MK").marked
    with transaction.atomic():
        Country.objects.filter(pk="MK").update(name="Vardaria")
        CountryAlias.objects.filter(name="Macedonia").delete()
        note_vocabulary("countries", ["MK"])
    assert ("vardaria",) in understood("MK").marked
    assert ("macedonia",) not in understood("MK").marked
    assert understood("Macedonia").alike == ()


def test_a_question_costs_nothing_but_the_last_change_which_every_answer_reads(
    transactional_db, macedonia, django_assert_num_queries
):
    make_change("conferences", make_conference(place="Ohrid").pk, action="released")
    make_change("people", make_person("Ana Kos").pk, action="released")
    make_change("organisations", make_organisation("Border Watch", acronym="BW").pk, action="released")
    assert ["Ohrid"] in map(list, places())
    understood("Macedonia")
    with terms_read_once(), django_assert_num_queries(1):
        understood("police in North Macedonia")
        assert dict(understood("BW").alike) == {("bw",): (("border", "watch"),)}


def test_a_body_that_comes_later_is_found_by_its_acronym(transactional_db, macedonia):
    make_change("organisations", make_organisation("Border Watch", acronym="BW").pk, action="released")
    assert understood("OW").alike == ()
    make_change("organisations", make_organisation("Other Watch", acronym="OW").pk, action="released")
    assert dict(understood("OW").alike) == {("ow",): (("other", "watch"),)}
