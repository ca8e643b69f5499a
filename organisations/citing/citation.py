"""What a citation says, whatever its format. It is made of public rows alone, and its lines are finished strings."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings

# What programs take names apart at: "Last, First, Suffix", and Zotero one author from the next at ";".
APART = re.compile(r"\s*[,;،؛]\s*")


class Author(NamedTuple):
    """Whose words these are. ``line``: as the public is shown them. ``name``: the person in it, empty if it names none.

    No name is ever turned round: nothing public says which part of it is the family's.
    """

    line: str
    name: str = ""

    @property
    def whole(self):
        """The author where formats take one as it stands. What else the line says is in the notes."""
        return self.name or self.line

    @property
    def unparted(self):
        """The same without signs at which programs would take it apart."""
        return " – ".join(filter(None, APART.split(self.whole)))


class Meeting(NamedTuple):
    """Where something was said. ``start``: first day; ``end``: last day, None where only the first is told."""

    title: str
    language: str
    place: str
    start: date
    end: date | None = None

    @property
    def days(self):
        """The first day, and the last where it is known to be another."""
        return [self.start, *([self.end] if self.end and self.end != self.start else [])]

    def __str__(self):
        return f"{self.title}, {self.place}, {'/'.join(day.isoformat() for day in self.days)}"


class Report(NamedTuple):
    """A document it is known from. ``year``: empty if not known."""

    creator: str
    year: str
    title: str
    language: str

    def __str__(self):
        made = f"{self.creator} ({self.year})" if self.creator and self.year else self.creator or self.year
        return f"{made}, {self.title}" if made else self.title


@dataclass(frozen=True)
class Citation:
    """How one row is cited.

    ``kind``: what it is, in one word. ``path``: its address by id, which stays when titles change. ``genre``: how its
    words stand to those spoken, empty where none were. ``changed``: day of its last change. ``held``: first day it was
    said or held, None for what the site wrote itself. ``words``: what it says, empty if that is not told.
    """

    kind: str
    id: str
    path: str
    title: str
    language: str
    changed: date
    held: date | None = None
    authors: tuple[Author, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    reports: tuple[Report, ...] = ()
    genre: str = ""
    words: str = ""

    @property
    def key(self):
        """What it is called in a list of references: letters, digits and ``_``."""
        return f"confhub_{self.kind}_{self.id}"

    @property
    def permalink(self):
        return settings.SITE_URL + self.path

    @property
    def issued(self):
        """The day it is dated with."""
        return self.held or self.changed

    @property
    def accessed(self):
        """The day as of which it reads so, None where that is its date. Of no clock: files stay the same meanwhile."""
        return self.changed if self.held else None

    @property
    def meeting(self):
        """The one meeting it comes from, None if there are several or none."""
        return self.meetings[0] if len(self.meetings) == 1 else None

    def notes(self):
        """What no field of most formats holds, as sentences."""
        yield f"{self.kind.capitalize()} {self.id}, updated {self.changed.isoformat()}."
        if lines := [author.line for author in self.authors if author.unparted != author.line]:
            yield f"Attributed to: {'; '.join(lines)}."
        if self.meetings:
            yield f"Said at: {'; '.join(map(str, self.meetings))}."
        if self.reports:
            yield f"Based on: {'; '.join(map(str, self.reports))}."


def report(source):
    """The ``Report`` of a public source."""
    return Report(source.creator or source.publisher, source.issued[:4], source.title, source.language)
