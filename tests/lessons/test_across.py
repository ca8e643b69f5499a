"""What stands across countries on the shelf."""

from datetime import date

import pytest

from lessons.across import cells, companions, contradictions, examples, kinds_in, lessons_by_year, side_by_side
from lessons.models import LessonCountry
from sessions.models import StatementCountry
from tests.factories import make_country, make_lesson, make_statement

pytestmark = pytest.mark.django_db


def tried(lesson, code):
    LessonCountry.objects.create(lesson=lesson, country=make_country(code), role="tried")


def contested(title, **values):
    statements = [(make_statement(), "supports"), (make_statement(text=f"Against {title}"), "contradicts")]
    return make_lesson(title, statements, **values)


def test_cells_count_each_lesson_once_and_those_that_are_contested():
    lesson = contested("A", countries=["XK", "AL"], themes=["trust", "donors"])
    tried(lesson, "XK")
    make_lesson("B", countries=["XK"], themes=["trust"])
    make_lesson("C", countries=[], themes=["trust"])
    make_lesson("D", countries=["RS"], themes=[])
    assert cells() == {
        ("trust", "XK"): (2, 1),
        ("donors", "XK"): (1, 1),
        ("trust", "AL"): (1, 1),
        ("donors", "AL"): (1, 1),
    }


def test_a_region_counts_a_lesson_once_whatever_the_number_of_its_countries():
    make_country("KG", region="central-asia")
    make_lesson("A", countries=["XK", "AL", "KG"], themes=["trust"])
    make_lesson("B", countries=["XK"], themes=["trust"])
    found = cells("country__region")
    assert found == {("trust", "southern-europe"): (2, 0), ("trust", "central-asia"): (1, 0)}
    assert cells(country__region="central-asia") == {("trust", "KG"): (1, 0)}


def test_lessons_by_year():
    for day in (date(2016, 5, 1), date(2014, 4, 24), date(2016, 1, 1)):
        make_lesson(date=day)
    assert lessons_by_year() == [(2014, 1), (2016, 2)]


def test_companions_are_those_of_the_region_first():
    make_country("BD", region="central-asia")
    make_country("ME")
    make_lesson(countries=["XK", "BD", "RS", "AL"])
    kosovo = make_country("XK")
    assert [row.pk for row in companions(kosovo, 9)] == ["AL", "RS", "BD"]
    assert [row.pk for row in companions(kosovo, 2)] == ["AL", "RS"]


def test_kinds_are_counted_by_country_and_on_a_theme():
    make_lesson("A", countries=["XK", "AL"], kind="obstacle", themes=["trust"])
    contested("B", countries=["XK"], kind="obstacle", themes=["donors"])
    make_lesson("C", countries=["RS"], kind="obstacle", themes=["trust"])
    assert kinds_in(["XK", "AL"]) == {("XK", "obstacle"): (2, 1), ("AL", "obstacle"): (1, 0)}
    assert kinds_in(["XK", "AL"], "trust") == {("XK", "obstacle"): (1, 0), ("AL", "obstacle"): (1, 0)}


def placed(rows):
    return sorted((row.country_id, row.role, row.lesson.title, row.total) for row in rows)


def test_the_best_of_each_country_role_and_kind_stand_side_by_side():
    for number, title in enumerate(("A", "B", "C")):
        make_lesson(title, countries=["XK"], evidence_count=number, themes=["trust"])
    make_lesson("D", countries=["XK", "AL"], kind="obstacle")
    tried(make_lesson("E", countries=["XK"], kind="obstacle"), "XK")
    make_lesson("F", countries=["RS"])
    assert placed(side_by_side(["XK", "AL"], None, 2)) == [
        ("AL", "observed", "D", 1),
        ("XK", "observed", "B", 3),
        ("XK", "observed", "C", 3),
        ("XK", "observed", "D", 1),
        ("XK", "tried", "E", 1),
    ]
    assert placed(side_by_side(["XK", "AL"], "trust", 1)) == [("XK", "observed", "C", 3)]


def test_what_speaks_against_lessons_of_a_country():
    lesson = contested("A", countries=["XK", "AL"], themes=["trust"])
    tried(lesson, "XK")
    contested("B", countries=["XK"], themes=["donors"])
    make_lesson("C", countries=["XK"])
    found = [(one.country, one.lesson.title, one.statement.text) for one in contradictions(["XK", "AL"], None, 9)]
    assert sorted(found) == [
        ("AL", "A", "Against A"),
        ("XK", "A", "Against A"),
        ("XK", "B", "Against B"),
    ]
    assert [one.lesson.title for one in contradictions(["XK"], None, 1)] == ["A"]
    assert [one.lesson.title for one in contradictions(["XK"], "donors", 9)] == ["B"]


def test_an_example_is_the_lesson_with_most_evidence_and_a_statement_that_names_the_country():
    about_albania = make_statement(text="Of Albania.", countries=["AL"])
    background = make_statement(text="Kosovo as background.", countries=["RS"])
    StatementCountry.objects.create(statement=background, country=make_country("XK"), context=True)
    against = make_statement(text="Against it.", countries=["XK"])
    evidence = [(make_statement(text=""), "supports"), (against, "contradicts"), (background, "supports")]
    make_lesson("Best", [*evidence, (about_albania, "supports")], countries=["XK", "AL", "RS"], themes=["trust"])
    make_lesson("Other", countries=["XK"], themes=["trust"])
    make_lesson("Elsewhere", countries=["KG"], themes=["trust"])
    found = examples(["XK", "AL", "RS"], "trust")
    shown = {code: (one.lesson.title, one.statement.text, one.here) for code, one in found.items()}
    assert shown == {
        "XK": ("Best", "Kosovo as background.", False),
        "AL": ("Best", "Of Albania.", True),
        "RS": ("Best", "Kosovo as background.", True),
    }


def test_where_all_words_are_withheld_there_is_a_lesson_and_no_statement():
    make_lesson("Best", [(make_statement(text=""), "supports")], countries=["XK"], themes=["trust"])
    [one] = examples(["XK"], "trust").values()
    assert (one.lesson.title, one.statement, one.here) == ("Best", None, False)
