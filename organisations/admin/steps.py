"""The form of a record as a place of work: it is saved, then the step of the button is taken, both or neither."""

import json

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html

from .. import editorial
from ..models import Record
from ..pointing import MERGEABLE, at_any_merged
from ..release import NotApproved, hold, lock_shelf
from .review import StepRefused

CONFLICT = (
    "The database refused: another record has the same address or place, perhaps only in the version that is public, "
    "or something public still rests on this. Nothing was saved."
)


def _named(form, formsets):
    """``{model: keys}`` of bodies and people that a saved form points at: from now on nobody merges them."""
    rows = [form.instance, *(row for formset in formsets for row in formset.new_objects)]
    rows += [row for formset in formsets for row, _ in formset.changed_objects]
    keys = {model: set() for model in MERGEABLE}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.related_model in keys and field.name != "merged_into":
                keys[field.related_model].add(getattr(row, field.attname))
    for field in form.instance._meta.many_to_many:
        if field.related_model in keys:
            keys[field.related_model] |= {each.pk for each in form.cleaned_data.get(field.name) or ()}
    return keys


class Steps:
    """Mixed into ``RecordAdmin``. ``carry``: fields that the next new record takes from the one just saved.

    ``asks_first``: a release takes so much along that the form's button leads to the page that says what will happen.
    """

    carry = ()
    asks_first = False

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            request.former = self.former(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)
        if object_id and request.POST.get("_step") == "withdraw" and self.has_release_permission(request):
            return self._withdraw_now(request, object_id)
        request.queue = self.queue_before(request, object_id)
        try:
            with transaction.atomic():
                if made := self.made_before(request, object_id):
                    return self.answer_again(request, made)
                self._wait_for_turn(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (NotApproved, StepRefused) as error:
            request.refusal = str(error)
        except IntegrityError:
            request.refusal = CONFLICT
            # The commit itself may be refused, after it was said that all went well.
            messages.get_messages(request)._queued_messages.clear()
        request.asked = None
        # Once more, so that the form comes back as it was sent, with the reason above it.
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _wait_for_turn(self, request, object_id):
        """In the order in which release locks: the shelf before the record, or two of us would wait for each other."""
        if request.POST.get("_step") in ("release", "withdraw"):
            lock_shelf()
        if object_id and object_id.isdecimal():
            self.hold_versions(request, object_id)

    def _withdraw_now(self, request, object_id):
        """Whatever the form says and whoever saved meanwhile: what must go off the site waits for nothing."""
        step = editorial.STEPS["withdraw"]
        try:
            with transaction.atomic():
                lock_shelf()
                record = self.get_object(request, unquote(object_id))
                if record is None:
                    return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
                hold([record])
                words, level = self._withdrawn(request, step, record), messages.SUCCESS
        except (StepRefused, IntegrityError) as error:
            words, level = str(error) if isinstance(error, StepRefused) else CONFLICT, messages.ERROR
        self.message_user(request, f"{words} Anything changed in the form was not saved.", level)
        return HttpResponseRedirect(request.get_full_path())

    def _withdrawn(self, request, step, record):
        """Withdraw; returns what is said of it. Raises ``StepRefused``."""
        if why := editorial.refusal(step, record.state):
            raise StepRefused(f"“{step.label}” cannot be done: {why}.")
        followed = self.plan(request, step, [record]).followed()
        self.go(request, step, [record])
        self.log_steps(request, step, [record])
        return f"{step.done}. {followed}".strip()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if at_any_merged(_named(form, formsets)):
            raise StepRefused("A body or person chosen here was merged into another one meanwhile. Choose anew.")
        request.told = []
        for model, records in self._edited(form, formsets).items():
            self.admin_site._registry[model].after_edit(request, records)
        self.keep_parts(form.instance)
        step = editorial.STEPS.get(request.POST.get("_step"))
        if step and IS_POPUP_VAR not in request.POST:
            self._take_one(request, step, form.instance)

    def _edited(self, form, formsets):
        """``{model: records}`` that this save changed, the parts of a record being the record."""
        edited, touched = {}, form.has_changed()
        for formset in formsets:
            changed = [*formset.new_objects, *(row for row, _ in formset.changed_objects)]
            if issubclass(formset.model, Record):
                edited[formset.model] = changed
            else:
                touched = touched or bool(changed or formset.deleted_objects)
        return {self.model: [form.instance] if touched else [], **edited}

    def _take_one(self, request, step, record):
        hold([record])
        if step.right not in self.rights(request):
            raise StepRefused(f"“{step.label}” is for reviewers.")
        if why := self.why_not(request, step, [record])[record.pk]:
            raise StepRefused(f"“{step.label}” cannot be done: {why}.")
        plan = self.plan(request, step, [record]) if step.name == "release" else None
        if plan and (self.asks_first or plan.unsettled):
            request.asked = plan
            return
        done = self.go(request, step, [record])
        told = step.done if done else f"{step.done} by you; more have to approve it"
        request.told.append(f"{told}. {plan.followed() if plan else ''}".strip())
        request.step_taken = step

    # The log: an edit stands before the step it was sent with

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        self._log_step(request, obj)
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        self._log_step(request, obj)
        return entry

    def _log_step(self, request, record):
        if step := getattr(request, "step_taken", None):
            self.log_steps(request, step, [record])

    # Answers

    def response_add(self, request, obj, post_url_continue=None):
        self.remember(request, obj)
        if IS_POPUP_VAR in request.POST:
            return self._labelled(request, obj, super().response_add(request, obj, post_url_continue))
        return self._after_save(request, obj)

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return self._labelled(request, obj, super().response_change(request, obj))
        return self._after_save(request, obj)

    def _labelled(self, request, record, response):
        data = json.loads(response.context_data["popup_response_data"])
        data["obj"] = self.label_for(request, record)
        response.context_data["popup_response_data"] = json.dumps(data)
        return response

    def _after_save(self, request, record):
        if plan := getattr(request, "asked", None):
            back = self.change_address(record)
            return self.look(request, plan, "release_after_a_look", [record.pk], back=back)
        words = format_html("The {} is saved. {}", self.opts.verbose_name, " ".join(dict.fromkeys(request.told)))
        if {"_save", "_next"} & set(request.POST):
            words = format_html('{} <a href="{}">Open it again</a>', words, self.change_address(record))
        self.message_user(request, words, messages.SUCCESS)
        if "_next" in request.POST:
            return self.next_in_queue(request, record)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(self._next_address(record))
        if "_save" in request.POST:
            return self.response_post_save_change(request, record)
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(filters, self.change_address(record)))

    def _next_address(self, record):
        carried = {name: getattr(record, f"{name}_id") for name in self.carry}
        return self.add_address(**{name: key for name, key in carried.items() if key})
