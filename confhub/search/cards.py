"""What the search shows of a row it found: where the words stand in it, escaped and marked."""

from typing import NamedTuple

from lessons.choices import EvidenceRelation
from lessons.models import Evidence
from organisations.ranking import place
from organisations.search import hits, holding
from organisations.snippets import highlighted, snippet
from sessions.models import Statement

TEXT = 240


class Said(NamedTuple):
    """A statement inside the card of a lesson. ``text``: HTML with marks."""

    row: Statement
    text: str


class Card(NamedTuple):
    """``title``, ``text``: HTML with marks. ``by``: names of the row's countries and themes it was found by alone.

    ``said``: what was ``Said`` for a lesson that does not hold all that is sought in its own words.
    """

    kind: str
    row: object
    title: str
    text: str
    by: list
    said: Said | None = None


def cards(kind, rows, found, named=None):
    """A ``Card`` for each row of a ``Kind``. ``named``: what each phrase names, where rows are found by names.

    One query if some of the rows are lessons found by more than their own words.
    """
    missing = {row.pk: _missing(row, found) for row in rows} if named else {}
    said = _said([pk for pk, phrases in missing.items() if phrases], found)
    return [
        Card(
            kind,
            row,
            _title(row, found),
            _text(kind, row, found),
            _by(row, found, missing.get(row.pk, ()), named),
            said.get(row.pk),
        )
        for row in rows
    ]


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


def _missing(row, found):
    """The phrases that the row itself does not hold."""
    return [phrase for phrase in found.wanted if not any(hits(text, found.ways(phrase)) for text in row.texts())]


def _said(keys, found):
    """``{key of a lesson: Said}``: of each the first statement that supports it and holds all that is sought."""
    if not keys:
        return {}
    holders = holding(Statement.objects.order_by().exclude(text=""), found)
    rows = Evidence.objects.filter(lesson__in=keys, relation=EvidenceRelation.SUPPORTS, statement__in=holders)
    columns = ("text", "language", "attribution_label")
    rows = rows.select_related("statement").only("lesson", *(f"statement__{name}" for name in columns))
    firsts = {row.lesson_id: row.statement for row in reversed(rows)}
    return {key: Said(row, snippet(row.text, found)) for key, row in firsts.items()}


def _by(row, found, missing, named):
    """Names of what the row is joined to, as HTML, for the phrases that the row itself does not hold."""
    if not missing:
        return []
    keys = {key for phrase in missing for some in named[phrase].values() for key in some}
    joined = [*(each.country for each in row.countries.all()), *row.themes.all()]
    names = dict.fromkeys(each.name for each in joined if each.pk in keys)
    return [highlighted(name, found) for name in names]


def place_of(kind, row, found):
    """Where a row belongs by what it is called (``ranking.place``)."""
    return place(kind.names(row), found)
