"""The checks of statements: read in a fixed number of queries, judged one by one."""

from functools import cached_property

from organisations.findings import ALL, KEEPERS, OTHERS
from organisations.safety import cited_words, register

from .. import policy
from ..choices import Level
from ..judging import Said, above_rule, naming, old, recognisable, too_close
from ..ladder import attribution, effective_level, stricter_rule, unfiled
from ..models import Passage, SessionRecord, SourcePage, StatementRecord
from .meetings import MeetingSafety


@register
class StatementSafety(MeetingSafety):
    record = StatementRecord

    def __init__(self, records, look):
        keys = {record.session_id for record in records}
        self.meeting = dict(SessionRecord.objects.filter(pk__in=keys).values_list("pk", "conference_id"))
        super().__init__(records, look)

    def meetings_of(self, records):
        return {record.pk: {self.meeting[record.session_id]} for record in records}

    def texts(self, values):
        """Not the words that were redacted, nor translations that are not shown."""
        words, passage = policy.shown_text(values), values["passage"] or {}
        fields = {"language": values["language"], "text": words}
        shown = {
            "public_text" if values["redacted"] else "text": words,
            "translations": policy.translations(values, fields),
            "place": passage.get("place", ""),
        }
        kept = {"text", "public_text", "translations", "passage"}
        return super().texts({name: value for name, value in values.items() if name not in kept} | shown)

    def cited(self):
        return cited_words("statements", [record.pk for record in self.records], self.look)

    # Who spoke, and how they would be shown

    @cached_property
    def rules(self):
        """``{session: the strictest rule around it}``, as released, or else as drafted."""
        rows = SessionRecord.objects.filter(conference__in=self.meetings.rows).order_by()
        names = ("pk", "parent_id", "disclosure_rule", "conference_id", "snapshot")
        known = {pk: _released(row) for pk, *row in rows.values_list(*names)}
        return {key: stricter_rule(*_around(key, known), self.meetings.rule(known[key][2])) for key in known}

    def hidden_speakers(self):
        speakers = {pk: values["speaker"] for pk, values in self.frozen.items() if values["speaker"]}
        return {pk: key for pk, key in speakers.items() if self.said[pk].level != Level.NAMED}

    def openly(self, people):
        """Not whoever said it without being named for it: that the public reads their name elsewhere does not help."""
        ids = {p.pk: people.get(p.person_id) for p in self.meetings.participants}
        found, hidden = super().openly(people), self.hidden_speakers()
        return {pk: some - {ids.get(hidden.get(pk))} for pk, some in found.items()}

    def _shown(self, post, key):
        return super()._shown(post, key) and self.hidden_speakers().get(key) != post.pk

    @cached_property
    def said(self):
        """``{pk: Said}``."""
        return {record.pk: self._said(record) for record in self.records}

    def _said(self, record):
        values, rule = self.frozen[record.pk], self.rules[record.session_id]
        chosen, consent = values["attribution_level"], values["consent"]
        speaker = self.meetings.speakers.get(values["speaker"])
        level = effective_level(chosen, speaker, rule, consent)
        row = self.look.rows.get(record.public_id)
        line = (row.attribution_level, row.attribution_label) if row else _line(level, speaker)
        unsure = speaker and record.pk in self.look.untold and not row
        return Said(
            chosen=chosen,
            rule=rule,
            speaker=speaker,
            consent=consent,
            level=level,
            line=line,
            bare=_bare(chosen, speaker, rule) if unsure else line,
            kept=record.pk in self.look.kept,
            line_kept=record.pk in self.look.line_kept and not row,
            years=self.meetings.years(self.meeting[record.session_id], self.look.today),
        )

    # Judged

    def own(self):
        return {record.pk: self._judged(record) for record in self.records}

    def _judged(self, record):
        said, meeting = self.said[record.pk], self.meeting[record.session_id]
        shown = self._recognised(record, said, meeting) if said.speaker else []
        aged = old(said, self.look.years, self.meetings.rows[meeting].end_date)
        return [*naming(said), *above_rule(said), *shown, *aged, *self._copied(record)]

    def _recognised(self, record, said, meeting):
        known, least = self.meetings.known(meeting), self.look.least
        if said.line_kept:
            return recognisable(said.line, known, least, KEEPERS)
        if record.pk not in self.look.untold or record.public_id in self.look.rows:
            return recognisable(said.line, known, least, ALL)
        # Two lines for two kinds of readers, also where they are the same: that they are would tell.
        return recognisable(said.line, known, least, KEEPERS) + recognisable(said.bare, known, least, OTHERS)

    # Beside the source

    @cached_property
    def quotations(self):
        """``{key of a passage: its words, as far as the file of its source is at hand}``."""
        keys = {record.passage_id for record in self.records} - {None}
        rows = list(Passage.objects.filter(pk__in=keys).order_by())
        bare = [row for row in rows if not row.exact]
        sources = {row.source_id for row in bare}
        pages = SourcePage.objects.filter(file__source__in=sources).order_by("file", "number") if bare else ()
        texts = {}
        for page in pages.values_list("file__source", "text") if bare else ():
            texts[page[0]] = texts.get(page[0], "") + page[1]
        return {row.pk: row.exact or texts.get(row.source_id, "")[row.start : row.end] for row in rows}

    def _copied(self, record):
        source = self.quotations.get(record.passage_id, "")
        part = "public_text" if record.redacted else "text"
        words = policy.shown_text(self.frozen[record.pk])
        if not (source and words):
            return []
        return too_close(words, source, record.wording, part, record.pk in self.look.file_kept)


def _line(level, speaker):
    return None if level == Level.WITHHELD else (level, attribution(level, speaker).label)


def _bare(chosen, speaker, rule):
    """The line as if neither a basis nor a consent were on file."""
    plain = unfiled(speaker)
    return _line(effective_level(chosen, plain, rule), plain)


def _released(row):
    parent, rule, meeting, snapshot = row
    return (snapshot["parent"], snapshot["disclosure_rule"], meeting) if snapshot else (parent, rule, meeting)


def _around(key, known):
    """Rules of a session and of the sessions around it."""
    seen = set()
    while key in known and key not in seen:
        seen.add(key)
        yield known[key][1]
        key = known[key][0]
