"""Snippets: a little of a text around the first place that holds what was sought, ready for a page."""

from django.utils.html import conditional_escape, format_html_join

from .search import hits

LENGTH, BEFORE = 160, 60


def snippet(text, found, length=LENGTH):
    """About ``length`` characters of ``text`` as HTML: escaped, with ``<mark>`` around what was sought (``Sought``).

    From the beginning if the text holds none of it. "…" stands where the text goes on.
    """
    text = " ".join(text.split())
    places = hits(text, found.marked)
    start = _word_start(text, places[0][0] - BEFORE) if places and len(text) > length else 0
    end = _word_end(text, start + length)
    return _marked(text, places, start, end, before="…" if start else "", after="…" if end < len(text) else "")


def highlighted(text, found):
    """All of ``text`` as HTML, escaped and marked as in a snippet."""
    return _marked(text, hits(text, found.marked), 0, len(text))


def _marked(text, places, start, end, before="", after=""):
    pieces, at = [], start
    for first, last in places:
        if at <= first and last <= end:
            pieces.append((text[at:first], text[first:last]))
            at = last
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return conditional_escape(before) + marked + conditional_escape(text[at:end] + after)


def _word_start(text, place):
    """The beginning of the first whole word from ``place`` on."""
    return 0 if place <= 0 else text.find(" ", place - 1) + 1


def _word_end(text, place):
    """The end of the last whole word before ``place``; ``place`` itself if a single word is as long as that."""
    if place >= len(text):
        return len(text)
    end = text.rfind(" ", place - LENGTH // 2, place + 1)
    return place if end < 0 else end
