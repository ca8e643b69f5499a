"""What is wrong with a sheet, cell by cell."""

from typing import NamedTuple

from openpyxl.utils import get_column_letter

# As many are shown; the others are counted.
MOST = 200


class Problem(NamedTuple):
    """``place``: such as B7, or a row, or empty for the file as a whole. ``column``: its name, or empty."""

    place: str
    column: str
    reason: str


class BadSheet(Exception):
    """A file that cannot be read as a sheet. ``problems``: what is wrong, where, and what would be right."""

    def __init__(self, *problems):
        self.problems = problems
        super().__init__("; ".join(problem.reason for problem in problems))


def cell(column, row):
    """The name of a cell as spreadsheet programs have it; both count from 1."""
    return f"{get_column_letter(column)}{row}"
