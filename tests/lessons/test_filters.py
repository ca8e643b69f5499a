"""Filters of lessons."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from lessons.filters import LessonFilter, facets
from lessons.models import Lesson, LessonCountry
from tests.factories import RELEASED, make_conference, make_country, make_lesson, make_session, make_statement

pytestmark = pytest.mark.django_db


def ask(query):
    return LessonFilter(QueryDict(query), queryset=Lesson.objects.all())


@pytest.fixture
def lessons():
    early = make_session(make_conference("early", start_date=date(2010, 5, 1)))
    late = make_session(make_conference("late", start_date=date(2014, 4, 24)))
    make_lesson(
        "One",
        [(make_statement(early), "supports")],
        ["XK"],
        ["trust"],
        ["police"],
        kind="obstacle",
        status="observation",
    )
    make_lesson(
        "Two",
        [(make_statement(early), "supports"), (make_statement(late), "qualifies")],
        ["XK", "AL"],
        ["trust", "donors"],
        ["police", "media"],
        status="lesson_learned",
        strength="several_countries",
        updated_at=RELEASED + timedelta(seconds=1),
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Two", "One"]),
        ("country=kosovo", ["Two", "One"]),
        ("country=AL", ["Two"]),
        ("country=AL&country=XK", ["Two", "One"]),
        ("country=AL&kind=obstacle", []),
        ("theme=donors", ["Two"]),
        ("conference=late", ["Two"]),
        ("conference=early", ["Two", "One"]),
        ("kind=obstacle", ["One"]),
        ("status=lesson_learned", ["Two"]),
        ("status=lesson_learned&status=observation", ["Two", "One"]),
        ("strength=several_countries", ["Two"]),
        ("exclude_strength=several_countries&exclude_strength=several_voices", ["One"]),
        ("addressed_to=media", ["Two"]),
        ("from=2011-01-01", ["Two"]),
        ("to=2011-01-01", ["One"]),
        ("updated_since=2026-03-01T12:00:01Z", ["Two"]),
    ],
)
def test_lessons_by_every_filter(query, titles, lessons):
    filterset = ask(query)
    assert filterset.is_valid(), filterset.errors
    assert [lesson.title for lesson in filterset.qs] == titles


def test_a_country_in_two_roles_counts_once(lessons):
    LessonCountry.objects.create(lesson=Lesson.objects.get(title="Two"), country=make_country("XK"), role="tried")
    assert [lesson.title for lesson in ask("country=XK").qs] == ["Two", "One"]
    assert facets(ask(""), "country") == [("albania", "Albania", 1, False, "en"), ("kosovo", "Kosovo", 2, False, "en")]


def test_facets_beside_other_filters(lessons):
    filterset = ask("theme=donors&addressed_to=police")
    assert facets(filterset, "theme") == [("donors", "Donors", 1, True, "en"), ("trust", "Trust", 2, False, "en")]
    assert facets(filterset, "addressed_to") == [("police", "Police", 1, True, ""), ("media", "Media", 1, False, "")]
    assert facets(filterset, "strength") == [("several_countries", "Voices from several countries", 1, False, "")]
    assert facets(filterset, "status") == [("lesson_learned", "Lesson learned", 1, False, "")]
