"""No question, and no difference of two counts, singles out a protected speaker below the level recorded.

Singled out means here, for conferences at random and questions at random of all filters that the lists declare:

* *by comparing*: who made a remark could as well be any other guest of whom the same line would be shown, or nobody
  known; guests who are shown nowhere need not have been there; more may have been said that is withheld. In the world
  where it is so every public row, list, count, facet, page and entry of the change log is the same.
* *by subtracting*: wherever the difference of two lists is a single row, the differences of their facets, and every
  filter that is about speakers, tell of it what the rung recorded on the desk allows, neither more nor less.

Not meant: what a rung itself may amount to in a small meeting, for which staff choose a lower one, and what readers
know from elsewhere. Who took part is never told in full, so that nobody can be found by leaving others out.
"""

from dataclasses import dataclass, replace
from itertools import product

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.models import Conference

from .allowed import OF_ANY_LIST, OF_SPEAKERS, OF_WORDS, allowed
from .gatherings import Gathering, vocabularies
from .hidden.world import public_rows
from .other_worlds import WORLDS
from .plans import Lot, part
from .questions import LISTS, Asker, every_filter, everything, filters
from .subtracting import found_by_filters, isolated
from .surface import Site, forget

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """What is drawn by ``seed``: a plan, cut down to so many of each, and questions.

    ``turn``: which part of all filters is also asked, one by one.
    """

    seed: int
    meetings: int
    rooms: int
    guests: int
    remarks: int
    beside: int
    asked: int
    turn: int = 0

    @property
    def plan(self):
        return part(Lot(self.seed).plan(), self.meetings, self.rooms, self.guests, self.remarks, self.beside)

    def questions(self):
        asker = Asker(self.seed)
        alone = [asker.simply(*each) for each in every_filter()[self.turn % PARTS :: PARTS]]
        return [*alone, *(asker.question() for _ in range(self.asked))]

    def pairs(self):
        """``[(list, filters, one filter more)]``, of the lists that show speakers."""
        asker = Asker(self.seed)
        drawn = [asker.question(*OF_SPEAKERS, fewest=1) for _ in range(self.asked)]
        return [(question.kind, question.filters[1:], question.filters[0]) for question in drawn]


# All filters are asked in so many turns.
PARTS = 9
EXAMPLES = 20
# How many meetings, rooms, guests, remarks, lessons, questions: from few to many, and mostly all of them.
FEW_TO_MANY = sorted(product((1, 2), (1, 2, 3), (1, 2, 4, 6), (1, 2, 4, 6), (0, 1, 4), (1, 4, 12)), key=sum)
# By one seed, for variety; cut down by numbers, so that what fails becomes small.
CASES = st.builds(
    lambda seed, sizes: Case(seed, *sizes),
    st.integers(0, 2**48),
    st.sampled_from([*FEW_TO_MANY, *FEW_TO_MANY[-1:] * 4 * len(FEW_TO_MANY)]),
)
QUICKLY = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}


def addresses(case):
    """Every list with all its facets, the questions of a case, the change log, and pages that count."""
    asked = [*map(everything, LISTS), *(question.address() for question in case.questions())]
    pages = [f"/conferences/{slug}/" for slug in Conference.objects.values_list("slug", flat=True)]
    return [*asked, *pages, "/api/v1/changes/?limit=500", "/evidence/", "/search/?q=remark&in=statements"]


def answers(asked):
    """``{address: (status, body)}``. All must be understood, or nothing is asked."""
    forget()
    site = Site()
    found = {each: site.ask(each) for each in asked}
    assert {answer.code for answer in found.values()} == {200}
    return {each: answer.timeless for each, answer in found.items()}


def what_tells(case):
    """``[(the other world, public table or address)]`` of what differs there."""
    gathering = Gathering(case.plan)
    connection.check_constraints()
    asked = addresses(case)
    rows, said, found = public_rows(), answers(asked), []
    for otherwise in WORLDS:
        otherwise(gathering, case.seed)
        after = public_rows()
        found += [(otherwise.__name__, name) for name in rows if rows[name] != after[name]]
    after = answers(asked)
    return found + [("all of it", each) for each in asked if said[each] != after[each]]


def check(case, look=what_tells):
    with transaction.atomic():
        found = look(case)
        transaction.set_rollback(True)
    assert found == [], case


def try_many(look, examples=EXAMPLES, **more):
    """Returns the number of turns. A case that is cut down keeps its seed, and so its turn."""
    turns = {}

    def tried(case):
        check(replace(case, turn=turns.setdefault(case.seed, len(turns))), look)

    settings(max_examples=examples, **QUICKLY, **more)(given(CASES)(tried))()
    return len(turns)


def test_who_could_be_another_is_not_told():
    vocabularies()
    assert try_many(what_tells) >= 2 * PARTS


def what_is_not_as_recorded(case):
    """``[(list, row or question, what is told, what is recorded)]`` where these are not the same."""
    gathering, site = Gathering(case.plan), Site()
    forget()
    recorded = allowed(gathering)
    found = {kind: found_by_filters(site, kind) for kind in OF_SPEAKERS}
    wrong = [(kind, found[kind], dict(recorded[kind])) for kind in OF_SPEAKERS if found[kind] != recorded[kind]]
    return wrong + [each for kind, *pair in case.pairs() for each in _wrong_differences(site, recorded, kind, *pair)]


def _wrong_differences(site, recorded, kind, filters, extra):
    for row, told, names in isolated(site, kind, filters, extra):
        expected = {fact for fact in recorded[kind][row] if fact[0] in names}
        if told != expected:
            yield kind, filters, extra, row, told, expected


def test_counts_and_their_differences_tell_what_is_recorded_and_no_more():
    vocabularies()
    try_many(what_is_not_as_recorded, 12)


@pytest.mark.parametrize("kind", OF_SPEAKERS)
def test_every_filter_is_known_to_be_about_speakers_or_not(kind):
    declared = {name for name in filters(kind) if not name.startswith("exclude_") and not name.endswith("__all")}
    assert declared == OF_SPEAKERS[kind] | OF_WORDS[kind] | OF_ANY_LIST
