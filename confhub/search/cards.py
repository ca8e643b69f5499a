"""What the search shows of a row it found: where the words stand in it, escaped and marked."""

from typing import NamedTuple

from organisations.ranking import place
from organisations.search import hits
from organisations.snippets import highlighted, snippet

TEXT = 240


class Card(NamedTuple):
    """``title``, ``text``: HTML with marks. ``by``: names of the row's countries and themes it was found by alone."""

    kind: str
    row: object
    title: str
    text: str
    by: list


def cards(kind, rows, found, named=None):
    """A ``Card`` for each row of a ``Kind``. ``named``: what each phrase names, where rows are found by names."""
    return [Card(kind, row, _title(row, found), _text(kind, row, found), _by(row, found, named)) for row in rows]


def _title(row, found):
    names = ("title", "name", "attribution_label")
    return highlighted(next(getattr(row, name) for name in names if hasattr(row, name)), found)


def _text(kind, row, found):
    """The first text that holds something of what is sought; else the first that is there, of what has no name."""
    texts = kind.texts(row)
    own = [text for text in texts if text and text not in (getattr(row, "title", None), getattr(row, "name", None))]
    telling = [text for text in own if hits(text, found.marked)]
    plain = own[:1] if kind.name in ("lessons", "statements") else []
    return snippet((telling or plain or [""])[0], found, TEXT)


def _by(row, found, named):
    """Names of what the row is joined to, as HTML, for the phrases that the row itself does not hold."""
    if named is None:
        return []
    missing = [phrase for phrase in found.wanted if not any(hits(text, found.ways(phrase)) for text in row.texts())]
    keys = {key for phrase in missing for some in named[phrase].values() for key in some}
    joined = [*(each.country for each in row.countries.all()), *row.themes.all()]
    names = dict.fromkeys(each.name for each in joined if each.pk in keys)
    return [highlighted(name, found) for name in names]


def place_of(kind, row, found):
    """Where a row belongs by what it is called (``ranking.place``)."""
    return place(kind.names(row), found)
