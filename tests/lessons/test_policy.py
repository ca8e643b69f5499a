"""Whether a lesson may be public."""

import datetime

import pytest

from lessons.policy import released_lesson
from lessons.strength import Line

DAY = datetime.date(2014, 4, 24)
LATER = datetime.date(2015, 1, 1)
NOBODY = Line("unattributed")
VALUES = {
    "title": "Earn trust first",
    "text": "Trust comes first.",
    "language": "en",
    "kind": "obstacle",
    "status": "observation",
    "context": "Where police is feared.",
}
SNAPSHOT = {**VALUES, "translations": []}


@pytest.mark.parametrize(
    ("relations", "public"),
    [
        ([], False),
        (["contradicts"], False),
        (["qualifies"], False),
        (["supports"], True),
        (["contradicts", "supports"], True),
    ],
)
def test_no_lesson_without_a_public_statement_that_supports_it(relations, public):
    assert (released_lesson(SNAPSHOT, [(relation, DAY, NOBODY) for relation in relations]) is not None) is public


def test_a_lesson_never_released_is_not_public():
    assert released_lesson(None, [("supports", DAY, NOBODY)]) is None


def test_counts_and_date_come_from_the_public_evidence():
    fields = released_lesson(
        SNAPSHOT, [("supports", DAY, NOBODY), ("contradicts", LATER, NOBODY), ("qualifies", DAY, NOBODY)]
    )

    assert fields == {
        **VALUES,
        "date": LATER,
        "evidence_count": 3,
        "contradicting_count": 1,
        "strength": "not_stated",
        "voice_count": 0,
        "voice_country_count": 0,
        "search_text": "earn trust first trust comes first. where police is feared.",
    }


def test_only_what_supports_a_lesson_makes_it_strong():
    from_kosovo, from_serbia = Line("country", country="XK"), Line("country", country="RS")

    fields = released_lesson(VALUES, [("supports", DAY, from_kosovo), ("contradicts", DAY, from_serbia)])

    assert (fields["strength"], fields["voice_count"], fields["voice_country_count"]) == ("one_voice", 1, 1)
