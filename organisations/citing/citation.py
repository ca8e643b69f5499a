"""What a citation says, whatever its format. It is made of public rows alone, and its lines are finished strings."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings


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

    ``kind``: what it is, in one word. ``path``: its address by id, which stays when titles change. ``authors``:
    finished lines, as attribution lines are. ``genre``: how its words stand to those spoken, empty where none were.
    ``changed``: day of its last change. ``words``: what it says, empty if that is not told.
    """

    kind: str
    id: str
    path: str
    title: str
    language: str
    changed: date
    authors: tuple[str, ...] = ()
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
    def stop(self):
        """What ends the sentence that the title is."""
        return "" if self.title.endswith(("?", "!", "…", ".")) else "."

    @property
    def meeting(self):
        """The one meeting it comes from, None if there are several or none."""
        return self.meetings[0] if len(self.meetings) == 1 else None

    def notes(self):
        """What no field of most formats holds, as sentences."""
        yield f"{self.kind.capitalize()} {self.id}, updated {self.changed.isoformat()}."
        if self.meetings:
            yield f"Said at: {'; '.join(map(str, self.meetings))}."
        if self.reports:
            yield f"Based on: {'; '.join(map(str, self.reports))}."


def report(source):
    """The ``Report`` of a public source."""
    return Report(source.creator or source.publisher, source.issued[:4], source.title, source.language)
