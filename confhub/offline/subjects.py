"""What there is a copy of: a country or a conference, and where its pages and data are asked for."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .contents import of_conference, of_country

# Lists of the API that a copy can have, by what the site calls them.
NAMES = {
    "lessons": _("Lessons"),
    "statements": _("Statements"),
    "sessions": _("Sessions"),
    "conferences": _("Conferences"),
    "participants": _("Participants"),
    "organisations": _("Organisations"),
    "people": _("People"),
}


class Subject(NamedTuple):
    """A country or a conference. ``name``: what the file is called, and the folder in it.

    ``lists``: ``{address: kind}`` of lists of pages that its page leads to. ``tables``: ``{kind: address}`` of lists
    of the API. ``files``: ``{file: address}`` of what there is of it in other forms.
    """

    row: object
    title: str
    language: str
    name: str
    file: str
    newest: str
    lists: dict
    tables: dict
    files: dict
    find: object

    @property
    def address(self):
        """Of the page that everything begins with."""
        return self.row.get_absolute_url()

    def contents(self):
        """``{kind: ids}`` of what its copy holds. Raises ``TooMuch``."""
        return self.find(self.row)


def country(row):
    """The ``Subject`` of a country."""
    return Subject(
        row=row,
        title=row.called.text,
        language="",
        name=f"confhub-{row.slug}-{get_language()}",
        file=f"countries/{row.pk}.html",
        newest=reverse("country-offline", args=[row.slug]),
        lists=_lists(["statements", "conferences", "organisations"], country=row.pk),
        tables=_tables(["lessons", "statements", "conferences", "organisations"], country=row.pk),
        files={"country.json": reverse("api:countries-detail", args=[row.pk])},
        find=of_country,
    )


def conference(row):
    """The ``Subject`` of a conference."""
    kinds = ["lessons", "statements", "sessions", "participants", "organisations", "people"]
    files = {
        "conference.json": reverse("api:conferences-detail", args=[row.pk]),
        "popolo.json": reverse("conference-popolo", args=[row.pk]),
        "akoma-ntoso.xml": reverse("conference-akoma-ntoso", args=[row.pk]),
    }
    return Subject(
        row=row,
        title=row.title,
        language=row.language,
        name=f"confhub-conference-{row.pk}-{get_language()}",
        file=f"conferences/{row.pk}.html",
        newest=reverse("conference-offline", args=[row.pk]),
        lists=_lists(["statements", "lessons"], conference=row.slug),
        tables=_tables(kinds, conference=row.pk),
        files=files,
        find=of_conference,
    )


def _lists(kinds, **asked):
    return {f"{reverse(kind)}?{urlencode(asked)}": kind for kind in kinds}


def _tables(kinds, **asked):
    return {kind: f"{reverse(f'api:{kind}-list')}?{urlencode(asked)}" for kind in kinds}
