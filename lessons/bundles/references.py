"""What the items of a bundle refer to, and what they may refer to."""

from difflib import get_close_matches
from typing import NamedTuple

from .problems import shorten

# What a reference of each kind is called in a reason, and whether the desk may answer for it.
NOUNS = {
    "countries": "country",
    "themes": "theme",
    "organisations": "organisation",
    "people": "person",
    "sources": "source",
    "sessions": "session",
    "participants": "participant",
    "statements": "statement",
}
ON_THE_DESK = ("organisations", "people")
SITE_WIDE = ("countries", "themes")
SHOWN = 8


class Reference(NamedTuple):
    """``path``: inside the item. ``kind``: the section or vocabulary ``key`` should be found in."""

    path: str
    kind: str
    key: str


def references(section, item):
    """Every reference an item makes, whether or not it resolves. Parts that are missing refer to nothing."""
    found = [Reference(name, kind, item.get(name)) for name, kind in _DIRECT.get(section, ())]
    for name, (entry, kind) in _LISTED.get(section, {}).items():
        for number, value in enumerate(item.get(name) or ()):
            path = f"{name}[{number}].{entry}" if entry else f"{name}[{number}]"
            found.append(Reference(path, kind, value[entry] if entry else value))
    if passage := item.get("passage"):
        found.append(Reference("passage.source", "sources", passage["source"]))
    return [reference for reference in found if reference.key is not None]


_DIRECT = {
    "conference": [("country", "countries")],
    "organisations": [("country", "countries")],
    "sessions": [("parent", "sessions")],
    "participants": [("person", "people"), ("organisation", "organisations"), ("country", "countries")],
    "statements": [("session", "sessions"), ("speaker", "participants")],
    "statement_links": [("from", "statements"), ("to", "statements")],
}
_LISTED = {
    "conference": {"organisations": ("organisation", "organisations"), "countries": ("country", "countries")},
    "organisations": {"relations": ("organisation", "organisations")},
    "participants": {"sessions": (None, "sessions")},
    "statements": {
        "countries": ("country", "countries"),
        "themes": (None, "themes"),
        "mentions": (None, "organisations"),
    },
    "lessons": {
        "countries": ("country", "countries"),
        "themes": (None, "themes"),
        "evidence": ("statement", "statements"),
    },
}


class Known:
    """Everything a bundle may refer to: ``{kind: collection of keys}``.

    ``bundle``: what stands in the file itself. ``site``: countries and themes, and the bodies and people on the desk.
    ``elsewhere``: ``conference/key`` of the statements on the desk that the file refers to.
    ``WHERE``: where what was not found was looked for, by who answers for it.
    """

    WHERE = {"": " of this bundle", "desk": " of this bundle or on the desk", "site": ""}

    def __init__(self, bundle, site, elsewhere):
        self.bundle, self.site, self.elsewhere = bundle, site, elsewhere

    def reason(self, reference):
        """Why a reference does not resolve; empty if it does."""
        kind, key = reference.kind, reference.key
        if key in self.bundle.get(kind, ()) or key in self.site.get(kind, ()):
            return ""
        if kind == "statements" and "/" in key:
            missing = f'"{shorten(key)}": there is no such statement on the desk'
            return "" if key in self.elsewhere else missing
        where = self.WHERE[_answering(kind)]
        return f'"{shorten(key)}" is no {NOUNS[kind]}{where}; {self._near(kind, key)}'

    def _near(self, kind, key):
        known = [*self.bundle.get(kind, ()), *(self.site.get(kind, ()) if kind in SITE_WIDE else ())]
        if len(known) > SHOWN:
            near = get_close_matches(key, known[:5000], SHOWN, 0.5)
            return f"near to it: {', '.join(near)}" if near else f"{len(known):,} are known"
        return f"known: {', '.join(known)}" if known else "none is known"


def _answering(kind):
    return "desk" if kind in ON_THE_DESK else "site" if kind in SITE_WIDE else ""
