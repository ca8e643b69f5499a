"""Writes records as sheets: cells that an import reads back, where there is one, neutral for spreadsheet programs."""

import csv
from io import StringIO
from types import SimpleNamespace

from tablib import Dataset

from organisations.cells import neutral

from . import desk, outward
from .columns import columns
from .lines import flat
from .workbooks import Workbook

AT_ONCE = 500
RECORDS = desk.RECORDS | outward.RECORDS


def header(section, keeper):
    """Names of the columns somebody may read."""
    return list(columns(section, keeper))


def cells(section, rows, keeper):
    """Lists of texts, one for each record of a queryset, in its order. Queries grow with batches of 500."""
    fields = columns(section, keeper).values()
    parts = outward.parts if section in outward.RECORDS else flat
    pks = list(rows.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = pks[start : start + AT_ONCE]
        found = {record.pk: record for record in RECORDS[section].filter(pk__in=some)}
        for pk in some:
            if pk in found:
                row = SimpleNamespace(parts=parts(section, found[pk]))
                yield [neutral(field.export(row)) for field in fields]


def as_csv(names, rows):
    """A table in UTF-8 with its mark, in pieces."""
    yield "\ufeff".encode()
    yield _written([names])
    for row in rows:
        yield _written([row])


def _written(rows):
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(names, rows):
    """A workbook, whole."""
    return Workbook().written(Dataset(*rows, headers=names))
