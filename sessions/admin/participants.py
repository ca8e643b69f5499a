"""Participants in the admin: people are searched and shown only as far as this member of staff may see them."""

from django.contrib import admin
from django.db.models import Q

from organisations.admin.forms import RecordForm
from organisations.admin.listing import LabelledFilter, ReleaseFilter, UsedFilter
from organisations.admin.record import RecordAdmin
from organisations.folding import latin, sounds
from organisations.long_lists import FEW, CountedWithTheFirst
from organisations.models import OrganisationRecord, PersonRecord

from ..ladder import LADDER
from ..models import ConferenceRecord, Participant, ParticipantRecord
from .in_a_meeting import InAMeeting
from .previews import participant_preview
from .true_speakers import hidden_person, kept_people, no_more_open, once_only, sees_all, shown_people

# What tells who somebody is, or that they spoke.
GUARDED = ("key", "basis", "basis_reference", "sessions")


SOMEBODY = ("person", "role", "organisation", "group", "classification", "country")


class ParticipantForm(RecordForm):
    """``guarded``: the person is not to be seen."""

    together = (("basis", "basis_reference"),)
    guarded = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.guarded:
            no_more_open(self.fields["limit"], self.instance.limit)
            self.fields["unique_post"].disabled = self.instance.unique_post

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("limit") == "named" and "basis" in self.fields and not cleaned.get("basis"):
            self.add_error("basis", "Somebody may be named only with a basis for naming.")
        meeting = cleaned.get("conference") or (self.instance.conference if self.instance.conference_id else None)
        if any(session.conference_id != meeting.pk for session in cleaned.get("sessions") or () if meeting):
            self.add_error("sessions", "One of these belongs to another conference.")
        if not self.guarded and not any(cleaned.get(name) for name in SOMEBODY):
            self.add_error(None, "Say at least one thing of them: person, role, organisation, group, kind or country.")
        return cleaned


@admin.register(ParticipantRecord)
class ParticipantAdmin(InAMeeting, RecordAdmin):
    form = ParticipantForm
    list_display = ("name_column", "conference_title", "country", "limit", "listed", "standing", "public_page")
    list_filter = (
        "state",
        ReleaseFilter,
        "limit",
        "listed",
        ("conference", LabelledFilter),
        ("country", UsedFilter),
    )
    list_select_related = ("country",)
    label_related = ("conference", "organisation", "country", "person")
    search_help_text = "Role, group, organisation, and the name of those who are named in public."
    # Not by key, which often is a name, nor in the order of entry, which may have followed it.
    ordering = ("-conference__start_date", "conference_id", "role", "public_id")
    autocomplete_fields = ("conference", "person", "organisation", "country", "sessions")
    addable = ("person", "organisation")
    fixed_once_made = ("conference",)
    carry = ("conference",)
    discretion = "What they said under less than their own line may change too; the keepers see which."
    unseen = "They are not listed and no public statement names them, or nothing of them may be shown."
    fieldsets = (
        ("Where", {"fields": ("conference", "sessions")}),
        (
            "Who they were then",
            {
                "fields": ("person", "role", "organisation", "group", "classification", "country"),
                "description": "If only a role or group is known, leave the person empty: a role is no person.",
            },
        ),
        (
            "How they may be shown",
            {
                "fields": ("limit", "basis", "basis_reference", "unique_post", "listed"),
                "description": "To name somebody needs a basis, and a place where it can be checked.",
            },
        ),
        ("For staff", {"fields": ("high_risk", "notes", "key"), "classes": ("collapse",)}),
    )

    meetings = ("conference",)
    # Of a post that several hold, more may be shown without a basis.
    openness = {"limit": LADDER, "unique_post": (False, True)}
    kept_from_others = ("person", *GUARDED)

    def keeps(self, request):
        return sees_all(request.user)

    def kept_of(self, records):
        kept = kept_people(records)
        meetings = ConferenceRecord.objects.in_bulk({record.conference_id for record in records})
        waiting = {record.pk for record in records if not meetings[record.conference_id].is_released}
        return {"kept": kept, "line_kept": kept & waiting}

    def guarded(self, request, obj):
        """Whether the person behind a participant is not for this member of staff to see."""
        if obj is None or obj.pk is None:
            return False
        known = request.__dict__.setdefault("guarded_participants", {})
        if obj.pk not in known:
            known[obj.pk] = hidden_person(request.user, obj)
        return known[obj.pk]

    def get_fieldsets(self, request, obj=None):
        hidden = () if sees_all(request.user) else ("key",)
        if self.guarded(request, obj):
            hidden = GUARDED
        sets = super().get_fieldsets(request, obj)
        swap = {"person": "kept"} if self.guarded(request, obj) else {}
        return [(n, {**box, "fields": [swap.get(f, f) for f in box["fields"] if f not in hidden]}) for n, box in sets]

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(["kept"] if self.guarded(request, obj) else []))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.guarded = self.guarded(request, obj)
        if "person" in form.base_fields:
            form.base_fields["person"].help_text = once_only(request.user)
        meeting = obj.conference_id if obj else request.GET.get("conference", "")
        if "sessions" in form.base_fields and str(meeting).isdecimal():
            form.base_fields["sessions"].widget.widget.scope = {"conference": meeting}
        return form

    @admin.display(description="person")
    def kept(self, record):
        return "Who this is, is kept by the keepers."

    def pages(self, request):
        """A search that finds many compares every participant with bodies and people: once is enough."""
        return CountedWithTheFirst if request.GET.get("q") or request.GET.get("term") else super().pages(request)

    def get_search_results(self, request, queryset, search_term):
        """Keepers find people by name; others by what the shelf says of participants, which anybody may read."""
        words = search_term.split()
        found = queryset.filter(*(self._has(word, request) for word in words))
        keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1]) if words else None
        return (queryset.filter(pk__in=keys) if words and len(keys) <= FEW else found), False

    def _has(self, word, request):
        """That a participant has a word, as a condition. Each table is looked through by itself, not row by row."""
        spelled = sounds(word)
        bodies = OrganisationRecord.objects.order_by().filter(folded__contains=spelled).values("pk")
        found = Q(folded__contains=spelled) | Q(organisation__in=bodies) | Q(public_id=word.upper())
        if not sees_all(request.user):
            return found | Q(public_id__in=Participant.objects.filter(search_text__contains=latin(word)).values("pk"))
        people = PersonRecord.objects.order_by().filter(folded__contains=spelled).values("pk")
        # Keys as they stand, or in small letters: to bring each to one case costs more than all the rest.
        keys = {("key__contains", each) for each in (word, word.lower())}
        return found | Q(person__in=people) | Q(*keys, _connector=Q.OR)

    def labels(self, request, records):
        records = list(records)
        names = shown_people(request.user, records)
        return {record.pk: _line(record, names.get(record.pk, "")) for record in records}

    def preview(self, request, record):
        return participant_preview(request.user, record)

    def public_words(self, row):
        return row.label, ""

    def may_tell_of(self, request, effect, ids):
        """Of what follows from a participant, only what the public links to them: the rest tells where they spoke."""
        linked = effect.kind == "statements" and effect.before and effect.before.participant_id in ids
        return bool(linked) or sees_all(request.user)

    def told(self, request, effects, ids):
        """Of those who appear, the listed ones: they come with their meeting, whoever spoke."""
        if sees_all(request.user):
            return effects
        new = [effect.public_id for effect in effects if effect.word == "appears"]
        listed = ParticipantRecord.objects.filter(public_id__in=new, snapshot__listed=True)
        listed = set(listed.values_list("public_id", flat=True))
        return [effect for effect in effects if effect.word == "goes" or effect.public_id in listed]

    def has_delete_permission(self, request, obj=None):
        """Keepers only: that a draft cannot be deleted would tell others that somebody in it spoke."""
        return super().has_delete_permission(request, obj) and sees_all(request.user)


def _line(record, name):
    """Name, role, body or group, country: whatever of it is known."""
    body = record.organisation.name if record.organisation else ""
    words = [name, record.role, body, record.group, "" if body or record.group else record.get_classification_display()]
    country = record.country.name if record.country else ""
    return ", ".join(filter(None, [*words, country])) or "Nothing is known"
