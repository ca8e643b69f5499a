"""A page and the API are two views of one list: the same filters find the same rows, in the same order."""

import json
import re
from html import unescape

import pytest

from lessons.models import Lesson
from organisations.models import Organisation, Person
from sessions.models import Conference, Session, Statement
from tests.factories import (
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_person,
    make_session,
    make_statement,
    make_theme,
    with_words,
)

from .surface import Site, parameters, with_query

pytestmark = pytest.mark.django_db

ROW = r'href="/{}/([\w-]+)/'
# The page, the list of the API, what its rows are known by in addresses, and the filters both take.
LISTS = {
    "/lessons/": ("lessons", "id", ["country", "theme", "kind", "status", "addressed_to", "conference"]),
    "/statements/": (
        "statements",
        "id",
        ["country", "theme", "kind", "attribution_level", "conference", "organisation", "person", "session"],
    ),
    "/conferences/": ("conferences", "slug", ["country", "theme", "organisation"]),
    "/organisations/": ("organisations", "slug", ["country", "classification"]),
    "/people/": ("people", "slug", []),
}
KINDS = ["what_worked", "obstacle", "open_question"]
CODES = ["XK", "AL", "RS"]
THEMES = ["trust", "donors", "prevention"]


@pytest.fixture
def site():
    """Lists of several pages, on which every filter finds some rows and leaves out others."""
    for number, code in enumerate(CODES):
        make_country(code)
        make_theme(THEMES[number])
    bodies = [make_organisation(f"Body {n:02}", country=make_country(CODES[n % 2]), **_class(n)) for n in range(60)]
    people = [make_person(f"Person {n:03}") for n in range(120)]
    sessions = [make_session(make_conference(country=make_country(CODES[n % 3]))) for n in range(25)]
    for number in range(45):
        _said(number, sessions[number % 4], bodies[number % 3], people[number % 3])
    return Site()


def _class(number):
    return {"classification": ["media", "network"][number % 2]}


def _said(number, session, body, person):
    statement = make_statement(
        session,
        countries=CODES[number % 3 :],
        themes=THEMES[: number % 3 + 1],
        kind=["claim", "question"][number % 2],
        order=number,
        **({"attribution_level": "named", "person": person, "organisation": body} if number % 2 else {}),
    )
    make_lesson(
        f"Lesson {number % 7}",
        statements=[(statement, "supports")],
        countries=CODES[number % 3 :],
        themes=THEMES[: number % 3 + 1],
        kind=KINDS[number % 3],
        status=["observation", "lesson_learned"][number % 2],
        addressed_to=[["police", "media"][number % 2]],
    )


def rows_of_page(site, path, kind):
    """What the rows of a page and of those after it are known by, in order; None if it is refused."""
    found = []
    while path:
        answer = site.ask(path)
        if answer.code == 400:
            return None
        results = answer.body.decode().partition('id="results"')[2].partition('class="pager"')
        found += dict.fromkeys(re.findall(ROW.format(kind), results[0]))
        following = re.search(r'href="([^"]+)" rel="next"', results[2])
        path = following and unescape(following[1])
    return found


def rows_of_api(site, path, key):
    """The same of the API; three on a page, so that there are many."""
    found = []
    while path:
        answer = site.ask(path)
        if answer.code == 400:
            return None
        page = json.loads(answer.body)
        found += [row[key] for row in page["results"]]
        path = page["next"]
    return found


def rows_of_feed(site, path):
    """The same of a feed, which has no pages."""
    answer = site.ask(path)
    return (
        None
        if answer.code == 400
        else re.findall(r"<entry[^>]*><id>http://testserver/lessons/(\w+)/<", answer.body.decode())
    )


def unlike(site, path, pairs):
    """What a page finds and the API does not, and the other way round; None if they are alike."""
    kind, key, _ = LISTS[path]
    shown = rows_of_page(site, with_query(path, pairs), kind)
    listed = rows_of_api(site, with_query(f"/api/v1/{kind}/", [*pairs, ("page_size", 13)]), key)
    return None if shown == listed else (pairs, shown, listed)


def pairs_of(path):
    """Every filter with every value, one repeated, two together, and one that is wrong."""
    known, names = parameters(), LISTS[path][2]
    alone = [[(name, value)] for name in names for value in [*known[name][:6], "no-such-value"]]
    twice = [[(name, value) for value in known[name][:2]] for name in names]
    both = [[(one, known[one][0]), (two, known[two][0])] for one in names for two in names if one < two]
    return [[], *alone, *twice, *both]


@pytest.mark.parametrize("path", LISTS)
def test_a_page_and_the_api_list_the_same_rows(site, path):
    asked = pairs_of(path)
    assert [found for found in (unlike(site, path, pairs) for pairs in asked) if found] == []
    sizes = {len(rows_of_page(site, with_query(path, pairs), LISTS[path][0]) or []) for pairs in asked}
    assert max(sizes) > 20, "a list of one page proves nothing of the others"
    assert len(sizes) > 2 or not LISTS[path][2], "filters that leave nothing out prove nothing"


@pytest.mark.parametrize("code", ["XK", "XKX", "kosovo"])
def test_a_country_goes_by_each_of_its_names(site, code):
    assert unlike(site, "/lessons/", [("country", code)]) is None
    assert rows_of_api(site, f"/api/v1/lessons/?country={code}", "id") != []


@pytest.mark.parametrize(
    ("page", "same"),
    [
        ("/countries/kosovo/", "country=XK"),
        ("/countries/kosovo/?kind=what_worked", "country=XK&kind=what_worked"),
        ("/themes/donors/", "theme=donors"),
        ("/themes/donors/?country=serbia&status=observation", "theme=donors&country=RS&status=observation"),
    ],
)
def test_the_lessons_of_a_country_or_theme_are_those_of_the_filter(site, page, same):
    shown = rows_of_page(site, page, "lessons")
    assert shown == rows_of_api(site, f"/api/v1/lessons/?{same}", "id")
    assert shown


LATEST = [("ordering", "-updated_at"), ("page_size", 50)]


def test_a_feed_holds_the_rows_of_the_filter(site):
    """Whatever is asked of the API can be followed, ``q`` and what leaves rows out as well."""
    asked = [
        *pairs_of("/lessons/"),
        [("q", "lesson")],
        [("q", "-lesson")],
        [("exclude_country", "AL")],
        [("from", "x")],
    ]
    answers = {str(pairs): rows_of_feed(site, with_query("/lessons/feed.atom", pairs)) for pairs in asked}
    assert answers == {
        str(pairs): rows_of_api(site, with_query("/api/v1/lessons/", [*pairs, *LATEST]), "id") for pairs in asked
    }
    assert len({len(rows or []) for rows in answers.values()}) > 5, "filters that leave nothing out prove nothing"


@pytest.mark.parametrize(("feed", "same"), [("countries/kosovo", "country=XK"), ("themes/donors", "theme=donors")])
def test_the_feed_of_a_country_or_theme_is_that_of_the_filter(site, feed, same):
    rows = rows_of_feed(site, f"/{feed}/feed.atom")
    assert rows == rows_of_feed(site, f"/lessons/feed.atom?{same}")
    assert 0 < len(rows) < 45


def test_a_planted_difference_of_a_feed_is_seen(site, monkeypatch):
    monkeypatch.setattr("lessons.feeds.lessons", _without_one)
    with pytest.raises(AssertionError):
        test_a_feed_holds_the_rows_of_the_filter(site)


FOUND = {
    "lessons": ["", "&country=XK&theme=donors", "&language=en&kind=obstacle", "&conference=nowhere"],
    "statements": ["", "&kind=claim&country=AL", "&attribution_level=named", "&language=sq"],
    "organisations": ["", "&classification=media", "&country=AL"],
    "people": [""],
    "conferences": ["", "&country=RS", "&theme=trust"],
    "sessions": ["", "&theme=trust"],
    "countries": ["", "&region=southern-europe"],
    "themes": [""],
}
ASKED = {"lessons": "lesson", "statements": "said", "organisations": "body", "people": "person"}
ASKED |= {"conferences": "conference", "sessions": "session", "countries": "kosovo", "themes": "donors"}


@pytest.mark.parametrize("kind", FOUND)
def test_the_search_finds_the_rows_of_the_api_in_its_own_order(site, kind):
    with_words(
        *[
            row
            for model in (Organisation, Person, Conference, Session, Statement, Lesson)
            for row in model.objects.all()
        ]
    )
    key = {"lessons": "id", "statements": "id", "sessions": "url", "countries": "slug", "themes": "id"}.get(
        kind, "slug"
    )
    for more in FOUND[kind]:
        shown = rows_of_page(site, f"/search/?q={ASKED[kind]}&in={kind}{more}", kind)
        listed = rows_of_api(site, f"/api/v1/{kind}/?q={ASKED[kind]}&page_size=50{more}", key)
        if kind == "sessions":
            shown = rows_of_page(site, f"/search/?q={ASKED[kind]}&in={kind}{more}", "conferences/[^/]+")
            listed = [Session.objects.get(pk=url.split("/")[-2]).slug for url in listed or []]
        assert (more, shown and sorted(shown)) == (more, listed and sorted(listed))
        assert shown or more, "a question that finds nothing proves nothing"


def test_the_list_of_filters_is_complete(site):
    """A filter that a page offers and this guard does not try would be a way to differ."""
    for path, (_, _, names) in LISTS.items():
        offered = set(re.findall(r'<input[^>]* name="(\w+)"', site.ask(path).body.decode()))
        assert offered <= {*names, "q"}


def test_a_planted_difference_is_seen(site, monkeypatch):
    """A page that hides a row the API lists."""
    monkeypatch.setattr("lessons.views.lessons_with_all", _without_one)
    assert unlike(site, "/lessons/", []) is not None


def _lessons():
    return make_lesson.__globals__["Lesson"].objects


def _without_one():
    return _lessons().exclude(title="Lesson 3")
