"""Lines of CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
from io import StringIO

from .cells import neutral


def csv_lines(rows):
    """Rows of cells as lines, in bytes."""
    out = StringIO()
    csv.writer(out).writerows([neutral(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()
