"""How many independent voices stand behind a lesson, as far as the public can tell. Pure: no queries, no clock.

Statements are no voices: one body may have made ten of them. Everything here is read off the attribution lines the
public sees, never off what the desk knows behind them, or the strength would tell that two speakers nobody is to tell
apart were two. So the count is of voices that cannot be one and the same, whoever spoke.
"""

from typing import NamedTuple

from sessions.choices import Level

from .choices import EvidenceStrength


class Line(NamedTuple):
    """What the public sees of a speaker: the columns of a ``Statement``. Empty where the line does not show it."""

    level: str
    body: str | None = None
    kind: str = ""
    country: str | None = None


class Voice(NamedTuple):
    """Somebody who spoke, with all that is shown of them: a body, or only a kind of body, a country, neither."""

    body: str | None
    kinds: frozenset
    countries: frozenset


class Strength(NamedTuple):
    """``voices``: how many cannot be one. ``countries``: in how many countries they spoke, as far as shown."""

    term: str
    voices: int
    countries: int


def strength(lines):
    """The ``Strength`` of a lesson from the ``Line``s of the statements that support it."""
    voices = _voices([line for line in lines if line.level != Level.UNATTRIBUTED])
    placed = [voice for voice in voices if voice.countries]
    # A body heard in two countries is still one voice.
    countries = min(len(frozenset().union(*(voice.countries for voice in placed))), _most_apart(placed))
    count = _most_apart(voices)
    return Strength(_term(count, countries), count, countries)


def _term(voices, countries):
    if countries > 1:
        return EvidenceStrength.SEVERAL_COUNTRIES
    if voices > 1:
        return EvidenceStrength.SEVERAL_VOICES
    return EvidenceStrength.ONE_VOICE if voices else EvidenceStrength.NOT_STATED


def _voices(lines):
    """A ``Voice`` for each body, and one for each other way in which somebody is shown."""
    bodies = {line.body: [] for line in lines if line.body}
    for line in lines:
        bodies.get(line.body, []).append(line)
    vague = {(line.kind, line.country) for line in lines if not line.body}
    shown = [[Line("", None, kind, country)] for kind, country in vague]
    return [_voice(some) for some in (*bodies.values(), *shown)]


def _voice(lines):
    kinds, countries = ({line.kind for line in lines}, {line.country for line in lines})
    return Voice(lines[0].body, frozenset(kinds - {""}), frozenset(countries - {None}))


def _apart(one, other):
    """Whether two voices cannot be the same: other bodies, or shown of other kinds or countries."""
    if one.body and other.body:
        return True
    return any(a and b and not a & b for a, b in [(one.kinds, other.kinds), (one.countries, other.countries)])


def _most_apart(voices):
    """The largest number of voices of which no two can be the same.

    Bodies are apart from each other, and so are the voices of either set of others: what is left to find is how many of
    those can each be another of the bodies (König's theorem).
    """
    bodies = [voice for voice in voices if voice.body]
    counts = [len(bodies) + len(some) - _matched(bodies, some) for some in _sets_apart(voices)]
    return max(*counts, min(len(voices), 1))


def _sets_apart(voices):
    """Those that show no body in the two largest sets whose voices are apart from each other.

    One that shows only a kind and one that shows only a country may always be the same.
    """
    vague = [voice for voice in voices if not voice.body]
    whole = [voice for voice in vague if voice.kinds and voice.countries]
    kinds = [v for v in vague if v.kinds and not v.countries and not any(v.kinds == each.kinds for each in whole)]
    countries = [v for v in vague if v.countries and not v.kinds]
    countries = [v for v in countries if not any(v.countries == each.countries for each in whole)]
    return [*whole, *kinds], [*whole, *countries]


def _matched(bodies, vague):
    """How many of the vague voices can each be another of the bodies."""
    held = {}
    return sum(_placed(voice, bodies, held, set()) for voice in vague)


def _placed(voice, bodies, held, tried):
    """Give a voice a body it may be, moving others on where they may be another one."""
    for body in bodies:
        if body not in tried and not _apart(voice, body):
            tried.add(body)
            if body not in held or _placed(held[body], bodies, held, tried):
                held[body] = voice
                return True
    return False
