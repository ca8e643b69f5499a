"""The evidence map, and countries side by side."""

import csv
from datetime import date
from io import StringIO

import pytest

from lessons import matrix
from lessons.models import LessonCountry
from tests.factories import make_country, make_lesson, make_statement, make_theme
from tests.reading import words

pytestmark = pytest.mark.django_db


def against():
    """Evidence of which one statement speaks against the lesson."""
    said = {"text": "It never worked.", "attribution_label": "Speaker from Kosovo", "attribution_level": "country"}
    return [(make_statement(), "supports"), (make_statement(**said), "contradicts")]


def table(response):
    """The cells of the evidence map as ``{theme: [(lessons, contested, address)]}``, but for the theme all have."""
    rows = [row for row in response.context["matrix"].rows if row.theme.slug != "community-policing"]
    return {row.theme.name: [(cell.lessons, cell.contested, cell.address) for cell in row.fields] for row in rows}


@pytest.fixture
def many(monkeypatch):
    """Three countries in two regions, one more than one table holds."""
    monkeypatch.setattr(matrix, "MOST_COLUMNS", 2)
    make_country("KG", region="central-asia")
    make_lesson(countries=["XK", "AL", "KG"], themes=["trust"])


def test_the_evidence_map_counts_by_theme_and_country_and_words_what_is_empty(client):
    make_theme("donors")
    make_lesson(countries=["XK"], themes=["trust"])
    make_lesson("B", against(), countries=["XK", "AL"], themes=["trust"])
    make_country("BD")
    response = client.get("/evidence/")
    lists = "/lessons/?country={}&theme={}"
    assert [column.label for column in response.context["matrix"].columns] == ["Albania", "Kosovo"]
    assert table(response) == {
        "Donors": [(0, 0, lists.format("albania", "donors")), (0, 0, lists.format("kosovo", "donors"))],
        "Trust": [(1, 1, lists.format("albania", "trust")), (2, 1, lists.format("kosovo", "trust"))],
    }
    text = words(response)
    assert "1 lesson, contested" in text
    assert "2 lessons, 1 contested" in text
    assert text.count("nothing recorded yet") == 4
    assert "It does not mean that there is no problem" in text


def test_a_number_leads_to_as_many_lessons(client):
    make_lesson("A", countries=["XK"], themes=["trust"])
    make_lesson("B", countries=["XK"], themes=["trust", "donors"])
    [[(count, _, address)], [(one, _, other)]] = [row for _, row in sorted(table(client.get("/evidence/")).items())]
    assert (count, client.get(address).context["listing"].total) == (1, 1)
    assert (one, client.get(other).context["listing"].total) == (2, 2)


def test_nothing_on_the_shelf_is_no_table(client):
    make_theme("trust")
    response = client.get("/evidence/")
    assert "That does not mean that nothing happened." in words(response)
    assert b"<table" not in response.content


def test_many_countries_stand_by_region_and_each_region_by_country(client, many):
    response = client.get("/evidence/")
    assert [column.label for column in response.context["matrix"].columns] == ["Southern Europe", "Central Asia"]
    south, asia = "/evidence/?region=southern-europe", "/evidence/?region=central-asia"
    assert table(response) == {"Trust": [(1, 0, f"{south}#theme-trust"), (1, 0, f"{asia}#theme-trust")]}
    response = client.get(south)
    assert [column.label for column in response.context["matrix"].columns] == ["Albania", "Kosovo"]
    html = response.content.decode()
    assert '<tr id="theme-trust">' in html
    assert f'<a class="go" href="{asia}">Central Asia</a>' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("path", ["/evidence/", "/evidence/matrix.csv"])
def test_an_unknown_region_is_named_with_those_there_are(client, path):
    response = client.get(f"{path}?region=atlantis")
    assert response.status_code == 400
    assert "region: “atlantis” is not one of the valid values" in words(response)
    assert "southern-europe" in words(response)
    assert client.get(f"{path}?region=&other=1").status_code == 200
    response = client.get(f"{path}?region=southern-europe&region=central-asia")
    assert (response.status_code, "region: Give one value only." in words(response)) == (400, True)


def test_years_are_told_where_there_is_more_than_one(client):
    make_lesson(date=date(2014, 4, 24))
    assert "Lessons by year" not in words(client.get("/evidence/"))
    make_lesson(date=date(2016, 4, 24))
    years = client.get("/evidence/").context["years"].rows
    assert [(bar.label, bar.count) for bar in years] == [("2014", 1), ("2016", 1)]
    assert "Lessons by year" in words(client.get("/evidence/"))


def test_the_map_as_a_table_has_a_line_for_each_cell_and_no_formula(client, many):
    theme = make_theme("donors", name="=HYPERLINK(1)")
    make_lesson("B", against(), countries=["XK"], themes=[theme.slug])
    answer = client.get("/evidence/matrix.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode())))
    assert [row[4:] for row in rows if row[0] == "community-policing"] == [["0", "0"]] * 3
    assert [row for row in rows if row[0] != "community-policing"] == [
        ["theme", "theme_name", "country", "country_name", "lessons", "contested"],
        ["donors", "'=HYPERLINK(1)", "AL", "Albania", "0", "0"],
        ["donors", "'=HYPERLINK(1)", "XK", "Kosovo", "1", "1"],
        ["donors", "'=HYPERLINK(1)", "KG", "Kyrgyzstan", "0", "0"],
        ["trust", "Trust", "AL", "Albania", "1", "0"],
        ["trust", "Trust", "XK", "Kosovo", "1", "0"],
        ["trust", "Trust", "KG", "Kyrgyzstan", "1", "0"],
    ]
    part = list(csv.reader(StringIO(client.get("/evidence/matrix.csv?region=central-asia").content.decode())))
    assert [row[2] for row in part[1:]] == ["KG"] * 3


def test_countries_stand_side_by_side(client):
    lesson = make_lesson("Seen and tried", countries=["XK"], themes=["trust"])
    LessonCountry.objects.create(lesson=lesson, country=make_country("XK"), role="tried")
    make_lesson("In both", against(), countries=["XK", "AL"], themes=["trust"], kind="obstacle")
    make_lesson("Of another theme", countries=["AL"], themes=["donors"])
    response = client.get("/compare/?country=XK&country=albania&theme=trust")
    albania, kosovo = response.context["compared"]
    assert [measure.count for measure in albania.measures] == [0, 1, 0, 1]
    assert [measure.count for measure in kosovo.measures] == [1, 1, 0, 2]
    assert (albania.contested, kosovo.contested) == (1, 1)
    assert [(one.kind, [row.title for row in one.lessons]) for one in kosovo.tried] == [
        ("what_worked", ["Seen and tried"])
    ]
    assert [(one.kind, [row.title for row in one.lessons]) for one in kosovo.seen] == [("obstacle", ["In both"])]
    assert albania.tried == []
    text = words(response)
    assert "Nothing recorded yet." in text
    assert "Of another theme" not in text
    assert text.count("It never worked. Speaker from Kosovo Speaks against: In both") == 2
    assert client.get(kosovo.measures[1].address).context["listing"].total == 1
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_cell_shows_a_few_and_leads_to_all(client):
    for number in range(5):
        make_lesson(f"Lesson {number}", countries=["XK"])
    make_lesson(countries=["AL"])
    response = client.get("/compare/?country=XK&country=AL")
    albania, kosovo = response.context["compared"]
    [group] = kosovo.seen
    assert [row.title for row in group.lessons] == ["Lesson 0", "Lesson 1", "Lesson 2"]
    assert "All 5 lessons of this kind from here" in words(response)
    assert client.get(group.all.address).context["listing"].total == group.all.count == 5
    assert [group.all for group in albania.seen] == [None]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("country=XK", "country: Choose two to five countries, not 1."),
        ("country=XK&country=kosovo", "country: Choose two to five countries, not 1."),
        ("country=XK&country=AL&country=RS&country=MK&country=ME&country=BD", "countries, not 6."),
        ("country=XK&country=atlantis", "country: “atlantis” is not a country"),
        ("country=XK&country=AL&theme=none", "theme: “none” is not a known theme"),
        ("theme=none", "Valid values: community-policing, trust"),
        ("country=XK&country=AL&theme=trust&theme=donors", "theme: Give one value only."),
    ],
)
def test_what_cannot_be_compared_is_said_above_the_form(client, query, problem):
    for code in ("XK", "AL", "RS", "MK", "ME", "BD"):
        make_lesson(countries=[code], themes=["trust"])
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 400
    assert problem in words(response)
    assert 'name="country" value="kosovo"' in response.content.decode()
    assert response.context["compared"] == []
    assert response.content.decode().count(" checked>") == len({*response.context["chosen"]})


def test_what_was_understood_of_it_stays_chosen(client):
    make_lesson(countries=["XK", "AL"])
    response = client.get("/compare/?country=XK&country=atlantis")
    assert '" name="country" value="kosovo" checked>' in response.content.decode()
    assert response.content.decode().count(" checked>") == 1


def test_the_form_keeps_what_was_chosen(client):
    make_lesson(countries=["XK", "AL"], themes=["trust"])
    html = client.get("/compare/?country=XK&country=AL&theme=trust&other=1").content.decode()
    assert html.count(" checked>") == 2
    assert '<option value="trust" selected>' in html
    html = client.get("/compare/?theme=trust&country=").content.decode()
    assert html.count(" checked>") == 0
    assert '<option value="trust" selected>' in html
    assert 'role="alert"' not in html


def test_a_country_leads_to_a_comparison_in_one_step(client):
    make_lesson(countries=["XK", "AL"])
    html = client.get("/countries/kosovo/").content.decode()
    assert '<a href="/compare/?country=kosovo&amp;country=albania">Compare with Albania</a>' in html
    assert client.get("/compare/?country=kosovo&country=albania").status_code == 200
    make_country("BD")
    assert b"Compare with" not in client.get("/countries/bangladesh/").content


def test_a_theme_tells_the_same_problem_country_by_country(client):
    said = make_statement(text="People keep away.", countries=["XK"], attribution_label="A speaker")
    make_lesson("Earn trust", [(said, "supports")], countries=["XK", "AL"], themes=["trust"])
    response = client.get("/themes/trust/")
    shown = [(one.country.name, one.lesson.title, one.here, count) for one, count in response.context["examples"]]
    assert shown == [("Albania", "Earn trust", False, 1), ("Kosovo", "Earn trust", True, 1)]
    text = words(response)
    assert text.count("Earn trust People keep away. A speaker") == 2
    assert text.count("This statement does not name the country itself.") == 1
    assert '<a href="/compare/?theme=trust">' in response.content.decode()


def test_the_map_of_countries_has_the_links_of_the_list(client):
    make_lesson(countries=["XK", "AL"])
    html = client.get("/countries/").content.decode()
    assert html.count('<svg class="map"') == 2
    assert html.count('<a class="q1" href="/countries/kosovo/" tabindex="-1">') == 2
    assert "<title>Kosovo: 1 lesson</title>" in html
    assert '<li><a href="/countries/kosovo/">Kosovo</a>' in html
    assert "style=" not in html


def test_without_lessons_there_is_no_map(client):
    make_statement(countries=["AL"])
    assert b"<svg" not in client.get("/countries/").content
