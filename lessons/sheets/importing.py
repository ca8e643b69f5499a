"""A sheet from its bytes to the desk: what it would do, and doing it, all or nothing."""

import hashlib
import json
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.db import transaction

from organisations.pointing import at_merged

from .columns import columns, secret_columns
from .fixed import opens
from .problems import MOST, BadSheet, Problem
from .reading import read
from .resource import gone_through
from .writing import write


class Refused(Exception):
    """A sheet that is not brought in. ``outcome``: what it would do by now, or what is wrong with it."""

    def __init__(self, outcome):
        self.outcome = outcome
        super().__init__("refused")


@dataclass
class Outcome:
    """What a sheet does: lines that are ``new`` and ``changed``, how many stay ``unchanged``, and what is wrong.

    ``problems``: the first of them; ``count``: how many there are; ``refused``: rows that hold some.
    """

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: int = 0
    problems: list = field(default_factory=list)
    count: int = 0
    refused: int = 0

    @property
    def opens(self):
        """Whether more of a speaker may be shown than before: that takes a reason."""
        return any(opens(line) for line in self.changed)

    def digest(self):
        """A short text that differs when the sheet would do anything else."""
        made = [{name: v for name, v in line.parts.items() if name not in ("slug", "key")} for line in self.new]
        changed = [(line.record.pk, line.changes) for line in self.changed]
        shown = json.dumps([made, changed, self.unchanged, self.problems], default=str)
        return hashlib.sha256(shown.encode()).hexdigest()


def look(section, name, content, who):
    """The ``Outcome`` of a file called ``name``. Writes nothing."""
    return _outcome(section, name, content, who)[0]


@transaction.atomic
def bring_in(section, name, content, who, digest, why="", around=nullcontext):
    """Write what a file says, whose ``Outcome`` had this digest when somebody agreed to it; returns the outcome.

    Raises ``Refused`` if anything is wrong, or other than it was, or shows more of a speaker without a reason ``why``;
    then nothing is written. ``around``: makes a context of the records that are changed, for the writing of them.
    """
    outcome, desk = _outcome(section, name, content, who, lock=True)
    if outcome.count or outcome.digest() != digest or (outcome.opens and not why):
        raise Refused(outcome)
    with around([line.record for line in outcome.changed]):
        write(section, [*outcome.new, *outcome.changed], desk, who, why)
    if at_merged():
        raise Refused(outcome)
    return outcome


def _outcome(section, name, content, who, lock=False):
    try:
        sheet = read(name, content)
        _check_columns(section, sheet, who)
    except BadSheet as bad:
        return Outcome(problems=list(bad.problems[:MOST]), count=len(bad.problems)), None
    resource, result = gone_through(section, sheet, who, lock)
    problems = [problem for row in result.invalid_rows for problem in _problems(sheet, row)]
    lines = resource.lines
    return Outcome(
        new=[line for line in lines if line.is_new],
        changed=[line for line in lines if not line.is_new],
        unchanged=result.totals["skip"],
        problems=problems[:MOST],
        count=len(problems),
        refused=len(result.invalid_rows),
    ), resource.desk


def _check_columns(section, sheet, who):
    known, secret = columns(section, who.keeper), secret_columns(section)
    unknown = [name for name in sheet.headers if name not in known]
    if unknown:
        named = ", ".join(known)
        reasons = {
            True: "only keepers bring in this column: take it out",
            False: f"no such column here; known: {named}",
        }
        raise BadSheet(*(Problem(sheet.header(name), name, reasons[name in secret]) for name in unknown))


def _problems(sheet, row):
    for column, reasons in row.error_dict.items():
        named = column if column in sheet.headers else ""
        yield from (Problem(sheet.place(row.number - 1, column), named, reason) for reason in reasons)
