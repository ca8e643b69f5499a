"""Whether bodies, people and translations may be public."""

import pytest

from organisations.languages import digest
from organisations.policy import released_organisation, released_person, released_translations


def organisation(**changes):
    """A snapshot as the organisation kind freezes it."""
    return {
        "slug": "indep",
        "name": "Institute Ë",
        "acronym": "INDEP",
        "other_names": ["Instituti"],
        "name_is_description": False,
        "classification": "national_ngo",
        "country": "XK",
        "summary": "",
        "listed": False,
        "relations": [],
        **changes,
    }


def person(**changes):
    """A snapshot as the person kind freezes it."""
    return {"slug": "ana", "name": "Ana Š", "other_names": [], "listed": False, "basis": "", **changes}


@pytest.mark.parametrize(
    ("listed", "named", "public"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_a_body_is_public_if_listed_or_named(listed, named, public):
    assert (released_organisation(organisation(listed=listed), named) is not None) is public


@pytest.mark.parametrize(
    ("listed", "basis", "named", "public"),
    [
        (False, "", True, True),
        (True, "consent", False, True),
        (True, "", False, False),
        (False, "consent", False, False),
    ],
)
def test_a_person_is_public_if_named_or_listed_with_a_basis(listed, basis, named, public):
    assert (released_person(person(listed=listed, basis=basis), named) is not None) is public


def test_what_was_never_released_is_not_public():
    assert released_organisation(None, named=True) is None
    assert released_person(None, named=True) is None


def test_public_fields_leave_the_desks_own_out():
    fields = released_organisation(organisation(), named=True)

    assert fields == {
        "slug": "indep",
        "name": "Institute Ë",
        "acronym": "INDEP",
        "other_names": ["Instituti"],
        "name_is_description": False,
        "classification": "national_ngo",
        "summary": "",
        "country_id": "XK",
        "search_text": "institute e indep instituti",
    }
    assert released_person(person(), named=True) == {
        "slug": "ana",
        "name": "Ana Š",
        "other_names": [],
        "search_text": "ana s",
    }


FITTING = digest("Title", "Text")


@pytest.mark.parametrize(
    ("row", "public"),
    [
        (["sq", "reviewed", FITTING, "Titulli", "Teksti"], {("sq", "Titulli", "Teksti")}),
        (["sq", "draft", FITTING, "Titulli", "Teksti"], set()),
        (["sq", "machine", FITTING, "Titulli", "Teksti"], set()),
        (["sq", "reviewed", digest("Title", "Older"), "Titulli", "Teksti"], set()),
        (["sq", "reviewed", digest("TitleText"), "Titulli", "Teksti"], set()),
        (["sq", "reviewed", "", "Titulli", "Teksti"], set()),
        (["EN", "reviewed", FITTING, "Titulli", "Teksti"], set()),
    ],
)
def test_a_translation_is_public_if_it_was_reviewed_and_made_of_the_words_shown(row, public):
    assert released_translations([row], "en", ["Title", "Text"]) == public


def test_of_no_words_there_is_no_translation():
    assert released_translations([["sq", "reviewed", digest("", ""), "", "Teksti"]], "en", ["", ""]) == set()
