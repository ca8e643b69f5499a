"""What countries and themes are called on a page."""

import pytest
from django.utils.translation import override

from organisations.models import Country
from organisations.models.naming import terms_read_once
from organisations.templatetags.languages import by_name, label, named, names
from tests.factories import make_country, make_organisation, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def kosovo():
    return make_country(names={"sq": "Kosovë", "sr": "Косово", "sr-Latn": "Kosovo"})


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", ("en", "Kosovo")), ("sq", ("sq", "Kosovë")), ("sr-latn", ("sr-Latn", "Kosovo")), ("ar", ("en", "Kosovo"))],
)
def test_a_term_has_its_name_in_the_language_of_the_page_or_the_english_one(kosovo, code, name):
    with override(code):
        assert Country.objects.only("name").get().called == name


def test_a_name_in_another_language_is_marked(kosovo):
    with override("ar"):
        assert named(kosovo) == '<span lang="en" dir="ltr">Kosovo</span>'
    with override("sr-latn"):
        assert named(kosovo) == "Kosovo"


def test_a_vocabulary_is_read_once_for_an_answer_and_not_kept(django_assert_num_queries, kosovo):
    others = [kosovo, make_country("AL"), make_theme()]
    with override("sq"):
        with django_assert_num_queries(2), terms_read_once():
            assert names(others * 2).count("Kosovë") == 2
        Country.objects.update(names={"sq": "Tjetër"})
        with terms_read_once():
            assert kosovo.called.text == "Tjetër"


def test_a_theme_has_its_definition_the_same_way():
    theme = make_theme(definitions={"sq": "Një fjali."})
    assert theme.defined == ("en", "One sentence.")
    with override("sq"):
        assert theme.defined == ("sq", "Një fjali.")


def test_rows_are_sorted_by_what_they_are_called_here(kosovo):
    albania = make_country("AL", names={"sq": "Shqipëri"})
    assert by_name([kosovo, albania]) == [albania, kosovo]
    with override("sq"):
        assert by_name([albania, kosovo]) == [kosovo, albania]


def test_what_is_no_term_is_called_as_it_is():
    body = make_organisation("<INDEP>")
    with override("ar"):
        assert label(body) == '<bdi lang="">&lt;INDEP&gt;</bdi>'
