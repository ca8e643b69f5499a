"""Brings the records of some items in line with what the items say, touching only rows that differ."""

from collections import Counter, defaultdict

from django.utils import timezone

from organisations.bulk import insert, update
from organisations.public_ids import new_public_id

from .columns import columns, joined
from .desk import batches
from .tables import TABLES


class Rows:
    """Writes the items of one section. ``pks``: ``{section: {key: pk}}`` of what is written; grows with each batch.

    ``new`` and ``changed``: pks of records that were made, and of those that differ now.
    """

    def __init__(self, section, pks, conference=None):
        self.section, self.table, self.pks = section, TABLES[section], pks
        of_conference = self.table.of_conference
        self.scope = {of_conference: conference} if of_conference else {}
        self.fixed = {"conference_id": conference.pk} if of_conference == "conference" else {}
        self.total, self.new, self.changed, self.held = 0, set(), set(), 0

    @property
    def counts(self):
        """How many items were new, changed and unchanged; ``held``: released, and of another state in the file."""
        changed = len(self.changed - self.new)
        unchanged = self.total - len(self.new) - changed
        return Counter(new=len(self.new), changed=changed, unchanged=unchanged, held=self.held)

    def existing(self, items):
        """``{key: record}`` of those items that the desk has."""
        keys = [item[self.table.key] for item in items]
        rows = self.table.model.objects.select_for_update(of=("self",)).filter(
            **{f"{self.table.key}__in": keys}, **self.scope
        )
        return {getattr(row, self.table.key): row for row in rows}

    def write(self, items, more=lambda item: {}):
        """Records and their join tables. ``more(item)``: further columns."""
        self.write_records(items, more)
        self.write_joins(items)

    def write_records(self, items, more=lambda item: {}):
        """Records alone. Items refer only to what ``pks`` knows."""
        records, new, changed = self.existing(items), [], []
        for item in items:
            key, values = item[self.table.key], {**columns(self.section, item, self.pks), **more(item)}
            record = records.get(key)
            if record is None:
                new.append(self._made(key, item["state"], values))
            elif _take_over(record, {**values, "state": self._state(record, item)}):
                changed.append(record)
        self._insert(new)
        self._update(changed)
        self.pks[self.section].update((key, record.pk) for key, record in records.items())
        self.total += len(items)

    def _state(self, record, item):
        """An import neither releases nor withdraws: what is released keeps its state."""
        self.held += record.is_released and record.state != item["state"]
        return record.state if record.is_released else item["state"]

    def _made(self, key, state, values):
        record = self.table.model(**{self.table.key: key}, state=state, **self.fixed, **values)
        record.fold_words()
        return record

    def _insert(self, records):
        _tell_apart(self.table.model, records)
        for record in self.table.model.objects.bulk_create(records):
            self.pks[self.section][getattr(record, self.table.key)] = record.pk
            self.new.add(record.pk)

    def _update(self, records):
        names = [f.column for f in self.table.model._meta.concrete_fields if f.editable and not f.primary_key]
        names += ["state", "folded"]
        for record in records:
            record.fold_words()
            self.changed.add(record.pk)
        rows = ((*(getattr(r, name) for name in names), timezone.now(), r.pk) for r in records)
        update(self.table.model, [*names, "updated_at"], rows)

    def write_joins(self, items):
        """The rows of join tables that belong to the records of ``items``."""
        pks = self.pks[self.section]
        wanted = {pks[item[self.table.key]]: joined(self.section, item, self.pks) for item in items}
        differing = set()
        for name, join in self.table.joins.items():
            differing |= write_join(join, {pk: rows[name] for pk, rows in wanted.items()})
        edited_now(self.table.model, differing - self.new - self.changed)
        self.changed |= differing


def _take_over(record, values):
    """Set the values that differ; returns whether there were any."""
    differing = [name for name, value in values.items() if getattr(record, name) != value]
    for name in differing:
        setattr(record, name, values[name])
    return bool(differing)


def _tell_apart(model, records):
    """Public ids are random: among very many rows, a few are drawn that are taken already."""
    while taken := _taken_ids(model, records):
        for record in records:
            if record.public_id in taken:
                record.public_id = new_public_id()


def _taken_ids(model, records):
    ids = Counter(record.public_id for record in records)
    rows = model.objects.filter(public_id__in=ids).values_list("public_id", flat=True)
    return {*rows, *(public_id for public_id, times in ids.items() if times > 1)}


def edited_now(model, pks):
    """Set the time of the last edit of records of which only rows of join tables differ."""
    for batch in batches(sorted(pks)):
        model.objects.filter(pk__in=batch).update(updated_at=timezone.now())


def write_join(join, wanted):
    """Make the rows of a join table what ``wanted`` (``{owner pk: [tuple]}``) says; returns owners that differed."""
    found = defaultdict(set)
    rows = join.model.objects.filter(**{f"{join.owner}__in": list(wanted)}).order_by()
    for owner, *values in rows.values_list(join.owner, *join.columns):
        found[owner].add(tuple(values))
    differing = {owner for owner, rows in wanted.items() if found[owner] != set(rows)}
    join.model.objects.filter(**{f"{join.owner}__in": differing}).delete()
    insert(join.model, [join.owner, *join.columns], ((o, *v) for o in differing for v in wanted[o]))
    return differing
