"""What a sheet may not change of a record that is there."""

from sessions.choices import Level
from sessions.ladder import LADDER

# Parts of a public address, of what bundles know a record by, or of where it stands. Changed in the form, if at all.
ALWAYS = ("slug", "key", "conference")
# How openly a speaker may be shown: who spoke, and may not be seen by everybody, may have asked for less.
OPENNESS = ("limit", "attribution_level")


def fixed(line, who):
    """Yields ``(column, reason)`` for what may not be changed, or not by somebody."""
    if line.parts.get("public_text") and not line.parts["redacted"]:
        yield "public_text", "is not shown: say true in the column “redacted”, or leave this empty"
    if not line.is_new:
        yield from _changed(line, who)


def _changed(line, who):
    for name, (before, _) in line.changes.items():
        if name in ALWAYS:
            yield name, f"the desk has “{before}”: a sheet does not change this"
        if name == "session" and not who.keeper:
            yield name, f"the desk has “{before}”: change it in the statement’s form"
        if name in OPENNESS and not who.keeper and _more(before, line.parts[name]):
            label = Level(before).label
            yield name, f"only keepers show more by a sheet: choose “{label}” or less, or open the record"
    changed = line.changes
    if "speaker" in changed and line.parts["consent_reference"] and "consent_reference" not in changed:
        yield "consent_reference", "the speaker before gave this: leave it empty, or enter theirs"


def opens(line):
    """Whether a line that changes a record lets more of a speaker be shown."""
    return any(name in OPENNESS and _more(*pair) for name, pair in line.changes.items())


def _more(before, now):
    return now in LADDER and LADDER.index(now) < LADDER.index(before)
