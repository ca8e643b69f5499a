"""What a sheet may not change of a record that is there, and what it may not give by halves."""

from sessions.choices import Level
from sessions.ladder import LADDER

from .lines import PLACE

# Parts of a public address, of what bundles know a record by, or of where it stands. Changed in the form, if at all.
ALWAYS = ("slug", "key", "conference")
# How openly a speaker may be shown, most first: who spoke, and may not be seen by everybody, may have asked for less.
OPENNESS = {"limit": LADDER, "attribution_level": LADDER, "unique_post": (False, True)}


def fixed(line, who):
    """Yields ``(column, reason)`` for what may not be changed, or not by somebody."""
    if line.parts.get("public_text") and not line.parts["redacted"]:
        yield "public_text", "is not shown: say true in the column “redacted”, or leave this empty"
    if not line.is_new:
        yield from _changed(line, who)


def halved(line, headers):
    """Yields ``(column, reason)`` if only some of the four are there that say where a statement stands.

    At the first that is missing and has a cell in the sheet, whose columns are ``headers``.
    """
    missing = [name for name in PLACE[:4] if line.parts.get(name) in ("", None)]
    if line.section == "statements" and 0 < len(missing) < 4:
        column = next((name for name in missing if name in headers), missing[0])
        yield (
            column,
            f"source, start, end and place belong together: give all four or none; no {', '.join(missing)} here",
        )


def _changed(line, who):
    for name, (before, _) in line.changes.items():
        if name in ALWAYS:
            yield name, f"the desk has “{before}”: a sheet does not change this"
        if name == "session" and not who.keeper:
            yield name, f"the desk has “{before}”: change it in the statement’s form"
        if not who.keeper and _more(name, before, line.parts[name]):
            stay = f"choose “{Level(before).label}” or less" if before in LADDER else "say true"
            yield name, f"only keepers show more by a sheet: {stay}, or open the record"
    changed = line.changes
    if "speaker" in changed and line.parts["consent_reference"] and "consent_reference" not in changed:
        yield "consent_reference", "the speaker before gave this: leave it empty, or enter theirs"


def opens(line):
    """Whether a line that changes a record lets more of a speaker be shown."""
    return any(_more(name, *pair) for name, pair in line.changes.items())


def _more(name, before, now):
    order = OPENNESS.get(name, ())
    return now in order and order.index(now) < order.index(before)
