"""Language tags: what one is, which of several is meant; text in another language than the page's is marked."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation import override

from organisations.languages import canonical, is_asked, is_tag, nearest
from organisations.models.naming import ANY
from organisations.templatetags.languages import comma, in_language, listed, marked, semicolon


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("en", ""),
        ("", ""),
        ("sq", ' lang="sq" dir="ltr"'),
        ("ar", ' lang="ar" dir="rtl"'),
        ("sr-Latn", ' lang="sr-Latn" dir="ltr"'),
        ("uz-Arab-AF", ' lang="uz-Arab-AF" dir="rtl"'),
        ("ur-Latn", ' lang="ur-Latn" dir="ltr"'),
        ("fa-IR", ' lang="fa-IR" dir="rtl"'),
        ('"><b>', ' lang="&quot;&gt;&lt;b&gt;" dir="ltr"'),
    ],
)
def test_language_and_direction_of_text_on_an_english_page(tag, attributes):
    assert in_language(tag) == attributes


def test_what_is_foreign_depends_on_the_page():
    with override("ar"):
        assert in_language("ar") == ""
        assert in_language("en") == ' lang="en" dir="ltr"'


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_name_of_any_language_runs_as_its_letters_do(code):
    with override(code):
        assert in_language(ANY) == ' lang="" dir="auto"'
        assert marked("A & B", ANY) == '<bdi lang="">A &amp; B</bdi>'


@pytest.mark.parametrize(("code", "between", "more"), [("en", ", ", "; "), ("sr", ", ", "; "), ("ar", "، ", "؛ ")])
def test_the_comma_of_lists_is_that_of_the_page(code, between, more):
    with override(code):
        assert (comma(), semicolon()) == (between, more)
        assert listed(["A", "<B>"]) == f'<bdi lang="">A</bdi>{between}<bdi lang="">&lt;B&gt;</bdi>'


def test_no_list_in_a_template_of_every_language_has_a_comma_of_its_own():
    english = {"desk", "admin", "accounts", "partners", "guide", "offline"}
    pages = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if not english & {*path.parts}]
    assert len(pages) > 60
    assert [path.name for path in pages if re.search(r"(\}\}|%\}|</a>|</span>)[,;] [{<]", path.read_text())] == [
        "source.html"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24. април 2014.. Даље", "24. април 2014. Даље"),
        ("<time>24 апреля 2014 г.</time>. Далее", "<time>24 апреля 2014 г.</time> Далее"),
        ("<cite>Is there trust?</cite>. Then", "<cite>Is there trust?</cite> Then"),
        ("<cite>Trust…</cite>.", "<cite>Trust…</cite>"),
        ("<cite>Trust...</cite>. <b>Ltd.</b>.", "<cite>Trust...</cite> <b>Ltd.</b>"),
        (
            "<cite>Earn trust</cite>. See ../x, https://a.example/.b.",
            "<cite>Earn trust</cite>. See ../x, https://a.example/.b.",
        ),
        ("Wait... and so on...", "Wait... and so on..."),
    ],
)
def test_a_sentence_ends_in_one_stop(text, said):
    source = "{% load languages %}{% sentences %}{{ text|safe }}{% endsentences %}"
    assert engines["django"].from_string(source).render({"text": text}) == said


@pytest.mark.parametrize(
    "tag", ["sq", "SQ", "sr-Latn", "sr-latn-RS", "es-419", "zh-cmn-Hans", "ca-valencia", "de-1996"]
)
def test_what_a_language_tag_is(tag):
    assert is_tag(tag)
    assert is_asked(tag)


@pytest.mark.parametrize("tag", ["en-u-ca-gregory", "en-US-x-a", "ar-a-bb-cc-u-dd"])
def test_what_browsers_send_beside_it_can_be_asked_for_alone(tag):
    assert (is_tag(tag), is_asked(tag)) == (False, True)


@pytest.mark.parametrize("text", ["", "e", "albanian", "sq_AL", "sq-", "-sq", "*", "sq,en", "sq;q=1", "sq\n", "ш"])
def test_what_is_none(text):
    assert not is_tag(text)
    assert not is_asked(text)


@pytest.mark.parametrize(
    ("tag", "written"),
    [("SQ", "sq"), ("sr-latn-rs", "sr-Latn-RS"), ("ZH-CMN-HANS", "zh-cmn-Hans"), ("DE-1ABC", "de-1abc"), ("en", "en")],
)
def test_a_tag_is_written_in_one_way(tag, written):
    assert canonical(tag) == written


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sq", "sq"),
        ("SQ", "sq"),
        ("sq-AL", "sq"),
        ("sr-Latn", "sr-Latn"),
        ("sr-latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr"),
        ("sr-u-ca-gregory", "sr"),
        ("mk", None),
        ("s", None),
        ("sqi", None),
        ("zh-Hans", None),
    ],
)
def test_the_nearest_is_found_by_cutting_from_behind(asked, found):
    assert nearest(asked, ["en", "sq", "sr", "sr-Latn", "zh-Hans-CN"]) == found
