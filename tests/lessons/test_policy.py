"""Whether a lesson may be public."""

import datetime

import pytest

from lessons.policy import released_lesson

DAY = datetime.date(2014, 4, 24)
LATER = datetime.date(2015, 1, 1)
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
    assert (released_lesson(SNAPSHOT, [(relation, DAY) for relation in relations]) is not None) is public


def test_a_lesson_never_released_is_not_public():
    assert released_lesson(None, [("supports", DAY)]) is None


def test_counts_and_date_come_from_the_public_evidence():
    fields = released_lesson(SNAPSHOT, [("supports", DAY), ("contradicts", LATER), ("qualifies", DAY)])

    assert fields == {
        **VALUES,
        "date": LATER,
        "evidence_count": 3,
        "contradicting_count": 1,
        "search_text": "earn trust first trust comes first. where police is feared.",
    }
