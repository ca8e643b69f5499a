"""What the desk already holds of the conference that a bundle is of."""

from collections import defaultdict

from django.db.models import Count

from organisations.models import OrganisationRecord, PersonRecord
from sessions.models import (
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementRecord,
)

from ..models import LessonRecord
from .references import references

AT_ONCE = 1000


class Desk:
    """Read when a bundle is checked.

    ``conference``: its record, or None. ``kept``: ``{section: keys}`` of its records that the file does not hold;
    they stay. ``taken``: ``{(section, parent or session, position): key}`` of those. ``elsewhere``:
    ``{"conference/key": pk}`` of the statements of other conferences that the file refers to.
    """

    def __init__(self, spool):
        self.slug = spool.conference.get("slug")
        self.conference = ConferenceRecord.objects.filter(slug=self.slug).first()
        self.elsewhere = _elsewhere(_other_conferences(spool, self.slug))
        self.kept, self.taken = defaultdict(list), {}
        for section, rows in self._rows().items():
            self._keep(section, rows, spool.keys[section])

    def _rows(self):
        """``{section: rows}``: key, then what it stands in and at which position where that is to be told apart."""
        mine = {"conference": self.conference}
        return (
            {
                "sources": SourceRecord.objects.filter(**mine).values_list("key"),
                "sessions": SessionRecord.objects.filter(**mine).values_list("slug", "parent__slug", "position"),
                "participants": ParticipantRecord.objects.filter(**mine).values_list("key"),
                "statements": StatementRecord.objects.filter(session__conference=self.conference).values_list(
                    "key", "session__slug", "position"
                ),
                "lessons": LessonRecord.objects.filter(**mine).values_list("key"),
            }
            if self.conference
            else {}
        )

    def _keep(self, section, rows, in_file):
        for key, *place in rows.order_by("pk").iterator(AT_ONCE):
            if key not in in_file:
                self.kept[section].append(key)
                if place:
                    self.taken[section, *place] = key

    def unclear(self, spool):
        """Yields ``(path, reason)`` for statements of the file that the desk has two of."""
        statements = StatementRecord.objects.filter(session__conference__slug=self.slug)
        counted = statements.order_by().values("key").annotate(times=Count("pk")).filter(times__gt=1)
        for key, times in counted.values_list("key", "times"):
            if key in spool.keys["statements"]:
                path = f"statements[{spool.keys['statements'][key]}].key"
                yield path, f'"{key}" is the key of {times} statements on the desk; give them different ones there'

    def merged(self, spool):
        """Yields ``(path, reason)`` for bodies and people of the file that were merged into others on the desk."""
        for section, model in (("organisations", OrganisationRecord), ("people", PersonRecord)):
            rows = model.objects.exclude(merged_into=None).values_list("slug", "merged_into__slug")
            for slug, into in rows.order_by("slug"):
                if slug in spool.keys[section]:
                    path = f"{section}[{spool.keys[section][slug]}].slug"
                    yield path, f'"{slug}" was merged into "{into}" on the desk; write that'


def _other_conferences(spool, slug):
    """``{conference slug: keys}`` of the statements that are referred to as ``conference/key``."""
    wanted = defaultdict(set)
    for section in ("statement_links", "lessons"):
        for item in spool.items(section):
            for reference in references(section, item):
                conference, slash, key = str(reference.key).partition("/")
                if slash and conference != slug:
                    wanted[conference].add(key)
    return wanted


def _elsewhere(wanted):
    found = {}
    for conference, keys in wanted.items():
        statements = StatementRecord.objects.filter(session__conference__slug=conference)
        for some in batches(sorted(keys)):
            rows = statements.filter(key__in=some).values_list("key", "pk")
            found |= {f"{conference}/{key}": pk for key, pk in rows}
    return found


def batches(values):
    """Lists of at most ``AT_ONCE`` of the values, in order."""
    batch = []
    for value in values:
        batch.append(value)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
