"""Forms of sessions: alone, and in the rows of their conference."""

from django.utils.text import slugify

from organisations.admin.forms import RecordForm
from organisations.admin.inlines import RowForm

from ..choices import DisclosureRule
from ..ladder import stricter_rule
from ..models import SessionRecord


class SessionForm(RecordForm):
    """``position`` left empty: the last place on its level. ``parent``: a part of the same meeting, not below it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text += " Left empty: the last one."
        if "disclosure_rule" in self.fields:
            self.fields["disclosure_rule"].help_text += " Of two rules the stricter counts." + self._loose()

    def _loose(self):
        """That the meeting's rule counts, where the session's own is looser."""
        own = self.instance.disclosure_rule
        meeting = self.instance.conference.disclosure_rule if self.instance.conference_id else own
        if not own or stricter_rule(own, meeting) == own:
            return ""
        return f" Here that is the conference’s: {DisclosureRule(meeting).label}."

    def clean(self):
        cleaned = super().clean()
        meeting = cleaned.get("conference") or (self.instance.conference if self.instance.conference_id else None)
        if meeting:
            self._check_parent(meeting, cleaned.get("parent"))
            self._check_position(meeting, cleaned.get("parent"))
        return cleaned

    def _check_parent(self, meeting, parent):
        if parent and parent.conference_id != meeting.pk:
            self.add_error("parent", "This belongs to another conference.")
        if parent and self.instance.pk in _line_of(parent):
            self.add_error("parent", "A session cannot stand within itself.")

    def _check_position(self, meeting, parent):
        beside = SessionRecord.objects.filter(conference=meeting, parent=parent).exclude(pk=self.instance.pk)
        places = set(beside.values_list("position", flat=True))
        if not self.cleaned_data.get("position"):
            self.cleaned_data["position"] = max(places, default=0) + 1
        elif self.cleaned_data["position"] in places:
            self.add_error("position", "Another session has this place. Exchange places in the conference’s own form.")


def _line_of(session):
    """Keys of a session and all it stands in."""
    parents = dict(SessionRecord.objects.filter(conference=session.conference_id).values_list("pk", "parent_id"))
    found, key = [], session.pk
    while key and key not in found:
        found.append(key)
        key = parents[key]
    return found


class SessionRowForm(RowForm):
    """A new row's address is made from its title."""

    def clean(self):
        cleaned = super().clean()
        if not self.instance.slug and cleaned.get("title"):
            self.instance.slug = self._free_slug(slugify(cleaned["title"])[:70] or "session")
        return cleaned

    def _free_slug(self, wish):
        meeting = self.cleaned_data.get("conference")
        beside = SessionRecord.objects.filter(conference=meeting.pk if meeting else None, slug__startswith=wish)
        taken = set(beside.values_list("slug", flat=True))
        return next(slug for n in range(len(taken) + 1) if (slug := f"{wish}-{n + 1}" if n else wish) not in taken)
