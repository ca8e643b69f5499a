"""Keeps what is said of similar lessons true to the shelf: worked out when one is released, never when one is read.

The list of a lesson is a function of it and of the lessons it shares words or linked statements with (``likeness``).
A change of one reaches its own list, those it stands in and those it now belongs in; each of them is made anew.
"""

from itertools import islice

from django.dispatch import receiver

from organisations.bulk import insert
from organisations.release import WORKED_OUT, followed
from organisations.shelving import Outcome

from .likeness import SHOWN
from .models import Evidence, Lesson, SimilarLesson
from .neighbourhood import Neighbourhood

# Lessons whose lists are made at once; keys in one query.
BATCH, KEYS = 500, 10_000
COLUMNS = ("other_id", "rank", "score", "themes", "words", "link_count")


@receiver(followed)
def follow(kind, outcome, **_):
    """Lessons are compared anew when they change, and when links between their statements do."""
    if kind.name == "lessons" and outcome:
        mend(outcome.ids())
    elif kind.name == "statements" and (linked := [i for i, names in outcome.updated.items() if "links" in names]):
        mend(Evidence.objects.filter(statement__in=linked).order_by().values_list("lesson_id", flat=True))


def mend(changed):
    """Bring the lists of lessons that changed, came or went in line, and those of all others that this reaches."""
    changed = set(changed)
    reached = _that_hold(changed)
    for some in _batches(changed):
        near = Neighbourhood(some)
        _write(_lists(near))
        reached |= _that_would_take(near)
    for some in _batches(reached - changed):
        _write(_lists(Neighbourhood(some)))


def whole(pretend):
    """Bring every list in line, or find out only which are not; returns the ``Outcome``."""
    outcome = Outcome()
    for some in _batches(Lesson.objects.order_by().values_list("pk", flat=True)):
        outcome.updated |= {lesson: {"similar"} for lesson in _write(_lists(Neighbourhood(some)), pretend)}
    return outcome


WORKED_OUT["similar lessons"] = whole


def _lists(near):
    """``{lesson: rows of its list}``: lessons of a country it has not, the most alike first."""
    return {lesson: list(_rows(near, lesson, scores)) for lesson, scores in near.scores.items()}


def _rows(near, lesson, scores):
    order = sorted(scores, key=lambda other: (-scores[other], other))
    chosen = islice((other for other in order if near.is_elsewhere(other, lesson)), SHOWN)
    for rank, other in enumerate(chosen, start=1):
        yield (other, rank, scores[other], *near.shared(lesson, other))


def _that_hold(lessons):
    """Lessons whose lists hold one of these."""
    found = set()
    for some in _batches(lessons, KEYS):
        found |= set(SimilarLesson.objects.order_by().filter(other__in=some).values_list("lesson_id", flat=True))
    return found


def _that_would_take(near):
    """Lessons in whose lists those of a neighbourhood belong as they are now."""
    last = {}
    for some in _batches({other for scores in near.scores.values() for other in scores}, KEYS):
        rows = SimilarLesson.objects.order_by().filter(lesson__in=some, rank=SHOWN)
        last |= {lesson: (-score, other) for lesson, score, other in rows.values_list("lesson_id", "score", "other_id")}
    return {
        other
        for lesson, scores in near.scores.items()
        for other, score in scores.items()
        if (-score, lesson) < last.get(other, (0, "")) and near.is_elsewhere(lesson, other)
    }


def _write(lists, pretend=False):
    """Write those lists that differ from what is there; returns the lessons they are of."""
    there = {lesson: [] for lesson in lists}
    rows = SimilarLesson.objects.filter(lesson__in=list(lists)).order_by("rank")
    for lesson, *values in rows.values_list("lesson_id", *COLUMNS):
        there[lesson].append(tuple(values))
    wrong = [lesson for lesson in lists if lists[lesson] != there[lesson]]
    if wrong and not pretend:
        SimilarLesson.objects.filter(lesson__in=wrong).delete()
        insert(SimilarLesson, ["lesson_id", *COLUMNS], ((i, *values) for i in wrong for values in lists[i]))
    return wrong


def _batches(keys, size=None):
    keys, size = sorted(set(keys)), size or BATCH
    return (keys[start : start + size] for start in range(0, len(keys), size))
