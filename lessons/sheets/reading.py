"""Makes plain cells of a CSV or XLSX file: text, row by row, whatever program wrote it."""

import csv
import unicodedata
from datetime import date, datetime, time
from io import StringIO
from typing import NamedTuple

from tablib import Dataset

from organisations.cells import as_meant, hidden_sign
from organisations.folding import fold

from .problems import BadSheet, Problem, cell
from .workbooks import MOST_COLUMNS, sheet_rows

# A sheet of 5,000 bodies takes about a megabyte.
MOST_BYTES, MOST_ROWS, LONGEST = 5_000_000, 10_000, 32_767
UNICODE_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Sheet(NamedTuple):
    """``headers``: names of columns. ``rows``: a list of texts for each, as long as the headers, without blank rows.

    ``numbers``: the number of each row in the file; ``top``: that of the headers.
    """

    headers: list
    rows: list
    numbers: list
    top: int

    def dataset(self):
        """What django-import-export goes through."""
        return Dataset(*self.rows, headers=self.headers)

    def header(self, column):
        """The cell that names a column."""
        return cell(self.headers.index(column) + 1, self.top)

    def place(self, row, column):
        """The name of a cell: ``row`` counts ``rows`` from 0; ``column`` is its name, or anything else for the row."""
        number = self.numbers[row]
        return cell(self.headers.index(column) + 1, number) if column in self.headers else f"row {number}"


def read(name, content):
    """The ``Sheet`` in the bytes of a file called ``name``. Raises ``BadSheet``."""
    if len(content) > MOST_BYTES:
        raise _bad(f"The file has {len(content):,} bytes; {MOST_BYTES:,} at most. Split it.")
    if name.lower().endswith(".xlsx"):
        return _sheet(sheet_rows(content, MOST_ROWS + 10))
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _sheet(_csv_rows(content))
    raise _bad("This is no CSV or XLSX file: save it as one of these in the spreadsheet program.")


def _bad(reason, place=""):
    return BadSheet(Problem(place, "", reason))


def _csv_rows(content):
    text = _decoded(content)
    if "\0" in text:
        raise _bad("The file holds NUL characters: it is no CSV file.")
    first = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(MOST_BYTES)
    try:
        yield from reader
    except csv.Error as error:
        raise _bad(f"Not CSV: {error}. Save it as CSV again.", f"line {reader.line_num}") from error


def _decoded(content):
    encoding = UNICODE_MARKS.get(content[:2], "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _bad("The letters are not in UTF-8: choose “CSV UTF-8” when you save.", f"line {line}") from error


def _sheet(rows):
    headers, found, numbers, top = None, [], [], 0
    for number, row in enumerate(rows, start=1):
        texts = [_text(value) for value in row]
        if not any(texts):
            continue
        if headers is None:
            headers, top = _headers(texts, number), number
            continue
        if any(texts[len(headers) :]):
            place = cell(len(headers) + 1, number)
            raise _bad("This cell stands under no name of a column: the first row says them.", place)
        found.append(_checked((texts + [""] * len(headers))[: len(headers)], number))
        numbers.append(number)
        if len(found) > MOST_ROWS:
            raise _bad(f"The sheet has more than {MOST_ROWS:,} rows. Split it.")
    if headers is None:
        raise _bad("The sheet is empty: the first row holds the names of the columns.")
    return Sheet(headers, found, numbers, top)


def _headers(texts, number):
    while not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise _bad(f"The sheet has {len(texts):,} columns; {MOST_COLUMNS} at most.")
    names = [fold(text).replace(" ", "_") for text in texts]
    for column, name in enumerate(names):
        if not name:
            raise _bad("This column has no name.", cell(column + 1, number))
        if name in names[:column]:
            raise _bad(f"“{name}” stands there twice.", cell(column + 1, number))
    return names


def _checked(texts, number):
    for column, text in enumerate(texts, start=1):
        if len(text) > LONGEST:
            raise _bad(f"This cell has {len(text):,} characters; {LONGEST:,} at most.", cell(column, number))
        if sign := hidden_sign(text, allowed="\t\n"):
            raise _bad(f"This holds a hidden character (U+{ord(sign):04X}): type it anew.", cell(column, number))
    return texts


def _text(value):
    """A cell as text: composed letters (NFC), no space around it, numbers and days as one would write them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return as_meant(text.strip())
