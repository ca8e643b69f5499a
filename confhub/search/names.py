"""Public names: what the search box suggests, and what somebody may have meant who found nothing."""

from typing import NamedTuple

from lessons.models import Lesson
from lessons.queries import countries_with_counts
from organisations.folding import ARTICLE
from organisations.models import Organisation
from organisations.search import PALE, words_of
from organisations.spelling import corrected
from organisations.templatetags.languages import by_name
from sessions.models import Theme

from .kinds import NAMED

# Bodies in the list of the box; names of each list that are held against what was typed; names shown that begin so, and
# the letters they must have in common.
BODIES, MOST, SHOWN, LETTERS = 60, 2_000, 8, 3


def suggestions():
    """Names for the search box: countries that something is known of, themes, bodies. 4 queries."""
    names = [row.called.text for row in [*by_name(_countries()), *Theme.objects.only("name")]]
    return [*names, *Organisation.objects.values_list("name", flat=True)[:BODIES]]


def _countries():
    """Those that something is known of."""
    return [row for row in countries_with_counts() if row.lesson_count or row.is_named]


class Names(NamedTuple):
    """``rows``: ``[(kind, row, what it is called)]``. ``titles``: those of lessons, for their words."""

    rows: list
    titles: list

    def beginning(self, text):
        """``[(kind, row)]`` of the first rows with a name in which a word begins with the last one typed.

        Those that have the words before it in their names too come first.
        """
        *before, typed = words_of(text) or [""]
        if len(typed) < LETTERS or typed in PALE:
            return []
        found = [(kind, row, names) for kind, row, names in self.rows if _begins(typed, names)]
        found.sort(key=lambda each: sum(not _begins(word, each[2]) for word in before))
        return [(kind, row) for kind, row, _ in found[:SHOWN]]

    def meant(self, text):
        """What else somebody may have meant, in words of these names and titles; None if there is nothing near."""
        return corrected(text, [*self.titles, *(name for _, _, names in self.rows for name in names)])


def public_names():
    """The ``Names`` there are on the shelf, of each list those that come first in it."""
    known = [row.pk for row in _countries()]
    kinds = [(kind, kind.rows().filter(pk__in=known) if kind.name == "countries" else kind.rows()) for kind in NAMED]
    rows = [(kind, row, kind.names(row)) for kind, found in kinds for row in found[:MOST]]
    return Names(rows, list(Lesson.objects.values_list("title", flat=True)[:MOST]))


def _begins(word, names):
    """Whether a word in one of the names begins with ``word``."""
    words = [each for name in names for each in words_of(name)]
    return any(each.startswith(word) or (ARTICLE + each).startswith(word) for each in words)
