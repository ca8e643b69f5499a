"""Public names: what the search box suggests, and what somebody may have meant who found nothing."""

from typing import NamedTuple

from lessons.models import Lesson
from lessons.queries import countries_with_counts
from organisations.models import Organisation
from organisations.search import words_of
from organisations.spelling import corrected
from organisations.templatetags.languages import by_name
from sessions.models import Theme

from .kinds import NAMED

# Bodies in the list of the box; names of each list that are held against what was typed; names shown that begin so.
BODIES, MOST, SHOWN = 60, 2_000, 8


def suggestions():
    """Names for the search box: countries that something is known of, themes, bodies. 4 queries."""
    known = [row for row in countries_with_counts() if row.lesson_count or row.is_named]
    names = [row.called.text for row in [*by_name(known), *Theme.objects.only("name")]]
    return [*names, *Organisation.objects.values_list("name", flat=True)[:BODIES]]


class Names(NamedTuple):
    """``rows``: ``[(kind, row, what it is called)]``. ``titles``: those of lessons, for their words."""

    rows: list
    titles: list

    def beginning(self, text):
        """``[(kind, row, name)]`` of the first rows with a name in which a word begins with the last one typed."""
        typed = words_of(text)[-1:]
        fit = [(kind, row, _first(typed[0], names)) for kind, row, names in self.rows if typed]
        return [(kind, row, name) for kind, row, name in fit if name][:SHOWN]

    def meant(self, text):
        """What else somebody may have meant, in words of these names and titles; None if there is nothing near."""
        return corrected(text, [*self.titles, *(name for _, _, names in self.rows for name in names)])


def public_names():
    """The ``Names`` there are on the shelf, of each list those that come first in it."""
    rows = [(kind, row, kind.names(row)) for kind in NAMED for row in kind.rows()[:MOST]]
    return Names(rows, list(Lesson.objects.values_list("title", flat=True)[:MOST]))


def _first(word, names):
    """The first of the names in which a word begins with ``word``."""
    return next((name for name in names if any(each.startswith(word) for each in words_of(name))), None)
