"""Merging in the admin: both records side by side, what will follow, and the way back."""

import hashlib
import json

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from ..duplicates import KINDS as NAMES
from ..merge_log import comes_back
from ..merging import CHOICES, CannotMerge, hindrances, merge, undo, undo_hindrances
from ..models import MergeRecord
from ..pointing import references
from ..release import KINDS, lock_shelf
from .rehearsal import rehearse
from .steps import CONFLICT
from .versions import differing


class Merging:
    """Mixed into the admins of bodies and people. Records that were merged into others are in no list."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/merge/<int:other>/", view(self.merge_view), name=f"{name}_merge"),
            path("unmerge/<int:made>/", view(self.undo_view), name=f"{name}_unmerge"),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(merged_into=None)

    def may_merge(self, request, *records):
        """Whether somebody may merge these: who may release, where something is public."""
        public = any(record.is_released for record in records)
        return self.has_change_permission(request) and (not public or self.has_release_permission(request))

    def merge_address(self, kept, gone):
        """Where two records are put side by side."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[kept.pk, gone.pk])

    def merges(self, record):
        """``[(words, when, address of the way back)]`` of what was merged into a record."""
        rows = MergeRecord.objects.filter(kind=NAMES[self.model], kept=record.public_id, undone_at=None)
        found = self.model.objects.in_bulk([row.gone for row in rows], field_name="public_id")
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_unmerge"
        return [(self.label(found[row.gone]), row.at, reverse(name, args=[row.pk])) for row in rows]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Of a record that was merged: where it went, and what somebody had entered who had it open meanwhile."""
        key = object_id if object_id.isdecimal() else None
        gone = self.model.objects.filter(pk=key, merged_into__isnull=False).first()
        if gone is None or not self.has_change_permission(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        kept = gone.merged_into
        while kept.merged_into:
            kept = kept.merged_into
        words = format_html("<bdi>{}</bdi> became part of <bdi>{}</bdi>.", self.label(gone), self.label(kept))
        if request.method == "POST":
            words = format_html("{} Nothing of yours was saved. {}", words, self._entered(request, gone))
        self.message_user(request, words, messages.WARNING)
        return HttpResponseRedirect(self.change_address(kept))

    def _entered(self, request, record):
        """What a form that cannot be saved had changed, to be copied from."""
        form = self.get_form(request, record, change=True)(request.POST, instance=record)
        found = [(label, sent or "nothing") for label, _, sent in differing(form)]
        return format_html("You had entered: {}.", format_html_join("; ", "{}: <bdi>{}</bdi>", found)) if found else ""

    # One of two

    def merge_view(self, request, pk, other):
        """What is to be taken of which; then what follows; then, if that is still so, it is done."""
        found = self.get_queryset(request).in_bulk([pk, other])
        if len(found) < 2:
            raise Http404
        kept, gone = found[pk], found[other]
        if not self.may_merge(request, kept, gone):
            raise PermissionDenied
        chosen = {group[0] for group in CHOICES[self.model] if request.POST.get(group[0]) == "gone"}
        reasons = hindrances(kept, gone)
        if request.method != "POST" or reasons:
            return self._side_by_side(request, kept, gone, reasons)
        return self._merge_after_a_look(request, kept, gone, chosen)

    def _side_by_side(self, request, kept, gone, reasons):
        context = self._merge_context(request, kept, gone)
        context |= {"reasons": reasons, "fields": [self._field(group, kept, gone) for group in CHOICES[self.model]]}
        return TemplateResponse(request, "desk/merge.html", context)

    def _field(self, group, kept, gone):
        """One choice: its name, its label, and what each of the two says."""
        words = [" · ".join(filter(None, (self._words(record, name) for name in group))) for record in (kept, gone)]
        return {
            "name": group[0],
            "label": self.model._meta.get_field(group[0]).verbose_name,
            "words": words,
            "same": words[0] == words[1],
            "suggested": "gone" if words[1] and not words[0] else "kept",
        }

    def _words(self, record, name):
        value = getattr(record, f"get_{name}_display", lambda: getattr(record, name))()
        if isinstance(value, bool):
            return str(self.model._meta.get_field(name).verbose_name) if value else ""
        return str(value or "")

    def _merge_after_a_look(self, request, kept, gone, chosen):
        with transaction.atomic():
            lock_shelf()
            effects = rehearse(lambda records: merge(kept, gone, chosen, request.user), self.model, [kept.pk])
            groups = self._others(request, effects, {kept.public_id, gone.public_id})
            digest = _digest(kept, gone, chosen, groups)
            confirmed = request.POST.get("confirmed")
            if confirmed != digest:
                context = self._merge_context(request, kept, gone)
                context |= {"groups": groups, "moves": moves(gone), "digest": digest, "chosen": sorted(chosen)}
                return TemplateResponse(request, "desk/merge_look.html", context | {"outdated": bool(confirmed)})
            try:
                with self.versions_kept(kept):
                    merge(kept, gone, chosen, request.user)
            except (CannotMerge, IntegrityError) as error:
                transaction.set_rollback(True)
                return self._merge_answer(request, kept, str(error) if isinstance(error, CannotMerge) else CONFLICT)
            LogEntry.objects.log_actions(request.user.pk, [kept, gone], CHANGE, "Merged.")
        self.message_user(request, "The two are one now. It can be undone.", messages.SUCCESS)
        return HttpResponseRedirect(self.alike_address(kept))

    def _merge_answer(self, request, kept, problem):
        self.message_user(request, problem, messages.ERROR)
        return HttpResponseRedirect(self.alike_address(kept))

    def _merge_context(self, request, kept, gone):
        return {
            **self.admin_site.each_context(request),
            "title": f"Merge two {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "kept": kept,
            "gone": gone,
            "labels": (self.label(kept), self.label(gone)),
            "swap": self.merge_address(gone, kept),
            "here": self.merge_address(kept, gone),
            "back": self.alike_address(kept),
        }

    # Two of one

    def undo_view(self, request, made):
        """What stands in the way of two records again; or, by POST, two records again."""
        row = MergeRecord.objects.filter(pk=made, kind=NAMES[self.model]).first()
        found = self.model.objects.in_bulk([row.kept, row.gone], field_name="public_id") if row else {}
        if len(found) < 2:
            raise Http404
        kept, gone = found[row.kept], found[row.gone]
        if not self.may_merge(request, kept) or (row.was["snapshot"] and not self.has_release_permission(request)):
            raise PermissionDenied
        reasons = undo_hindrances(row, kept, gone)
        if request.method == "POST" and not reasons:
            try:
                with transaction.atomic(), self.versions_kept(kept):
                    undo(row, request.user)
            except (CannotMerge, IntegrityError) as error:
                return self._merge_answer(request, kept, str(error) if isinstance(error, CannotMerge) else CONFLICT)
            LogEntry.objects.log_actions(request.user.pk, [kept, gone], CHANGE, "Merge undone.")
            return self._merge_undone(request, gone)
        context = self._merge_context(request, kept, gone)
        context |= {"title": "Undo a merge", "reasons": reasons}
        context |= {"was_public": bool(row.was["snapshot"]), "comes_back": comes_back(row, kept)}
        return TemplateResponse(request, "desk/unmerge.html", context)

    def _merge_undone(self, request, gone):
        self.message_user(request, "They are two records again.", messages.SUCCESS)
        return HttpResponseRedirect(self.change_address(gone))


def _digest(kept, gone, chosen, groups):
    shown = [kept.updated_at, gone.updated_at, sorted(chosen), [(group.word, group.lines) for group in groups]]
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()


def moves(gone):
    """``[(what, how many)]`` of rows of the desk that point at a record and will point at another."""
    found = {}
    for model, column in references(type(gone)):
        owners = [field.related_model for field in model._meta.concrete_fields if field.related_model in KINDS]
        named = model if model in KINDS or not model._meta.auto_created else owners[0]
        count = model.objects.filter(**{column: gone.pk}).count()
        words = str(named._meta.verbose_name_plural)
        found[words] = found.get(words, 0) + count
    return [(words, count) for words, count in found.items() if count]
