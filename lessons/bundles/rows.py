"""Brings the records of some items in line with what the items say, touching only rows that differ."""

from collections import Counter, defaultdict

from django.utils import timezone

from organisations.bulk import insert, update
from organisations.decisions import decisive, differences

from .columns import columns, joined
from .tables import TABLES


class Rows:
    """Writes the items of one section. ``pks``: ``{section: {key: pk}}`` of what is written; grows with each batch.

    ``new`` and ``changed``: pks of records that were made, and of those that differ now. ``decided``: what of that is a
    decision about attribution.
    """

    def __init__(self, section, pks, conference=None):
        self.section, self.table, self.pks = section, TABLES[section], pks
        of_conference = self.table.of_conference
        self.scope = {of_conference: conference} if of_conference else {}
        self.fixed = {"conference_id": conference.pk} if of_conference == "conference" else {}
        self.total, self.new, self.changed, self.decided = 0, set(), set(), []

    @property
    def counts(self):
        """How many items were new, changed and unchanged."""
        changed = len(self.changed - self.new)
        return Counter(new=len(self.new), changed=changed, unchanged=self.total - len(self.new) - changed)

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
        decided = decisive(records.values())
        for item in items:
            key, values = item[self.table.key], {**columns(self.section, item, self.pks), **more(item)}
            record = records.get(key)
            if record is None:
                new.append(self._made(key, item["state"], values))
            elif _take_over(record, {**values, **_state(record, item)}):
                changed.append(record)
        self._insert(new)
        self._update(changed)
        self.decided += differences([*new, *changed], decided)
        self.pks[self.section].update((key, record.pk) for key, record in records.items())
        self.total += len(items)

    def _made(self, key, state, values):
        record = self.table.model(**{self.table.key: key}, state=state, **self.fixed, **values)
        record.fold_words()
        return record

    def _insert(self, records):
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
        for name, join in self.table.joins.items():
            self.changed |= write_join(join, {pk: rows[name] for pk, rows in wanted.items() if name in rows})


def _state(record, item):
    """An import neither releases nor withdraws: what is released keeps its state."""
    return {} if record.is_released else {"state": item["state"]}


def _take_over(record, values):
    """Set the values that differ; returns whether there were any."""
    differing = [name for name, value in values.items() if getattr(record, name) != value]
    for name in differing:
        setattr(record, name, values[name])
    return bool(differing)


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
