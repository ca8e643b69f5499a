"""The ladder: how openly a speaker may be shown, and the line that shows them. Pure: no queries, no clock."""

from dataclasses import dataclass, replace

from organisations.choices import Basis, Classification

from .choices import DisclosureRule, Level
from .lines import FROM, UNKNOWN_SPEAKER

LADDER = list(Level)

# The most open rung a meeting's rule allows. A kind of body is no affiliation; a closed meeting gives nothing out.
CEILINGS = {
    DisclosureRule.ON_RECORD: Level.NAMED,
    DisclosureRule.CHATHAM_HOUSE: Level.ORGANISATION_TYPE,
    DisclosureRule.CLOSED: Level.WITHHELD,
}


@dataclass(frozen=True)
class Body:
    """A released organisation: public id, name, kind and country code."""

    id: str
    name: str
    classification: str
    country: str | None


@dataclass(frozen=True)
class Speaker:
    """A released participant with what is released of the person and the body behind it.

    ``person``: (public id, name) or None. ``country``: (code, name) or None. ``classification``: kind of body, as it
    was when the participant was released. Without an approved participant there is no speaker.
    """

    id: str = ""
    person: tuple | None = None
    role: str = ""
    body: Body | None = None
    group: str = ""
    classification: str = ""
    country: tuple | None = None
    limit: str = Level.UNATTRIBUTED
    basis: str = ""
    unique_post: bool = False


@dataclass(frozen=True)
class Attribution:
    """How a speaker is shown. Nothing in it is finer than ``level``."""

    level: str
    label: str
    person: str | None = None
    role: str = ""
    organisation: str | None = None
    group: str = ""
    classification: str = ""
    country: str | None = None


def strictest(*levels):
    """The least open of some rungs."""
    return max(levels, key=LADDER.index)


def stricter_rule(*rules):
    """The least open of some disclosure rules; empty ones do not count."""
    return max((rule for rule in rules if rule), key=list(DisclosureRule).index)


def ceiling(rule, consent=False):
    """The most open rung under a meeting's rule; the speaker's recorded consent lifts it."""
    return Level.NAMED if consent else CEILINGS[rule]


def effective_level(chosen, speaker, rule, consent=False):
    """The rung a speaker is shown on: the strictest of everything that bears on it, and no more than is known.

    ``chosen``: the rung staff chose. ``speaker``: a ``Speaker``, or None if nobody may be shown.
    """
    allowed = strictest(chosen, ceiling(rule, consent))
    if speaker is None or allowed == Level.WITHHELD:
        return strictest(allowed, Level.UNATTRIBUTED)
    allowed = strictest(allowed, speaker.limit)
    rungs = LADDER[LADDER.index(allowed) :]
    return next(rung for rung in rungs if can_stand_on(rung, speaker))


def can_stand_on(rung, speaker):
    """Whether enough is known of a speaker, and allowed by what is recorded, for a rung."""
    has_basis = speaker.basis in Basis.values
    return {
        Level.NAMED: bool(speaker.person) and has_basis,
        Level.ROLE_ORGANISATION: bool(speaker.role and speaker.body) and (has_basis or not speaker.unique_post),
        Level.ORGANISATION: bool(speaker.body),
        Level.ORGANISATION_TYPE: bool(speaker.group or speaker.classification),
        Level.COUNTRY: bool(speaker.country),
        Level.UNATTRIBUTED: True,
        Level.WITHHELD: True,
    }[rung]


def attribution(level, speaker):
    """The ``Attribution`` of a speaker on a rung that ``effective_level`` gave."""
    return _SHOWN[level](speaker)


def _named(speaker):
    organisation = speaker.body.id if speaker.body else None
    names = [speaker.person[1], speaker.role, speaker.body.name if speaker.body else "", _elsewhere(speaker)]
    return Attribution(
        Level.NAMED,
        _line(*names),
        person=speaker.person[0],
        role=speaker.role,
        organisation=organisation,
        classification=speaker.classification,
        country=_code(speaker),
    )


def _role_organisation(speaker):
    return Attribution(
        Level.ROLE_ORGANISATION,
        _line(speaker.role, speaker.body.name, _elsewhere(speaker)),
        role=speaker.role,
        organisation=speaker.body.id,
        classification=speaker.classification,
        country=_code(speaker),
    )


def _organisation(speaker):
    """The body's own country, not the speaker's: body and another country together can mean one person."""
    body = speaker.body
    return Attribution(
        Level.ORGANISATION,
        body.name,
        organisation=body.id,
        classification=body.classification,
        country=body.country,
    )


def _organisation_type(speaker):
    kind = speaker.classification
    words = speaker.group or Classification(kind).label
    country = speaker.country[1] if speaker.country else ""
    return Attribution(
        Level.ORGANISATION_TYPE,
        _line(words, country),
        group=speaker.group,
        classification=kind,
        country=_code(speaker),
    )


def _country(speaker):
    return Attribution(Level.COUNTRY, FROM % {"country": speaker.country[1]}, country=_code(speaker))


def _unattributed(speaker):
    return Attribution(Level.UNATTRIBUTED, UNKNOWN_SPEAKER)


_SHOWN = {
    Level.NAMED: _named,
    Level.ROLE_ORGANISATION: _role_organisation,
    Level.ORGANISATION: _organisation,
    Level.ORGANISATION_TYPE: _organisation_type,
    Level.COUNTRY: _country,
    Level.UNATTRIBUTED: _unattributed,
}


def _line(*words):
    return ", ".join(word for word in words if word)


def _code(speaker):
    return speaker.country[0] if speaker.country else None


def _elsewhere(speaker):
    """The speaker's country, where the body's own does not say it already."""
    at_home = speaker.body and speaker.body.country == _code(speaker)
    return "" if at_home or not speaker.country else speaker.country[1]


def participant_level(speaker, rule):
    """The rung a participant's own row stands on."""
    return effective_level(Level.NAMED, speaker, rule)


def basis_decides(speaker, rule):
    """Whether the rung of a participant's own row turns on whether a basis is on record; the same whether one is."""
    rungs = {participant_level(one, rule) for one in (unfiled(speaker), replace(speaker, basis=Basis.CONSENT))}
    return len(rungs) > 1


def unfiled(speaker):
    """A speaker as if no basis were on record; without one nobody's limit is *named*, so that limit tells of it."""
    return speaker if speaker.limit == Level.NAMED else replace(speaker, basis="")
