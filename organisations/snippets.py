"""Snippets: a little of a text around the first place that holds what was sought, ready for a page."""

from django.utils.html import escape

from .search import hits

LENGTH, BEFORE = 160, 60


def snippet(text, found):
    """About 160 characters of ``text`` as HTML: escaped, with ``<mark>`` around what was sought (``Sought``).

    From the beginning if the text holds none of it. "…" stands where the text goes on.
    """
    text = " ".join(text.split())
    places = hits(text, found.wanted)
    start = _word_start(text, places[0][0] - BEFORE) if places else 0
    end = _word_end(text, start + LENGTH)
    shown, at = ["…"] if start else [], start
    for first, last in places:
        if at <= first and last <= end:
            shown += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    return "".join([*shown, escape(text[at:end]), *(["…"] if end < len(text) else [])])


def _word_start(text, place):
    """The beginning of the first whole word from ``place`` on."""
    return 0 if place <= 0 else text.find(" ", place - 1) + 1


def _word_end(text, place):
    """The end of the last whole word before ``place``; ``place`` itself if a single word is as long as that."""
    if place >= len(text):
        return len(text)
    end = text.rfind(" ", place - LENGTH // 2, place + 1)
    return place if end < 0 else end
