"""Sources in the admin."""

import re
from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError

from organisations.admin.forms import RecordForm
from organisations.admin.labels import shortened
from organisations.admin.listing import LabelledFilter, ReleaseFilter
from organisations.admin.record import Preview, RecordAdmin

from ..models import SourceRecord
from .in_a_meeting import InAMeeting
from .source_file import FileViews
from .source_text import TextViews

HEX = re.compile(r"[0-9a-f]{64}")
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
class SourceAdmin(InAMeeting, FileViews, TextViews, RecordAdmin):
    form = SourceForm
    list_display = ("name_column", "conference_title", "creator", "issued", "standing", "public_page")
    list_filter = ("state", ReleaseFilter, ("conference", LabelledFilter))
    meetings = ("conference",)
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

    def preview(self, request, record):
        reason = "" if record.conference.is_released else "Only after this is released too: the conference."
        words = ", ".join(filter(None, (record.creator, record.publisher, record.issued)))
        return Preview(True, reason, title=record.title, text=words, language=record.language)

    def public_words(self, row):
        return row.title, row.creator

    def around(self, request, record):
        return [*super().around(request, record), *self.rooms(request, record)]
