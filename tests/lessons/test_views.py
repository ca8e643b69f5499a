"""Pages of lessons."""

import re
from datetime import UTC, datetime

import pytest

from lessons.models import LessonCountry
from tests.factories import (
    make_change,
    make_country,
    make_lesson,
    make_link,
    make_session,
    make_similar,
    make_source,
    make_statement,
)
from tests.reading import words

pytestmark = pytest.mark.django_db


def titles(response):
    """Titles of the lessons listed, in order."""
    return [row.title for row in response.context["listing"].rows]


@pytest.fixture
def three():
    """Three lessons: (title, country, theme, kind, status, addressed to)."""
    make_lesson("First", countries=["XK"], themes=["trust"], kind="obstacle", status="observation")
    make_lesson("Second", countries=["XK", "AL"], themes=["donors"], kind="obstacle", addressed_to=["donors"])
    make_lesson("Third", countries=["AL"], themes=["trust", "donors"], kind="open_question", addressed_to=["media"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["First", "Second", "Third"]),
        ("?country=XK", ["First", "Second"]),
        ("?country=kosovo&country=albania", ["First", "Second", "Third"]),
        ("?country=XKX&theme=donors", ["Second"]),
        ("?theme=trust", ["First", "Third"]),
        ("?kind=open_question", ["Third"]),
        ("?status=lesson_learned", []),
        ("?addressed_to=media&addressed_to=donors", ["Second", "Third"]),
        ("?kind=", ["First", "Second", "Third"]),
        ("?utm_source=mail&page=2", ["First", "Second", "Third"]),
    ],
)
@pytest.mark.usefixtures("three")
def test_lessons_are_filtered_and_tracking_tags_left_alone(client, query, found):
    assert titles(client.get(f"/lessons/{query}")) == found


@pytest.mark.usefixtures("three")
def test_the_form_keeps_what_is_ticked_and_counts_what_else_there_is(client):
    response = client.get("/lessons/?country=kosovo&kind=obstacle")
    groups = {group.name: [o[:4] for o in group.options] for group in response.context["listing"].groups}
    assert groups["country"] == [("albania", "Albania", 1, False), ("kosovo", "Kosovo", 2, True)]
    assert groups["theme"] == [("donors", "Donors", 1, False), ("trust", "Trust", 1, False)]
    assert groups["kind"] == [("obstacle", "What got in the way", 2, True)]
    html = response.content.decode()
    assert re.findall(r'value="([^"]*)" checked', html) == ["kosovo", "obstacle"]
    assert "status" not in groups  # one value only: nothing to choose


@pytest.mark.usefixtures("three")
def test_each_chip_takes_off_its_own_filter_alone(client):
    chips = client.get("/lessons/?country=kosovo&kind=obstacle&utm_source=x").context["listing"].chips
    assert [tuple(map(str, chip[:3])) for chip in chips] == [
        ("Country", "Kosovo", "/lessons/?kind=obstacle"),
        ("Kind of lesson", "What got in the way", "/lessons/?country=kosovo"),
    ]


@pytest.mark.usefixtures("three")
def test_nothing_found_says_so_and_offers_the_way_back(client):
    response = client.get("/lessons/?country=kosovo&kind=open_question")
    assert "Nothing here matches all of these filters together. Remove all filters" in words(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=none", "kind: “none” is not one of the valid values Valid values: what_worked, obstacle, open_question"),
        ("country=atlantis", "country: “atlantis” is not a country: give an ISO 3166-1 code or a slug"),
        ("theme=none", "theme: “none” is not a known theme"),
        ("cursor=x", "cursor: This is not a cursor of this list"),
    ],
)
@pytest.mark.parametrize("address", ["/lessons/", "/countries/kosovo/", "/themes/trust/"])
def test_a_bad_value_is_named_with_what_is_valid(client, three, address, query, said):
    if said.split(":")[0] in ("country", "theme") and address != "/lessons/":
        address = "/lessons/"  # the page itself is that filter
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert said in words(response)


@pytest.mark.parametrize(
    ("values", "short", "sentence"),
    [
        (("several_countries", 5, 3), "Voices from several countries", "Voices from 3 countries support it."),
        (("several_voices", 4, 1), "Several independent voices", "4 independent voices support it."),
        (("one_voice", 1, 0), "One voice", "One voice supports it."),
        (("not_stated", 0, 0), "Speakers not stated", "Who supports it is not stated."),
    ],
)
def test_how_strong_a_lesson_is_stands_in_words_in_lists_and_on_its_page(client, values, short, sentence):
    names = ("strength", "voice_count", "voice_country_count")
    lesson = make_lesson("First", **dict(zip(names, values, strict=True)))
    assert f"1 statement · {short} · Observation · Kosovo" in words(client.get("/lessons/"))
    page = words(client.get(lesson.get_absolute_url()))
    assert f"Evidence {sentence} Status" in page
    assert f"{sentence} How voices are counted" in page


def test_lists_can_be_narrowed_by_strength_and_language(client):
    make_lesson("Strong", strength="several_voices", language="sq")
    make_lesson("Weak", strength="one_voice")
    groups = {group.name: [o[:4] for o in group.options] for group in listing(client).groups}
    assert groups["strength"] == [
        ("several_voices", "Several independent voices", 1, False),
        ("one_voice", "One voice", 1, False),
    ]
    assert groups["language"] == [("sq", "Albanian", 1, False), ("en", "English", 1, False)]
    assert [row.title for row in listing(client, "?strength=one_voice&language=en").rows] == ["Weak"]


def test_a_lesson_names_those_like_it_elsewhere_and_why(client):
    here, there = (
        make_lesson(title, countries=countries, themes=["trust", "donors"], **values)
        for title, countries, values in [("Here", ["XK"], {"language": "sq"}), ("There", ["RS", "AL"], {})]
    )
    third = make_lesson("Third", countries=["ME"], themes=["donors"])
    make_similar(here, there, themes=["donors", "trust"], words=["besimi", "<i>"], link_count=2)
    make_similar(here, third, themes=["donors"], words=["besimi"], link_count=1)
    make_similar(there, here)

    response = client.get(here.get_absolute_url())

    assert (
        "Seen elsewhere Lessons that are like this one, each with a country that this one does not name. "
        "There Albania, Serbia Both have the themes Donors, Trust. Both have these words: besimi, &lt;i&gt; "
        "2 pairs of statements behind the two are linked, or the same. "
        "Third Montenegro Both have the theme Donors. Both have this word: besimi "
        "A statement behind the one is linked to a statement behind the other, or is the same. "
    ) in words(response)
    html = response.content.decode()
    assert '<i lang="sq" dir="ltr">besimi, &lt;i&gt;</i>' in html
    assert f'<a href="{there.get_absolute_url()}">There</a>' in html


def test_a_lesson_like_no_other_says_so(client):
    page = words(client.get(make_lesson().get_absolute_url()))
    assert "Seen elsewhere No lesson from another country is on record that is like this one" in page


def listing(client, query=""):
    return client.get(f"/lessons/{query}").context["listing"]


def test_next_pages_hold_every_lesson_once_and_keep_the_filter(client):
    for number in range(45):
        make_lesson(f"Lesson {number:02d}", countries=["XK"] if number < 42 else ["AL"])
    seen, address, pages = [], "/lessons/?country=kosovo", 0
    while address:
        response = client.get(address)
        seen += titles(response)
        pages += 1
        address = response.context["listing"].next
    assert pages == 3
    assert seen == [f"Lesson {number:02d}" for number in range(42)]
    back = client.get(response.context["listing"].previous)
    assert titles(back) == [f"Lesson {number:02d}" for number in range(20, 40)]
    assert "Showing 20 of 42" in words(back)


def test_a_lesson_shows_its_evidence_for_and_against(client):
    source = make_source(title="The report", creator="Two organisations", issued="2014-06-01")
    session = make_session(source.conference, title="Open discussion")
    place = {"source": source, "place": "paragraph 2", "start": 1, "end": 9}
    supports = make_statement(session, text="Trust comes first.", **place)
    against = make_statement(
        session, text="It came second.", attribution_level="country", attribution_label="Albania", **place
    )
    qualifies = make_statement(session, text="It depends.")
    make_link(against, supports, "contradicts", note="Both were heard.")
    lesson = make_lesson(
        statements=[(supports, "supports"), (against, "contradicts"), (qualifies, "qualifies")],
        context="Where police was feared.",
        status="action_planned",
        addressed_to=["police", "donors"],
    )
    LessonCountry.objects.create(lesson=lesson, country=make_country("KG"), role="tried")
    text = words(client.get(lesson.get_absolute_url()))
    assert "Contested" in text
    assert "Where police was feared. Kosovo: observed there Kyrgyzstan: tried there" in text
    order = ["Supports the lesson 1", "Trust comes first.", "Qualifies it 1", "It depends.", "Speaks against it 1"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "It came second. Albania shown by country only" in text
    assert f"Contradicts statement {supports.pk}, Speaker not stated: Trust comes first. (Both were heard.)" in text
    assert f"Contradicted by statement {against.pk}, Albania: It came second." in text
    assert "Source: paragraph 2" in text
    assert "Source: place not shown, it would say more about the speaker" in text
    assert "Addressed to Donors, Police" in text
    assert "Action planned: somebody has said what they will do about it." in text


def test_a_lesson_that_nothing_speaks_against_says_so(client):
    lesson = make_lesson()
    text = words(client.get(lesson.get_absolute_url()))
    assert "Contested" not in text
    assert "Speaks against it 0 No statement on record." in text


def test_how_to_cite_a_lesson(client):
    source = make_source(title="The report", creator="Two organisations", issued="2014-06-01")
    statement = make_statement(make_session(source.conference), source=source, place="p. 1", start=1, end=2)
    when = datetime(2027, 2, 3, 12, tzinfo=UTC)
    lesson = make_lesson("Earn trust", statements=[(statement, "supports")], updated_at=when)
    assert (
        f"Confhub (2027). Earn trust. Lesson {lesson.pk}, updated 3 February 2027. "
        f"http://testserver/lessons/{lesson.pk}/. Said at: A conference, Prishtina, 24 April 2014. "
        "Based on: Two organisations (2014), The report."
    ) in words(client.get(lesson.get_absolute_url()))


def test_the_id_of_a_lesson_decides_and_the_slug_follows(client):
    lesson = make_lesson("Earn trust")
    for wrong in (f"/lessons/{lesson.pk}/", f"/lessons/{lesson.pk}/old-title/"):
        response = client.get(wrong)
        assert (response.status_code, response.url) == (301, f"/lessons/{lesson.pk}/earn-trust/")


def test_a_withdrawn_lesson_is_gone_and_an_unknown_one_not_found(client):
    make_change("lessons", "GGGGGGGG", "released")
    make_change("lessons", "GGGGGGGG", "withdrawn")
    make_change("lessons", "RRRRRRRR", "withdrawn")
    make_change("lessons", "RRRRRRRR", "released")
    make_change("statements", "SSSSSSSS", "withdrawn")
    assert "This page has been withdrawn" in words(client.get("/lessons/GGGGGGGG/a-telling-title/"))
    statuses = [
        client.get(f"/lessons/{one}/a-telling-title/").status_code for one in ("GGGGGGGG", "RRRRRRRR", "SSSSSSSS")
    ]
    assert statuses == [410, 404, 404]
    assert "telling" not in words(client.get("/lessons/GGGGGGGG/a-telling-title/"))


def test_text_in_another_language_says_which(client):
    lesson = make_lesson("الثقة أولا", text="الثقة تأتي أولا", language="ar")
    html = client.get(lesson.get_absolute_url()).content.decode()
    assert '<h1 lang="ar" dir="rtl">الثقة أولا</h1>' in html
    assert client.get(f"/lessons/{lesson.pk}/lesson/").status_code == 200


def test_no_word_from_the_shelf_is_taken_for_markup(client):
    lesson = make_lesson("<b>Bold</b> & “so”", text="<script>alert(1)</script>", context="<i>x</i>")
    html = client.get(lesson.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; “so”" in html
    assert "<script>" not in html
    assert html.count("<script") == html.count("</script>") == 1  # the block of data
    assert "<i>" not in html
