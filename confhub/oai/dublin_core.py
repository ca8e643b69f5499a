"""A row of the API as simple Dublin Core (oai_dc): http://www.openarchives.org/OAI/2.0/oai_dc.xsd."""

from textwrap import shorten

from django.conf import settings

# What a row of a kind is: our word, and the word of the DCMI type vocabulary where there is one.
TYPES = {
    "countries": ["Country"],
    "themes": ["Theme"],
    "organisations": ["Organisation"],
    "people": ["Person"],
    "conferences": ["Conference", "Event"],
    "sessions": ["Session", "Event"],
    "participants": ["Participant"],
    "statements": ["Statement", "Text"],
    "lessons": ["Lesson", "Text"],
}
TITLE = 120


def elements(kind, record):
    """``[(name, value)]`` of a record of the list ``kind``, in the order of the fifteen elements; no value is empty."""
    found = [
        ("title", [_title(record)]),
        ("creator", _within(record, "attribution", "label")),
        ("subject", _each(record, "themes", "name")),
        ("description", [record.get(name) for name in ("text", "summary", "definition", "naming_note")]),
        ("publisher", [settings.SITE_NAME]),
        ("date", [record.get("date"), record.get("start_date")]),
        ("type", TYPES[kind]),
        ("identifier", [record["html_url"], record["url"]]),
        ("source", _within(record, "source", "title")),
        ("language", [record.get("language")]),
        ("relation", [*_within(record, "conference", "title"), *_each(record, "conferences", "title")]),
        ("coverage", [*_within(record, "country", "name"), *_each(record, "countries", "name"), record.get("place")]),
    ]
    return [(name, str(value)) for name, values in found for value in dict.fromkeys(values) if value]


def _title(record):
    named = next((record[name] for name in ("title", "name", "label") if record.get(name)), "")
    return named or shorten(record.get("text") or record["id"], TITLE, placeholder="…")


def _within(record, name, part):
    return [(record.get(name) or {}).get(part)]


def _each(record, name, part):
    return [each[part] for each in record.get(name) or ()]
