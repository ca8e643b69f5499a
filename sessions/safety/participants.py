"""The checks of participants: who is recognised by the line that stands for them."""

from organisations.choices import Basis
from organisations.findings import ALL, CHECK, KEEPERS, OTHERS, Finding
from organisations.safety import register

from ..choices import Level
from ..judging import more_open, recognisable
from ..ladder import attribution, basis_decides
from ..models import Participant, ParticipantRecord, Statement
from ..policy import participant_level
from .meetings import MeetingSafety

LIMIT = "limit"


@register
class ParticipantSafety(MeetingSafety):
    """Their own post is what the record is about."""

    record = ParticipantRecord

    def _posts(self, phrases):
        return {}

    def own(self):
        public = set(
            Participant.objects.filter(pk__in=[r.public_id for r in self.records]).values_list("pk", flat=True)
        )
        ids = [r.public_id for r in self.records]
        public |= set(Statement.objects.filter(participant__in=ids).values_list("participant_id", flat=True))
        shown = [record for record in self.records if record.listed or record.public_id in public]
        return {record.pk: self._judged(record) for record in shown if record.pk in self.meetings.speakers}

    def _judged(self, record):
        speaker, rule = self._drafted(record), self.meetings.rule(record.conference_id)
        level = participant_level(speaker, rule)
        if level == Level.WITHHELD:
            return []
        kept, known = record.pk in self.look.line_kept, self.meetings.known(record.conference_id)
        line = (level, attribution(level, speaker).label)
        readers = KEEPERS if kept or self._by_basis(record, speaker, rule) else ALL
        return recognisable(line, known, self.look.least, readers, LIMIT) + self._old(record, level, kept)

    def _by_basis(self, record, speaker, rule):
        """Whether the line would tell that a basis is on record, to those who may not know and do not release it."""
        out = record.is_out_as_it_stands or record.public_id in self.look.rows
        return record.pk in self.look.kept and not out and basis_decides(speaker, rule)

    def _drafted(self, record):
        """As the record stands now, and not as it was released."""
        return self.meetings.drafted[record.pk]

    def _old(self, record, level, kept):
        years, most = self.meetings.years(record.conference_id, self.look.today), self.look.years
        if not most or years < most or kept or not more_open(level, Level.UNATTRIBUTED):
            return []
        words = f"The meeting was {years} years ago. Would they still want to be shown? "
        # The digest is in the page: the rung may follow from what is kept.
        about = record.limit if record.pk in self.look.kept else f"{level} {record.limit}"
        if record.pk in self.look.kept:
            told = f"{words}Whether they consented is kept by the keepers."
            asked = [Finding(CHECK, "old", told, LIMIT, about, OTHERS)]
        else:
            asked = []
        if record.basis != Basis.CONSENT:
            readers = KEEPERS if record.pk in self.look.kept else ALL
            asked.append(Finding(CHECK, "old", f"{words}No consent is on file.", LIMIT, about, readers))
        return asked
