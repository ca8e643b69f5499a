"""Reports in the admin: read, answered, done. Nobody writes one there, and words that came are not edited."""

import hashlib
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator

from .models import Report

OLD = timedelta(days=14)
# {button: what the log says of it}
STEPS = {"_done": "Done.", "_reopen": "Opened again."}
# {box of the start page: (name in ``waiting``, kind)}
BOXES = {"urgent": ("urgent", "safety"), "reports": ("other", "mistake")}


class Standing(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("done", "Done")]

    def queryset(self, request, queryset):
        return queryset.filter(done_at__isnull=self.value() == "open") if self.value() in ("open", "done") else queryset


class Kind(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [("safety", "Safety"), ("mistake", "Mistake")]

    def queryset(self, request, queryset):
        known = {"safety": True, "mistake": False}
        return queryset.filter(safety=known[self.value()]) if self.value() in known else queryset


class Age(admin.SimpleListFilter):
    title = "age"
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return [("old", f"Came more than {OLD.days} days ago")]

    def queryset(self, request, queryset):
        return queryset.filter(at__lt=timezone.now() - OLD) if self.value() == "old" else queryset


class SeenField(forms.CharField):
    """What the form began from: carried along, never a change of the report."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial, data):
        return False


class ReportForm(forms.ModelForm):
    """A form that does not write over what somebody else saved meanwhile, unless whoever sends it read both.

    ``there``: the report as it is kept by now, if that is not what the form began from.
    """

    there = None
    seen = SeenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _digest(self.instance)

    def clean(self):
        cleaned = super().clean()
        there = Report.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if _digest(there) not in (cleaned.get("seen"), self.data.get("read_both")):
            self.there = there
            self.add_error(
                None,
                "Somebody saved this report while you had it open. "
                "Nothing of yours was saved; both versions are shown here.",
            )
        return cleaned


def _digest(report):
    """A short text that differs when anything differs that staff write."""
    return hashlib.sha256(repr((report.notes, report.done_at, report.done_by_id)).encode()).hexdigest()


def _both(form):
    """What the page shows of two versions: who saved the other one, and both."""
    rows = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Report), object_id=form.there.pk)
    last = rows.select_related("user").order_by("-action_time", "-pk").first()
    sent = form.cleaned_data.get("notes", "")
    return {
        "who": last.user.get_username() if last else "",
        "at": date_format(timezone.localtime(last.action_time), "H:i") if last else "another time",
        "step": last.change_message.rstrip(".") if last and last.change_message in STEPS.values() else "",
        "fields": [("notes", form.there.notes, sent)] if form.there.notes != sent else [],
        "token": _digest(form.there),
    }


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Open ones first, and of these the concerns for safety."""

    form = ReportForm
    change_form_template = "reports/desk_form.html"
    delete_confirmation_template = "accounts/delete.html"
    list_display = ("beginning", "kind", "about_link", "at", "standing")
    list_filter = (Standing, Kind, Age)
    list_select_related = ()
    fields = ("kind", "about_link", "words", "contact_line", "at", "standing", "notes")
    readonly_fields = ("kind", "about_link", "words", "contact_line", "at", "standing")
    search_fields = ("words", "about", "notes")
    search_help_text = "What was written, the page, or the notes of staff."
    show_full_result_count = False
    view_on_site = False
    actions = None

    def get_queryset(self, request):
        return Report.objects.in_order()

    def has_add_permission(self, request):
        return False

    def work(self, request):
        """``{box: (count, address)}`` of open reports, for the start page."""
        waiting, place = Report.objects.waiting(), reverse("admin:reports_report_changelist")
        return {
            box: (waiting[name], f"{place}?{urlencode({'standing': 'open', 'kind': kind})}")
            for box, (name, kind) in BOXES.items()
        }

    def first_of_queue(self, request, name, most=10):
        """``[(address, label, standing, nobody, when it came)]`` of a box: what waits longest first."""
        rows = Report.objects.open().filter(safety=name == "urgent").order_by("at", "pk")[:most]
        return [
            (reverse("admin:reports_report_change", args=[row.pk]), self.beginning(row), self.kind(row), "", row.at)
            for row in rows
        ]

    def changelist_view(self, request, extra_context=None):
        Report.objects.forget_contacts()
        return super().changelist_view(request, {"title": "Reports from the public", **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        """Done: nobody needs to be reached any more."""
        if "_done" in request.POST:
            obj.done_at, obj.done_by, obj.contact = timezone.now(), request.user, ""
        elif "_reopen" in request.POST:
            obj.done_at = obj.done_by = None
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request, form, formsets, add=False):
        pressed = next((words for button, words in STEPS.items() if button in request.POST), "")
        return pressed or super().construct_change_message(request, form, formsets, add)

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        context["both"] = _both(form) if form.there else None
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="report")
    def beginning(self, report):
        return format_html('<span dir="auto">{}</span>', Truncator(report.words).chars(120))

    @admin.display(description="about", ordering="about")
    def about_link(self, report):
        if report.about[:1] != "/" or report.about[1:2] == "/":
            return report.about or "–"
        return format_html('<a class="go" href="{}">{}</a>', settings.SITE_URL + report.about, report.about)

    @admin.display(description="kind", ordering="-safety")
    def kind(self, report):
        colour, words = ("withdrawn", "Safety") if report.safety else ("", "Mistake")
        return format_html('<span class="standing {}">{}</span>', colour, words)

    @admin.display(description="how to reach them")
    def contact_line(self, report):
        """Who wants to answer has to do so in time."""
        return report.contact or "Not given, or not kept any more"

    @admin.display(description="standing", ordering="done_at")
    def standing(self, report):
        colour, words = (
            ("approved", "Open") if report.done_at is None else ("public", f"Done {report.done_at:%Y-%m-%d}")
        )
        return format_html('<span class="standing {}">{}</span>', colour, words)
