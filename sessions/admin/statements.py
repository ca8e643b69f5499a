"""Statements in the admin."""

from dataclasses import replace

from django.contrib import admin
from django.utils.html import format_html

from organisations.admin.fields import Ticks
from organisations.admin.inlines import OtherForm, PartInline
from organisations.admin.labels import KnowingSelect, shortened
from organisations.admin.listing import LabelledFilter, ReleaseFilter, UsedFilter
from organisations.admin.record import RecordAdmin
from organisations.admin.translations import TranslationInline

from ..choices import Level
from ..ladder import LADDER
from ..models import (
    Passage,
    SessionRecord,
    SourceRecord,
    StatementCountryRecord,
    StatementLinkRecord,
    StatementRecord,
    StatementTranslationRecord,
    Theme,
)
from .pane import pane_beside
from .previews import statement_preview
from .source_rooms import kept_files
from .statement_forms import StatementForm
from .true_speakers import KEPT, hidden_speakers, kept_lines, kept_speakers, once_only, sees_all, untold
from .years import StatementYearFilter

SECRET = ("speaker", "consent_reference", "consent_date")
# What the address of an empty form may say already, and tells the meeting.
BEGUN_FROM = {"session": SessionRecord, "source": SourceRecord}


class StatementCountryInline(PartInline):
    model = StatementCountryRecord
    fields = ("country", "context", "name_in_source")
    autocomplete_fields = ("country",)


class StatementLinkForm(OtherForm):
    owner = "statement"


class StatementLinkInline(PartInline):
    model = StatementLinkRecord
    form = StatementLinkForm
    fk_name = "statement"
    fields = ("kind", "other", "note")
    autocomplete_fields = ("other",)


class StatementTranslationInline(TranslationInline):
    model = StatementTranslationRecord


class ShownAsFilter(admin.ChoicesFieldListFilter):
    """By the most that is shown of the speaker: the field is named as a form asks, which reads ill behind "By"."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "how the speaker is shown"


class ThemesField:
    """For admins: themes are ticked, each with its definition."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Theme:
            kwargs["widget"] = Ticks()
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Theme:
            field.label_from_instance = theme_with_definition
            field.help_text = ""
        return field


def theme_with_definition(theme):
    """A theme as a choice: its name, and what it means."""
    return format_html('<b>{}</b> <span class="help">{}</span>', theme.name, theme.definition)


@admin.register(StatementRecord)
class StatementAdmin(ThemesField, RecordAdmin):
    form = StatementForm
    change_form_template = "desk/statement_form.html"
    inlines = (StatementCountryInline, StatementLinkInline, StatementTranslationInline)
    list_display = ("name_column", "session_title", "kind", "shown_as", "standing", "public_page")
    list_filter = (
        "state",
        ReleaseFilter,
        "kind",
        ("attribution_level", ShownAsFilter),
        StatementYearFilter,
        ("session__conference", LabelledFilter),
        ("countries__country", UsedFilter),
        ("themes", UsedFilter),
    )
    label_related = ("session", "session__conference")
    ordering = ("-session__conference__start_date", "session_id", "position", "pk")
    autocomplete_fields = ("session", "speaker", "mentions")
    addable = ("speaker", "mentions")
    carry = ("session",)
    leads_from = ("session",)
    unseen = "What it stands in is not public, it is withheld, or its speaker was released after it: release it again."
    fieldsets = (
        ("What was said", {"fields": ("session", "position", "text", "language", "kind", "wording")}),
        (
            "Who said it, and how they may be shown",
            {
                "fields": ("speaker", "attribution_level", "consent_reference", "consent_date"),
                "description": "In doubt show less. A post that only one person holds is as good as a name.",
            },
        ),
        ("What it is about", {"fields": ("themes", "mentions")}),
        ("Where a source has it", {"fields": ("source", ("start", "end"), "place", "reveals")}),
        ("Other words for the public", {"fields": ("redacted", "public_text"), "classes": ("collapse",)}),
        ("For staff", {"fields": ("high_risk", "notes", "key"), "classes": ("collapse",)}),
    )

    meetings = ("session__conference",)
    openness = {"attribution_level": LADDER}
    tells_nothing = (Level.UNATTRIBUTED, Level.WITHHELD)
    kept_from_others = SECRET
    history_also = ("passage",)

    # Who may see who spoke

    def keeps(self, request):
        return sees_all(request.user)

    def form_values(self, values):
        """A passage is entered as its columns."""
        passage = Passage.objects.filter(pk=values.pop("passage", None)).first()
        place = {name: getattr(passage, name) if passage else None for name in ("source", "start", "end", "place")}
        return values | place | ({"reveals": passage.reveals} if passage else {})

    def guarded(self, request, obj):
        """Whether the speaker of a statement is not for this member of staff to see."""
        if obj is None or obj.pk is None:
            return False
        known = request.__dict__.setdefault("guarded_statements", {})
        if obj.pk not in known:
            known[obj.pk] = bool(hidden_speakers(request.user, [obj]))
        return known[obj.pk]

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        if not self.guarded(request, obj):
            return sets
        swapped = {"speaker": "kept", "session": "session_line", "consent_reference": None, "consent_date": None}
        return [(n, {**box, "fields": [f for f in _swapped(box["fields"], swapped) if f]}) for n, box in sets]

    def get_readonly_fields(self, request, obj=None):
        guarded = ("kept", "session_line") if self.guarded(request, obj) else ()
        return (*super().get_readonly_fields(request, obj), *guarded)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.guarded = self.guarded(request, obj)
        form.base_fields["source"].widget = self._source_widget(request, obj, form.base_fields["source"])
        if "session" in form.base_fields and not obj:
            form.base_fields["session"].widget.widget.scope = self._scope(request, obj)
        if "speaker" in form.base_fields:
            form.base_fields["speaker"].widget.widget.scope = self._scope(request, obj)
            form.base_fields["speaker"].help_text = once_only(request.user)
        return form

    def _source_widget(self, request, obj, field):
        own = self.admin_site._registry[Passage._meta.get_field("source").related_model]
        widget = KnowingSelect(Passage._meta.get_field("source"), self.admin_site, choices=field.choices)
        widget.scope, widget.is_required = self._scope(request, obj), False
        field.label_from_instance = lambda source: own.label_for(request, source)
        return widget

    def _scope(self, request, obj):
        """Only what belongs to the meeting of the session, or of the source the form was begun from, if it is known."""
        asked = ((SessionRecord, obj.session_id if obj else ""),)
        if not obj:
            asked = tuple((model, request.GET.get(name, "")) for name, model in BEGUN_FROM.items())
        for model, key in asked:
            if str(key).isdecimal() and (meeting := model.objects.filter(pk=key).values_list("conference_id").first()):
                return {"conference": meeting[0]}
        return {}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        sources = self.admin_site._registry[SourceRecord]
        meeting = self._scope(request, obj).get("conference")
        context["pane"] = pane_beside(request, context["adminform"].form, sources, meeting)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="speaker")
    def kept(self, record):
        return KEPT

    @admin.display(description="session")
    def session_line(self, record):
        return self.admin_site._registry[SessionRecord].label(record.session)

    def save_model(self, request, obj, form, change):
        before, obj.passage = obj.passage, form.passage()
        super().save_model(request, obj, form, change)
        if before and before != obj.passage and not before.statements.exists():
            before.delete()

    def kept_of(self, records):
        kept = kept_speakers(records)
        spoken = [record for record in records if record.pk in kept]
        return {
            "kept": kept,
            "line_kept": kept_lines(spoken),
            "untold": untold(spoken),
            "file_kept": kept_files(records),
        }

    def look_at_public(self, records):
        """As if all that changed since were kept: others may see who says it now, and not who said what is out."""
        look = super().look_at_public(records)
        return replace(look, kept=look.kept | {record.pk for record in records if record.changed_since_release})

    # What staff read

    def label(self, record):
        return shortened(record.text)

    @admin.display(description="session", ordering="session__position")
    def session_title(self, record):
        return record.session.title

    @admin.display(description="speaker shown as", ordering="attribution_level")
    def shown_as(self, record):
        if record.public_row:
            return record.public_row.attribution_label
        return format_html('<span class="quiet">at most: {}</span>', record.get_attribution_level_display())

    def preview(self, request, record):
        return statement_preview(request.user, record)

    def public_words(self, row):
        return row.attribution_label, row.text

    def may_tell(self, request, effect, ids):
        """That the line of a statement changes tells who spoke, unless the public knows the two to be linked."""
        linked = effect.before and {
            effect.before.person_id,
            effect.before.participant_id,
            effect.before.organisation_id,
        }
        return effect.word != "changes" or sees_all(request.user) or bool(linked & ids)

    def around(self, request, record):
        sessions = self.admin_site._registry[SessionRecord]
        return [("Its session, with everything said there", sessions.change_address(record.session))]


def _swapped(fields, swapped):
    return [swapped.get(name, name) if isinstance(name, str) else name for name in fields]
