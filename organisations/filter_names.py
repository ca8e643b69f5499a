"""Rows found by words, where the name of a country or a theme of theirs counts as if it stood in the row."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Q

from .filter_links import Through
from .filtering import WordsFilter
from .search import Sought, holding, named_by


class Names(NamedTuple):
    """A vocabulary: ``names()`` gives ``[(key, names)]``, and ``link`` joins keys to the rows of a list.

    ``formed``: as of ``search.holds``.
    """

    names: Callable
    link: Through
    formed: bool = True


class WordsOrNamesFilter(WordsFilter):
    """Shelf rows that hold each phrase sought, or are joined to something named by it."""

    def __init__(self, *kinds, help_text):
        super().__init__()
        self.extra["help_text"] += f" {help_text}"
        self.kinds, self._known = kinds, {}

    def filter(self, queryset, value):
        if not value:
            return queryset
        found = self.found(value)
        named = self.named(found)
        plain = found._replace(wanted=tuple(phrase for phrase in found.wanted if not named[phrase]))
        rows = queryset if any(found.wanted) and not any(plain[:2]) else holding(queryset, plain)
        for phrase in found.wanted:
            rows = rows.filter(pk__in=_either(rows.model, found, phrase, named[phrase])) if named[phrase] else rows
        for phrase in found.unwanted:
            rows = rows.exclude(_joined(named[phrase])) if named[phrase] else rows
        return rows

    def named(self, found):
        """``{phrase: {kind: keys of what it names}}``. Reads each vocabulary once for each question."""
        if found not in self._known:
            names = [(kind, key, texts) for kind in self.kinds for key, texts in kind.names()]
            self._known[found] = {phrase: _keys(phrase, names, found) for phrase in (*found.wanted, *found.unwanted)}
        return self._known[found]


def _keys(phrase, names, found):
    keys = {}
    for kind, key, texts in names:
        if named_by(phrase, texts, found, kind.formed):
            keys.setdefault(kind, []).append(key)
    return keys


def _either(model, found, phrase, named):
    """The keys of the rows that hold a phrase or are joined to what it names: both sides by their index."""
    rows = holding(model.objects.order_by(), Sought((phrase,), (), found.alike)).values("pk")
    joined = (
        kind.link.model.objects.order_by().filter((f"{kind.link.column}__in", keys)).values(kind.link.row)
        for kind, keys in named.items()
    )
    return rows.union(*joined)


def _joined(named):
    """The condition of the rows that are joined to any of what is named."""
    return Q(*(kind.link.matches(keys) for kind, keys in named.items()), _connector=Q.OR)
