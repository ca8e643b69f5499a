"""Whole lists as files: CSV and NDJSON, streamed in constant memory and taken up again where they broke off."""

import logging
import re
from http import HTTPStatus

from django.http import StreamingHttpResponse
from rest_framework.renderers import JSONRenderer

from ..keyset import BadCursor, behind, columns, page
from ..problems import BadParameter, BadParameters, StartOver
from .tables import Table

ROWS = 500
# Parameters that say something of one page.
OF_PAGES = {"page_size", "count", "facets"}
ID = re.compile("[-_0-9A-Za-z]{1,80}")
# How cursors of pages begin: ``["next"`` and ``["previous"`` in base64. No id begins like that and is as long.
FORWARDS, BACKWARDS = "WyJuZXh0I", "WyJwcmV2aW91cyI"

logger = logging.getLogger(__name__)


class Interrupted(Exception):
    """An export that cannot go on. The server then breaks the connection, so that no half looks like a whole."""


def export(view, request):
    """The filtered list of a ``ShelfViewSet`` from ``cursor`` on. Raises ``BadParameters`` and ``StartOver``."""
    renderer = request.accepted_renderer
    cursor = _cursor(view, request)
    try:
        batches = _batches(view.filtered(), view.ordering_of(request), cursor)
        # Before anything is sent: what is wrong with the question can still be answered.
        first = next(batches)
    except BadCursor as error:
        raise _bad(request, "cursor", str(error)) from error
    lines = EXPORTS[renderer.format](view.selection, _all(first, batches), headed=cursor is None)
    body = () if request.method == "HEAD" else _to_the_end(lines)
    answer = StreamingHttpResponse(body, content_type=renderer.media_type, status=HTTPStatus.OK)
    if renderer.format == "csv":
        answer["Content-Disposition"] = f'attachment; filename="{view.kind}.csv"'
    return answer


def _cursor(view, request):
    """Where to begin, as a cursor of the list's ordering; None for its beginning."""
    for name in OF_PAGES & set(request.query_params):
        raise _bad(request, name, "This format gives the whole list: it has no pages.")
    if "expand" in request.query_params and request.accepted_renderer.format == "csv":
        raise _bad(request, "expand", "A table has one cell for each thing: take NDJSON for whole rows inside rows.")
    asked, ordering = request.query_params.get("cursor"), view.ordering_of(request)
    key = view.get_queryset().model._meta.pk.name
    if asked is None or not ID.fullmatch(asked) or asked.startswith(FORWARDS):
        return asked
    if asked.startswith(BACKWARDS):
        raise _bad(request, "cursor", "An export runs forwards: take the cursor from “next”.")
    if columns(ordering) == [key]:
        return behind(ordering, [asked])
    values = view.get_queryset().filter(pk=asked).values_list(*columns(ordering)).first()
    if values is None:
        raise StartOver("The row that “cursor” names is not there: start over without “cursor”.")
    return behind(ordering, values)


def _bad(request, parameter, message):
    return BadParameters([BadParameter(parameter, request.query_params[parameter], message)])


def _batches(rows, ordering, cursor):
    """Lists of rows, at least one of them, each with what its rows embed."""
    while True:
        found = page(rows, ordering, cursor, ROWS)
        yield found.rows
        cursor = found.next
        if cursor is None:
            return


def _ndjson(selection, batches, headed):
    """The objects of the list, one on each line."""
    renderer = JSONRenderer()
    for rows in batches:
        yield b"".join(renderer.render(answer) + b"\n" for answer in selection.answers(rows))


def _csv(selection, batches, headed):
    """A table of the list (``Table``): UTF-8 with its mark, and a header, unless it goes on where another ended."""
    table = Table(selection.serializer)
    if headed:
        yield "\ufeff".encode() + table.header()
    for rows in batches:
        yield table.lines(selection.answers(rows))


EXPORTS = {"csv": _csv, "ndjson": _ndjson}


def _all(first, batches):
    yield first
    yield from batches


def _to_the_end(lines):
    """The same, or ``Interrupted``: what went wrong is written down, and is not for the web server to repeat."""
    try:
        yield from lines
    except Exception:
        logger.exception("An export broke off.")
        raise Interrupted from None
