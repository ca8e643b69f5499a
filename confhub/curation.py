"""The admin site: where staff work."""

from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from confhub.accounts.site import AccountsSite
from organisations.long_lists import COUNTED

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

# What the boxes of the start page count: what an admin's ``work`` has under these names, for whoever looks.
BOXES = {
    "urgent": "reported: somebody may be at risk",
    "reports": "reported: anything else",
    "exposed": "high risk, and public",
    "high": "high risk",
    "first": "first review",
    "second": "second review, sent by somebody else",
    "mine": "assigned to you",
    "changed": "changed since release",
    "old": "waiting for more than 14 days",
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


class CurationSite(AccountsSite):
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
        more = [pattern for make in self.more_urls for pattern in make(self)]
        queue = path("queue/<slug:name>/", self.admin_view(self.queue_view), name="queue")
        return [*more, queue, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        return csp_replace(POLICY)(super().admin_view(_readable(view), cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(POLICY)(super().login)(request, extra_context)

    def autocomplete_view(self, request):
        return LabelledAutocomplete.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        work = self._work(request)
        records = [(own, counts) for own, counts in work if own in self._records()]
        mine = {
            "boxes": _boxes(work),
            "work": [_row(request, own, counts) for own, counts in records],
            "alone": not settings.REVIEWERS,
            "most": COUNTED,
        }
        return super().index(request, {**mine, **(extra_context or {})})

    def queue_view(self, request, name):
        """One box: the first records of each kind that wait in it, and the list of all of them."""
        if name not in BOXES:
            raise Http404
        found = [(own, *counts[name]) for own, counts in self._work(request) if counts.get(name, (0,))[0]]
        context = {
            **self.each_context(request),
            "title": BOXES[name].capitalize(),
            "most": COUNTED,
            "kinds": [(own.opts, own.first_of_queue(request, name), *rest) for own, *rest in found],
        }
        return TemplateResponse(request, "desk/queue.html", context)

    def app_index(self, request, app_label, extra_context=None):
        """The start page: it has the lists of all apps in order of work."""
        return redirect("admin:index")

    def _work(self, request):
        """``[(admin, what waits)]`` of all that know of work, records in its order, for those who may look."""
        others = [own for own in self._registry.values() if hasattr(own, "work") and own not in self._records()]
        may = [own for own in (*self._records(), *others) if own.has_view_or_change_permission(request)]
        return [(own, own.work(request)) for own in may]

    def _records(self):
        own = {str(a.opts.verbose_name): a for a in self._registry.values() if hasattr(a, "work")}
        return [own[name] for name in ORDER if name in own]

    def get_app_list(self, request, app_label=None):
        """On the start page, what is not in the table of work: vocabularies and accounts."""
        apps = super().get_app_list(request, app_label)
        if app_label is None:
            for app in apps:
                app["models"] = [m for m in app["models"] if self._registry[m["model"]] not in self._records()]
        return [app for app in apps if app["models"]]


def _readable(view):
    """Leaves zero characters out of an address: PostgreSQL takes none, so that none can be part of what it names."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", ""))
        return view(request, *args, **kwargs)

    return answer


def _boxes(work):
    """``[(name, words, count, address)]``; the address is that of the one list with anything in it, if it is one."""
    found = []
    for name, words in BOXES.items():
        counts = [counts[name] for _, counts in work if name in counts]
        lists = [address for count, address in counts if count]
        if counts:
            address = lists[0] if len(lists) == 1 else reverse("admin:queue", args=[name])
            found.append((name, words, sum(count for count, _ in counts), address))
    return found


def _row(request, own, counts):
    """``(name of the kind, list address, add address, counts by state)`` of a kind of record."""
    add = own.add_address() if own.has_add_permission(request) else ""
    states = {name: counts[name] for name in ("draft", "review", "approved", "changed")}
    return str(own.opts.verbose_name_plural), own.list_address(), add, states
