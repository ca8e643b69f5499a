"""Who really spoke, and who stands behind a role: shown to keepers, and to others as far as the public may be told.

What counts for the others is the record as it stands on the desk, under what is *released* around it: a curator cannot
find out who spoke by loosening a draft of the meeting's rule.
"""

from organisations.release import KINDS

from ..choices import Level
from ..ladder import LADDER, effective_level, participant_level
from ..models import SessionRecord
from ..policy import links_participant
from ..programme import programmes
from ..speakers import described, speakers

PERMISSION = "conference_sessions.see_true_speakers"
KEPT = "Who really spoke is kept by the keepers."


ONCE = "Check it before you save: from then on only the keepers see it and can correct it."


def once_only(user):
    """What the field of a speaker or person says to ``user`` beforehand: most of them fill it in only once."""
    return "" if sees_all(user) else ONCE


def sees_all(user):
    """Whether a member of staff is a keeper."""
    return user.has_perm(PERMISSION)


def hidden_speakers(user, statements):
    """Keys of those ``statements`` whose speaker is recorded and not for ``user`` to see; at most seven queries."""
    spoken = [] if sees_all(user) else [record for record in statements if record.speaker_id]
    return {record.pk for record in spoken} - _told(spoken) if spoken else set()


def _told(statements):
    """Keys of statements whose speaker the public may be told: their line says what it may link to."""
    sessions = {record.session_id for record in statements}
    meetings = dict(SessionRecord.objects.filter(pk__in=sessions).values_list("pk", "conference_id"))
    trees, known = programmes(set(meetings.values())), speakers(record.speaker_id for record in statements)
    return {r.pk for r in statements if _tells(r, known.get(r.speaker_id), trees[meetings[r.session_id]])}


def _tells(record, speaker, programme):
    place = programme.places.get(record.session_id)
    if place is None or speaker is None:
        return False
    level = effective_level(record.attribution_level, speaker, place.rule, bool(record.consent_reference))
    return links_participant(level, speaker, place.rule)


def shown_people(user, participants):
    """``{participant key: name of the person}`` for ``user``, with the records' conferences loaded; seven queries."""
    known = [record for record in participants if record.person_id]
    if not known:
        return {}
    if sees_all(user):
        return {record.pk: record.person.name for record in known}
    frozen = KINDS["participants"].freeze(known)
    spoken = described({record.pk: (record.public_id, frozen[record.pk]) for record in known})
    return {record.pk: spoken[record.pk].person[1] for record in known if _named(record, spoken[record.pk])}


def _named(record, speaker):
    meeting = record.conference.snapshot
    return bool(meeting) and participant_level(speaker, meeting["disclosure_rule"]) == Level.NAMED


def hidden_person(user, record):
    """Whether a participant has a person that is not for ``user`` to see."""
    return bool(record.person_id) and record.pk not in shown_people(user, [record])


def no_more_open(field, level):
    """Let a form field of the ladder offer ``level`` and what is stricter."""
    allowed = LADDER[LADDER.index(level) :]
    field.choices = [(value, label) for value, label in field.choices if value in allowed]
