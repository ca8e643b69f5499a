"""The editorial life of a record, as a table."""

import pytest

from organisations.choices import State
from organisations.editorial import (
    STEPS,
    label_of,
    refusal,
    save_label,
    standing,
    state_after_edit,
    steps_from,
)

CURATOR, REVIEWER = {"change"}, {"change", "release"}


@pytest.mark.parametrize(
    ("state", "curator", "reviewer"),
    [
        ("draft", ["submit"], ["submit"]),
        ("in_review", ["return"], ["approve", "return"]),
        ("approved", [], ["release", "withdraw"]),
        ("withdrawn", ["reopen"], ["reopen"]),
    ],
)
def test_steps_from_a_state(state, curator, reviewer):
    assert [step.name for step in steps_from(state, CURATOR)] == curator
    assert [step.name for step in steps_from(state, REVIEWER)] == reviewer
    assert steps_from(state, set()) == []


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("submit", "in_review"),
        ("approve", "approved"),
        ("release", "approved"),
        ("return", "draft"),
        ("reopen", "draft"),
        ("withdraw", "withdrawn"),
    ],
)
def test_where_a_step_leads(name, after):
    assert STEPS[name].after == after


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_refused_exactly_where_it_does_not_start(name, state):
    assert bool(refusal(STEPS[name], state)) == (state not in STEPS[name].before)


def test_a_refusal_says_what_would_be_needed():
    assert refusal(STEPS["release"], "draft") == "the record is draft, not approved"


@pytest.mark.parametrize(
    ("state", "released", "rights", "after"),
    [
        ("draft", False, CURATOR, "draft"),
        ("in_review", False, CURATOR, "in_review"),
        ("approved", False, CURATOR, "in_review"),
        ("approved", False, REVIEWER, "approved"),
        ("approved", True, CURATOR, "approved"),
        ("approved", True, REVIEWER, "approved"),
        ("withdrawn", False, CURATOR, "withdrawn"),
    ],
)
def test_where_an_edit_leaves_a_record(state, released, rights, after):
    assert state_after_edit(state, released, rights) == after


def test_words_on_buttons():
    assert [label_of(STEPS["release"], released) for released in (False, True)] == ["Release", "Release changes"]
    assert label_of(STEPS["release"], True, changed=False) == "Release again"
    assert label_of(STEPS["withdraw"], True) == "Withdraw now"
    assert save_label("draft", False) == "Save draft"
    assert save_label("in_review", False) == "Save"
    assert save_label("approved", True) == "Save without releasing"


@pytest.mark.parametrize(
    ("released", "changed", "shown", "words"),
    [
        (False, False, False, "Approved"),
        (True, False, True, "Public"),
        (True, True, True, "Public; changed since"),
        (True, False, False, "Released, not shown"),
        (True, True, False, "Released, not shown; changed since"),
        (True, False, None, "Released"),
        (True, True, None, "Released; changed since"),
    ],
)
def test_where_a_record_stands(released, changed, shown, words):
    assert standing("approved", released, changed, shown)[1] == words
