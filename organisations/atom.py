"""Feeds in Atom (RFC 4287)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from .languages import canonical
from .xml import document, element

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
# Before anything was ever released.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry. ``path``: its address by id, which never changes; ``page``: where it is read today."""

    path: str
    page: str
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime
    terms: list = field(default_factory=list)


def feed(path, title, page, entries, updated):
    """The feed at ``path`` as an answer. ``page``: path of what it follows. ``updated``: when that changed, or None."""
    address = settings.SITE_URL + path
    parts = [
        element("id", address),
        element("title", title),
        element("updated", _time(max([each.updated for each in entries] + [updated or LONG_AGO]))),
        element("author", [element("name", settings.SITE_NAME)]),
        _link("self", address, MEDIA_TYPE),
        _link("alternate", settings.SITE_URL + page, "text/html"),
        *map(_entry, entries),
    ]
    content = document("feed", parts, {"xmlns": ATOM, "xml:lang": canonical(get_language())})
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _entry(entry):
    parts = [
        element("id", settings.SITE_URL + entry.path),
        element("title", entry.title),
        element("published", _time(entry.published)),
        element("updated", _time(entry.updated)),
        _link("alternate", settings.SITE_URL + entry.page, "text/html"),
        *(element("category", term=term) for term in entry.terms),
        element("summary", entry.summary),
    ]
    return element("entry", parts, **{"xml:lang": entry.language})


def _link(rel, href, type):
    return element("link", rel=rel, href=href, type=type)


def _time(time):
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
