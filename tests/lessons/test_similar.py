"""What is said of similar lessons stays true to the shelf, whatever is released and in whatever order."""

import random

import pytest
from django.core.management import call_command

from lessons.models import LessonWord, SimilarLesson
from lessons.similar import mend, whole
from organisations.models import Change
from organisations.release import release, withdraw
from organisations.whole_shelf import find_drift, release_whole_shelf
from tests.desk_factories import make_lesson_record, make_session_record, make_statement_record, publish

pytestmark = pytest.mark.django_db

WORDS = ["patrols", "lamps", "schools", "markets", "roads", "radio", "rivers", "bridges"]


@pytest.fixture
def room():
    session = make_session_record()
    publish(session.conference, session)
    return session


@pytest.fixture
def lesson(room):
    """Makes a lesson record of some words, with a public statement of its own unless evidence is given."""

    def make(words, countries=("XK",), themes=(), evidence=None, **values):
        if evidence is None:
            evidence = [make_statement_record(room)]
            publish(*evidence)
        title = " ".join(words).capitalize() or "It"
        evidence = [(each, "supports", "") for each in evidence]
        return make_lesson_record(
            title, countries=countries, themes=themes, evidence=evidence, text="", context="", **values
        )

    return make


def similar(record):
    """``[(id, themes, words, pairs of statements)]`` shown beside a lesson."""
    rows = SimilarLesson.objects.filter(lesson=record.public_id)
    return list(rows.values_list("other_id", "themes", "words", "link_count"))


def test_lessons_of_other_countries_with_what_they_share(lesson):
    here = lesson(WORDS[:4], ["XK"], ["trust"])
    there = lesson(["patrolling", "school", *WORDS[2:6]], ["XK", "AL"], ["trust", "donors"])
    publish(here, there)

    assert similar(here) == [(there.public_id, ["trust"], ["markets", "patrols", "schools"], 0)]
    assert similar(there) == []  # the first names no country that the second does not
    assert find_drift() == {}


def test_a_lesson_without_countries_is_seen_elsewhere_and_nowhere_shown(lesson):
    nowhere, there = lesson(WORDS[:5], []), lesson(WORDS[:5], ["AL"])
    publish(nowhere, there)
    assert [other for other, *_ in similar(nowhere)] == [there.public_id]
    assert similar(there) == []


def test_only_lessons_in_like_languages_are_compared_by_words(lesson):
    english, albanian = lesson(WORDS[:6], ["XK"]), lesson(WORDS[:6], ["AL"], language="sq")
    publish(english, albanian)
    assert SimilarLesson.objects.count() == 0


def test_statements_that_are_linked_or_the_same_make_lessons_alike(room, lesson):
    first = make_statement_record(room)
    second, other = make_statement_record(room, links=[("contradicts", first, "")]), make_statement_record(room)
    publish(first, second, other)
    here = lesson([], ["XK"], evidence=[first, other])
    there = lesson([], ["AL"], evidence=[second, other])
    publish(here, there)
    assert similar(here) == [(there.public_id, [], [], 2)]
    assert similar(there) == [(here.public_id, [], [], 2)]

    second.links.all().delete()
    release([second])
    assert similar(here) == [(there.public_id, [], [], 1)]
    assert find_drift() == {}

    second.links.create(kind="supports", other=other)
    release([second])
    assert similar(there) == [(here.public_id, [], [], 2)]
    assert find_drift() == {}

    withdraw([other])
    assert SimilarLesson.objects.count() == 0
    assert find_drift() == {}


def test_a_link_to_a_statement_that_is_not_public_is_none(room, lesson):
    draft = make_statement_record(room)
    said = make_statement_record(room, links=[("supports", draft, "")])
    publish(said)
    publish(lesson([], ["XK"], evidence=[said]), lesson([], ["AL"], evidence=[draft, make_statement_record(room)]))
    assert SimilarLesson.objects.count() == 0


def test_a_withdrawn_lesson_is_gone_from_every_list_at_once(lesson):
    here, there, third = (lesson(WORDS[:5], [code]) for code in ("XK", "AL", "RS"))
    publish(here, there, third)
    assert {other for other, *_ in similar(here)} == {there.public_id, third.public_id}

    withdraw([there])

    assert SimilarLesson.objects.count() == 2
    assert [other for other, *_ in similar(here)] == [third.public_id]
    assert similar(there) == []
    assert not LessonWord.objects.filter(lesson=there.public_id).exists()
    assert find_drift() == {}


def test_a_lesson_that_goes_with_its_last_statement_is_gone_from_lists(lesson):
    here, there = lesson(WORDS[:5], ["XK"]), lesson(WORDS[:5], ["AL"])
    publish(here, there)
    withdraw([there.evidence.get().statement])
    assert SimilarLesson.objects.count() == 0


def test_only_the_most_alike_are_listed_and_one_that_was_passed_over_moves_up(lesson, monkeypatch):
    monkeypatch.setattr("lessons.similar.SHOWN", 2)
    here = lesson(WORDS, ["XK"])
    others = [lesson(WORDS[:size], ["AL"]) for size in (5, 6, 7, 8)]
    publish(here, *others)
    assert [other for other, *_ in similar(here)] == [others[3].public_id, others[2].public_id]

    withdraw([others[3]])

    assert [other for other, *_ in similar(here)] == [others[2].public_id, others[1].public_id]
    assert find_drift() == {}


def test_a_list_that_is_out_of_line_is_drift_and_is_mended(lesson, capsys):
    here, there = lesson(WORDS[:5], ["XK"]), lesson(WORDS[:5], ["AL"])
    publish(here, there)
    changes = Change.objects.count()
    SimilarLesson.objects.filter(lesson=here.public_id).update(score=1)
    SimilarLesson.objects.filter(lesson=there.public_id).delete()

    drift = find_drift()
    assert {name: set(outcome.updated) for name, outcome in drift.items()} == {
        "similar lessons": {here.public_id, there.public_id}
    }
    call_command("release_all", verbosity=0)
    assert "similar lessons: 2 updated" in capsys.readouterr().out

    assert find_drift() == {}
    assert Change.objects.count() == changes  # no list of the API shows them


def test_what_is_compared_with_nothing_changed_writes_nothing(lesson):
    here, there = lesson(WORDS[:5], ["XK"]), lesson(WORDS[:5], ["AL"])
    publish(here, there)
    before = list(SimilarLesson.objects.order_by("pk").values_list())
    mend([here.public_id, there.public_id])
    release([here])
    assert list(SimilarLesson.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_lists_are_those_of_the_whole_shelf(room, lesson, monkeypatch, seed):
    """Lessons and statements come, change, are linked and go at random; short lists make many pass over."""
    monkeypatch.setattr("lessons.similar.SHOWN", 2)
    monkeypatch.setattr("lessons.similar.BATCH", 2)
    monkeypatch.setattr("lessons.neighbourhood.KEYS", 3)
    chance = random.Random(seed)  # noqa: S311
    said = [make_statement_record(room) for _ in range(6)]
    publish(*said)
    records = [
        lesson(
            chance.sample(WORDS, chance.randint(0, 8)),
            chance.sample(["XK", "AL", "RS"], chance.randint(0, 2)),
            chance.sample(["trust", "donors"], chance.randint(0, 2)),
            chance.sample(said, chance.randint(1, 2)),
        )
        for _ in range(8)
    ]
    publish(*records)
    seen = set()
    for _ in range(20):
        _something(chance, records, said)
        seen.add(tuple(_lists()))
        assert not whole(pretend=True)
    assert len(seen) > 3

    before = _lists()
    SimilarLesson.objects.all().delete()
    release_whole_shelf()
    assert _lists() == before


def _something(chance, records, said):
    """One thing that staff may do."""
    record, statement = chance.choice(records), chance.choice(said)
    action = chance.choice(["release", "release", "release", "reword", "withdraw", "link", "unlink", "silence"])
    if action == "reword":
        record.title = " ".join(chance.sample(WORDS, chance.randint(0, 8))) or "it"
    if action in ("release", "reword"):
        publish(record)
    elif action == "withdraw":
        withdraw([record])
    elif action == "link":
        other = chance.choice([each for each in said if each != statement])
        statement.links.get_or_create(kind="supports", other=other)
        publish(statement)
    elif action == "unlink":
        statement.links.all().delete()
        publish(statement)
    else:
        withdraw([statement])


def _lists():
    return list(SimilarLesson.objects.order_by("lesson", "rank").values_list("lesson", "other", "rank", "score"))
