"""The checks of lessons: read here, judged in ``judging.py``."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Q
from django.utils.text import Truncator

from organisations.choices import State
from organisations.findings import texts_in
from organisations.models import Country
from organisations.safety import register, taken
from sessions.choices import LinkKind
from sessions.models import StatementCountryRecord, StatementLinkRecord, StatementRecord
from sessions.safety.meetings import MeetingSafety

from . import policy
from .judging import one_sided, unbacked
from .models import EvidenceRecord, LessonRecord


@register
class LessonSafety(MeetingSafety):
    record = LessonRecord

    @classmethod
    def citing(cls, kind, keys, look):
        if kind != "statements":
            return
        links = EvidenceRecord.objects.filter(statement__in=keys).exclude(lesson__state=State.WITHDRAWN)
        links = links.order_by("lesson").values_list("lesson_id", "statement_id")
        cited = defaultdict(list)
        for lesson, statement in links:
            cited[lesson].append(statement)
        rows = LessonRecord.objects.filter(pk__in=cited).order_by("pk")
        records = list(rows.exclude(snapshot=None) if look.released else rows)
        frozen = taken(records, look)
        for record in records:
            for _, text in shown_texts(frozen[record.pk]):
                for key in cited[record.pk]:
                    yield key, f"the lesson “{record.title}”, which cites it", text

    def meetings_of(self, records):
        """Those of its statements, and the one it was drawn from."""
        found = {record.pk: {record.conference_id} - {None} for record in records}
        rows = EvidenceRecord.objects.filter(lesson__in=records).order_by()
        for lesson, meeting in rows.values_list("lesson_id", "statement__session__conference_id"):
            found[lesson].add(meeting)
        return found

    def texts(self, values):
        return shown_texts(values)

    @cached_property
    def cited_keys(self):
        """``{pk: keys of statements}``."""
        return {pk: {key for key, _, _ in values["evidence"]} for pk, values in self.frozen.items()}

    @cached_property
    def words(self):
        """``{key of a statement: its words, shortened}`` of those cited and those that contradict them."""
        every = set().union(*self.cited_keys.values()) | {key for pair in self.pairs for key in pair}
        rows = StatementRecord.objects.filter(pk__in=every).order_by()
        texts = {pk: public if redacted else text for pk, text, public, redacted in rows.values_list(*_WORDS)}
        return {pk: Truncator(text).chars(60) for pk, text in texts.items()}

    @cached_property
    def pairs(self):
        """``[(key, key)]`` of statements that contradict each other, one of them cited, none withdrawn."""
        every = set().union(*self.cited_keys.values())
        links = StatementLinkRecord.objects.filter(
            Q(statement__in=every) | Q(other__in=every), kind=LinkKind.CONTRADICTS
        )
        links = links.exclude(statement__state=State.WITHDRAWN).exclude(other__state=State.WITHDRAWN)
        return list(links.order_by("pk").values_list("statement_id", "other_id"))

    def own(self):
        countries = dict(Country.objects.values_list("pk", "name"))
        every = set().union(*self.cited_keys.values())
        backed, rows = defaultdict(set), StatementCountryRecord.objects.filter(statement__in=every, context=False)
        for statement, country in rows.order_by().values_list("statement_id", "country_id"):
            backed[statement].add(country)
        sides = [(one, self.words[one], other, self.words[other]) for one, other in self.pairs]
        return {
            pk: [
                *unbacked({code: countries[code] for code, _ in values["countries"]}, self._all(pk, backed)),
                *one_sided({key: self.words[key] for key in self.cited_keys[pk]}, sides),
            ]
            for pk, values in self.frozen.items()
        }

    def _all(self, pk, backed):
        return set().union(*(backed[key] for key in self.cited_keys[pk]))


_WORDS = ("pk", "text", "public_text", "redacted")


def shown_texts(values):
    """``[(part, text)]`` of a snapshot of a lesson, without translations that are not shown."""
    return texts_in(values | {"translations": policy.translations(values, values)})
