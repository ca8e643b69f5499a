"""Feeds in Atom: valid, the last to change first, and without what was withdrawn."""

from datetime import UTC, datetime, timedelta

import pytest

from organisations.release import release, withdraw
from tests.desk_factories import make_lesson_record, make_session_record, make_statement_record, publish
from tests.factories import (
    make_change,
    make_conference,
    make_country,
    make_lesson,
    make_session,
    make_statement,
    make_theme,
)
from tests.validating import rng

pytestmark = pytest.mark.django_db

NAMES = {"a": "http://www.w3.org/2005/Atom"}
DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(client, address):
    """The root of a feed that is valid."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return rng("atom", answer.content)


def titles(client, address):
    return read(client, address).xpath("a:entry/a:title/text()", namespaces=NAMES)


def test_a_whole_feed(client):
    lesson = make_lesson("Earn <trust> & keep it\x0b", language="sr-Latn", updated_at=DAY + timedelta(days=3))
    root = read(client, "/lessons/feed.atom")

    def found(path):
        return root.xpath(path, namespaces=NAMES)

    page = f"http://testserver{lesson.get_absolute_url()}"
    assert found("a:id/text()") == ["http://testserver/lessons/feed.atom"]
    assert found("a:link/@href") == ["http://testserver/lessons/feed.atom", "http://testserver/lessons/"]
    assert found("a:author/a:name/text()") == ["Confhub"]
    assert found("//a:entry/a:id/text()") == [f"http://testserver/lessons/{lesson.pk}/"]
    assert found("//a:entry/a:link/@href") == [page]
    assert found("//a:entry/a:title/text()") == ["Earn <trust> & keep it"]
    assert found("//a:entry/a:summary/text()") == ["What follows from it."]
    assert found("//a:entry/a:published/text()") == ["2026-03-01T12:00:00Z"]
    assert found("//a:updated/text()") == ["2026-03-04T12:00:00Z"] * 2
    assert found("//a:category/@term") == ["Kosovo", "Community policing"]
    assert [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in found("//a:entry")] == ["sr-Latn"]


def test_a_feed_of_nothing_is_a_feed(client):
    assert read(client, "/lessons/feed.atom").xpath("a:updated/text()", namespaces=NAMES) == ["1970-01-01T00:00:00Z"]


def test_the_last_to_change_come_first_and_fifty_are_enough(client):
    for number in range(52):
        make_lesson(f"Lesson {number}", updated_at=DAY + timedelta(hours=number))
    assert titles(client, "/lessons/feed.atom") == [f"Lesson {number}" for number in range(51, 1, -1)]


def test_each_list_has_its_feed(client):
    conference = make_conference(title="The meeting")
    other = make_lesson("Other", countries=["AL"], themes=["donors"])
    here = [(make_statement(make_session(conference)), "supports")]
    make_lesson("Here", here, countries=["XK"], themes=["trust"], kind="obstacle", search_text="here what follows")
    feeds = {
        make_country("XK"): "/countries/kosovo/feed.atom",
        make_theme("trust"): "/themes/trust/feed.atom",
        conference: f"/conferences/{conference.pk}/feed.atom",
    }
    for row, address in feeds.items():
        assert (address, titles(client, address)) == (address, ["Here"])
        assert (
            f'<link rel="alternate" type="application/atom+xml" href="{address}"'
            in client.get(row.get_absolute_url()).content.decode()
        )
    assert titles(client, "/lessons/feed.atom?country=XK&kind=obstacle&utm_source=x") == ["Here"]
    assert titles(client, '/lessons/feed.atom?q="what follows" here') == ["Here"]
    assert titles(client, "/lessons/feed.atom?exclude_theme=trust") == [other.title]
    assert client.get("/countries/atlantis/feed.atom").status_code == 404


def test_a_filtered_list_names_its_own_feed_and_the_feed_names_the_list(client):
    make_lesson(kind="obstacle")
    html = client.get("/lessons/?kind=obstacle&country=kosovo").content.decode()
    assert html.count('href="/lessons/feed.atom?country=kosovo&amp;kind=obstacle"') == 2
    root = read(client, "/lessons/feed.atom?kind=obstacle&utm_source=x&country=kosovo")
    links = root.xpath("a:link/@href", namespaces=NAMES)
    assert sorted(link.partition("?")[2] for link in links) == ["country=kosovo&kind=obstacle"] * 2


@pytest.mark.parametrize("query", ["country=atlantis", "kind=none", f"q={'x' * 501}", "updated_since=x"])
def test_a_filter_that_is_wrong_is_named(client, query):
    answer = client.get(f"/lessons/feed.atom?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/html; charset=utf-8")


def test_a_withdrawal_leaves_the_feed_at_once_and_the_feed_says_when(client):
    room = make_session_record()
    said = make_statement_record(room)
    lessons = [make_lesson_record(title=title, evidence=[(said, "supports", "")]) for title in ("Stays", "Goes")]
    publish(room.conference, room, said, *lessons)
    before = read(client, "/lessons/feed.atom")
    tag = client.get("/lessons/feed.atom").headers["ETag"]
    withdraw([lessons[1]])
    answer = client.get("/lessons/feed.atom", headers={"If-None-Match": tag})
    after = rng("atom", answer.content)
    assert after.xpath("a:entry/a:title/text()", namespaces=NAMES) == ["Stays"]
    assert b"Goes" not in answer.content
    times = [root.xpath("string(a:updated)", namespaces=NAMES) for root in (before, after)]
    assert times == sorted(times)
    lessons[0].title = "Stays, renamed"
    lessons[0].save()
    release([lessons[0]])
    renamed = read(client, "/lessons/feed.atom")
    assert renamed.xpath("a:entry/a:id/text()", namespaces=NAMES) == after.xpath(
        "a:entry/a:id/text()", namespaces=NAMES
    )


def test_a_feed_was_updated_when_a_lesson_last_came_changed_or_went(client):
    make_lesson()
    make_change("lessons", "GGGGGGGG", at=DAY + timedelta(days=9))
    make_change("statements", "SSSSSSSS", at=DAY + timedelta(days=99))
    root = read(client, "/lessons/feed.atom")
    assert root.xpath("a:updated/text()", namespaces=NAMES) == ["2026-03-10T12:00:00Z"]


def links(client, address):
    """``{rel: href}`` of a feed, without the site's name."""
    found = read(client, address).xpath("a:link", namespaces=NAMES)
    return {link.get("rel"): link.get("href").removeprefix("http://testserver") for link in found}


def test_the_feed_of_words_names_the_page_that_searches_for_them(client):
    make_lesson("On trust", search_text="on trust", kind="obstacle")
    address = "/lessons/feed.atom?q=trust&kind=obstacle"
    found = links(client, address)
    assert found == {"self": address, "alternate": "/search/?q=trust&kind=obstacle&in=lessons"}
    assert [row.title for row in client.get(found["alternate"]).context["listing"].rows] == titles(client, address)
    assert read(client, address).xpath("a:title/text()", namespaces=NAMES) == ["Lessons: trust"]
    assert links(client, "/lessons/feed.atom?q=&kind=obstacle")["alternate"] == "/lessons/?kind=obstacle"
    assert links(client, "/sq/lessons/feed.atom?q=trust")["alternate"] == "/sq/search/?q=trust&in=lessons"


@pytest.mark.parametrize("page", ["/countries/kosovo/", "/themes/trust/"])
def test_a_country_and_a_theme_are_followed_as_filtered(client, page):
    make_lesson("In the way", countries=["XK"], themes=["trust"], kind="obstacle", status="observation")
    make_lesson("Open", countries=["XK"], themes=["trust"], kind="open_question", status="observation")
    asked = "kind=open_question&status=observation"
    html = client.get(f"{page}?{asked}").content.decode().replace("&amp;", "&")
    assert html.count(f'href="{page}feed.atom?{asked}"') == 2
    assert "Follow this list (Atom)" in html
    assert links(client, f"{page}feed.atom?utm_source=x&{asked}") == {
        "self": f"{page}feed.atom?{asked}",
        "alternate": f"{page}?{asked}",
    }
    assert titles(client, f"{page}feed.atom?{asked}") == ["Open"]
    assert client.get(page).content.decode().count(f'href="{page}feed.atom"') == 2
    assert len(titles(client, f"{page}feed.atom")) == 2


@pytest.mark.parametrize("place", ["countries/kosovo", "themes/trust"])
@pytest.mark.parametrize("query", ["country=atlantis", "theme=x", "kind=none", "language=-", "q=nothing", "session=x"])
def test_a_feed_takes_and_refuses_what_its_page_does(client, place, query):
    make_lesson(countries=["XK"], themes=["trust"])
    page, feed = client.get(f"/{place}/?{query}"), client.get(f"/{place}/feed.atom?{query}")
    assert feed.status_code == page.status_code
    if page.status_code == 200:
        assert len(titles(client, f"/{place}/feed.atom?{query}")) == len(page.context["listing"].rows)
    else:
        assert feed.context["problems"] == page.context["problems"]
