"""What a page shows of a sheet before it is brought in."""

from django.utils.text import capfirst

from organisations.admin.labels import shortened
from organisations.duplicates import KINDS, index
from organisations.likeness import known
from sessions.admin.true_speakers import sees_all

from ..sheets.columns import columns

# As many lines of each are shown; the others are counted.
MOST = 100
# What a new record is called, by what its row says of it.
CALLED = {
    "organisations": ("name", "acronym", "classification", "country"),
    "people": ("name",),
    "participants": ("person", "role", "organisation", "group", "country"),
    "statements": ("text",),
}


def preview(sheets, request, outcome):
    """The context of a preview: ``new`` as words, ``changed`` as ``(label, address, changes)``, how many ``more``."""
    fields = columns(sheets.section, sees_all(request.user))
    some = outcome.changed[:MOST]
    labels = sheets.own.labels(request, [line.record for line in some])
    return {
        "new": [_called(line, fields) for line in outcome.new[:MOST]],
        "changed": [
            (labels[line.record.pk], sheets.own.change_address(line.record), _changes(line, fields)) for line in some
        ],
        "more": {"new": max(0, len(outcome.new) - MOST), "changed": max(0, len(outcome.changed) - MOST)},
        "digest": outcome.digest(),
        **_alike(sheets, outcome.new),
    }


def _alike(sheets, lines):
    """``alike``: ``[(name, label, address or nothing, why)]`` of new records that may be there already."""
    if sheets.own.model not in KINDS or not lines:
        return {"alike": [], "alike_more": 0}
    found, pairs = index(sheets.own.model), []
    for line in lines:
        entry = known([line.parts["name"], *line.parts["other_names"]], line.parts.get("acronym", ""))
        pairs += [(line.parts["name"], key, why) for key, why in found.near(entry).items()]
        found.add(("row", len(found.entries), line.parts["name"]), entry)
    shown = pairs[:MOST]
    records = sheets.own.model.objects.in_bulk([key for _, key, _ in shown if isinstance(key, int)])
    told = [(name, *_told(sheets, records.get(key), key), why) for name, key, why in shown]
    return {"alike": told, "alike_more": len(pairs) - len(shown)}


def _told(sheets, record, key):
    if record is None:
        return f"{key[-1]}, another new row", ""
    return sheets.own.label(record), sheets.own.change_address(record)


def _called(line, fields):
    known = [name for name in CALLED[line.section] if name in fields]
    words = (fields[name].export(line) for name in known)
    return shortened(", ".join(filter(None, words)), 160)


def _changes(line, fields):
    """``[(what, old, new)]``, as the page that asks before a release has it."""
    changes = ((name, pair) for name, pair in line.changes.items() if name in fields)
    return [
        (capfirst(name.replace("_", " ")), *(fields[name].widget.render(value) for value in pair))
        for name, pair in changes
    ]
