"""The editorial life of a record: which steps lead where, and who may take them. Pure: no queries, no clock."""

from dataclasses import dataclass

from .choices import State
from .findings import seen

CHANGE, RELEASE = "change", "release"


@dataclass(frozen=True)
class Step:
    """One move of a record. ``before``: the states it starts from; ``after``: where it ends; ``right``: what one needs.

    ``label``: the words on its button. ``done``: what is said of it afterwards and kept in the log.
    """

    name: str
    label: str
    done: str
    before: tuple
    after: str
    right: str = CHANGE


STEPS = {
    step.name: step
    for step in (
        Step("submit", "Send to review", "Sent to review", (State.DRAFT,), State.IN_REVIEW),
        Step("approve", "Approve", "Approved", (State.IN_REVIEW,), State.APPROVED, RELEASE),
        Step("approve_changes", "Approve changes", "Changes approved", (State.APPROVED,), State.APPROVED, RELEASE),
        Step("release", "Release", "Released", (State.APPROVED,), State.APPROVED, RELEASE),
        Step("return", "Back to draft", "Sent back to draft", (State.IN_REVIEW,), State.DRAFT),
        Step("reopen", "Take up again as draft", "Taken up again as draft", (State.WITHDRAWN,), State.DRAFT),
        Step("withdraw", "Withdraw now", "Withdrawn", (State.APPROVED,), State.WITHDRAWN, RELEASE),
    )
}


def steps_from(state, rights):
    """The steps somebody with ``rights`` (of ``CHANGE``, ``RELEASE``) may take with a record in ``state``."""
    return [step for step in STEPS.values() if state in step.before and step.right in rights]


def reason(words):
    """What somebody gave as a reason; empty if no letter or digit of it is to be seen."""
    words = words.replace("\x00", "")  # PostgreSQL takes none
    return words.strip() if any(c.isalnum() for c in seen(words)) else ""


# With these a new round begins: who sent or approved it before does not count. Who wrote it still does (``counting``).
ENDS_ROUND = {"release", "return", "reopen", "withdraw"}
EDIT = "edit"
LOWER = "lower"


def done(step):
    """What the history says of a step, or of showing less, which is no step: it leaves the state as it is."""
    return "Shown less from then on" if step == LOWER else STEPS[step].done


@dataclass(frozen=True)
class Act:
    """Who (key of an account) did what: a step's name or ``EDIT``; ``content``, ``round``: the record's then."""

    by: int | None
    step: str
    content: str
    round: int = 0


def counting(acts, current):
    """What still counts of a record's ``acts``, oldest first, in its round ``current``.

    Of what came after its last release: every edit, whatever rounds lie between, and the steps of this round.
    """
    released = max((place for place, act in enumerate(acts) if act.step == "release"), default=-1)
    return [act for act in acts[released + 1 :] if act.step == EDIT or act.round == current]


def authors(acts):
    """Accounts that wrote what is under review, or sent it there, by the acts that count."""
    return {act.by for act in acts if act.step in (EDIT, "submit")} - {None}


def approvers(acts, content):
    """Accounts other than its authors that approved this very ``content``: an edit after it makes nothing of it."""
    approved = {act.by for act in acts if act.step.startswith("approve") and act.content == content}
    return approved - authors(acts) - {None}


def second_person(step, account, acts, content, needed):
    """Why ``account`` may not take ``step`` because another person has to; empty if it may.

    ``needed``: how many have to approve. To release changed words is to approve them, if nobody has so far.
    """
    if not needed or not step.name.startswith(("approve", "release")):
        return ""
    known = approvers(acts, content)
    if step.name == "release" and len(known | ({account} - authors(acts))) >= needed:
        return ""
    if account in authors(acts):
        return "somebody else has to approve it, because you wrote it or sent it to review"
    if step.name == "release":
        return f"{needed} have to approve the changes first, so far {len(known)} did"
    return "you approved it already: somebody else has to" if account in known else ""


def refusal(step, state):
    """Why ``step`` cannot be taken from ``state``, as a sentence without its stop; empty if it can."""
    if state in step.before:
        return ""
    starts = " or ".join(State(before).label.lower() for before in step.before)
    return f"the record is {State(state).label.lower()}, not {starts}"


def state_after_edit(state, released):
    """Where an edit of its words leaves a record: approved ones that are not out yet go back to review, whoever edits.

    ``released``: a version of it is out; that one stays as it is.
    """
    return State.IN_REVIEW if state == State.APPROVED and not released else State(state)


def label_of(step, released, changed=True):
    """The words on the button of a step, for a record of which a version is out or not, and changed since or not."""
    again = "Release changes" if changed else "Release again"
    return again if step.name == "release" and released else step.label


def save_label(state, released):
    """The words on the button that only saves."""
    if released:
        return "Save without releasing"
    return "Save draft" if state == State.DRAFT else "Save"


def standing(state, released, changed, shown):
    """``(word for its colour, words)`` of where a record stands.

    ``shown``: it has a row on the shelf; None if that is not to be told.
    """
    if not released:
        return str(state), State(state).label
    colour, words = {True: ("public", "Public"), False: ("unseen", "Released, not shown")}.get(shown, ("", "Released"))
    return ("changed", f"{words}; changed since") if changed else (colour, words)
