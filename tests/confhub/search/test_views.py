"""The page that searches everything: what it shows, its filters, and what it says where there is nothing."""

import re
from html import unescape

import pytest

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
from tests.markup import markup_faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """Lessons and statements about the police in two countries, and what is called so."""
    make_country("AL")
    session = with_words(make_session(make_conference("forum", title="A forum"), title="Police and people"))
    said = [with_words(make_statement(session, text=f"The police spoke {n}.")) for n in range(4)]
    for number, countries in enumerate([["XK"], ["AL"], ["AL", "XK"]]):
        kind = "obstacle" if number else "what_worked"
        lesson = make_lesson(f"Police lesson {number}", [(said[0], "supports")], countries=countries, kind=kind)
        with_words(lesson)
    with_words(make_lesson("Trust", [(said[1], "supports")], text="Policing it.", countries=["XK"], themes=["trust"]))
    with_words(make_organisation("Police", summary="A body."))
    with_words(make_organisation("Trust fund", summary="Of the police."))
    with_words(make_person("Polly Ce"))
    make_theme("trust", name="Trust")


def page(client, query="", code=200):
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == code
    return answer.content.decode()


def titles(html, heading=r"<h3[^>]*>"):
    """The titles of the cards, marks left out."""
    found = re.findall(rf"{heading}<a href=\"[^\"]+\"[^>]*>(.*?)</a>", html)
    return [unescape(re.sub("</?(?:mark|bdi)[^>]*>", "", title)) for title in found]


def facets(html):
    """``{filter: {value: count}}`` of the form."""
    found = {}
    for name, value, count in re.findall(r'name="(\w+)" value="([\w-]+)".*?<span class="n">(\d+)</span>', html):
        found.setdefault(name, {})[value] = int(count)
    return found


def test_names_come_first_then_lessons_by_title_then_statements(client, shelf):
    html = page(client, "q=police")
    names = html.partition('id="called"')[2].partition("</section>")[0]
    assert titles(names, "<li>") == ["Police", "Community policing", "Police and people"]
    assert titles(html) == ["Police lesson 0", "Police lesson 1", "Police lesson 2", "Trust"]
    assert html.count("The <mark>police</mark> spoke") == 3
    assert re.findall(r'">(\w+) <span class="n">(\d+)', html.partition("<form method")[0]) == [
        ("Lessons", "4"),
        ("Statements", "4"),
        ("Themes", "1"),
        ("Organisations", "2"),
        ("Sessions", "1"),
    ]


def test_one_list_alone(client, shelf):
    html = page(client, "q=police&in=organisations")
    assert titles(html) == ["Police", "Trust fund"]
    assert 'id="called"' not in html
    assert titles(page(client, "q=police&in=sessions")) == ["Police and people"]
    assert "2 for “police”" in html


def test_facets_count_what_each_option_would_find_and_leave_their_own_choice_out(client, shelf):
    before = facets(page(client, "q=police"))
    assert before["country"] == {"albania": 2, "kosovo": 3}
    assert before["kind"] == {"what_worked": 2, "obstacle": 2}
    after = facets(page(client, "q=police&kind=obstacle"))
    assert after["country"] == {"albania": 2, "kosovo": 1}
    assert after["kind"] == {"what_worked": 2, "obstacle": 2}


def test_filters_are_or_inside_and_between_and_chips_take_one_off(client, shelf):
    assert titles(page(client, "q=police&country=kosovo&country=albania&kind=obstacle")) == [
        "Police lesson 1",
        "Police lesson 2",
    ]
    html = page(client, "q=police&country=albania&kind=obstacle")
    chips = re.findall(r'<li><a href="([^"]+)"><span class="vh">Remove', html)
    assert [unescape(chip) for chip in chips] == [
        "/search/?q=police&kind=obstacle",
        "/search/?q=police&country=albania",
    ]
    assert '<a class="clear" href="/search/?q=police">' in html
    assert '<input type="hidden" name="q" value="police">' in html


def test_language_is_a_filter_where_there_is_more_than_one(client, shelf):
    assert "language" not in facets(page(client, "q=police"))
    with_words(make_lesson("Police besimi", language="sq"))
    assert facets(page(client, "q=police"))["language"] == {"en": 4, "sq": 1}
    assert titles(page(client, "q=police&language=sq")) == ["Police besimi"]


def test_a_lesson_found_by_more_than_its_own_words_shows_the_first_statement_for_it_that_holds_them(client, shelf):
    """Kosovo is the country of the lessons; only some statements name it."""
    said = [
        with_words(make_statement(text=text, attribution_label=label))
        for text, label in [
            ("The police of Kosovo were not heard.", "INDEP"),
            ("Kosovo & its <police> answered.", "Speaker not stated"),
            ("Police in Kosovo answered as well.", "Speaker not stated"),
        ]
    ]
    relations = zip(said, ["contradicts", "supports", "supports"], strict=True)
    with_words(make_lesson("Police that answers", list(relations), countries=["XK"]))
    with_words(make_lesson("Police of Kosovo", [(said[1], "supports")], countries=["XK"]))

    html = page(client, "q=police+kosovo")

    assert titles(html)[:2] == ["Police of Kosovo", "Police that answers"]
    [found] = re.findall(r"Said for it: (.*?)</p>", html)
    assert found == (
        f'<a href="/statements/{said[1].pk}/">statement {said[1].pk}</a>, Speaker not stated: '
        "<span><mark>Kosovo</mark> &amp; its &lt;<mark>police</mark>&gt; answered.</span>"
    )


def test_pages_follow_the_ranking(client, shelf):
    for number in range(30):
        with_words(make_lesson(f"Other {number:02}", text="The police.", countries=["AL"]))
    first = page(client, "q=police&country=albania")
    [following] = re.findall(r'href="([^"]+)" rel="next"', first)
    assert unescape(following) == "/search/?q=police&country=albania&cursor=20"
    second = page(client, "q=police&country=albania&cursor=20")
    assert titles(first)[:3] == ["Police lesson 1", "Police lesson 2", "Other 00"]
    assert titles(second) == [f"Other {number:02}" for number in range(18, 30)]
    assert 'rel="prev"' in second
    assert "Showing 20 of 32" in first


def test_a_list_that_is_not_shown_to_its_end_says_so(client, shelf, monkeypatch):
    monkeypatch.setattr("confhub.search.views.MOST", 3)
    monkeypatch.setattr("organisations.ranking.MOST", 3)
    assert "No more than the first 3 are listed" in page(client, "q=police")
    assert "No more than" not in page(client, "q=police&country=albania")


def test_a_script_in_a_title_is_shown_and_never_runs(client):
    with_words(make_lesson("<script>alert('police')</script>", text="<b>police</b> & <script>"))
    with_words(make_organisation('"><script>police'))
    html = page(client, "q=police+%3Cscript%3Ealert")
    assert "&lt;<mark>script&gt;alert</mark>(&#x27;<mark>police</mark>&#x27;)&lt;/script&gt;</a>" in html
    assert "<script" not in html
    assert "<b>police" not in html
    assert markup_faults(html) == []


def test_found_by_country_and_theme_is_said(client):
    make_country("AL")
    with_words(make_lesson("About the police", countries=["AL"], themes=["trust"]))
    html = page(client, "q=police+albania+trust")
    assert "Found by country or theme: <mark>Albania</mark>, <mark>Trust</mark>" in html
    assert titles(page(client, "q=police+-albania&in=lessons")) == []


def test_what_holds_the_words_comes_before_what_is_only_in_the_country(client):
    make_country("AL")
    with_words(make_organisation("A club", country_id="AL"))
    with_words(make_organisation("Observers", summary="They watch Albania."))
    assert titles(page(client, "q=albania&in=organisations")) == ["Observers", "A club"]


@pytest.mark.parametrize(("q", "meant"), [("polise+lesson", "Police lesson"), ("trusst", "Trust"), ("zzzzzz", None)])
def test_did_you_mean(q, meant, client, shelf):
    found = re.findall(r"Did you mean <a href=\"([^\"]+)\"><b>(.*?)</b>", page(client, f"q={q}"))
    assert [words for _, words in found] == ([meant] if meant else [])
    assert all("Nothing found" not in page(client, address.removeprefix("?")) for address, _ in found)


def test_no_suggestion_that_finds_nothing(client, shelf):
    """Both words are on the shelf, but nothing holds both."""
    assert "Did you mean" not in page(client, "q=polly+fundd")


def test_zero_results_say_what_to_try(client, shelf):
    html = page(client, "q=zzzzzz")
    assert "Nothing found for “zzzzzz”" in html
    assert "Try fewer or simpler words" in html
    assert '<a href="/countries/">' in html
    html = page(client, "q=police&status=lesson_learned")
    assert "4 match the words “police”, but none of them all of these filters." in html


def test_names_that_begin_like_the_last_word(client, shelf):
    assert titles(page(client, "q=trus").partition('id="begin"')[2].partition("</section>")[0], "<li>") == [
        "Trust",
        "Trust fund",
    ]


def test_names_that_hold_the_words_before_it_too_come_first(client, shelf):
    shown = page(client, "q=fund+trus").partition('id="begin"')[2].partition("</section>")[0]
    assert titles(shown, "<li>") == ["Trust fund", "Trust"]


def test_the_box_suggests_public_names(client, shelf):
    html = page(client)
    names = re.findall(r'<option value="([^"]+)">', html)
    assert names == ["Albania", "Kosovo", "Community policing", "Trust", "Police", "Trust fund"]
    assert '<input id="q" type="search" name="q" value="" list="names"' in html


def test_every_page_has_the_box(client):
    html = client.get("/about/").content.decode()
    assert re.search(r'<form class="find" role="search" method="get" action="/search/">.*name="q"', html)


def test_what_is_wrong_is_named(client):
    assert "no such list" in page(client, "q=police&in=secrets", 400)
    assert "Is longer than 500 characters" in page(client, f"q={'a' * 501}", 400)
    assert "is not a country" in page(client, "q=police&country=atlantis", 400)
    assert "not a cursor" in page(client, "q=police&cursor=x", 400)
    assert "not a cursor" in page(client, "q=police&in=statements&cursor=x", 400)


def test_the_same_rows_in_the_api_and_as_csv(client, shelf):
    html = page(client, "q=police&kind=obstacle&country=albania")
    [api] = {unescape(found) for found in re.findall(r'href="([^"]+)" type="application/json">This', html)}
    assert api == "/api/v1/lessons/?q=police&country=albania&kind=obstacle"
    assert {row["title"] for row in client.get(api).json()["results"]} == set(titles(html))
    assert unescape(re.search(r'href="([^"]+)" type="text/csv"', html)[1]) == f"{api}&format=csv"


def feeds(html):
    """Addresses of the feeds a page names, in its head and in its text."""
    return [unescape(found) for found in re.findall(r'type="application/atom\+xml" href="([^"]+)"', html)], [
        unescape(found) for found in re.findall(r'href="([^"]+)" type="application/atom\+xml"', html)
    ]


def test_lessons_that_were_searched_for_can_be_followed(client, shelf):
    html = page(client, "q=police&kind=obstacle&country=albania")
    feed = "/lessons/feed.atom?q=police&country=albania&kind=obstacle"
    assert feeds(html) == ([feed], [feed])
    assert client.get(feed).content.count(b"<entry") == len(titles(html)) == 2
    quoted = page(client, 'q="police lesson" <b>')
    assert feeds(quoted)[0] == ["/lessons/feed.atom?q=%22police+lesson%22+%3Cb%3E"]
    assert 'title="Lessons: &quot;police lesson&quot; &lt;b&gt;"' in quoted


def test_other_lists_name_the_feed_of_the_lessons_with_these_words(client, shelf):
    for query in ("q=police&in=statements&country=XK", "q=police&in=organisations"):
        assert feeds(page(client, query)) == (["/lessons/feed.atom?q=police"], [])
    assert feeds(page(client, "q=zebra")) == (["/lessons/feed.atom?q=zebra"], [])
    assert feeds(page(client)) == (["/lessons/feed.atom"], [])


def test_search_pages_are_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in page(client, "q=police")


def test_where_nothing_holds_all_words_those_that_find_something_without_one_are_offered(client, shelf):
    html = page(client, "q=police+zzzzzz+-army")
    offered = re.findall(r'<a class="go" href="\?q=([^"]+)" dir="auto">(.*?)</a>', html)
    assert offered == [("police%20-army", "police -army")]
    assert "Without one of the words" not in page(client, "q=zzzzzz+yyyyyy")
    assert "Without one of the words" not in page(client, "q=police")


def test_what_only_a_description_holds_is_shown(client, shelf):
    make_theme("donors", name="Donors", definition="Who funds the work.")
    html = page(client, "q=funds+work")
    assert titles(html) == ["Donors"]
    assert "Nothing here" not in html


def test_names_that_begin_like_a_word_of_two_letters_are_not_shown(client, shelf):
    assert 'id="begin"' not in page(client, "q=tr")
