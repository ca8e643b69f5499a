"""Spreadsheets in the admin: a file is shown first and brought in when that is agreed to; lists are written out."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from organisations import editorial
from organisations.admin.steps import CONFLICT
from sessions.admin.true_speakers import sees_all

from ..models import SheetUpload
from ..sheets.columns import columns
from ..sheets.exporting import RECORDS, as_csv, as_xlsx, cells, header
from ..sheets.importing import Refused, bring_in, look
from ..sheets.matching import MODELS
from ..sheets.reading import MOST_BYTES, MOST_ROWS
from ..sheets.resource import Who
from .sheet_previews import preview

KEPT = timedelta(days=1)
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
OVER = "This preview is over: it was taken, thrown away, or a day old. Choose the file again."


class Sheets:
    """The pages of one kind. ``own``: the admin of its records, which says who may do what."""

    def __init__(self, section, site):
        self.section, self.site, self.own = section, site, site._registry[RECORDS[section].model]

    def urls(self):
        """Patterns below the list of the kind."""
        opts = self.own.opts
        at, name = f"{opts.app_label}/{opts.model_name}", f"{opts.app_label}_{opts.model_name}"
        views = {"export/<str:form>": self.export_view}
        if self.section in MODELS:
            views |= {"import": self.import_view, "template/<str:form>": self.template_view}
        view = self.site.admin_view
        return [path(f"{at}/{end}/", view(page), name=f"{name}_{end.split('/')[0]}") for end, page in views.items()]

    def who(self, request):
        """What somebody may do with sheets of this kind."""
        add = {"add"} if self.own.has_add_permission(request) else set()
        return Who(sees_all(request.user), frozenset(add | self.own.rights(request)), request.user)

    # In

    def import_view(self, request):
        """The form; what a file would do; and, once that was agreed to, doing it."""
        who = self.who(request)
        if not who.rights & {"add", editorial.CHANGE}:
            raise PermissionDenied
        if request.method != "POST":
            return self._form(request)
        if "upload" in request.POST:
            return self._answer(request, who)
        file = request.FILES.get("file")
        if file is None:
            return self._form(request, "Choose a file first.")
        return self._look(request, who, file.name[-200:], file.read(MOST_BYTES + 1))

    def _form(self, request, problem=""):
        context = self._context(request, f"Import {self.own.opts.verbose_name_plural}")
        fields = columns(self.section, sees_all(request.user)).values()
        limits = {"rows": MOST_ROWS, "megabytes": MOST_BYTES // 1_000_000}
        context |= {"columns": fields, "problem": problem, "limits": limits, "forms": TYPES}
        return TemplateResponse(request, "desk/sheet.html", context)

    def _look(self, request, who, name, content):
        outcome, upload = look(self.section, name, content, who), None
        old = Q(owner=request.user) | Q(at__lt=timezone.now() - KEPT)
        SheetUpload.objects.filter(old).delete()
        if not outcome.count and (outcome.new or outcome.changed):
            values = {"section": self.section, "name": name, "content": content}
            upload = SheetUpload.objects.create(owner=request.user, **values)
        return self._preview(request, outcome, name, upload)

    def _preview(self, request, outcome, name, upload, outdated=False):
        context = self._context(request, f"Preview: {name}")
        context |= preview(self, request, outcome)
        context |= {"outcome": outcome, "upload": upload, "outdated": outdated}
        return TemplateResponse(request, "desk/sheet_preview.html", context)

    def _answer(self, request, who):
        token = request.POST["upload"].replace("\x00", "")  # PostgreSQL takes none
        mine = SheetUpload.objects.filter(owner=request.user, section=self.section, token=token)
        if "_cancel" in request.POST:
            mine.delete()
            return self._back(request, "Nothing was imported; the file is thrown away.", messages.INFO)
        try:
            with transaction.atomic():
                upload = mine.select_for_update().first()
                if upload is None:
                    return self._back(request, OVER, messages.WARNING)
                outcome = self._bring_in(request, who, upload)
                upload.delete()
        except Refused as refused:
            again = None if refused.outcome.count else upload
            return self._preview(request, refused.outcome, upload.name, again, outdated=True)
        except IntegrityError:
            return self._back(request, CONFLICT, messages.ERROR)
        counts = {"new": len(outcome.new), "changed": len(outcome.changed), "unchanged": outcome.unchanged}
        told = ", ".join(f"{count:,} {word}" for word, count in counts.items())
        return self._back(request, f"Imported: {told}. Nothing is released.")

    def _bring_in(self, request, who, upload):
        digest = request.POST.get("digest", "")
        why, around = editorial.reason(request.POST.get("why", "")), partial(self._versions, request.user)
        outcome = bring_in(self.section, upload.name, bytes(upload.content), who, digest, why, around)
        for lines, flag in ((outcome.new, ADDITION), (outcome.changed, CHANGE)):
            records = self.own.model.objects.in_bulk([line.pk for line in lines])
            if records:
                LogEntry.objects.log_actions(request.user.pk, list(records.values()), flag, "Imported from a sheet.")
        return outcome

    @contextmanager
    def _versions(self, user, records):
        """What records were before a sheet and are after it goes into their history."""
        with self.own.versions_kept(*records):
            yield
            changed = self.own.model.objects.filter(pk__in=[record.pk for record in records]).order_by("pk")
            self.own.model.history.bulk_history_create(changed, update=True, default_user=user, batch_size=500)

    def _back(self, request, words, level=messages.SUCCESS):
        self.own.message_user(request, words, level)
        return HttpResponseRedirect(self.own.list_address())

    # Out

    def export_view(self, request, form):
        """The list as it is filtered, in its order."""
        if not self.own.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.own.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self.own.list_address()}?e=1")
        keeper = sees_all(request.user)
        return self._file(form, self.section, header(self.section, keeper), cells(self.section, rows, keeper))

    def template_view(self, request, form):
        """An empty sheet with the names of the columns."""
        if not self.own.has_view_permission(request):
            raise PermissionDenied
        return self._file(form, f"{self.section}-template", header(self.section, sees_all(request.user)), ())

    def _file(self, form, name, names, rows):
        if form not in TYPES:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
        if form == "csv":
            return StreamingHttpResponse(as_csv(names, rows), content_type="text/csv; charset=utf-8", headers=headers)
        return HttpResponse(as_xlsx(names, rows), content_type=TYPES[form], headers=headers)

    def _context(self, request, title):
        opts = self.own.opts
        names = {view: f"admin:{opts.app_label}_{opts.model_name}_{view}" for view in ("import", "template")}
        return {**self.site.each_context(request), "title": title, "opts": opts, "addresses": names}


def sheet_urls(site):
    """The pages of every kind that has sheets."""
    return [pattern for section in RECORDS for pattern in Sheets(section, site).urls()]


admin.site.more_urls.append(sheet_urls)
