"""Forms of statements: alone, and in the rows of their session."""

from django import forms

from organisations.admin.checks import plain_line
from organisations.admin.forms import RecordForm
from organisations.admin.inlines import RowForm

from ..choices import DisclosureRule, Level
from ..ladder import ceiling
from ..models import Passage, SourceRecord
from ..reading import keeping
from .previews import around_session
from .true_speakers import no_more_open

PLACE = ("source", "start", "end", "place")


class StatementForm(RecordForm):
    """With the place in a source, which several statements may share. ``guarded``: the speaker is not to be seen."""

    together = (("consent_reference", "consent_date"),)
    guarded = False

    source = forms.ModelChoiceField(SourceRecord.objects.all(), required=False)
    start = forms.IntegerField(min_value=0, required=False, help_text="First character of the passage, counted from 0.")
    end = forms.IntegerField(min_value=1, required=False, help_text="The character behind its last one.")
    place = forms.CharField(
        max_length=120,
        required=False,
        validators=[plain_line],
        widget=forms.TextInput({"dir": "auto"}),
        help_text="For readers, for example: Session 2, open discussion, paragraph 3.",
    )
    reveals = forms.ChoiceField(
        choices=Level,
        required=False,
        initial=Level.NAMED,
        label="Who looks there learns the speaker as",
        help_text="The place is public only if this is no more than what is shown of the speaker anyway.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        if self.guarded:
            no_more_open(self.fields["attribution_level"], self.instance.attribution_level)
        if self.instance.session_id and "attribution_level" in self.fields:
            self.fields["attribution_level"].help_text = what_the_rule_allows(self.instance.session)
        if (passage := self.instance.passage) and not self.restores:
            self.initial |= {name: getattr(passage, name) for name in ("start", "end", "place", "reveals")}
            self.initial["source"] = passage.source_id

    def clean(self):
        cleaned = super().clean()
        session = cleaned.get("session") or (self.instance.session if self.instance.session_id else None)
        if session:
            check_meeting(self, session)
            self._check_position(session)
        self._check_place()
        self._check_consent()
        if cleaned.get("public_text") and not cleaned.get("redacted"):
            self.add_error("redacted", "Tick this, or leave the public text empty.")
        return cleaned

    def _check_position(self, session):
        if not self.cleaned_data.get("position"):
            last = session.statements.order_by("-position").values_list("position", flat=True).first() or 0
            self.cleaned_data["position"] = self.instance.position or last + 1

    def _check_place(self):
        given = [name for name in PLACE if self.cleaned_data.get(name) not in (None, "")]
        if given:
            for name in set(PLACE) - set(given) - set(self.errors):
                self.add_error(name, "A place needs all four: source, start, end, and in “Place” how readers find it.")
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is not None and end is not None and start >= end:
            self.add_error("end", "It must be behind the start.")
        elif end is not None and (file := keeping.attached(self.cleaned_data.get("source"))) and end > file.length:
            self.add_error("end", f"The text of this source ends at {file.length}.")

    def _check_consent(self):
        """Consent is one speaker's: it does not pass to another."""
        another = self.instance.pk and "speaker" in self.changed_data
        if another and self.cleaned_data.get("consent_reference") and "consent_reference" not in self.changed_data:
            self.add_error("consent_reference", "The speaker before gave this: leave it empty, or enter theirs.")

    def passage(self):
        """The shared ``Passage`` the form names, made if there is none yet; None if it names none."""
        if not self.cleaned_data.get("source"):
            return None
        values = {name: self.cleaned_data[name] for name in PLACE}
        reveals = self.cleaned_data.get("reveals") or Level.NAMED
        passage = Passage.objects.get_or_create(**values, reveals=reveals)[0]
        keeping.quote(passage)
        return passage


def what_the_rule_allows(session):
    """What becomes of a level that is more open than the rule a session is under; empty if none is."""
    rule, _ = around_session(session)
    most = ceiling(rule)
    if most == Level.NAMED:
        return ""
    shown = "nothing is shown" if most == Level.WITHHELD else f"at most “{most.label}” is shown"
    return (
        f"The rule here is “{DisclosureRule(rule).label}”: without the speaker’s consent {shown}, whatever you choose."
    )


def check_meeting(form, session):
    """What a statement points at belongs to the meeting of its session. The message names nobody."""
    for name in ("speaker", "source"):
        chosen = form.cleaned_data.get(name)
        if chosen and chosen.conference_id != session.conference_id:
            form.add_error(name, "This belongs to another conference than the session.")


class StatementRowForm(RowForm):
    """In a session's rows. ``hidden``: keys of statements whose speaker is not to be seen."""

    hidden = frozenset()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk in self.hidden:
            no_more_open(self.fields["attribution_level"], self.instance.attribution_level)

    def clean(self):
        cleaned = super().clean()
        if session := cleaned.get("session"):
            check_meeting(self, session)
        return cleaned
