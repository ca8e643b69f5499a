"""Steps for many records at once; what touches the public is shown first and done when it is confirmed."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.template.response import TemplateResponse

from .. import editorial
from ..release import KINDS, NotApproved, hold, lock_shelf
from .rehearsal import rehearse
from .steps import CONFLICT, take

MOST = 1000
HEADINGS = {
    "appears": "{} that will appear with it",
    "goes": "{} that will go with it",
    "changes": "{} that will change with it",
}
NOTES = {
    "appears": "The public will see:",
    "goes": "The public loses:",
    "changes": "The public will see instead:",
}


@dataclass
class Plan:
    """What a step would do: ``items`` and what becomes of each, ``others`` that follow, ``left`` that cannot."""

    step: editorial.Step
    items: list = field(default_factory=list)
    others: dict = field(default_factory=dict)
    left: list = field(default_factory=list)
    problem: str = ""

    def digest(self):
        """A short text that differs when anything the page shows differs."""
        shown = json.dumps([self.items, self.others, self.left, self.problem], default=str)
        return hashlib.sha256(shown.encode()).hexdigest()


def _heading(own, word):
    return HEADINGS[word].format(str(own.opts.verbose_name_plural).capitalize())


class Bulk:
    """Mixed into ``RecordAdmin``. ``unseen``: why a released record of this kind may still not be shown.

    ``discretion``: what a page says where ``may_tell`` may have kept something back.
    """

    actions = ("send_to_review", "approve", "release_after_a_look", "withdraw_after_a_look")
    unseen = "What it stands in is not public."
    discretion = ""

    @admin.action(description="Send to review", permissions=["change"])
    def send_to_review(self, request, queryset):
        self._take_many(request, queryset, editorial.STEPS["submit"])

    @admin.action(description="Approve", permissions=["release"])
    def approve(self, request, queryset):
        self._take_many(request, queryset, editorial.STEPS["approve"])

    @admin.action(description="Release…", permissions=["release"])
    def release_after_a_look(self, request, queryset):
        return self._after_a_look(request, queryset, editorial.STEPS["release"])

    @admin.action(description="Withdraw…", permissions=["release"])
    def withdraw_after_a_look(self, request, queryset):
        return self._after_a_look(request, queryset, editorial.STEPS["withdraw"])

    def _take_many(self, request, queryset, step):
        with transaction.atomic():
            records = self._held(request, queryset)
            able = [record for record in records if not editorial.refusal(step, record.state)]
            take(step, able)
            self.log_steps(request, step, able)
        self._tell(request, step, len(able), len(records) - len(able))

    def _held(self, request, queryset):
        """The records chosen, kept from others until commit; none if there are too many for one page."""
        records = list(self.model.objects.filter(pk__in=queryset.order_by().values("pk")).order_by("pk")[: MOST + 1])
        if len(records) > MOST:
            self.message_user(request, f"Choose at most {MOST:,} at a time.", messages.ERROR)
            return []
        if records:
            hold(records)
        return records

    def _tell(self, request, step, done, left):
        words = f"{step.done}: {done}." + (f" Left as they were: {left}." if left else "")
        self.message_user(request, words, messages.SUCCESS if done else messages.WARNING)

    # With a look first

    def _after_a_look(self, request, queryset, step):
        """The page that says what will happen; once confirmed and still true, it happens."""
        with transaction.atomic():
            lock_shelf()
            records = self._held(request, queryset)
            plan = self._plan(request, step, records)
            confirmed = request.POST.get("confirmed")
            if confirmed != plan.digest() or plan.problem:
                return self._look(request, plan, outdated=bool(confirmed))
            able = [record for record in records if not editorial.refusal(step, record.state)]
            take(step, able)
            self.log_steps(request, step, able)
        self._tell(request, step, len(able), len(plan.left))
        return None

    def _plan(self, request, step, records):
        labels = self.labels(request, records)
        why = {record.pk: editorial.refusal(step, record.state) for record in records}
        plan = Plan(step, left=[(labels[pk], reason) for pk, reason in why.items() if reason])
        able = [record for record in records if not why[record.pk]]
        try:
            effects = rehearse(partial(take, step), self.model, [record.pk for record in able])
        except (NotApproved, IntegrityError):
            plan.problem = CONFLICT
            return plan
        ids, kind = [record.public_id for record in able], KINDS[self.model]
        own = {effect.public_id: effect for effect in effects if effect.kind == kind.name and effect.public_id in ids}
        public = set(kind.shelf.objects.filter(pk__in=ids).values_list("pk", flat=True))
        plan.items = [self._item(r, labels[r.pk], own.get(r.public_id), step, public) for r in able]
        plan.others = self._others(request, [e for e in effects if own.get(e.public_id) != e], set(ids))
        return plan

    def _item(self, record, label, effect, step, public):
        row = effect and (effect.after or effect.before)
        note = NOTES[effect.word] if effect else self._no_effect(record, step, public)
        return {
            "label": label,
            "address": self.change_address(record),
            "shown": self.public_words(row) if row else None,
            "note": note,
        }

    def _no_effect(self, record, step, public):
        if step.name == "withdraw":
            return "It is not on the site now; the site stays as it is."
        if record.public_id in public:
            return "It is on the site already, just as it stands here."
        return f"It will not show yet. {self.unseen}"

    def _others(self, request, effects, ids):
        """``{heading: lines}`` of rows that nobody ticked, as far as this member of staff may be told of them."""
        groups = {}
        for effect in effects:
            own = self.admin_site._registry[KINDS[effect.kind].record]
            if self.may_tell_of(request, effect, ids) and own.may_tell(request, effect, ids):
                groups.setdefault((own, effect.word), []).append(effect)
        return {_heading(own, word): own.lines(request, found) for (own, word), found in groups.items()}

    def may_tell_of(self, request, effect, ids):
        """Whether somebody may know what a step with records ``ids`` of this kind does to another row."""
        return True

    def may_tell(self, request, effect, ids):
        """Whether somebody may know what a step with records ``ids`` of another kind does to a row of this kind."""
        return True

    def lines(self, request, effects):
        """What a page says of rows of this kind: what is public of them already, else what this member reads anyway."""
        new = self.get_queryset(request).filter(public_id__in=[e.public_id for e in effects if not e.before])
        known = self.labels(request, new)
        labels = {record.public_id: known[record.pk] for record in new}
        return [labels.get(e.public_id) or ": ".join(filter(None, self.public_words(e.before))) for e in effects]

    def public_words(self, row):
        """``(title, text)`` of a shelf row of this kind, as lists of what happens name it."""
        return str(row), ""

    def _look(self, request, plan, outdated):
        names = self.opts.verbose_name_plural
        context = {
            **self.admin_site.each_context(request),
            "title": f"{plan.step.label.removesuffix(' now')} {names}",
            "opts": self.opts,
            "plan": plan,
            "outdated": outdated,
            "discretion": self.discretion,
            "action": request.POST["action"],
            "keys": request.POST.getlist("_selected_action"),
            "across": request.POST.get("select_across", "0"),
            "most": MOST,
        }
        return TemplateResponse(request, "desk/confirm.html", context)
