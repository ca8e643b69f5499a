"""Cells of tables that people open in a spreadsheet program, and signs that nobody sees in them. Pure."""

import re
import unicodedata

# Spreadsheets take a cell that begins so for a formula, which may call programs and addresses.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Where a spreadsheet of another country, which splits cells at these, would see a cell begin so.
FORMULA_INSIDE = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@])")
_MARKED_INSIDE = re.compile(r"([;\t\r\n]\s*)'(?=[=+\-@])")
# They turn the reading order of what follows: a name would be read as another (Unicode Standard Annex 9).
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def neutral(cell):
    """A cell that no spreadsheet takes for a formula: where one would begin stands an apostrophe before it."""
    cell = FORMULA_INSIDE.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_meant(cell):
    """What a ``neutral`` cell was made of."""
    cell = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
    return _MARKED_INSIDE.sub(r"\1", cell)


def hidden_sign(text, allowed):
    """The first sign of a text that nobody sees and that changes how it is read; empty if there is none."""
    return next((c for c in text if c not in allowed and (c in TURNING or unicodedata.category(c) == "Cc")), "")
