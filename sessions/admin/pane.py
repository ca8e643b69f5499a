"""The source beside the form of a statement: the passage with its neighbours, and a page to choose from."""

from dataclasses import dataclass

from ..models import SourceFile, SourceRecord
from ..reading import chain, keeping
from ..reading.neighbours import beside
from .source_rooms import KEPT_FILE, may_read, room_address

BIGGEST = 2**31 - 1


@dataclass
class Pane:
    """``why``: the words that stand there instead, if nothing may or can be shown.

    ``quote``: the chosen words with their neighbours; ``page``: the ``SourcePage`` to choose from.
    """

    source: SourceRecord = None
    label: str = ""
    why: str = ""
    verdict: chain.Verdict = None
    quote: chain.Quote = None
    page: object = None
    last: int = 0
    start: int = None
    end: int = None

    def room(self, view, **query):
        return room_address(self.source, view, **query)

    @property
    def addresses(self):
        """Where the script asks for pages, where one reads on without it, and where the chain is shown."""
        return {view: self.room(view) for view in ("page", "text", "chain", "file")}


def pane_beside(request, form, sources, meeting):
    """The ``Pane`` for a form of a statement as it stands; None if no source is chosen and none offers itself.

    ``sources``: the admin of sources. ``meeting``: the key of the conference the statement belongs to, or None.
    """
    place = (
        {name: _number(form[name].value()) for name in ("source", "start", "end")} if "source" in form.fields else {}
    )
    source = SourceRecord.objects.filter(pk=place.get("source") or _only_one(meeting)).first()
    if source is None or not sources.has_view_or_change_permission(request, source):
        return None
    pane = Pane(source, sources.label_for(request, source))
    file = keeping.attached(source)
    if file is None:
        pane.why = "No file is attached to this source, so its words cannot be shown here."
    elif not may_read(request.user, file):
        pane.why = KEPT_FILE
    else:
        _fill(pane, file, place.get("start"), place.get("end"), form.instance.passage)
    return pane


def _fill(pane, file, start, end, saved):
    """``saved``: the passage of the statement as it is saved, whose recorded words are held against the text."""
    text = keeping.whole_text(file)
    pane.verdict = keeping.verdict_on(pane.source, file, text)
    if saved and (saved.source_id, saved.start, saved.end) == (pane.source.pk, start, end):
        pane.verdict = chain.of_passage(saved, text, pane.verdict)
    pane.page, pane.last = keeping.page_at(file, start or 0), file.pages.count()
    if start is not None and end is not None and start < end <= file.length:
        pane.quote, pane.start, pane.end = beside(text, start, end), start, end


def _only_one(meeting):
    """The one source of a meeting that has a file; None if there are more, or none."""
    found = (
        SourceFile.objects.filter(source__conference=meeting).values_list("source_id", flat=True)[:2] if meeting else ()
    )
    return found[0] if len(found) == 1 else None


def _number(value):
    value = str(value if value is not None else "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 11 and int(value) <= BIGGEST else None
