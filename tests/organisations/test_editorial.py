"""The editorial life of a record, as a table."""

import pytest

from organisations.choices import State
from organisations.editorial import (
    STEPS,
    Act,
    approvers,
    authors,
    counting,
    label_of,
    reason,
    refusal,
    save_label,
    second_person,
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
        ("approved", [], ["approve_changes", "release", "withdraw"]),
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
        ("approve_changes", "approved"),
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
    ("state", "released", "after"),
    [
        ("draft", False, "draft"),
        ("in_review", False, "in_review"),
        ("approved", False, "in_review"),
        ("approved", True, "approved"),
        ("withdrawn", False, "withdrawn"),
    ],
)
def test_where_an_edit_leaves_a_record(state, released, after):
    assert state_after_edit(state, released) == after


ANA, BEN, CAN, DEA = 1, 2, 3, 4


def acts(*rows):
    """``acts((ANA, "submit", "words"))``."""
    return [Act(*row) for row in rows]


SENT = (ANA, "submit", "words")


@pytest.mark.parametrize(
    ("step", "account", "before", "needed", "may"),
    [
        ("approve", BEN, [SENT], 1, True),
        ("approve", ANA, [SENT], 1, False),
        ("approve", ANA, [SENT], 0, True),
        ("approve", ANA, [(ANA, "edit", "words"), (BEN, "submit", "words")], 1, False),
        ("approve", BEN, [SENT, (BEN, "edit", "words")], 1, False),
        ("approve", BEN, [SENT, (BEN, "approve", "words")], 2, False),
        ("approve", CAN, [SENT, (BEN, "approve", "words")], 2, True),
        ("approve", BEN, [SENT, (BEN, "approve", "other"), (CAN, "edit", "words")], 2, True),
        ("release", BEN, [(ANA, "edit", "words")], 1, True),
        ("release", ANA, [(ANA, "edit", "words")], 1, False),
        ("release", ANA, [(ANA, "edit", "words"), (BEN, "approve_changes", "words")], 1, True),
        ("release", ANA, [(BEN, "approve_changes", "old"), (ANA, "edit", "words")], 1, False),
        ("release", BEN, [(ANA, "edit", "words")], 2, False),
        ("release", CAN, [(ANA, "edit", "words"), (BEN, "approve_changes", "words")], 2, True),
        ("release", DEA, [], 1, True),
        ("withdraw", ANA, [SENT], 2, True),
        ("return", ANA, [SENT], 2, True),
    ],
)
def test_a_second_person_is_another(step, account, before, needed, may):
    assert (second_person(STEPS[step], account, acts(*before), "words", needed) == "") is may


def test_approvals_hold_for_the_very_words_and_never_for_ones_own():
    done = acts(SENT, (ANA, "approve", "words"), (BEN, "approve", "old"), (CAN, "approve", "words"))
    assert (authors(done), approvers(done, "words")) == ({ANA}, {CAN})


EDITED = (ANA, "edit", "words", 0)


@pytest.mark.parametrize(
    ("before", "current", "writers"),
    [
        (
            [EDITED, (ANA, "submit", "words", 0), (ANA, "return", "words", 0), (BEN, "submit", "words", 1)],
            1,
            {ANA, BEN},
        ),
        ([EDITED, (BEN, "withdraw", "words", 0), (BEN, "reopen", "words", 1)], 2, {ANA}),
        ([(BEN, "submit", "words", 0), (CAN, "return", "words", 0)], 1, set()),
        ([EDITED, (BEN, "release", "words", 0), (CAN, "edit", "others", 1)], 1, {CAN}),
        ([EDITED, (None, "release", "words", 0), (BEN, "submit", "words", 1)], 1, {BEN}),
        ([EDITED, (BEN, "release", "words", 0), (BEN, "withdraw", "words", 1)], 2, set()),
        ([], 3, set()),
    ],
)
def test_who_wrote_stays_author_until_a_release_and_who_sent_until_the_next_round(before, current, writers):
    assert authors(counting(acts(*before), current)) == writers


def test_an_approval_counts_in_its_round_alone():
    approved = acts((BEN, "approve", "words", 0), (CAN, "approve", "words", 1))
    assert approvers(counting(approved, 1), "words") == {CAN}


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


@pytest.mark.parametrize("words", ["", "  ", "\u200b", "\u00ad \u2060", "\u3164", "…", "–"])
def test_what_nobody_can_read_is_no_reason(words):
    assert reason(words) == ""


@pytest.mark.parametrize("words", ["She agreed.", "7", "Пристала је", "طلبت ذلك", "\u200bAsked"])
def test_a_reason_has_a_letter_or_a_digit(words):
    assert reason(f" {words} ") == words
    assert reason(f"{words}\x00") == words
