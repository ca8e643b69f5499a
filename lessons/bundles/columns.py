"""What the columns of a record should be, from an item of a bundle: ``{column: value}``.

``pks``: ``{section: {key: pk}}`` of everything the items refer to. Items are known to be right.
"""

from datetime import date

from organisations.languages import canonical, digest

# Columns of statements and lessons that are translated.
TRANSLATED = {"statements": ("text",), "lessons": ("title", "text", "context")}


def columns(section, item, pks):
    """The columns of the record of an item, without its key, its state and what belongs to join tables."""
    plain = {name: item[name] for name in PLAIN[section]}
    return plain | {column: find(item, pks) for column, find in _FOUND.get(section, {}).items()} | _more(section, item)


def _key(name, section):
    return lambda item, pks: pks[section][item[name]] if item[name] is not None else None


PLAIN = {
    "conference": (
        "title", "place", "place_names", "summary", "headcount", "headcount_note", "disclosure_rule",
        "disclosure_reason", "language",
    ),
    "sources": (
        "title", "creator", "publisher", "publisher_details", "issued", "language", "rights", "url", "file_sha256",
        "text_sha256",
    ),
    "organisations": (
        "name", "acronym", "other_names", "name_is_description", "classification", "summary", "listed",
    ),
    "people": ("name", "other_names", "listed", "basis", "basis_reference"),
    "sessions": ("title", "kind", "position", "summary", "disclosure_rule"),
    "participants": ("role", "group", "classification", "limit", "basis", "basis_reference", "unique_post", "listed"),
    "statements": ("position", "text", "language", "kind", "wording", "attribution_level"),
    "lessons": ("title", "text", "language", "kind", "status", "context"),
}  # fmt: skip
_FOUND = {
    "conference": {
        "country_id": lambda item, pks: item["country"],
        "start_date": lambda item, pks: date.fromisoformat(item["start_date"]),
        "end_date": lambda item, pks: date.fromisoformat(item["end_date"]),
    },
    "organisations": {"country_id": lambda item, pks: item["country"]},
    "sessions": {"parent_id": _key("parent", "sessions")},
    "participants": {
        "person_id": _key("person", "people"),
        "organisation_id": _key("organisation", "organisations"),
        "country_id": lambda item, pks: item["country"],
    },
    "statements": {"session_id": _key("session", "sessions"), "speaker_id": _key("speaker", "participants")},
    "lessons": {"addressed_to": lambda item, pks: sorted(item["addressed_to"])},
}


def _more(section, item):
    """Parts of a statement that may be left out: what is recorded then stays."""
    more = {}
    if section == "statements" and "public_text" in item:
        more |= {"redacted": item["public_text"] is not None, "public_text": item["public_text"] or ""}
    if section == "statements" and "consent" in item:
        consent = item["consent"] or {"reference": "", "date": None}
        day = consent["date"] and date.fromisoformat(consent["date"])
        more |= {"consent_reference": consent["reference"], "consent_date": day}
    return more


def joined(section, item, pks):
    """``{name: [tuple of columns]}``: the rows of join tables that belong to the record of an item, in order.

    What the item leaves out is left out here.
    """
    return {name: list(rows(item, pks)) for name, rows in _JOINED.get(section, {}).items() if name in item}


def shown_words(section, item):
    """The words of an item that the public would read, as far as the item says; None where it lacks them."""
    words = {**item, "text": item.get("text") if item.get("public_text") is None else item["public_text"]}
    return [words.get(name) for name in TRANSLATED[section]]


def _translations(section):
    def rows(item, pks):
        for each in item["translations"]:
            words = (each[name] for name in TRANSLATED[section])
            made_of = each.get("made_of") or digest(*shown_words(section, item))
            yield canonical(each["language"]), *words, each["translator"], each["status"], made_of

    return rows


_JOINED = {
    "conference": {
        "organisations": lambda i, pks: (
            (pks["organisations"][e["organisation"]], e["role"]) for e in i["organisations"]
        ),
        "countries": lambda i, pks: ((e["country"], e["role"]) for e in i["countries"]),
    },
    "organisations": {
        "relations": lambda i, pks: (
            (e["kind"], pks["organisations"][e["organisation"]], e["note"]) for e in i["relations"]
        ),
    },
    "participants": {"sessions": lambda i, pks: ((pks["sessions"][slug],) for slug in i["sessions"])},
    "statements": {
        "countries": lambda i, pks: ((e["country"], e["context"], e["name_in_source"]) for e in i["countries"]),
        "themes": lambda i, pks: ((slug,) for slug in i["themes"]),
        "mentions": lambda i, pks: ((pks["organisations"][slug],) for slug in i["mentions"]),
        "translations": _translations("statements"),
    },
    "lessons": {
        "countries": lambda i, pks: ((e["country"], e["role"]) for e in i["countries"]),
        "themes": lambda i, pks: ((slug,) for slug in i["themes"]),
        "evidence": lambda i, pks: (
            (pks["statements"][e["statement"]], e["relation"], e["note"], n)
            for n, e in enumerate(i["evidence"], start=1)
        ),
        "translations": _translations("lessons"),
    },
}
