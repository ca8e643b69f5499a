"""What follows in meetings when something they stand on is released or withdrawn."""

from django.dispatch import receiver

from organisations.models import Country
from organisations.release import KINDS, followed, released_with, sync, vocabulary_changed
from organisations.shelving import log_shown

from .models import ConferenceRecord, ParticipantRecord, SessionRecord, SourceRecord, StatementRecord, Theme

BATCH = 1000
VOCABULARIES = {"countries": Country, "themes": Theme}
# A change of these in a session changes what may be shown of everything said in it, or where it stands.
BEARING = {"disclosure_rule", "order"}


@receiver(followed)
def follow(kind, records, outcome, explicit, at, **_):
    """Bring in line what depends on ``records``: the parts of a meeting, the words of a speaker."""
    step = _FOLLOW.get(kind.name)
    if step and (explicit or outcome):
        step(records, outcome, explicit, at)


def _follow_conferences(records, outcome, explicit, at):
    changed = set().union(*outcome.updated.values())
    sync(KINDS["sources"], SourceRecord.objects.filter(conference__in=records), at)
    sync(KINDS["sessions"], SessionRecord.objects.filter(conference__in=records), at)
    if "start_date" in changed:
        sessions = list(SessionRecord.objects.filter(conference__in=records).values_list("pk", flat=True))
        _sync_statements(StatementRecord.objects.filter(snapshot__session__in=sessions), at)
    if outcome.created or outcome.removed or "disclosure_rule" in changed:
        sync(KINDS["participants"], ParticipantRecord.objects.filter(conference__in=records), at)


def _follow_sessions(records, outcome, explicit, at):
    conferences = {record.conference_id for record in records}
    if explicit:
        sync(KINDS["sessions"], SessionRecord.objects.filter(conference__in=conferences), at)
        listed = ParticipantRecord.objects.filter(conference__in=conferences, snapshot__listed=True)
        sync(KINDS["participants"], listed, at)
    bearing = [r.pk for r in records if r.public_id in _bearing(outcome)]
    _sync_statements(StatementRecord.objects.filter(snapshot__session__in=bearing), at)


def _follow_participants(records, outcome, explicit, at):
    if explicit:
        pks = [record.pk for record in records]
        _sync_statements(StatementRecord.objects.filter(snapshot__speaker__in=pks), at)


def _follow_bodies_and_people(name):
    def step(records, outcome, explicit, at):
        if explicit:
            pks = [record.pk for record in records]
            participants = list(ParticipantRecord.objects.filter(**{f"snapshot__{name}__in": pks}))
            sync(KINDS["participants"], participants, at)
            _follow_participants(participants, outcome, True, at)
            if name == "organisation":
                _follow_named_bodies(records, at)

    return step


def _follow_named_bodies(records, at):
    sync(KINDS["conferences"], released_with(ConferenceRecord, organisations__organisation__in=records), at)
    _sync_statements(released_with(StatementRecord, mentions__in=records), at)


def _follow_sources(records, outcome, explicit, at):
    if outcome.created or outcome.removed:
        pks = [record.pk for record in records]
        _sync_statements(StatementRecord.objects.filter(snapshot__passage__source__in=pks), at)


_FOLLOW = {
    "conferences": _follow_conferences,
    "sessions": _follow_sessions,
    "sources": _follow_sources,
    "participants": _follow_participants,
    "organisations": _follow_bodies_and_people("organisation"),
    "people": _follow_bodies_and_people("person"),
}


def _bearing(outcome):
    changed = {i for i, names in outcome.updated.items() if names & BEARING}
    return {*outcome.created, *outcome.removed, *changed}


def _sync_statements(records, at):
    """In batches, so that a meeting of any size fits in memory."""
    pks = list(records.exclude(snapshot__isnull=True).values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        sync(KINDS["statements"], StatementRecord.objects.filter(pk__in=pks[start : start + BATCH]), at)


@receiver(vocabulary_changed)
def follow_vocabulary(name, key, shown, at, **_):
    """The lines that show a speaker carry the name of their country; what shows a term has changed with it."""
    if shown:
        log_shown(VOCABULARIES[name], [key], at)
    if name == "countries":
        participants = list(ParticipantRecord.objects.filter(snapshot__country=key))
        sync(KINDS["participants"], participants, at)
        _follow_participants(participants, None, True, at)
