"""Lines of CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import re
from io import StringIO

# Spreadsheets take a cell that begins so for a formula, which may call programs and addresses.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Where a spreadsheet of another country, which splits cells at these, would see a cell begin so.
FORMULA_INSIDE = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@])")


def csv_lines(rows):
    """Rows of cells as lines, in bytes."""
    out = StringIO()
    csv.writer(out).writerows([_safe(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()


def _safe(cell):
    cell = FORMULA_INSIDE.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell
