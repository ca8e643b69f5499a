"""Lines of CSV."""

import csv
from io import StringIO

import pytest

from organisations.spreadsheets import csv_lines


def test_cells_are_quoted_as_rfc_4180_says():
    assert csv_lines([["a", 1], ['b "c"', "d, e"]]) == b'a,1\r\n"b ""c""","d, e"\r\n'


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-1", "'-1"), ("a;=1", "a;'=1"), ("a = b", "a = b")],
)
def test_no_cell_is_a_formula(cell, written):
    assert list(csv.reader(StringIO(csv_lines([[cell]]).decode()))) == [[written]]
