"""What merging leaves in the logs: steps, versions and decisions of the records it changed."""

from django.db.models import F

from .decisions import decisive, differences, note_decisions
from .editorial import ENDS_ROUND
from .pointing import references
from .release import KINDS
from .transitions import contents, note_transitions


class MergeLog:
    """Two records before they are merged or come apart; ``keep`` writes down what ``user`` made of them."""

    def __init__(self, user, *records):
        self.model, self.user = type(records[0]), user
        self.stood = {record.pk: (record.state, record.round) for record in records}
        self.decided = _decided(records)

    def keep(self, why, steps, owners):
        """``steps``: ``{name: records}``; ``owners``: ``{model: keys}`` of records whose rows point elsewhere now."""
        for step, records in steps.items():
            note_transitions(step, records, self.stood, contents(records), self.user, why)
            if step in ENDS_ROUND and records:
                type(records[0]).objects.filter(pk__in=[r.pk for r in records]).update(round=F("round") + 1)
        for model, keys in owners.items():
            self._keep_versions(model, keys - (set(self.stood) if model is self.model else set()), why)
        rows = [(model.objects.filter(pk__in=before).order_by("pk"), before) for model, before in self.decided.items()]
        note_decisions([one for some, before in rows for one in differences(list(some), before)], self.user, why)

    def _keep_versions(self, model, keys, why):
        """Of those that have a history: others get their first version when they are edited."""
        known = set(model.history.filter(id__in=keys).values_list("id", flat=True)) if model in KINDS else ()
        if known:
            rows = model.objects.filter(pk__in=known).order_by("pk")
            model.history.bulk_history_create(
                rows, update=True, default_user=self.user, default_change_reason=why, batch_size=500
            )


def _decided(records):
    """``{model: decisive}`` of records of one kind, and of what points at them by a column that decides."""
    model = type(records[0])
    found = {model: decisive(records)}
    for other, column in references(model):
        if other._meta.get_field(column).attname in getattr(other, "decisive", ()):
            found[other] = decisive(other.objects.filter(**{f"{column}__in": [r.pk for r in records]}))
    return found


def note_owners(owners, rows):
    """Add to ``{model: keys}`` the records that rows are, or are part of."""
    for row in rows:
        if type(row) in KINDS:
            owners[type(row)].add(row.pk)
        for field in row._meta.concrete_fields:
            if field.related_model in KINDS and type(row) not in KINDS:
                owners[field.related_model].add(getattr(row, field.attname))
