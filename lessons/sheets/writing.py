"""Writes lines to the desk through the rows of bundles: the same columns, join tables and marks. Releases nothing."""

from collections import defaultdict

from django.db.models import F

from organisations.decisions import note_decisions
from organisations.editorial import EDIT
from organisations.release import note_changes
from organisations.transitions import contents, note_transitions
from sessions.models import ConferenceRecord, StatementRecord

from ..bundles.desk import batches
from ..bundles.passages import Passages, forget_unused
from ..bundles.rows import Rows
from ..bundles.writing import ASIDE
from .matching import MODELS


def write(section, lines, desk, who, why):
    """Bring the desk in line with ``lines``, which are known to be right; each gets its ``pk``.

    Must run in the transaction that read them. ``who`` has written every line then, and decided, for the reason
    ``why``, what of it decides on attribution.
    """
    groups, decided = defaultdict(list), []
    for line in lines:
        groups[line.parts.get("conference")].append(line)
    for conference, some in groups.items():
        record = conference and ConferenceRecord.objects.get(slug=conference)
        decided += _write(section, some, desk.pks(conference), record)
    changed = [line.pk for line in lines if not line.is_new]
    for batch in batches(changed):
        note_changes(MODELS[section].objects.filter(pk__in=batch))
    for batch in batches([line.pk for line in lines]):
        records = list(MODELS[section].objects.filter(pk__in=batch).order_by("pk"))
        stand = {record.pk: (record.state, record.round) for record in records}
        note_transitions(EDIT, records, stand, contents(records), who.account)
    note_decisions(decided, who.account, why)


def _write(section, lines, pks, conference):
    """Returns what of the lines is a decision about attribution."""
    rows, more = Rows(section, pks, conference), _nothing
    if section == "statements":
        _step_aside(lines)
        passages = Passages(pks["sources"])
        more = passages.column
    for batch in batches(lines):
        items = [line.item() for line in batch]
        if section == "statements":
            passages.prepare(items)
        rows.write(items, more)
        for line in batch:
            line.pk = pks[section][line.key]
    if section == "statements":
        forget_unused(conference)
    return rows.decided


def _nothing(item):
    return {}


def _step_aside(lines):
    """Statements that move leave their place first, so that two may swap."""
    moving = [line.record.pk for line in lines if not line.is_new and {"position", "session"} & set(line.changes)]
    for batch in batches(moving):
        StatementRecord.objects.filter(pk__in=batch).update(position=ASIDE + F("pk"))
