"""Conferences and sources in the admin."""

import re
from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError

from organisations.admin.checks import language_tag
from organisations.admin.fields import PairsField
from organisations.admin.forms import RecordForm
from organisations.admin.inlines import PartInline, RecordInline, RowForm
from organisations.admin.labels import isolated, shortened
from organisations.admin.listing import LabelledFilter, ReleaseFilter
from organisations.admin.record import Preview, RecordAdmin

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

HEX = re.compile(r"[0-9a-f]{64}")
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    openness = {"disclosure_rule": list(DisclosureRule)}
    discretion = "Lines of speakers may change too; the keepers see which."
    asks_first = True
    inlines = (OrganiserInline, CountryInline, SourceInline, SessionInline)
    list_display = ("name_column", "start_date", "place", "disclosure_rule", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, "disclosure_rule", ("country", admin.RelatedOnlyFieldListFilter))
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


class SourceForm(RecordForm):
    def clean(self):
        return checked_source(self, super().clean())


def checked_source(form, cleaned):
    """Years, days and sums of a source as they must be written."""
    for name in ("file_sha256", "text_sha256"):
        if cleaned.get(name) and not HEX.fullmatch(cleaned[name]):
            form.add_error(name, ValidationError("64 digits and letters from a to f, in small letters."))
    if cleaned.get("issued") and not _is_issued(cleaned["issued"]):
        form.add_error("issued", ValidationError("A year, or a day like 2014-04-24."))
    return cleaned


def _is_issued(words):
    """Whether they are a year, or a day that the calendar has (ISO 8601)."""
    try:
        return bool(YEAR.fullmatch(words)) or bool(DAY.fullmatch(words) and date.fromisoformat(words))
    except ValueError:
        return False


@admin.register(SourceRecord)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    list_display = ("name_column", "conference_title", "creator", "issued", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, ("conference", LabelledFilter))
    label_related = ("conference",)
    ordering = ("-conference__start_date", "conference_id", "pk")
    autocomplete_fields = ("conference",)
    fixed_once_made = ("conference",)
    carry = ("conference",)
    unseen = "The conference is not public."
    fieldsets = (
        ("The document", {"fields": ("conference", "title", "creator", "publisher", "publisher_details", "issued")}),
        ("Language and rights", {"fields": ("language", "rights", "url")}),
        (
            "The very file",
            {
                "fields": ("file_sha256", "text_sha256"),
                "classes": ("collapse",),
                "description": "So that the places of statements can be checked against the right file.",
            },
        ),
        ("For staff", {"fields": ("high_risk", "notes", "key"), "classes": ("collapse",)}),
    )

    def label(self, record):
        return shortened(record.title)

    @admin.display(description="conference", ordering="conference__start_date")
    def conference_title(self, record):
        return f"{isolated(shortened(record.conference.title, 40))}, {record.conference.start_date.year}"

    @admin.display(description="conference")
    def conference_line(self, record):
        return self.admin_site._registry[ConferenceRecord].label(record.conference)

    def preview(self, request, record):
        reason = "" if record.conference.is_released else "Only after this is released too: the conference."
        words = ", ".join(filter(None, (record.creator, record.publisher, record.issued)))
        return Preview(True, reason, title=record.title, text=words, language=record.language)

    def public_words(self, row):
        return row.title, row.creator

    def around(self, request, record):
        meeting = self.admin_site._registry[ConferenceRecord]
        return [("The conference", meeting.change_address(record.conference))]
