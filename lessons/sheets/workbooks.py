"""XLSX files: read without trust, and written."""

import re
import warnings
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import openpyxl
from import_export.formats.base_formats import XLSX
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.read_only import EmptyCell

from .problems import BadSheet, Problem

# What a workbook may unfold to: a bomb of a few kilobytes can fill any memory.
MOST_UNFOLDED, MOST_PARTS, MOST_COLUMNS = 40_000_000, 500, 100
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
# No spreadsheet program writes these; a few of them can unfold to gigabytes.
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def sheet_rows(content, most):
    """Rows of values of the first sheet, formulas as they were last worked out. Raises ``BadSheet``."""
    parts = _parts(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library does not keep: colours, checks of input
            return _first_sheet(content, parts, most)
    except BadSheet:
        raise
    except Exception as error:
        raise _bad(f"The workbook cannot be read ({type(error).__name__}): save it as XLSX again.") from error


def _first_sheet(content, parts, most):
    first = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    part = parts.get(first._worksheet_path.lstrip("/"), b"")
    _refuse_merged(part)
    values = _rows(first, most + 1)
    if len(values) > most:
        raise _bad(f"The sheet goes on behind row {most:,}: split it, or delete what stands there.")
    if not FORMULA.search(part):
        return [[each.value for each in row] for row in values]
    formulas = _rows(openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets[0], most + 1)
    return [[_value(*pair) for pair in zip(*rows, strict=True)] for rows in zip(values, formulas, strict=True)]


def _bad(reason, place=""):
    return BadSheet(Problem(place, "", reason))


def _parts(content):
    """``{name: bytes}`` of the sheets of a workbook that is no bomb."""
    try:
        with ZipFile(BytesIO(content)) as folder:
            infos = folder.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNFOLDED:
                raise _bad("The workbook is far larger inside than any sheet of records: it is not read.")
            found = {info.filename: folder.read(info) for info in infos if info.filename.endswith((".xml", ".rels"))}
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _bad("This is no XLSX file, whatever its name says.") from error
    if any(DECLARED.search(part) or part[:2] in (b"\xff\xfe", b"\xfe\xff") for part in found.values()):
        raise _bad("The workbook holds declarations that no spreadsheet program writes: it is not read.")
    return found


def _refuse_merged(part):
    merged = [reference.decode() for reference in MERGED.findall(part)]
    if merged:
        raise BadSheet(
            *(Problem(each, "", "These cells are merged: undo it, each row says its own.") for each in merged)
        )


def _rows(sheet, most):
    sheet.reset_dimensions()  # what a file says of its size need not be true
    return list(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS + 1))


def _value(cell, formula):
    if cell.value is None and not isinstance(formula, EmptyCell) and formula.data_type == "f":
        place = formula.coordinate
        raise _bad("The file does not hold what this formula gives: put the value there.", place)
    return cell.value


class Workbook(XLSX):
    """Written whole: the format has its table of contents at the end."""

    def written(self, dataset):
        """The bytes of a file. Signs that the format has none for are left out."""
        for row in range(len(dataset)):
            dataset[row] = [ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in dataset[row]]
        return self.export_data(dataset)
