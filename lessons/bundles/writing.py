"""Writes a checked bundle to the desk, all of it or nothing. The shelf is not touched."""

from collections import Counter, defaultdict
from itertools import groupby

from django.db import transaction
from django.db.models import F

from organisations.decisions import note_decisions
from organisations.models import OrganisationRecord, PersonRecord
from organisations.release import note_changes
from sessions.models import ConferenceRecord, StatementLinkRecord, StatementRecord

from .desk import batches
from .passages import Passages, forget_unused
from .rows import Rows, write_join
from .tables import Join

LINKS = Join(StatementLinkRecord, "statement_id", ("kind", "other_id", "note"))
# Where records wait whose positions change: behind every position a bundle may use.
ASIDE = 1_000_000_000


@transaction.atomic
def write(spool, desk, progress, pretend=False):
    """Bring the desk in line with a checked bundle; returns ``{section: Counter(new, changed, unchanged)}``.

    ``pretend``: find out only, and take everything back. ``progress(what, done, total)`` is called after each batch.
    """
    writer = _Writer(spool, desk, progress)
    counts = writer.write()
    if pretend:
        transaction.set_rollback(True)
    return counts


class _Writer:
    def __init__(self, spool, desk, progress):
        self.spool, self.desk, self.progress = spool, desk, progress
        self.pks, self.counts, self.done, self.conference, self.fresh = defaultdict(dict), {}, 0, None, set()
        self.decided = []

    def write(self):
        self._write_bodies()
        self._write("people")
        self.pks["people"].update(PersonRecord.objects.values_list("slug", "pk"))
        self._write("conference")
        self.conference = ConferenceRecord.objects.get(slug=self.desk.slug)
        self._write("sources")
        self._write_sessions()
        self._write("participants")
        self._write_statements()
        self.pks["statements"] |= self.desk.elsewhere
        self._write_links()
        self._write("lessons")
        forget_unused(self.conference)
        note_decisions(self.decided, why="import_bundle")
        return self.counts

    def _rows(self, section):
        return Rows(section, self.pks, self.conference)

    def _write(self, section):
        rows = self._rows(section)
        for batch in batches(self.spool.items(section)):
            rows.write(batch)
            self._say(len(batch))
        self._finish(section, rows)

    def _write_bodies(self):
        """All of them before their relations to each other."""
        rows = self._rows("organisations")
        for batch in batches(self.spool.items("organisations")):
            rows.write_records(batch)
        self.pks["organisations"].update(OrganisationRecord.objects.values_list("slug", "pk"))
        for batch in batches(self.spool.items("organisations")):
            rows.write_joins(batch)
        self._finish("organisations", rows)

    def _write_sessions(self):
        """Parents before the parts within them."""
        items = list(self.spool.items("sessions"))
        parents = {item["slug"]: item["parent"] for item in items}
        rows = self._rows("sessions")
        self.pks["sessions"].update((slug, record.pk) for slug, record in rows.existing(items).items())
        self._step_aside(rows, items, "parent")
        depth = _depth_of(parents)
        for _, level in groupby(sorted(items, key=depth), depth):
            rows.write(list(level))
        self._finish("sessions", rows)

    def _write_statements(self):
        rows, passages = self._rows("statements"), Passages(self.pks["sources"])
        for batch in batches(self.spool.items("statements")):
            self._step_aside(rows, batch, "session")
        for batch in batches(self.spool.items("statements")):
            passages.prepare(batch)
            rows.write(batch, passages.column)
            self._say(len(batch))
        self.fresh = rows.new
        self._finish("statements", rows)

    def _step_aside(self, rows, items, within):
        """Records that will move leave their place first, so that two may swap."""
        moving, records = [], rows.existing(items)
        for item in items:
            record = records.get(item[rows.table.key])
            place = item["position"], self.pks["sessions"].get(item[within])
            if record and (record.position, getattr(record, f"{within}_id")) != place:
                moving.append(record.pk)
        rows.table.model.objects.filter(pk__in=moving).update(position=ASIDE + F("pk"))

    def _write_links(self):
        """Links are part of the statement they start from."""
        pks, wanted, changed = self.pks["statements"], defaultdict(list), set()
        for item in self.spool.items("statement_links"):
            wanted[pks[item["from"]]].append((item["kind"], pks[item["to"]], item["note"]))
        for batch in batches(pks[key] for key in self.spool.keys["statements"]):
            changed |= write_join(LINKS, {pk: wanted[pk] for pk in batch})
        counts = Counter()
        for pk, rows in wanted.items():
            counts["new" if pk in self.fresh else "changed" if pk in changed else "unchanged"] += len(rows)
        self.counts["statement_links"] = counts
        _note(StatementRecord, changed)

    def _finish(self, section, rows):
        _note(rows.table.model, rows.changed - rows.new)
        self.decided += rows.decided
        self.counts[section] = rows.counts

    def _say(self, more):
        self.done += more
        self.progress("writing", self.done, self.spool.counts.total())


def _depth_of(parents):
    return lambda item: _depth(parents, item["slug"])


def _depth(parents, slug):
    return 0 if parents[slug] is None else 1 + _depth(parents, parents[slug])


def _note(model, pks):
    """Mark released records that now differ from their release."""
    for batch in batches(sorted(pks)):
        note_changes(model.objects.filter(pk__in=batch))
