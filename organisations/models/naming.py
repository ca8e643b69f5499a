"""Terms with a name in many languages, and the one that the page shows which is being made."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import NamedTuple

from django.utils.translation import get_language

from ..languages import nearest

ENGLISH = "en"
# Instead of a tag: a name that may be of any language, as those of bodies and people are. It runs as its letters do.
ANY = "*"
# {what was read: what it is}, of what is being answered now.
_read = ContextVar("terms")


class Name(NamedTuple):
    """What something is called: the words, and the tag of the language they are in."""

    language: str
    text: str


class Term(NamedTuple):
    """A row of a vocabulary: its name in English, and the ``Name`` the page shows."""

    english: str
    name: Name


@contextmanager
def terms_read_once():
    """Within it, a vocabulary is read once for a language, and not for each row of it that is shown."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(what, read):
    """What ``read()`` gives, the first time ``what`` is wanted for the answer that is being made."""
    known = _read.get({})
    if what not in known:
        known[what] = read()
    return known[what]


def terms(model):
    """``{key: Term}`` of a vocabulary in the language of the page. 1 query, the first time it is wanted."""
    asked = page_language()
    return once((model, asked), partial(_terms, model, asked))


def _terms(model, asked):
    rows = model.objects.order_by().values_list("pk", "name", "names")
    return {pk: Term(name, name_in(asked, name, names)) for pk, name, names in rows}


def page_language():
    """The code of the language of the page: "en", "sr-latn"."""
    return get_language() or ENGLISH


def name_in(asked, english, names):
    """The ``Name`` in the language asked for, or in English where there is none in that."""
    names = {**names, ENGLISH: english}
    tag = nearest(asked, names) or ENGLISH
    return Name(tag, names[tag])


class Named:
    """A row of a vocabulary: ``name`` in English, ``names`` as ``{language tag: name}``."""

    def name_in(self, asked):
        """Its ``Name`` in the language asked for, or in English where it has none in that."""
        return name_in(asked, self.name, self.names)

    @property
    def called(self):
        """Its ``Name`` in the language of the page."""
        if page_language() == ENGLISH:
            return Name(ENGLISH, self.name)
        known = terms(type(self)).get(self.pk)
        return known.name if known else Name(ENGLISH, self.name)


def called(row):
    """The ``Name`` of any row; without a tag, where its language is not known."""
    if isinstance(row, Named):
        return row.called
    return Name(getattr(row, "name_language", "") or getattr(row, "language", ""), str(row))
