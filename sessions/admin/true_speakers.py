"""Who really spoke, and who stands behind a role: shown to keepers, and to others as far as the public may be told.

What counts for the others is the record as it stands on the desk, under what is *released* around it: a curator cannot
find out who spoke by loosening a draft of the meeting's rule.
"""

from organisations.release import KINDS

from ..choices import Level
from ..ladder import LADDER, basis_decides, effective_level, participant_level
from ..models import Participant, ParticipantRecord, SessionRecord, Statement
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
    """Keys of those ``statements`` whose speaker is recorded and not for ``user`` to see; at most eight queries."""
    return set() if sees_all(user) else kept_speakers(statements)


def _told(statements):
    """Keys of statements whose speaker the public may be told: their line says what it may link to.

    Where that follows from a basis on file, only whom it has been told: others would learn that there is one.
    """
    sessions = {record.session_id for record in statements}
    meetings = dict(SessionRecord.objects.filter(pk__in=sessions).values_list("pk", "conference_id"))
    trees, known = programmes(set(meetings.values())), speakers(record.speaker_id for record in statements)
    rows = Participant.objects.filter(pk__in={speaker.id for speaker in known.values()}).order_by()
    out = set(rows.values_list("pk", "level"))
    return {r.pk for r in statements if _tells(r, known.get(r.speaker_id), trees[meetings[r.session_id]], out)}


def _tells(record, speaker, programme, out):
    """``out``: ``{(public id, rung)}`` of rows of participants on the shelf."""
    place = programme.places.get(record.session_id)
    if place is None or speaker is None:
        return False
    level = effective_level(record.attribution_level, speaker, place.rule, bool(record.consent_reference))
    linked = links_participant(level, speaker, place.rule)
    return linked and ((speaker.id, level) in out or not basis_decides(speaker, place.rule))


def shown_people(user, participants):
    """``{participant key: name of the person}`` for ``user``, with the records' conferences loaded; seven queries."""
    known = [record for record in participants if record.person_id]
    if not known:
        return {}
    if sees_all(user):
        return {record.pk: record.person.name for record in known}
    spoken = _as_they_stand(known)
    return {record.pk: spoken[record.pk].person[1] for record in known if _named(record, spoken[record.pk])}


def _as_they_stand(participants):
    """``{participant key: Speaker}`` by what a release would take now."""
    frozen = KINDS["participants"].freeze(participants)
    return described({record.pk: (record.public_id, frozen[record.pk]) for record in participants})


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


# What is kept from everybody but keepers, whoever asks


def kept_speakers(statements):
    """Keys of those ``statements`` whose speaker is recorded and for keepers alone to see."""
    spoken = [record for record in statements if record.speaker_id]
    return {record.pk for record in spoken} - _told(spoken) if spoken else set()


def kept_people(participants):
    """Keys of those ``participants`` whose person is for keepers alone to see."""
    known = [record for record in participants if record.person_id]
    if not known:
        return set()
    spoken = _as_they_stand(known)
    return {record.pk for record in known if not _named(record, spoken[record.pk])}


def kept_lines(statements):
    """Keys of those ``statements`` of kept speakers whose line nobody else may see before it is released."""
    participants = ParticipantRecord.objects.in_bulk({record.speaker_id for record in statements})
    sessions = {record.session_id for record in statements}
    meetings = dict(SessionRecord.objects.filter(pk__in=sessions).values_list("pk", "conference_id"))
    trees = programmes(set(meetings.values()))
    out = {key for tree in trees.values() for key in tree.places}
    waiting = [r for r in statements if r.session_id not in out or not participants[r.speaker_id].is_released]
    return {record.pk for record in waiting if somebody(participants[record.speaker_id])}


def untold(statements):
    """Keys of those ``statements`` of kept speakers whose line is not what the public reads now.

    Others than keepers read it as if no basis and no consent were on file, whether there is one or not.
    """
    ids = Statement.objects.filter(pk__in=[record.public_id for record in statements]).order_by()
    out = set(ids.values_list("pk", flat=True))
    return {record.pk for record in statements if not (record.is_out_as_it_stands and record.public_id in out)}


def somebody(participant):
    """Whether a person, a post or one body stands behind a participant, or it is not released what they are.

    What a draft of the rule would show of such a speaker tells too much. A group, a kind of body or a country is as
    much as the strictest rule that lets anything out would show.
    """
    known = participant.snapshot
    return known is None or bool(participant.person_id or any(known[n] for n in ("person", "role", "organisation")))
