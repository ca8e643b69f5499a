"""Items of bundles with their parts side by side, as the columns of a sheet have them."""

from ..bundles import exporting
from ..bundles.schema import KEYS, parts

PLACE = ("source", "start", "end", "place", "reveals")
# What a new record has unless its row says otherwise.
USUAL = {
    "organisations": {
        "acronym": "", "other_names": [], "name_is_description": False, "country": None, "summary": "", "listed": False,
        "relations": [],
    },
    "people": {"other_names": [], "listed": False, "basis": "", "basis_reference": ""},
    "participants": {
        "person": None, "role": "", "organisation": None, "group": "", "classification": "", "country": None,
        "limit": "unattributed", "basis": "", "basis_reference": "", "unique_post": True, "listed": False,
        "sessions": [],
    },
    "statements": {
        "language": "en", "wording": "paraphrase", "speaker": None, "attribution_level": "unattributed", "themes": [],
        "mentions": [], "countries": [], "context_countries": [], "names_in_source": {}, "source": "", "start": None,
        "end": None, "place": "", "reveals": "named", "redacted": False, "public_text": "", "consent_reference": "",
        "consent_date": "",
    },
}  # fmt: skip
# Parts of an item that stand in columns of other names: ``{first steps of a path: column}``.
COLUMNS = {
    ("consent", "reference"): "consent_reference",
    ("consent", "date"): "consent_date",
    ("consent",): "consent_reference",
    **{("passage", name): name for name in PLACE},
    ("passage",): "source",
}


class Line:
    """A row on its way to the desk. ``record``: what it is of, None for a new one. ``parts``: ``{column: value}``."""

    pk = None

    def __init__(self, section, record=None):
        self.section, self.record = section, record
        self.parts = flat(section, record) if record else {**USUAL[section], "public_id": "", "state": "draft"}
        self.before = dict(self.parts)

    @property
    def is_new(self):
        """Whether the desk has no such record yet."""
        return self.record is None

    @property
    def key(self):
        """What the item is known by in its section."""
        return self.parts.get(KEYS[self.section])

    @property
    def changes(self):
        """``{column: (before, now)}`` of what the row says otherwise than the desk."""
        both = {name: (self.before.get(name), value) for name, value in self.parts.items()}
        return {name: pair for name, pair in both.items() if pair[0] != pair[1]}

    def item(self):
        """The item as a bundle would have it. What no column holds is left out, so that it stays as it is recorded."""
        found = self.parts if self.section != "statements" else _nested(self.parts)
        names = set(parts(self.section)) - ({"relations", "translations"} if not self.is_new else {"translations"})
        return {name: value for name, value in found.items() if name in names}

    def checked_item(self):
        """The same with what the format asks for and sheets do not hold."""
        return {"relations": [], **self.item()} if self.section == "organisations" else self.item()


def column_of(steps):
    """The column in which the part stands that a path leads to."""
    return COLUMNS.get(tuple(steps[:2])) or COLUMNS.get(tuple(steps[:1])) or (str(steps[0]) if steps else "")


def flat(section, record):
    """``{column: value}`` of a record."""
    more = {"public_id": record.public_id}
    if section == "organisations":
        return exporting.organisation(record) | more
    if section == "people":
        return exporting.person(record) | more
    if section == "participants":
        return exporting.participant(record) | more | {"conference": record.conference.slug}
    return _flat_statement(record) | more | {"conference": record.session.conference.slug}


def _flat_statement(record):
    item = exporting.statement(record)
    entries, passage = item.pop("countries"), item.pop("passage") or {}
    consent = item.pop("consent", None) or {"reference": "", "date": ""}
    item.pop("translations", None)
    return {
        **USUAL["statements"],
        **item,
        **passage,
        "countries": [entry["country"] for entry in entries if not entry["context"]],
        "context_countries": [entry["country"] for entry in entries if entry["context"]],
        "names_in_source": {entry["country"]: entry["name_in_source"] for entry in entries},
        "consent_reference": consent["reference"],
        "consent_date": consent["date"],
        "redacted": "public_text" in item,
        "public_text": item.get("public_text", ""),
    }


def _nested(parts):
    named, context = parts["names_in_source"], parts["context_countries"]
    codes = sorted([*parts["countries"], *context])
    passage = {name: parts[name] for name in PLACE}
    consent = {"reference": parts["consent_reference"], "date": parts["consent_date"]}
    return {
        **parts,
        "countries": [{"country": c, "context": c in context, "name_in_source": named.get(c, "")} for c in codes],
        "passage": passage if any(passage[name] not in ("", None) for name in PLACE[:4]) else None,
        "consent": consent if any(consent.values()) else None,
        "public_text": parts["public_text"] if parts["redacted"] else None,
    }
