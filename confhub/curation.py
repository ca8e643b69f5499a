"""The admin site: where staff work."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect

# No looser than the admin's own scripts need, in a browser: its files, its autocompletes, its icons.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# In the order of work; anything else comes behind.
ORDER = ["conference", "source", "session", "participant", "statement", "lesson", "organisation", "person"]


class LabelledAutocomplete(AutocompleteJsonView):
    """Autocomplete results as the admin names them to this member of staff, within the scope asked for."""

    def get(self, request, *args, **kwargs):
        self.term, self.model_admin, self.source_field, key = self.process_request(request)
        if not self.has_perm(request):
            raise PermissionDenied
        self.object_list = self.get_queryset()
        context = self.get_context_data()
        rows = list(context["object_list"])
        labels = self._labels(rows)
        results = [{"id": str(getattr(row, key)), "text": labels[row.pk]} for row in rows]
        return JsonResponse({"results": results, "pagination": {"more": context["page_obj"].has_next()}})

    def get_queryset(self):
        scope = self.request.GET.get("conference", "")
        rows = super().get_queryset()
        return rows.filter(conference=scope) if scope.isdecimal() and "conference" in self._columns() else rows

    def _columns(self):
        return {field.name for field in self.model_admin.opts.concrete_fields}

    def _labels(self, rows):
        if hasattr(self.model_admin, "labels"):
            return self.model_admin.labels(self.request, rows)
        return {row.pk: str(row) for row in rows}


class CurationSite(admin.AdminSite):
    """Django's admin with a start page that shows what waits, and a content security policy."""

    site_header = "Confhub curation"
    site_title = "Confhub curation"
    index_title = "Your work"
    enable_nav_sidebar = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")
        self.more_urls = []

    def get_urls(self):
        """Those of ``more_urls`` first: functions of the site, by which apps add pages beside Django's own."""
        return [*(pattern for make in self.more_urls for pattern in make(self)), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        return csp_replace(POLICY)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(POLICY)(super().login)(request, extra_context)

    def autocomplete_view(self, request):
        return LabelledAutocomplete.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        return super().index(request, {"work": self._work(request), **(extra_context or {})})

    def app_index(self, request, app_label, extra_context=None):
        """The start page: it has the lists of all apps in order of work."""
        return redirect("admin:index")

    def _work(self, request):
        """``[(name of the kind, list address, add address, counts)]`` in the order of work, for those who may look."""
        found = []
        for name, own in self._records():
            if own.has_view_or_change_permission(request):
                add = own.add_address() if own.has_add_permission(request) else ""
                found.append((name, own.list_address(), add, own.work(request)))
        return found

    def _records(self):
        own = {str(a.opts.verbose_name): a for a in self._registry.values() if hasattr(a, "work")}
        return [(str(own[name].opts.verbose_name_plural), own[name]) for name in ORDER if name in own]

    def get_app_list(self, request, app_label=None):
        """On the start page, what is not in the table of work: vocabularies and accounts."""
        apps = super().get_app_list(request, app_label)
        if app_label is None:
            for app in apps:
                app["models"] = [m for m in app["models"] if not hasattr(self._registry[m["model"]], "work")]
        return [app for app in apps if app["models"]]
