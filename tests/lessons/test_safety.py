"""The checks of lessons, read from the desk."""

import pytest

from organisations.safety import Look, check
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)

pytestmark = pytest.mark.django_db


def found(lesson):
    return [(one.level, one.code, one.where) for one in check([lesson], Look())[lesson.pk]]


def test_a_country_is_backed_by_a_statement_that_is_about_it():
    said, aside = make_statement_record(countries=["XK"]), make_statement_record(countries=["RS"])
    aside.countries.update(context=True)
    evidence = [(said, "supports", ""), (aside, "qualifies", "")]
    assert found(make_lesson_record(evidence=evidence, countries=["XK"])) == []
    assert found(make_lesson_record(evidence=evidence, countries=["XK", "RS"])) == [("must", "country", "countries")]


@pytest.mark.parametrize("cited", [0, 1])
def test_both_sides_of_a_contradiction_are_cited(cited):
    first = make_statement_record()
    sides = [first, make_statement_record(links=[("contradicts", first, "")])]
    one = make_lesson_record("One", evidence=[(sides[cited], "supports", "")])
    both = make_lesson_record("Both", evidence=[(sides[0], "supports", ""), (sides[1], "contradicts", "")])
    assert (found(one), found(both)) == ([("must", "one_side", "evidence")], [])


def test_the_other_side_is_not_missed_once_it_was_withdrawn():
    first = make_statement_record()
    make_statement_record(links=[("contradicts", first, "")], state="withdrawn")
    assert found(make_lesson_record(evidence=[(first, "supports", "")])) == []


def test_it_tells_of_nobody_at_the_meetings_of_its_statements():
    meeting = make_conference_record()
    make_participant_record(meeting, person=make_person_record("Ana Kovač"))
    said = make_statement_record(make_session_record(meeting))
    lesson = make_lesson_record(evidence=[(said, "supports", "As Ana Kovač said.")])
    assert found(lesson) == [("must", "name", "evidence")]
