"""What the search shows of a row it found: where the words stand in it, escaped and marked."""

from typing import NamedTuple

from lessons.choices import EvidenceRelation
from lessons.models import Evidence, Lesson
from organisations.models import Organisation, Person
from organisations.models.naming import ANY, ENGLISH, Name, called
from organisations.ranking import place
from organisations.search import hits, holding
from organisations.snippets import highlighted, snippet
from organisations.templatetags.languages import words
from sessions.models import Session, Statement, Theme
from sessions.queries import STATEMENT
from sessions.templatetags.speakers import speaker_line

TEXT = 240


class Said(NamedTuple):
    """A statement inside the card of a lesson. ``text``: HTML with marks, and the tag of its language."""

    row: Statement
    text: str
    language: str


class Card(NamedTuple):
    """``title``, ``text``: HTML with marks, and the tags of their languages, empty where not known.

    ``by``: names of the row's countries and themes it was found by alone. ``said``: what was ``Said`` for a lesson that
    does not hold all that is sought in its own words.
    """

    kind: str
    row: object
    title: str
    title_language: str
    text: str
    language: str
    by: list
    said: Said | None = None


def cards(kind, rows, found, named=None):
    """A ``Card`` for each row of a ``Kind``. ``named``: what each phrase names, where rows are found by names.

    Two queries if some of the rows are lessons found by more than their own words.
    """
    missing = {row.pk: _missing(row, found) for row in rows} if named else {}
    said = _said([pk for pk, phrases in missing.items() if phrases], found)
    by = {row.pk: _by(row, found, missing.get(row.pk, ()), named) for row in rows}
    return [_card(kind, row, found)._replace(by=by[row.pk], said=said.get(row.pk)) for row in rows]


def _card(kind, row, found):
    title_language, title = _title(row)
    telling = _telling(_texts(row), title, kind, found)
    text = snippet(telling.text, found, TEXT)
    return Card(kind, row, highlighted(title, found), title_language, text, telling.language, [])


def _title(row):
    """``(language, title)``, in the language of the page where it is there in that."""
    if isinstance(row, Lesson):
        shown = words(row)
        return shown.language, shown.title
    if isinstance(row, Statement):
        return speaker_line(row)
    if isinstance(row, Session):
        return row.conference.language, row.title
    return called(row)


def _texts(row):
    """What a row says, as a ``Name`` each, the same way."""
    if isinstance(row, (Lesson, Statement)):
        shown = words(row)
        names = [name for name in row.searched if name in ("text", "context")]
        return [Name(shown.language, getattr(shown, name)) for name in names]
    if isinstance(row, Theme):
        return [row.defined]
    return [Name(_language(row, text), text) for text in row.texts()]


def _language(row, text):
    """The tag of one of the texts that a row is found by. The desk writes the summaries of bodies in English."""
    if isinstance(row, (Organisation, Person)):
        return ENGLISH if text == getattr(row, "summary", "") else ANY
    return row.conference.language if isinstance(row, Session) else getattr(row, "language", "")


def _telling(texts, title, kind, found):
    """The first text that holds something of what is sought; else the first that is there, of what has no name."""
    own = [each for each in texts if each.text and each.text != title]
    telling = [each for each in own if hits(each.text, found.marked)]
    plain = own[:1] if kind.name in ("lessons", "statements") else []
    return (telling or plain or [Name("", "")])[0]


def _missing(row, found):
    """The phrases that the row itself does not hold, in its own language or in translation."""
    texts = [*row.texts(), *row.translated_texts()]
    return [phrase for phrase in found.wanted if not any(hits(text, found.ways(phrase)) for text in texts)]


def _said(keys, found):
    """``{key of a lesson: Said}``: of each the first statement that supports it and holds all that is sought."""
    if not keys:
        return {}
    holders = holding(Statement.objects.order_by().exclude(text=""), found)
    rows = Evidence.objects.filter(lesson__in=keys, relation=EvidenceRelation.SUPPORTS, statement__in=holders)
    rows = rows.select_related("statement").only("lesson", *(f"statement__{name}" for name in STATEMENT))
    rows = rows.prefetch_related("statement__translations")
    return {row.lesson_id: _line(row.statement, found) for row in reversed(rows)}


def _line(statement, found):
    shown = words(statement)
    return Said(statement, snippet(shown.text, found), shown.language)


def _by(row, found, missing, named):
    """Names of what the row is joined to, as HTML, for the phrases that the row itself does not hold."""
    if not missing:
        return []
    keys = {key for phrase in missing for some in named[phrase].values() for key in some}
    joined = [*(each.country for each in row.countries.all()), *row.themes.all()]
    names = dict.fromkeys(each.called.text for each in joined if each.pk in keys)
    return [highlighted(name, found) for name in names]


def place_of(kind, row, found):
    """Where a row belongs by what it is called (``ranking.place``)."""
    return place(kind.names(row), found)
