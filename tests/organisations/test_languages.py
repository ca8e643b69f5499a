"""Text in another language than the page's is marked."""

import pytest
from django.utils.translation import override

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
