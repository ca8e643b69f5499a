"""Language tags: what one is, which of several is meant; text in another language than the page's is marked."""

import pytest
from django.utils.translation import override

from organisations.languages import canonical, is_asked, is_tag, nearest
from organisations.templatetags.languages import in_language


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
