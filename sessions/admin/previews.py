"""What the public will see of what was said and of who took part: frozen as it stands, and asked of the policy."""

from organisations.admin.record import Preview
from organisations.release import KINDS

from .. import policy
from ..choices import DisclosureRule, Level
from ..ladder import basis_decides, ceiling, effective_level, stricter_rule, strictest, unfiled
from ..models import SessionRecord, Statement
from ..speakers import described, speakers
from .true_speakers import KEPT, hidden_person, hidden_speakers, sees_all, somebody, untold

NOT_YET = "To be seen here once what it stands in is released."
BY_BASIS = "How much of them follows from what only the keepers see. Reviewers read the line before a release."
BY_FILE = (
    "More may be shown if the keepers have a basis or a consent on file. Reviewers read the line before a release."
)


def around_session(session):
    """``(rule, what is not released)`` of a session and all it stands in; as released, or else as drafted."""
    meeting = session.conference
    rows = {row.pk: row for row in SessionRecord.objects.filter(conference=meeting)}
    missing = [] if meeting.is_released else ["the conference"]
    rules, row = (
        [(meeting.snapshot or {"disclosure_rule": meeting.disclosure_rule})["disclosure_rule"]],
        rows[session.pk],
    )
    while row:
        values = row.snapshot or {"disclosure_rule": row.disclosure_rule, "parent": row.parent_id}
        rules.append(values["disclosure_rule"])
        missing += [] if row.is_released else [f"the session “{row.title}”"]
        row = rows.get(values["parent"])
    return stricter_rule(*rules), missing


def statement_preview(user, record):
    """The ``Preview`` of a statement for ``user``, who may not be one of those who see everybody."""
    values = KINDS["statements"].freeze([record])[record.pk]
    rule, missing = around_session(record.session)
    hidden = bool(hidden_speakers(user, [record]))
    speaker = _speaker(user, record, missing)
    unsure = hidden and bool(untold([record]))
    if unsure:
        values, speaker = {**values, "consent": False}, speaker and unfiled(speaker)
    more = BY_FILE if unsure and _more_by_file(values["attribution_level"], rule) else ""
    fields = policy.released_statement(values, speaker, rule)
    decided = _decided(values, speaker, rule, hidden)
    if hidden and missing and somebody(record.speaker) and not _withheld_by_what_is_seen(values, rule):
        fields = None
    elif fields is None:
        return Preview(False, f"Nothing: the statement is withheld, {decided}. {more}".strip())
    return Preview(
        True,
        " ".join(filter(None, [_when(missing), more])),
        title=fields["attribution_label"] if fields else NOT_YET,
        text=policy.shown_text(values) or "(no text)",
        language=values["language"],
        facts=[
            ("Speaker shown as", f"{Level(fields['attribution_level']).label}, {decided}" if fields else NOT_YET),
            ("Place in the source", _place(values["passage"], fields) if fields else NOT_YET),
            *([("True speaker", KEPT)] if hidden else []),
        ],
    )


def _withheld_by_what_is_seen(values, rule):
    """Whether nothing is shown whoever spoke."""
    return strictest(values["attribution_level"], ceiling(rule, bool(values["consent"]))) == Level.WITHHELD


def _more_by_file(chosen, rule):
    """Whether a basis or a consent could bear on a chosen rung. Who spoke plays no part: it is said of everybody."""
    return strictest(chosen, Level.ORGANISATION, ceiling(rule)) != chosen


def _when(missing):
    return f"Only after this is released too: {', '.join(missing)}." if missing else ""


def _speaker(user, record, missing):
    """As released; for those who see everybody, as drafted where the participant is not released yet."""
    participant = record.speaker
    if participant is None:
        return None
    if participant.is_released:
        return speakers([participant.pk])[participant.pk]
    missing.append("the participant who spoke")
    if not sees_all(user):
        return None
    frozen = KINDS["participants"].freeze([participant])[participant.pk]
    return described({participant.pk: (participant.public_id, frozen)})[participant.pk]


def _decided(values, speaker, rule, hidden):
    """Which limit decided, in words. Of a speaker one may not see, nothing is told by it."""
    chosen = values["attribution_level"]
    level = effective_level(chosen, speaker, rule, bool(values["consent"]))
    if level == chosen:
        return "as chosen"
    if level == ceiling(rule, bool(values["consent"])):
        return f"limited by the meeting’s rule: {DisclosureRule(rule).label}"
    if speaker and not hidden and level == speaker.limit:
        return "limited by what the participant allows"
    return "limited by what is recorded of the speaker and released"


def _place(passage, fields):
    if passage is None:
        return "None is recorded."
    if not fields["place"]:
        reveals = Level(passage["reveals"]).label
        return f"Not shown: whoever looks there learns the speaker as “{reveals}”."
    return fields["place"]


def participant_preview(user, record):
    """The ``Preview`` of a participant for ``user``."""
    values = KINDS["participants"].freeze([record])[record.pk]
    meeting, hidden = record.conference, hidden_person(user, record)
    if not meeting.is_released and hidden:
        return Preview(False, NOT_YET)
    rule = (meeting.snapshot or {"disclosure_rule": meeting.disclosure_rule})["disclosure_rule"]
    speaker = described({record.pk: (record.public_id, values)})[record.pk]
    named = Statement.objects.filter(participant=record.public_id).count()
    if hidden and (named or record.listed) and not record.is_out_as_it_stands and basis_decides(speaker, rule):
        return Preview(False, BY_BASIS)
    fields = policy.released_participant(values, speaker, rule, bool(named))
    if fields is None:
        return Preview(False, _why_nothing(values, named))
    reasons = (["listed"] if record.listed else []) + ([f"named by {named} public statements"] if named else [])
    when = _when([] if meeting.is_released else ["the conference"])
    return Preview(True, f"Shown: {' and '.join(reasons)}. {when}", fields["label"], facts=[_level(fields)])


def _level(fields):
    return "Shown as", Level(fields["level"]).label


def _why_nothing(values, named):
    if not (named or values["listed"]):
        return "Nothing: they are not listed, and no public statement names them."
    return "Nothing: the meeting’s rule, or what they allow, leaves nothing to show."
