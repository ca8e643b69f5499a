"""Sessions in the admin, with everything said there."""

from django.contrib import admin
from django.db.models import Q

from organisations.admin.inlines import RecordInline
from organisations.admin.labels import isolated, shortened
from organisations.admin.listing import LabelledFilter, ReleaseFilter
from organisations.admin.record import Preview, RecordAdmin
from organisations.folding import sounds

from ..choices import DisclosureRule
from ..models import ConferenceRecord, SessionRecord, StatementRecord
from .in_a_meeting import InAMeeting
from .previews import around_session
from .session_forms import SessionForm
from .statement_forms import StatementRowForm
from .true_speakers import hidden_speakers, sees_all
from .years import YearFilter


class StatementInline(RecordInline):
    model = StatementRecord
    form = StatementRowForm
    fields = ("position", "text", "kind", "speaker", "attribution_level", "seen", "standing", "open_link")
    autocomplete_fields = ("speaker",)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return fields if sees_all(request.user) else [name for name in fields if name != "speaker"]

    def get_autocomplete_fields(self, request):
        return super().get_autocomplete_fields(request) if sees_all(request.user) else ()

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.hidden = hidden_speakers(request.user, obj.statements.all()) if obj else frozenset()
        formset.form.base_fields["text"].widget.attrs["rows"] = 3
        if "speaker" in formset.form.base_fields and obj:
            formset.form.base_fields["speaker"].widget.widget.scope = {"conference": obj.conference_id}
        return formset


@admin.register(SessionRecord)
class SessionAdmin(InAMeeting, RecordAdmin):
    form = SessionForm
    meetings = ("conference",)
    openness = {"disclosure_rule": ["", *DisclosureRule]}  # empty: the conference's
    discretion = "Lines of speakers may change too; the keepers see which."
    asks_first = True
    inlines = (StatementInline,)
    list_display = (
        "title_column",
        "conference_title",
        "kind",
        "disclosure_rule",
        "position",
        "standing",
        "public_page",
    )
    list_filter = ("state", ReleaseFilter, "kind", "disclosure_rule", YearFilter, ("conference", LabelledFilter))
    label_related = ("conference",)
    address_related = ("conference",)
    ordering = ("-conference__start_date", "conference_id", "parent_id", "position")
    autocomplete_fields = ("conference", "parent")
    prepopulated_fields = {"slug": ("title",)}
    fixed_once_released = ("slug",)
    fixed_once_made = ("conference",)
    carry = ("conference",)
    unseen = "The conference, or the session it is part of, is not public."
    fieldsets = (
        ("Where it stands", {"fields": ("conference", "parent", "position")}),
        ("The session", {"fields": ("title", "slug", "kind", "summary", "disclosure_rule")}),
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        meeting = obj.conference_id if obj else request.GET.get("conference", "")
        if "parent" in form.base_fields and str(meeting).isdecimal():
            form.base_fields["parent"].widget.widget.scope = {"conference": meeting}
        return form

    def get_search_results(self, request, queryset, search_term):
        """Also by the conference: every one of them has opening remarks."""
        for word in search_term.split():
            spelled = sounds(word)
            meetings = ConferenceRecord.objects.order_by().filter(folded__contains=spelled).values("pk")
            own = Q(folded__contains=spelled) | Q(public_id=word.upper())
            queryset = queryset.filter(own | Q(conference__in=meetings))
        return queryset, False

    def label(self, record):
        meeting = isolated(shortened(record.conference.title, 50))
        return f"{isolated(record.title)} ({meeting}, {record.conference.start_date.year})"

    @admin.display(description="session")
    def title_column(self, record):
        return f"– {isolated(record.title)}" if record.parent_id else record.title

    def preview(self, request, record):
        rule, missing = around_session(record)
        missing = [what for what in missing if what != f"the session “{record.title}”"]
        reason = f"Only after this is released too: {', '.join(missing)}." if missing else ""
        return Preview(True, reason, title=record.title, text=record.summary, facts=[("Rule", rule_label(rule))])

    def public_words(self, row):
        return row.title, ""

    def around(self, request, record):
        statements = self.admin_site._registry[StatementRecord]
        return [*super().around(request, record), ("Add a statement", statements.add_address(session=record.pk))]


def rule_label(rule):
    """The words for a disclosure rule."""
    return dict(SessionRecord._meta.get_field("disclosure_rule").choices)[rule]
