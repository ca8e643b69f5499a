"""Safety of what was said and of who took part: the rules. Pure: no queries, no clock."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from organisations.choices import Basis
from organisations.findings import ALL, CHECK, KEEPERS, KEPT, MUST, NOTE, OTHERS, Finding
from organisations.folding import WORD, latin

from .choices import Level, Wording
from .ladder import LADDER, Speaker, attribution, can_stand_on, ceiling

# So many words in a row are nobody's own any more; a shorter text is copied if the source has all of it.
RUN, SHORT = 8, 4
# The share of a text that stands in the source in runs of three words or more.
SHARE = 0.6
LEVEL = "attribution_level"


@dataclass(frozen=True)
class Said:
    """A statement as it is to be judged. ``chosen``: the rung staff chose. ``speaker``: a ``Speaker`` or None.

    ``level``: where they would stand; ``line``: ``(rung, words)`` of it, None if nothing would be shown;
    ``bare``: the line as others than keepers read it. ``kept``: only keepers may see the speaker; ``line_kept``: nor
    may others see the line yet. ``years``: how long ago it was.
    """

    chosen: str
    rule: str
    speaker: Speaker | None = None
    consent: bool = False
    level: str = Level.UNATTRIBUTED
    line: tuple | None = None
    bare: tuple | None = None
    kept: bool = False
    line_kept: bool = False
    years: int = 0


def more_open(level, other):
    """Whether one rung shows more than another."""
    return LADDER.index(level) < LADDER.index(other)


def naming(said):
    """``[Finding]``: somebody is to be named without a basis on record."""
    if said.chosen != Level.NAMED:
        return []
    if said.speaker is None:
        return [Finding(MUST, "basis", "“Named” is chosen, and nobody is recorded as the speaker: choose less.", LEVEL)]
    if said.speaker.basis in Basis.values and not said.kept:
        return []
    known = said.speaker.basis in Basis.values
    return [
        Finding(
            CHECK if known else MUST,
            "basis",
            "“Named” is chosen, and no basis for naming is recorded that everybody here may see.",
            LEVEL,
            f"{said.speaker.id} {said.speaker.basis}" if known else "",
            KEPT if said.kept else ALL,
            f"Basis: {Basis(said.speaker.basis).label.lower()}." if known else "No basis is recorded: choose less.",
        )
    ]


def above_rule(said):
    """``[Finding]``: a rung more open than the meeting's rule, without the speaker's consent."""
    if not more_open(said.chosen, ceiling(said.rule)) or (said.consent and not said.kept):
        return []
    most = ceiling(said.rule)
    allowed = f"at most “{Level(most).label}”" if most != Level.WITHHELD else "nothing"
    return [
        Finding(
            CHECK if said.consent else MUST,
            "rule",
            f"“{Level(said.chosen).label}” is chosen, and the meeting’s rule lets out {allowed} without consent.",
            LEVEL,
            f"{said.chosen} {said.rule}",
            KEPT if said.kept else ALL,
            "Consent is on record." if said.consent else "No consent is on record: choose less.",
        )
    ]


def would_read(level, speaker):
    """The line of a speaker on a rung whatever they allow; empty if what it needs is not known."""
    free = replace(speaker, basis=Basis.CONSENT, unique_post=False)
    return attribution(level, free).label if level != Level.WITHHELD and can_stand_on(level, free) else ""


def recognisable(line, known, least, readers=ALL, where=LEVEL):
    """``[Finding]``: a line that means one person, or that fewer than ``least`` of those ``known`` fit.

    ``line``: ``(rung, words)``. ``known``: the meeting's ``Speaker`` s. A name is meant to tell.
    """
    level, words = line or (Level.WITHHELD, "")
    if level in (Level.NAMED, Level.UNATTRIBUTED, Level.WITHHELD):
        return []
    fit = [one for one in known if would_read(level, one) == words]
    if level == Level.ROLE_ORGANISATION and any(one.unique_post for one in fit):
        told = f"“{words}” is a post held by one person, as good as a name."
        return [Finding(CHECK, "one_post", told, where, words, readers)]
    if len(fit) >= least:
        return []
    told = f"“{words}” fits {_people(len(fit))} known here, fewer than {least}."
    return [Finding(CHECK, "few", told, where, f"{words} {len(fit)}", readers)]


def _people(count):
    return "nobody" if not count else "one participant" if count == 1 else f"{count} participants"


def old(said, most, day):
    """``[Finding]``: somebody is shown as speaker of words older than ``most`` years, and no consent is on file."""
    if not most or said.years < most or said.speaker is None:
        return []
    consents = said.consent or said.speaker.basis == Basis.CONSENT
    if consents and not said.kept:
        return []
    told = f"It was said {said.years} years ago. Would the speaker still want to be shown? "
    told += "Whether they consented is kept by the keepers." if said.kept else "No consent is on file."
    asked = said.kept and _shows(said, said.bare)
    known = [Finding(CHECK, "old", told, LEVEL, f"{said.chosen} {day}", OTHERS)] if asked else []
    if not consents and _shows(said, said.line):
        plain = f"It was said {said.years} years ago, and no consent of the speaker is on file."
        known.append(Finding(CHECK, "old", plain, LEVEL, f"{said.chosen} {day}", KEEPERS if said.kept else ALL))
    return known


def _shows(said, line):
    """Whether a line tells anything of the speaker; one that is kept or not shown is taken for what was chosen."""
    return more_open(line[0] if line and not said.line_kept else said.chosen, Level.UNATTRIBUTED)


# Too close to the source


def closeness(text, source):
    """``(longest run of words a text shares with a source, share of it in runs of three and more, its words)``."""
    mine, theirs = WORD.findall(latin(text)), WORD.findall(latin(source))
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    share = sum(block.size for block in blocks if block.size >= 3) / len(mine) if mine else 0
    return max((block.size for block in blocks), default=0), share, len(mine)


def too_close(text, source, wording, where="text", kept=False):
    """``[Finding]``: words that are the source's rather than our own. The very words may be, and then it says so.

    ``kept``: only keepers read the source.
    """
    readers = KEEPERS if kept else ALL
    run, share, words = closeness(text, source)
    if not (run >= RUN or (words >= SHORT and (run == words or (words > RUN and share >= SHARE)))):
        return []
    if wording == Wording.VERBATIM:
        told = "These are the source’s own words, as “verbatim” says: quote no more than is needed."
        return [Finding(NOTE, "close", told, where, readers=readers)]
    told = f"Very close to the source: {run} words in a row are the same. Put it in other words, or call it verbatim."
    return [Finding(CHECK, "close", told, where, f"{text}\n{source}", readers)]
