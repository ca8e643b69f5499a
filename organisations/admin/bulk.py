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
from .review import take
from .steps import CONFLICT

MOST = 1000
HEADINGS = {
    "appears": "{} that will appear with it",
    "goes": "{} that will go with it",
    "changes": "{} that will change with it",
}
FOLLOWED = {"appears": "Appeared with it", "goes": "Went with it", "changes": "Changed with it"}
NOTES = {
    "appears": "The public will see:",
    "goes": "The public loses:",
    "changes": "The public will see instead:",
}


@dataclass
class Group:
    """Rows of one kind that nobody ticked and to which the same happens. ``lines``: ``[(words, changes)]``."""

    word: str
    one: str
    many: str
    lines: list

    @property
    def heading(self):
        """What a page says above the lines."""
        return HEADINGS[self.word].format(self.many.capitalize())

    @property
    def counted(self):
        """``3 lessons``."""
        return f"{len(self.lines):,} {self.one if len(self.lines) == 1 else self.many}"


@dataclass
class Plan:
    """What a step would do: ``items``, what becomes of each of those ``able``; ``others`` follow, ``left`` cannot.

    ``checked``: ``[(admin, record, what happens, [Seen])]``: the safety checks of those able and of what comes along.
    """

    step: editorial.Step
    able: list = field(default_factory=list)
    items: list = field(default_factory=list)
    others: list = field(default_factory=list)
    left: list = field(default_factory=list)
    problem: str = ""
    checked: list = field(default_factory=list)

    @property
    def unsettled(self):
        """Whether safety checks stand in the way."""
        return any(one.open for *_, seen in self.checked for one in seen)

    @property
    def settles(self):
        """Whether something can be acknowledged."""
        return any(one.settles for *_, seen in self.checked for one in seen)

    def followed(self):
        """What is said afterwards of ``others``: counts by kind, in sentences; empty if nothing followed."""
        counts = {word: [group.counted for group in self.others if group.word == word] for word in FOLLOWED}
        return " ".join(f"{FOLLOWED[word]}: {', '.join(found)}." for word, found in counts.items() if found)

    def digest(self):
        """A short text that differs when anything the page shows differs."""
        seen = [some for *_, some in self.checked]
        shown = json.dumps([self.items, self.others, self.left, self.problem, seen], default=str)
        return hashlib.sha256(shown.encode()).hexdigest()


class Bulk:
    """Mixed into ``RecordAdmin``. ``unseen``: why a released record of this kind may still not be shown.

    ``discretion``: what a page says where ``told`` may have kept something back.
    """

    actions = (
        "assign_to_me",
        "assign_to_nobody",
        "send_to_review",
        "approve",
        "release_after_a_look",
        "withdraw_after_a_look",
    )
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
            why = self.why_not(request, step, records)
            able = [record for record in records if not why[record.pk]]
            done = self.go(request, step, able)
            self.log_steps(request, step, able)
        self._tell(request, step, done, len(records) - done, "; ".join(sorted({*why.values()} - {""})))

    def _held(self, request, queryset):
        """The records chosen, kept from others until commit; none if there are too many for one page."""
        chosen = self.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        records = list(chosen.order_by(*self.get_ordering(request))[: MOST + 1])
        if len(records) > MOST:
            self.message_user(request, f"Choose at most {MOST:,} at a time.", messages.ERROR)
            return []
        if records:
            hold(records)
        return records

    def _tell(self, request, step, done, left, reasons="", followed=""):
        reasons = f" ({reasons})" if reasons else ""
        words = [f"{step.done}: {done}.", followed, f"Left as they were: {left}{reasons}." if left else ""]
        self.message_user(request, " ".join(filter(None, words)), messages.SUCCESS if done else messages.WARNING)

    # With a look first

    def _after_a_look(self, request, queryset, step):
        """The page that says what will happen; once confirmed and still true, it happens."""
        with transaction.atomic():
            lock_shelf()
            records = self._held(request, queryset)
            plan = self.plan(request, step, records)
            confirmed = request.POST.get("confirmed")
            if confirmed != plan.digest() or plan.problem:
                keys = request.POST.getlist("_selected_action")
                return self.look(request, plan, request.POST["action"], keys, outdated=bool(confirmed))
            if plan.unsettled and not self.settle(request, plan):
                plan = self.plan(request, step, records)
                return self.look(request, plan, request.POST["action"], request.POST.getlist("_selected_action"))
            self.go(request, step, plan.able)
            self.log_steps(request, step, plan.able)
        self._tell(request, step, len(plan.able), len(plan.left), followed=plan.followed())
        return None

    def plan(self, request, step, records):
        """The ``Plan`` of a step with ``records`` as this member of staff may read it."""
        labels = self.labels(request, records)
        why = self.why_not(request, step, records)
        able = [record for record in records if not why[record.pk]]
        plan = Plan(step, able, left=[(labels[pk], reason) for pk, reason in why.items() if reason])
        try:
            effects = rehearse(partial(take, step), self.model, [record.pk for record in able])
        except (NotApproved, IntegrityError):
            plan.problem = CONFLICT
            return plan
        ids, kind = [record.public_id for record in able], KINDS[self.model]
        own = {effect.public_id: effect for effect in effects if effect.kind == kind.name and effect.public_id in ids}
        public = set(kind.shelf.objects.filter(pk__in=ids).values_list("pk", flat=True))
        plan.items = [self._item(r, labels[r.pk], own.get(r.public_id), step, public) for r in able]
        along = [effect for effect in effects if own.get(effect.public_id) != effect]
        plan.others = self._others(request, along, set(ids))
        plan.checked = self.checked(request, step, able, own, self._told(request, along, set(ids)))
        seen = {record.pk: some for admin, record, _, some in plan.checked if admin is self}
        for record, item in zip(able, plan.items, strict=True):
            item["safety"] = seen.get(record.pk, [])
        return plan

    def _item(self, record, label, effect, step, public):
        row = effect and (effect.after or effect.before)
        note = NOTES[effect.word] if effect else self._no_effect(record, step, public)
        return {
            "label": label,
            "address": self.change_address(record),
            "shown": self.public_words(row) if row else None,
            "note": note,
            "changes": effect.changes if effect else (),
        }

    def _no_effect(self, record, step, public):
        if step.name == "withdraw":
            return "Not on the site now; the site stays as it is."
        if record.public_id in public:
            return "On the site already, just as recorded here."
        return f"Not shown yet. {self.unseen}"

    def _others(self, request, effects, ids):
        """``[Group]`` of rows that nobody ticked, as far as this member of staff may be told of them."""
        return [own.group(word, some) for (own, word), some in self._told(request, effects, ids).items()]

    def _told(self, request, effects, ids):
        """``{(admin, word): effects}`` of rows that nobody ticked and that this member of staff may be told of."""
        found = {}
        for effect in effects:
            if self.may_tell_of(request, effect, ids):
                own = self.admin_site._registry[KINDS[effect.kind].record]
                found.setdefault((own, effect.word), []).append(effect)
        told = {(own, word): own.told(request, some, ids) for (own, word), some in found.items()}
        return {key: some for key, some in told.items() if some}

    def may_tell_of(self, request, effect, ids):
        """Whether somebody may know what a step with records ``ids`` of this kind does to another row."""
        return True

    def told(self, request, effects, ids):
        """Those ``effects`` on rows of this kind of a step with records ``ids`` of another that somebody may know."""
        return [effect for effect in effects if self.may_tell(request, effect, ids)]

    def may_tell(self, request, effect, ids):
        """Whether somebody may know what a step with records ``ids`` of another kind does to a row of this kind."""
        return True

    def group(self, word, effects):
        """What a page says of rows of this kind: what is public of them, or what will be."""
        words = [self.public_words(effect.before or effect.after) for effect in effects]
        lines = [(": ".join(filter(None, pair)), e.changes) for pair, e in zip(words, effects, strict=True)]
        return Group(word, str(self.opts.verbose_name), str(self.opts.verbose_name_plural), lines)

    def public_words(self, row):
        """``(title, text)`` of a shelf row of this kind, as lists of what happens name it."""
        return str(row), ""

    def look(self, request, plan, action, keys, outdated=False, back=""):
        """The page that says what will happen and asks. ``back``: the form it was asked from, which is saved."""
        names, able = self.opts.verbose_name_plural, {record.pk for record in plan.able}
        context = {
            **self.admin_site.each_context(request),
            "title": f"{plan.step.label.removesuffix(' now')} {names}",
            "opts": self.opts,
            "plan": plan,
            "along": [one for one in plan.checked if one[0] is not self or one[1].pk not in able],
            "outdated": outdated,
            "discretion": self.discretion,
            "action": action,
            "keys": keys,
            "back": back,
            "across": request.POST.get("select_across", "0"),
            "why": request.POST.get("why", ""),
            "most": MOST,
        }
        return TemplateResponse(request, "desk/confirm.html", context)
