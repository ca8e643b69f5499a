"""What merging leaves in the logs: steps, versions and decisions of the records it changed."""

from collections import defaultdict
from itertools import pairwise

from django.db.models import F, Q
from django.utils import timezone

from .decisions import decisive, differences, note_decisions
from .editorial import EDIT, ENDS_ROUND, state_after_edit
from .models import MergeRecord, Transition
from .pointing import references
from .release import KINDS
from .transitions import contents, note_transitions


class MergeLog:
    """Two records before they are merged or come apart; ``keep`` writes down what ``user`` made of them.

    ``owners``: ``{model: keys}`` of records whose rows will point elsewhere. ``words``: ``{model: {pk: digest}}`` of
    those that wait for a release, as they were.
    """

    def __init__(self, user, owners, *records):
        self.model, self.user = type(records[0]), user
        self.stood = {record.pk: (record.state, record.round) for record in records}
        self.decided = _decided(records)
        self.words = defaultdict(dict, {model: contents(_waiting(model, keys)) for model, keys in owners.items()})
        for pk in self.stood:
            self.words[self.model].pop(pk, None)

    def keep(self, why, steps, owners):
        """``steps``: ``{name: records}``; ``owners``: ``{model: keys}`` of records whose rows point elsewhere now."""
        for step, records in steps.items():
            note_transitions(step, records, self.stood, contents(records), self.user, why)
            if step in ENDS_ROUND and records:
                type(records[0]).objects.filter(pk__in=[r.pk for r in records]).update(round=F("round") + 1)
        for model, words in self.words.items():
            self._keep_edits(model, words, why)
        for model, keys in owners.items():
            self._keep_versions(model, keys - (set(self.stood) if model is self.model else set()), why)
        rows = [(model.objects.filter(pk__in=before).order_by("pk"), before) for model, before in self.decided.items()]
        note_decisions([one for some, before in rows for one in differences(list(some), before)], self.user, why)

    def _keep_edits(self, model, words, why):
        """Who merged is an author of what points elsewhere now; what was approved of it goes back to review."""
        records = list(model.objects.filter(pk__in=words).order_by("pk"))
        now, at = contents(records), timezone.now()
        edited = [record for record in records if now[record.pk] != words[record.pk]]
        stood = {record.pk: (record.state, record.round) for record in edited}
        for record in edited:
            record.state, record.updated_at = state_after_edit(record.state, record.is_released), at
        model.objects.bulk_update(edited, ["state", "updated_at"], batch_size=500)
        note_transitions(EDIT, edited, stood, now, self.user, why)

    def _keep_versions(self, model, keys, why):
        """Of those that have a history: others get their first version when they are edited."""
        known = set(model.history.filter(id__in=keys).values_list("id", flat=True)) if model in KINDS else ()
        if known:
            rows = model.objects.filter(pk__in=known).order_by("pk")
            model.history.bulk_history_create(
                rows, update=True, default_user=self.user, default_change_reason=why, batch_size=500
            )


def _waiting(model, keys):
    """Records of which something is not public, or not yet."""
    return model.objects.filter(Q(snapshot__isnull=True) | Q(changed_since_release=True), pk__in=keys)


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


def comes_back(made, kept):
    """Whether what was merged is public again once that is undone: not if the one it became was taken off since."""
    since = {"kind": made.kind, "public_id": made.kept, "at__gt": made.at}
    withdrawn = Transition.objects.filter(step="withdraw", **since).count()
    # A merge into another record withdraws it too, and its undo brings it back.
    merged = MergeRecord.objects.filter(kind=made.kind, gone=made.kept, at__gt=made.at).count()
    return bool(made.was["snapshot"]) and withdrawn <= merged and not _unlisted(made, kept)


def _unlisted(made, kept):
    versions = kept.history.filter(history_date__gt=made.at).order_by("history_date", "history_id")
    listed = [made.after["listed"], *versions.values_list("listed", flat=True)]
    return any(before and not now for before, now in pairwise(listed))
