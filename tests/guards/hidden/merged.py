"""Scenes of what turned out to be the same: what was public leads on, what was not is as secret as before."""

from organisations.choices import State
from organisations.duplicates import keep_distinct
from organisations.merging import merge
from organisations.release import release


def merges(w):
    """A body and a person, each of two public records and of a draft that was never public."""
    for make, name in ((w.body, "twin body"), (w.person, "twin person")):
        kept, gone = make(f"{name} that is kept", listed=True), make(f"{name} that is merged", listed=True)
        draft = make(f"{name} that was a draft", shown=False, state=State.DRAFT)
        distinct = make(f"{name} of another", shown=False, state=State.DRAFT)
        release([kept, gone])
        merge(kept, gone, set(), None)
        merge(kept, draft, set(), None)
        keep_distinct(kept, distinct, None)
