"""The rule for meetings and what was said at them: whether it may be public, and in which words.

Pure: no queries, no clock. Everything here works on snapshots, the values of records frozen at their release.
"""

from datetime import date

from organisations.folding import indexed, latin
from organisations.policy import indexed_in_all, released_translations

from .choices import Level, LinkKind
from .ladder import attribution, ceiling, effective_level, participant_level, strictest
from .lines import CONCLUSION


def shown_text(values):
    """The public words of a statement. Redacted to nothing stays nothing."""
    return values["public_text"] if values["redacted"] else values["text"]


def released_statement(values, speaker, rule):
    """Public fields of a statement from its snapshot, or None.

    ``speaker``: a ``Speaker`` or None. ``rule``: the strictest rule of its session, the sessions around it and its
    meeting. Names of other rows are given as public ids under ``person``, ``participant`` and ``organisation``.
    """
    if values is None:
        return None
    level = effective_level(values["attribution_level"], speaker, rule, bool(values["consent"]))
    if level == Level.WITHHELD:
        return None
    shown = attribution(level, speaker)
    text = shown_text(values)
    label = CONCLUSION if level == Level.UNATTRIBUTED and values["kind"] == "conclusion" else shown.label
    fields = {
        **{name: values[name] for name in ("language", "kind", "wording")},
        "text": text,
        "attribution_level": level,
        "attribution_label": label,
        "person_id": shown.person,
        "participant_id": speaker.id if links_participant(level, speaker, rule) else None,
        "organisation_id": shown.organisation,
        "speaker_classification": shown.classification,
        "speaker_country_id": shown.country,
        **_place(values["passage"], level),
    }
    words = indexed_in_all([text], fields["language"], translations(values, fields))
    return {**fields, "search_text": f"{words} {latin(label)}".strip()}


def translations(values, fields):
    """``{(language, text)}``: those translations of a statement that are public with its public ``fields``."""
    return released_translations(values["translations"], fields["language"], [fields["text"]])


def says_something(fields):
    """Whether any words of a public statement are left. Of one redacted to nothing nobody learns what it spoke of."""
    return bool(fields["text"])


def may_link(kind, fields, other):
    """Whether a link between two statements may be public. ``fields``, ``other``: their public fields, or None.

    Two records of the same remark have one speaker: the finer line would name the other's.
    """
    if not (fields and other and says_something(fields) and says_something(other)):
        return False
    if kind != LinkKind.SAME_REMARK or fields["attribution_level"] == other["attribution_level"] == Level.UNATTRIBUTED:
        return True
    return all(fields[name] == other[name] for name in ("attribution_level", "attribution_label"))


def links_participant(level, speaker, rule):
    """Whether a statement may point at its participant: only where its own line says exactly as much as that row."""
    return level in (Level.NAMED, Level.ROLE_ORGANISATION) and level == participant_level(speaker, rule)


def _place(passage, level):
    """Where a source has it; nothing if somebody who looks there learns more of the speaker than ``level``."""
    if passage is None or strictest(level, passage["reveals"]) != passage["reveals"]:
        return {"source": None, "place": "", "start": None, "end": None}
    return {name: passage[name] for name in ("source", "place", "start", "end")}


def released_participant(values, speaker, rule, named):
    """Public fields of a participant from its snapshot, or None.

    ``named``: whether a statement on the shelf points at it. Somebody of whom nothing may be shown has no row.
    """
    if values is None or not (named or values["listed"]):
        return None
    level = participant_level(speaker, rule)
    if level in (Level.UNATTRIBUTED, Level.WITHHELD):
        return None
    shown = attribution(level, speaker)
    return {
        "level": level,
        "label": shown.label,
        "person_id": shown.person,
        "role": shown.role,
        "organisation_id": shown.organisation,
        "group": shown.group,
        "classification": shown.classification,
        "country_id": shown.country,
        "search_text": latin(shown.label),
    }


def says_where(level, rule):
    """Whether somebody shown on the rung ``level`` may be shown as present in a session under ``rule``."""
    return strictest(level, ceiling(rule)) == level


def released_conference(values):
    """Public fields of a meeting from its snapshot, or None."""
    if values is None:
        return None
    said, names = [values["title"], values["summary"]], [values["place"], *(n["name"] for n in values["place_names"])]
    words = f"{indexed(' '.join(said), values['language'])} {latin(' '.join(names))} conference {_days(values)}"
    return {**{name: values[name] for name in CONFERENCE_FIELDS}, "search_text": words}


def _days(values):
    """The first and the last day of a meeting, as people write them."""
    days = dict.fromkeys(date.fromisoformat(str(values[name])) for name in ("start_date", "end_date") if values[name])
    return latin(" ".join(f"{day.day} {day:%B %Y %d.%m.%Y %Y-%m-%d}" for day in days))


CONFERENCE_FIELDS = (
    "slug",
    "title",
    "start_date",
    "end_date",
    "place",
    "place_names",
    "summary",
    "headcount",
    "headcount_note",
    "disclosure_rule",
    "language",
)


def released_source(values, conference):
    """Public fields of a source from its snapshot, or None. ``conference``: whether its meeting is on the shelf."""
    if values is None or not conference:
        return None
    words = latin(" ".join([values["title"], values["creator"], values["publisher"]]))
    return {**{name: values[name] for name in SOURCE_FIELDS}, "search_text": words}


SOURCE_FIELDS = (
    "title",
    "creator",
    "publisher",
    "publisher_details",
    "issued",
    "language",
    "rights",
    "url",
    "file_sha256",
    "text_sha256",
)


def released_session(values, around):
    """Public fields of a session from its snapshot, or None. ``around``: whether all it stands in is on the shelf."""
    if values is None or not around:
        return None
    fields = {name: values[name] for name in ("slug", "title", "kind", "summary")}
    return {**fields, "search_text": latin(f"{values['title']} {values['summary']}")}
