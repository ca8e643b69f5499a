"""Addresses that stay the same in every language, and those of a page in each."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from organisations.addresses import (
    Alternate,
    in_every_language,
    languages_of,
    lasting,
    lasting_of,
    original,
    where_it_is,
)
from tests.factories import make_lesson, make_statement, make_translation


@pytest.mark.parametrize("path", ["/lessons/", "/ar/lessons/", "/sr-latn/lessons/"])
def test_a_page_has_an_address_in_every_language(path):
    found = in_every_language(path)
    assert len(found) == 10
    assert (found["en"], found["sr-latn"], found["ar"]) == ("/lessons/", "/sr-latn/lessons/", "/ar/lessons/")


@pytest.mark.parametrize(("path", "plain"), [("/", "/"), ("/ar/", "/"), ("/arabic/", "/arabic/"), ("/x/ar/", "/x/ar/")])
def test_only_the_beginning_is_a_language(path, plain):
    assert in_every_language(path)["en"] == plain


def test_what_stays_is_the_same_whatever_the_page():
    with override("ar"):
        assert reverse("statement", args=["A"]) == "/ar/statements/A/"
        assert lasting("statement", "A") == "/statements/A/"


@pytest.mark.django_db
def test_the_languages_of_a_row_are_those_of_its_words():
    row = make_statement(language="sr-Latn")
    assert languages_of(row) == ["sr-latn"]
    assert original(row) == f"/sr-latn/statements/{row.pk}/"
    make_translation(row, "ar")
    make_translation(row, "fr")
    assert languages_of(row) == ["sr-latn", "ar"]
    lesson = make_lesson(language="fr")
    with override("ar"):
        assert lasting_of(row) == f"/statements/{row.pk}/"
        assert original(lesson) == lasting_of(lesson)


def test_search_engines_keep_the_plain_page_where_its_words_are_not_translated():
    with override("ar"):
        assert where_it_is("/ar/x/", ["en"]) == {"canonical": "/x/", "alternates": []}
        there = [Alternate("en", "/x/"), Alternate("ar", "/ar/x/"), Alternate("x-default", "/x/")]
        assert where_it_is("/ar/x/", ["en", "ar"]) == {"canonical": "/ar/x/", "alternates": there}
    with override("sr-latn"):
        assert where_it_is("/sr-latn/x/", ["en", "sr-latn"])["alternates"][1] == ("sr-Latn", "/sr-latn/x/")
