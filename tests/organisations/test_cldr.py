"""Days, names of languages and alphabets, as the Unicode CLDR has them."""

from datetime import date

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from organisations import cldr


def plain(text):
    """With an ordinary space for each narrow one, and for those that do not break."""
    return " ".join(text.split())


DAY, NEXT, LATER = date(2014, 4, 24), date(2014, 4, 26), date(2014, 5, 2)


@pytest.mark.parametrize(
    ("code", "day", "days"),
    [
        ("en", "24 April 2014", "24–26 Apr 2014"),
        ("sq", "24 prill 2014", "24 – 26 pri 2014"),
        ("sr", "24. април 2014.", "24.–26. апр 2014."),
        ("sr-latn", "24. april 2014.", "24.–26. apr 2014."),
        ("mk", "24 април 2014 г.", "24 – 26 апр. 2014 г."),
        ("ka", "24 აპრილი, 2014", "24–26 აპრ, 2014"),
        ("ru", "24 апреля 2014 г.", "24–26 апр. 2014 г."),
        ("ky", "2014-ж., 24-апрель", "24–26-апр. 2014-ж."),
        ("ar", "24 أبريل 2014", "24–26 أبريل 2014"),
        ("bn", "24 এপ্রিল, 2014", "24–26 এপ্রি, 2014"),
    ],
)
def test_days_are_written_as_readers_write_them_in_western_digits(code, day, days):
    assert plain(cldr.day(DAY, code)) == day
    assert plain(cldr.days(DAY, NEXT, code)) == days
    page = Template("{% load dates %}{% day one %} {% days one one %} {% days one two %}")
    with override(code):
        html = plain(page.render(Context({"one": DAY, "two": LATER})))
    assert html.count(f'<time datetime="2014-04-24">{day}</time>') == 2
    assert '<data value="2014-04-24/2014-05-02">' in html


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("en", "ar", "الإنجليزية"),
        ("en", "en", "English"),
        ("sr-Latn", "en", "Serbian (Latin)"),
        ("sq", "ka", "ალბანური"),
        ("sr-Latn-ABCD", "en", "Serbian (Latin)"),
        ("qqq", "ka", "qqq"),
        ("x", "ka", "x"),
        ("<b>", "en", "<b>"),
    ],
)
def test_a_language_has_a_name_in_each_or_else_its_tag(tag, language, name):
    assert cldr.language_name(tag, language) == name


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_every_language_of_the_site_is_known(code):
    assert cldr.language_name("sq", code) != "sq"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("sr", ["Ђибути", "Исланд", "Јемен", "Кина", "Љубљана", "Хрватска"]),
        ("sr-latn", ["Cipar", "Čad", "Dan", "Đibuti", "San", "Šri Lanka", "Žan"]),
        ("sq", ["Belgjikë", "Çad", "Danimarkë", "Eritre"]),
        ("ky", ["Нигер", "Өзбекстан", "Парагвай"]),
        ("en", ["Aland", "Åland Islands", "Albania"]),
        ("ar", ["ألبانيا", "بنغلاديش", "كوسوفو"]),
    ],
)
def test_names_are_in_the_order_of_the_alphabet(code, names):
    names_mixed = [*names[1:], names[0]]
    assert sorted(names_mixed, key=lambda name: cldr.in_order(name, code)) == names
