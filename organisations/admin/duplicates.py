"""Duplicates in the admin: offered after a save and on a page of their own, where staff say what is not the same."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from ..duplicates import duplicates, keep_distinct

NAMES = {"name", "acronym", "other_names"}


class Duplicates:
    """Mixed into the admins of bodies and people."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_alike"
        view = self.admin_site.admin_view(self.alike_view)
        return [path("<int:pk>/alike/", view, name=name), *super().get_urls()]

    def alike_address(self, record):
        """Where a record's likely duplicates are."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_alike", args=[record.pk])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.renamed = not change or bool(NAMES & set(form.changed_data))

    def _after_save(self, request, record):
        answer = super()._after_save(request, record)
        found = duplicates(record) if getattr(request, "renamed", False) else []
        if found:
            words = "This looks like {} on the desk: {}. {}"
            link = format_html('<a href="{}">The same, or not the same?</a>', self.alike_address(record))
            first = found[0][0] if len(found) == 1 else None
            what = self.label(first) if first else f"{len(found)} other {self.opts.verbose_name_plural}"
            self.message_user(request, format_html(words, what, found[0][1], link), messages.WARNING)
        return answer

    def alike_view(self, request, pk):
        """The records that look like this one. By POST: one of them is not the same."""
        record = self.get_queryset(request).filter(pk=pk).first()
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self._distinct(request, record)
        found = [(other, self.label(other), why) for other, why in duplicates(record)]
        self.describe(request, [record, *(other for other, _, _ in found)])
        context = {
            **self.admin_site.each_context(request),
            "title": f"What looks like {self.label(record)}",
            "opts": self.opts,
            "record": record,
            "found": [(o, label, why, self.standing(o), *self._ways(request, record, o)) for o, label, why in found],
            "merges": self.merges(record) if self.may_merge(request, record) else (),
            "back": self.change_address(record),
        }
        return TemplateResponse(request, "desk/alike.html", context)

    def _ways(self, request, record, other):
        """Where the other one is, and where the two are merged, the public one kept; empty for who may not."""
        kept, gone = (other, record) if other.is_released and not record.is_released else (record, other)
        merge = self.merge_address(kept, gone) if self.may_merge(request, record, other) else ""
        return self.change_address(other), merge

    def _distinct(self, request, record):
        other = (
            self.get_queryset(request).filter(public_id=request.POST.get("distinct", "")).exclude(pk=record.pk).first()
        )
        if other is None:
            raise Http404
        keep_distinct(record, other, request.user)
        words = format_html("{} is not the same: it will not be offered again.", self.label(other))
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(self.alike_address(record))
