"""Conferences in the admin."""

from django.contrib import admin

from organisations.admin.checks import language_tag
from organisations.admin.fields import PairsField
from organisations.admin.forms import RecordForm
from organisations.admin.inlines import PartInline, RecordInline, RowForm
from organisations.admin.labels import isolated, shortened
from organisations.admin.listing import ReleaseFilter, UsedFilter
from organisations.admin.record import Preview, RecordAdmin
from organisations.editorial import reason

from ..choices import DisclosureRule
from ..models import (
    ConferenceCountryRecord,
    ConferenceOrganisationRecord,
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementRecord,
)
from .session_forms import SessionRowForm
from .sources import checked_source


class ConferenceForm(RecordForm):
    together = (("headcount", "headcount_note"),)
    place_names = PairsField(
        keys=("lang", "name"), rows=2, check=language_tag, help_text="One per line, for example: sq: Prishtinë"
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "It ends before it begins.")
        if cleaned.get("disclosure_reason") and not reason(cleaned["disclosure_reason"]):
            self.add_error("disclosure_reason", "Say why this rule.")
        return cleaned


class OrganiserInline(PartInline):
    model = ConferenceOrganisationRecord
    fields = ("organisation", "role")
    autocomplete_fields = ("organisation",)
    addable = ("organisation",)


class CountryInline(PartInline):
    model = ConferenceCountryRecord
    fields = ("country", "role")
    autocomplete_fields = ("country",)
    verbose_name_plural = "countries a source names with it"


class SourceRowForm(RowForm):
    def clean(self):
        return checked_source(self, super().clean())


class SourceInline(RecordInline):
    model = SourceRecord
    form = SourceRowForm
    fields = ("title", "creator", "issued", "seen", "standing", "open_link")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.positioned = False
        return formset


class SessionInline(RecordInline):
    model = SessionRecord
    form = SessionRowForm
    fields = ("position", "title", "kind", "part_of", "seen", "standing", "open_link")
    readonly_fields = ("part_of", "standing", "open_link")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.level = staticmethod(lambda row: row.parent_id)
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("parent")

    @admin.display(description="part of")
    def part_of(self, record):
        return record.parent.title if record.parent else "–"


@admin.register(ConferenceRecord)
class ConferenceAdmin(RecordAdmin):
    form = ConferenceForm
    meetings = ("pk",)
    openness = {"disclosure_rule": list(DisclosureRule)}
    discretion = "Lines of speakers may change too; the keepers see which."
    asks_first = True
    inlines = (OrganiserInline, CountryInline, SourceInline, SessionInline)
    list_display = ("name_column", "start_date", "place", "disclosure_rule", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, "disclosure_rule", ("country", UsedFilter))
    date_hierarchy = "start_date"
    ordering = ("-start_date", "slug")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("start_date", "title")}
    fixed_once_released = ("slug",)
    fieldsets = (
        (
            "What, when and where",
            {"fields": ("title", "slug", ("start_date", "end_date"), "place", "place_names", "country", "language")},
        ),
        (
            "What may leave the room",
            {
                "fields": ("disclosure_rule", "disclosure_reason"),
                "description": "The ceiling for everything said there. Unless something was agreed or published, "
                "the meeting is closed: nothing leaves the room.",
            },
        ),
        ("About it", {"fields": ("summary", ("headcount", "headcount_note"))}),
        (
            "For staff",
            {
                "fields": (
                    "high_risk",
                    "notes",
                ),
                "classes": ("collapse",),
            },
        ),
    )

    def label(self, record):
        return f"{isolated(shortened(record.title, 80))}, {record.start_date.year}"

    def preview(self, request, record):
        days = " – ".join(dict.fromkeys(f"{day:%-d %B %Y}" for day in (record.start_date, record.end_date)))
        facts = [("When and where", f"{days}, {record.place}"), ("Rule", record.get_disclosure_rule_display())]
        return Preview(True, title=record.title, text=record.summary, language=record.language, facts=facts)

    def public_words(self, row):
        return row.title, f"{isolated(row.place)}, {row.start_date:%Y}"

    def around(self, request, record):
        found = []
        for model, path in ((ParticipantRecord, "conference"), (StatementRecord, "session__conference")):
            own = self.admin_site._registry[model]
            count = model.objects.filter(**{path: record}).count()
            found.append(
                (
                    f"{own.opts.verbose_name_plural.capitalize()}: {count}",
                    own.list_address(**{f"{path}__id__exact": record.pk}),
                )
            )
        people = self.admin_site._registry[ParticipantRecord]
        return [*found, ("Add a participant", people.add_address(conference=record.pk))]
