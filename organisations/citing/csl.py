"""A citation as CSL-JSON, what citation processors read (https://docs.citationstyles.org)."""

import json

from django.conf import settings


def csl(citation):
    """A list of one item. Names are literal: nobody knows which part is the family's."""
    return json.dumps([{name: value for name, value in _fields(citation) if value}], ensure_ascii=False, indent=1)


def _fields(citation):
    yield "id", citation.key
    yield "type", "speech" if citation.kind == "statement" else "webpage"
    yield "title", citation.title
    yield "author", [{"literal": author.whole} for author in citation.authors]
    yield "container-title", settings.SITE_NAME
    yield "publisher", settings.SITE_NAME
    yield "genre", citation.genre
    yield "issued", _date(citation.issued)
    yield "accessed", citation.accessed and _date(citation.accessed)
    if citation.meeting:
        yield "event-title", citation.meeting.title
        yield "event-place", citation.meeting.place
        yield "event-date", _date(*citation.meeting.days)
    yield "URL", citation.permalink
    yield "language", citation.language
    yield "abstract", citation.words
    yield "note", " ".join(citation.notes())


def _date(*days):
    return {"date-parts": [[day.year, day.month, day.day] for day in days]}
