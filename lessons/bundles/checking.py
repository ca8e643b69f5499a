"""Checks a whole bundle before anything is written, and leaves it as a ``Spool`` of items that can be read again."""

from organisations.models import Country, OrganisationRecord, PersonRecord
from sessions.models import Theme

from .desk import Desk
from .places import Places
from .problems import Problems
from .reading import read
from .references import Known, references
from .rules import broken
from .schema import KEYS, SECTIONS, problems
from .unused import Use


def check(file, name, spool, progress):
    """Fill ``spool`` from a binary file called ``name``; returns the ``Desk`` the bundle was checked against.

    Raises ``Refused`` with everything wrong: first each item is held against the schema, then, with every key known,
    what it refers to and the rules.
    """
    found = Problems(name)
    for section, number, item in read(file, found):
        _take(spool, found, section, number, item)
        progress("reading", spool.counts.total())
    desk = Desk(spool)
    _check_together(spool, desk, found, progress)
    found.refuse()
    return desk


def _take(spool, found, section, number, item):
    wrong = problems(section, item)
    for path, reason in wrong:
        found.add(_path(section, number, path), reason)
    item = item if isinstance(item, dict) else {}
    _note_key(spool, found, section, number, item)
    spool.add(section, _without(item, {path[0] for path, _ in wrong if path}) if wrong else item)


def _without(item, names):
    return {name: value for name, value in item.items() if name not in names}


def _note_key(spool, found, section, number, item):
    name = KEYS.get(section)
    key = item.get(name) if name else None
    if not isinstance(key, str) or section == "conference":
        return
    if spool.keys[section].setdefault(key, number) != number:
        found.add(_path(section, number, [name]), f'"{key}" is taken by {section}[{spool.keys[section][key]}]')


def _path(section, number, steps):
    start = section if section == "conference" else f"{section}[{number}]"
    return start + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _check_together(spool, desk, found, progress):
    known = _known(spool, desk)
    places, use, checked = Places(spool, desk), Use(), 0
    for section in ("conference", *SECTIONS):
        for number, item in enumerate(spool.items(section)):
            made = references(section, item)
            use.note(section, item, made)
            for path, reason in (*_wrong(section, item, made, known), *places.note(section, number, item)):
                found.add(_path(section, number, [path]), reason)
            checked += 1
            progress("checking", checked, spool.counts.total())
    for path, reason in (*use.unused(spool), *desk.unclear(spool), *desk.merged(spool)):
        found.add(path, reason)


def _wrong(section, item, made, known):
    yield from ((reference.path, reason) for reference in made if (reason := known.reason(reference)))
    yield from broken(section, item)


def _known(spool, desk):
    site = {
        "countries": dict.fromkeys(Country.objects.values_list("code", flat=True)),
        "themes": dict.fromkeys(Theme.objects.values_list("slug", flat=True)),
        "organisations": set(OrganisationRecord.objects.filter(merged_into=None).values_list("slug", flat=True)),
        "people": set(PersonRecord.objects.filter(merged_into=None).values_list("slug", flat=True)),
    }
    return Known(spool.keys, site, desk.elsewhere)
