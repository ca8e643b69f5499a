"""Reports in the admin: read, answered, done. Nobody writes one there, and words that came are not edited."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator

from .models import Report

OLD = timedelta(days=14)
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


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Open ones first, and of these the concerns for safety."""

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
        if "_done" in request.POST:
            return "Done."
        if "_reopen" in request.POST:
            return "Opened again."
        return super().construct_change_message(request, form, formsets, add)

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
