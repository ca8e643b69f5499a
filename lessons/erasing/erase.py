"""Erases a person, all of it in one transaction, or tells what that would do."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from organisations.decisions import Difference, note_decisions
from organisations.models import Change
from organisations.release import KINDS, note_changes, sync
from organisations.shelving import lock_shelf
from organisations.striking import Names
from sessions.reading import keeping

from ..models import SheetUpload
from . import copies, files, remnants
from .columns import is_shelf
from .identity import Identity
from .places import BATCH, standing
from .striking import strike_all


class StillThere(Exception):
    """A name would have been left somewhere, so nothing was erased. ``places``: ``{(model, column): rows}``."""

    def __init__(self, places):
        self.places = places
        super().__init__(", ".join(sorted(f"{model._meta.label}.{column}" for model, column in places)))


@dataclass
class Erased:
    """What an erasure did, or would do.

    ``public_ids``: of the person, and of records merged into theirs. ``statements``: ``{level: number}``. ``found``:
    ``[(model, key, column, value)]`` of texts that were struck. ``sources``: keys of those that lost their file.
    ``public``: ``{(kind, action): rows}``, by what became of each in the end.
    """

    public_ids: list = field(default_factory=list)
    participants: int = 0
    statements: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    sheets: int = 0
    sessions: int = 0
    public: dict = field(default_factory=dict)


@transaction.atomic
def erase(person, names, user, why):
    """Erase a person: their records go, and ``names`` are struck out wherever they stand. Returns ``Erased``.

    ``names``: lines as they were typed. ``why``: kept with the decision, without the name. Raises ``StillThere``.
    """
    last, names, identity = lock_shelf(), Names(names), Identity(person)
    remnants.overwrite_what_goes()
    done = Erased([r.public_id for r in identity.people], len(identity.participants))
    _forget(identity, timezone.now())
    done.statements = {level: len(keys) for level, keys in identity.silenced.items()}
    _forget_files(names, done)
    done.found = [each for each in standing(names) if not is_shelf(each[0])]
    strike_all(names, done.found)
    if left := Counter((model, column) for model, _, column, _ in standing(names)):
        raise StillThere(left)
    _note(done, user, why)
    remnants.tidy()
    log = Change.objects.filter(seq__gt=last).order_by("seq").values_list("kind", "public_id", "action")
    became = {(kind, public_id): (kind, action) for kind, public_id, action in log.iterator(BATCH)}
    done.public = Counter(became.values())
    transaction.on_commit(copies.clear)
    return done


def look(person, names):
    """The ``Erased`` of an erasure that is taken back at once."""
    try:
        with transaction.atomic():
            done = erase(person, names, None, "")
            raise _Over
    except _Over:
        return done


class _Over(Exception):
    """The look is over."""


def _forget(identity, at):
    identity.silence()
    identity.withdraw()
    theirs = {"statements": identity.statements, "people": identity.people}
    theirs["participants"] = [*identity.participants, *identity.others]
    for name in ("statements", "participants", "people"):
        if theirs[name]:
            sync(KINDS[name], theirs[name], at, explicit=True)
    identity.forget()
    for name, records in (("statements", identity.statements), ("participants", identity.others)):
        note_changes(KINDS[name].record.objects.filter(pk__in=[record.pk for record in records]))


def _forget_files(names, done):
    done.sources = sorted(files.sources(names))
    keeping.remove(*done.sources)
    done.sheets = SheetUpload.objects.filter(pk__in=files.sheets(names)).delete()[0]
    held = files.sessions(names)
    done.sessions = Session.objects.bulk_update(held, ["session_data"], batch_size=500) if held else 0


def _note(done, user, why):
    """That it took place, in the log nobody can change: by whom, when and why, and of which random ids."""
    note_decisions([Difference("people", i, "erased", False, "", "erased") for i in done.public_ids], user, why)
