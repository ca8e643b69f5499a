"""Two pairs of eyes: who may take a step with a record, and the log of who took it, when and why."""

from collections import Counter

from django.conf import settings
from django.contrib.admin.models import CHANGE as CHANGED
from django.contrib.admin.models import LogEntry
from django.db.models import F
from django.utils import timezone

from .. import editorial
from ..decisions import differences, note_decisions
from ..release import note_changes, release, withdraw
from ..transitions import contents, note_transitions, transitions_of


class StepRefused(Exception):
    """A step cannot be taken from where the record stands by now; the message is for staff."""


def take(step, records):
    """Take one step with every one of ``records``, of one kind. Must run inside a transaction."""
    if step.name == "release":
        release(records)
    elif step.name == "withdraw":
        withdraw(records)
    elif records:
        set_state(records, step.after)


def set_state(records, state):
    """Put ``records``, of one kind and at least one, into a state."""
    now = timezone.now()
    for record in records:
        record.state, record.updated_at = state, now
    type(records[0]).objects.bulk_update(records, ["state", "updated_at"], batch_size=500)


class Review:
    """Mixed into ``RecordAdmin``. Records are held (``release.hold``) before they are asked about.

    ``openness``: ``{column: its values, what shows most of a speaker first}``; first what “Show less” lowers.
    """

    openness = {}

    def has_release_permission(self, request):
        """Whether somebody may approve, release and withdraw records of this kind."""
        return request.user.has_perm(f"{self.opts.app_label}.release_{self.opts.model_name}")

    def rights(self, request):
        """What somebody may do with records of this kind, as ``editorial`` names it."""
        change = {editorial.CHANGE} if self.has_change_permission(request) else set()
        return change | ({editorial.RELEASE} if self.has_release_permission(request) else set())

    def acts(self, records):
        """``{pk: [Act]}`` of each record, as far as they count."""
        return {
            record.pk: editorial.counting(
                [editorial.Act(row.by_id, row.step, row.content, row.round) for row in rows], record.round
            )
            for record, rows in zip(records, transitions_of(records).values(), strict=True)
        }

    def own(self, request, records):
        """Keys of those of ``records`` that somebody wrote, or all for who may release; one query at most."""
        if not records or self.has_release_permission(request):
            return {record.pk for record in records}
        return {pk for pk, acts in self.acts(records).items() if request.user.pk in editorial.authors(acts)}

    def why_not(self, request, step, records):
        """``{pk: why the step cannot be taken by this member of staff, or ""}``; queries do not grow with records."""
        found = {record.pk: _stands_in_the_way(step, record) for record in records}
        asked = [r for r in records if not found[r.pk] and _needs_another(step, r)]
        acts, now = self.acts(asked), contents(asked)
        for record in asked:
            found[record.pk] = editorial.second_person(
                step, request.user.pk, acts[record.pk], now[record.pk], settings.REVIEWERS
            )
        return found | self.why_unsafe(request, step, [record for record in records if not found[record.pk]])

    def go(self, request, step, records):
        """Take a step with ``records`` that ``why_not`` lets pass, and log it. Returns how many it brought on."""
        records = list(records)
        before, now = {r.pk: (r.state, r.round) for r in records}, contents(records)
        enough = self._enough(request, step, records, now)
        take(step, enough)
        if step.name in editorial.ENDS_ROUND and enough:
            type(enough[0]).objects.filter(pk__in=[r.pk for r in enough]).update(round=F("round") + 1)
        note_transitions(step.name, records, before, now, request.user, editorial.reason(request.POST.get("why", "")))
        return len(enough)

    def _enough(self, request, step, records, now):
        """Those that have, with this account, as many approvals as they need."""
        if not step.name.startswith("approve"):
            return records
        acts, me = self.acts(records), request.user.pk
        counts = Counter({r.pk: len(editorial.approvers(acts[r.pk], now[r.pk]) | {me}) for r in records})
        return [record for record in records if counts[record.pk] >= settings.REVIEWERS]

    def log_steps(self, request, step, records):
        """Keep in the admin's log that a step was taken with records: by whom and when."""
        if records:
            LogEntry.objects.log_actions(request.user.pk, records, CHANGED, f"{step.done}.")

    # Edits

    def after_edit(self, request, records):
        """Mark what now differs from what is public, log who wrote it, and send it back to review."""
        if not records:
            return
        note_changes(records)
        self._note_decisions(request, records)
        now, then = contents(records), getattr(request, "words_before", {}).get(self.model, {})
        edited = [record for record in records if now[record.pk] != then.get(record.pk)]
        before = {record.pk: (record.state, record.round) for record in edited}
        for record in edited:
            state = editorial.state_after_edit(record.state, record.is_released)
            if state != record.state:
                set_state([record], state)
                request.told.append("Approved words were edited: back to review.")
        # A reason given with a step stands with the step.
        why = "" if request.POST.get("_step") else editorial.reason(request.POST.get("why", ""))
        note_transitions(editorial.EDIT, edited, before, now, request.user, why)

    def _note_decisions(self, request, records):
        """To show less takes one click; to show more of a speaker takes a reason."""
        found = differences(records, getattr(request, "decided_before", {}).get(self.model, {}))
        why = editorial.reason(request.POST.get("why", ""))
        if not why and any(self._opens(one) for one in found):
            raise StepRefused("More may be shown of somebody than before. Say under “Why” what allows it.")
        note_decisions(found, request.user, why)

    def _opens(self, difference):
        order = [str(value) for value in self.openness.get(difference.column, ())]
        known = difference.before in order and difference.after in order
        return known and order.index(difference.after) < order.index(difference.before)


def _stands_in_the_way(step, record):
    if step.name == "approve_changes" and not record.changed_since_release:
        return "nothing of it changed since its release"
    return editorial.refusal(step, record.state)


def _needs_another(step, record):
    """An approval does; so does a release of what was edited while a version of it is out."""
    return step.name.startswith("approve") or (step.name == "release" and record.changed_since_release)
