"""What a first visit costs on a poor line; what keeps the stylesheet small and fit for both directions of writing."""

import gzip
import random
import re

import brotli
import pytest
from django.conf import settings

from lessons.models import LessonCountry
from organisations.models import Country
from organisations.vocabularies.countries import load_countries
from tests.factories import make_country, make_lesson, make_organisation, with_words

CSS = (settings.BASE_DIR / "confhub" / "static" / "site.css").read_text()
KB = 1024
COUNTRIES = ["XK", "AL", "BD", "KG", "ME", "MK", "RS"]
THEMES = ["trust", "donors", "prevention", "police-reform", "community-policing", "policy-influence"]
SYLLABLES = ["ba", "de", "fi", "go", "lu", "mer", "pra", "sten", "tor", "vi", "ment", "no", "rat", "sing"]

PHYSICAL = re.compile(
    r"(?:(?:margin|padding|border|inset|scroll-padding|scroll-margin)-)?\b(?:left|right|top|bottom)(?:-[\w-]+)?\s*:"
    r"|(?:float|text-align|clear)\s*:\s*(?:left|right)"
    r"|(?<![\w-])(?:width|height|(?:min|max)-(?:width|height))\s*:(?![^(]*\)\s*\{)"
)


def physical(css):
    """Declarations that mean a side of the screen, and would be wrong in Arabic."""
    return [found[0] for found in PHYSICAL.finditer(re.sub(r"@media[^{]*", "", css))]


def test_the_stylesheet_is_small_and_knows_no_left_or_right():
    assert len(CSS.encode()) <= 15 * KB
    assert physical(CSS) == []
    assert "url(" not in CSS
    assert "@import" not in CSS


@pytest.mark.parametrize(
    "wrong",
    [
        "a{margin-left:1em}",
        "a{float:right}",
        "a{text-align:left}",
        "a{left:0}",
        "a{border-top-width:0}",
        "a{width:1em}",
    ],
)
def test_a_side_of_the_screen_is_found(wrong):
    assert len(physical(CSS + wrong)) == 1


@pytest.mark.django_db
def test_a_first_visit_to_twenty_lessons_is_light(client):
    chance = random.Random(7)  # noqa: S311
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(800)]

    def text(length):
        return " ".join(chance.choices(words, k=length)).capitalize() + "."

    for number in range(60):
        lesson = make_lesson(
            text(9), text=text(60), countries=chance.sample(COUNTRIES, 2), themes=chance.sample(THEMES, 2)
        )
        LessonCountry.objects.get_or_create(lesson=lesson, country=make_country(COUNTRIES[number % 7]), role="tried")
        with_words(lesson, make_organisation(f"Organisation for {text(3)}"))
    for address in ("/lessons/", "/countries/kosovo/", "/themes/trust/", "/search/?q=kosovo"):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["Vary"]
        assert gzip.decompress(response.content).count(b'<li class="card ') >= 20 - 5 * (address != "/lessons/")
        assert len(response.content) + len(gzip.compress(CSS.encode())) <= 20 * KB


@pytest.mark.django_db
def test_a_first_visit_to_the_maps_is_light(client):
    """With a lesson from every country of the vocabulary."""
    load_countries()
    lesson = make_lesson(countries=())
    for country in Country.objects.all():
        LessonCountry.objects.create(lesson=lesson, country=country, role="observed")
    response = client.get("/countries/", headers={"Accept-Encoding": "gzip"})
    drawn = "".join(re.findall("<svg.*?</svg>", gzip.decompress(response.content).decode()))
    assert drawn.count("<a ") > 80
    assert len(gzip.compress(drawn.encode())) <= 15 * KB
    assert len(response.content) + len(gzip.compress(CSS.encode())) <= 30 * KB


def whole(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_the_stylesheet_is_compressed_where_nothing_was_collected(client, encoding, unpack):
    plain = client.get("/static/site.css")
    packed = client.get("/static/site.css", headers={"Accept-Encoding": encoding})
    assert whole(plain).decode() == CSS
    assert packed.headers["Content-Encoding"] == encoding
    assert unpack(packed_bytes := whole(packed)).decode() == CSS
    assert len(packed_bytes) < 5 * KB
    assert "Content-Length" not in packed.headers
    assert {plain.headers["Vary"], packed.headers["Vary"]} == {"Accept-Encoding"}


def test_a_stylesheet_that_somebody_has_is_not_sent_again(client):
    tag = client.head("/static/site.css").headers["ETag"]
    assert tag.startswith('W/"')
    for seen in (tag, tag.removeprefix("W/")):
        kept = client.get("/static/site.css", headers={"If-None-Match": seen, "Accept-Encoding": "gzip"})
        assert (kept.status_code, whole(kept), kept.headers["ETag"]) == (304, b"", tag)
        assert "Content-Encoding" not in kept.headers
    other = client.get("/static/site.css", headers={"If-None-Match": 'W/"other"'})
    assert (other.status_code, whole(other).decode()) == (200, CSS)


def test_of_a_stylesheet_only_the_head_and_pictures_as_they_are(client):
    head = client.head("/static/site.css", headers={"Accept-Encoding": "gzip"})
    assert (head.status_code, whole(head), head.headers["Content-Encoding"]) == (200, b"", "gzip")
    part = client.get("/static/site.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (part.status_code, whole(part).decode()) == (206, CSS[:10])
    assert "Content-Encoding" not in part.headers


@pytest.mark.django_db
def test_the_desk_is_not_compressed(client):
    response = client.get("/admin/login/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert len(response.content) > 200
