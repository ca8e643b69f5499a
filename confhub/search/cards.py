"""What the search shows of a row it found: where the words stand in it, escaped and marked."""

from typing import NamedTuple

from lessons.models import Lesson
from organisations.models.naming import Named
from organisations.ranking import place
from organisations.search import hits
from organisations.snippets import highlighted, snippet
from organisations.templatetags.languages import words
from sessions.models import Session, Statement, Theme
from sessions.templatetags.speakers import speaker_line

TEXT = 240


class Card(NamedTuple):
    """``title``, ``text``: HTML with marks, and the tags of their languages, empty where not known.

    ``by``: names of the row's countries and themes it was found by alone.
    """

    kind: str
    row: object
    title: str
    title_language: str
    text: str
    language: str
    by: list


def cards(kind, rows, found, named=None):
    """A ``Card`` for each row of a ``Kind``. ``named``: what each phrase names, where rows are found by names."""
    return [_card(kind, row, found, named) for row in rows]


def _card(kind, row, found, named):
    (title_language, title), (language, texts) = _title(row), _texts(row)
    text = snippet(_telling(texts, title, kind, found), found, TEXT)
    return Card(kind, row, highlighted(title, found), title_language, text, language, _by(row, found, named))


def _title(row):
    """``(language, title)``, in the language of the page where it is there in that."""
    if isinstance(row, Lesson):
        shown = words(row)
        return shown.language, shown.title
    if isinstance(row, Statement):
        return speaker_line(row)
    if isinstance(row, Named):
        return row.called
    if isinstance(row, Session):
        return row.conference.language, row.title
    return getattr(row, "language", ""), str(row)


def _texts(row):
    """``(language, texts)`` of what a row says, the same way."""
    if isinstance(row, (Lesson, Statement)):
        shown = words(row)
        names = [name for name in row.searched if name in ("text", "context")]
        return shown.language, [getattr(shown, name) for name in names]
    if isinstance(row, Theme):
        return row.defined.language, [row.defined.text]
    return getattr(row, "language", ""), row.texts()


def _telling(texts, title, kind, found):
    """The first text that holds something of what is sought; else the first that is there, of what has no name."""
    own = [text for text in texts if text and text != title]
    telling = [text for text in own if hits(text, found.marked)]
    plain = own[:1] if kind.name in ("lessons", "statements") else []
    return (telling or plain or [""])[0]


def _by(row, found, named):
    """Names of what the row is joined to, as HTML, for the phrases that the row itself does not hold."""
    if named is None:
        return []
    missing = [phrase for phrase in found.wanted if not any(hits(text, found.ways(phrase)) for text in row.texts())]
    keys = {key for phrase in missing for some in named[phrase].values() for key in some}
    joined = [*(each.country for each in row.countries.all()), *row.themes.all()]
    names = dict.fromkeys(each.called.text for each in joined if each.pk in keys)
    return [highlighted(name, found) for name in names]


def place_of(kind, row, found):
    """Where a row belongs by what it is called (``ranking.place``)."""
    return place(kind.names(row), found)
