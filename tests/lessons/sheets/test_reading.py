"""Cells of files as many programs write them."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from lessons.sheets.problems import BadSheet
from lessons.sheets.reading import MOST_BYTES, MOST_ROWS, read


def xlsx(*rows, change=lambda sheet: None):
    """The bytes of a workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def refusals(name, content):
    """``[(place, reason)]`` of a file that cannot be read."""
    with pytest.raises(BadSheet) as error:
        read(name, content)
    return [(problem.place, problem.reason) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,country\nŠkola ılık İz,XK\n", "utf-8"),
        ("name,country\r\nŠkola ılık İz,XK\r\n", "utf-8-sig"),
        ("name;country\nŠkola ılık İz;XK\n", "utf-8-sig"),
        ("name\tcountry\nŠkola ılık İz\tXK\n", "utf-16"),
    ],
)
def test_a_csv_file_is_read_however_it_was_saved(text, encoding):
    sheet = read("a.csv", text.encode(encoding))
    assert (sheet.headers, sheet.rows, sheet.numbers) == (["name", "country"], [["Škola ılık İz", "XK"]], [2])


def test_letters_are_composed_and_dotless_i_survives():
    sheet = read("a.csv", "name\nS\u030caša Iıİi\n".encode())
    assert sheet.rows == [["Šaša Iıİi"]]


def test_headers_are_read_as_people_write_them():
    assert read("a.csv", "Name,OTHER names,İsim\na,b,c\n".encode()).headers == ["name", "other_names", "isim"]


def test_blank_rows_count_and_say_nothing():
    sheet = read("a.csv", b"\nname\n\na\n\nb\n")
    assert (sheet.rows, sheet.numbers, sheet.place(1, "name"), sheet.header("name")) == (
        [["a"], ["b"]],
        [4, 6],
        "A6",
        "A2",
    )


def test_values_of_a_workbook_are_written_out():
    row = [True, 3.0, 2.5, datetime(2014, 4, 24), date(2014, 4, 25), None, " x "]
    sheet = read("a.xlsx", xlsx(list("abcdefg"), row))
    assert sheet.rows == [["true", "3", "2.5", "2014-04-24", "2014-04-25", "", "x"]]


def test_a_neutral_cell_is_read_as_it_was_meant():
    assert read("a.csv", b"a,b\n'=1+1,x; '-y\n").rows == [["=1+1", "x; -y"]]


@pytest.mark.parametrize(
    ("name", "content", "place", "words"),
    [
        ("a.csv", b"", "", "empty"),
        ("a.doc", b"x", "", "no CSV or XLSX"),
        ("a.csv", "name\nŠkola\n".encode("cp1250"), "line 2", "UTF-8"),
        ("a.csv", b"name\na\x00\n", "", "NUL"),
        ("a.csv", b'name\n"a\n', "line 2", "Not CSV"),
        ("a.csv", b"name,name\na,b\n", "B1", "stands there twice"),
        ("a.csv", b"name,,x\na,b,c\n", "B1", "no name"),
        ("a.csv", b"name,x\na,b,c\n", "C2", "under no name"),
        ("a.csv", "name\n\u202egnp\n".encode(), "A2", "U+202E"),
        ("a.csv", b"name\n" + b"x" * 40_000, "A2", "characters"),
        ("a.csv", b"name\n" + b"x\n" * (MOST_ROWS + 1), "", "more than 10,000 rows"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "", "at most"),
        ("a.xlsx", b"PK\x03\x04 no", "", "no XLSX file"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(name, content, place, words):
    [(found, reason)] = refusals(name, content)
    assert (found, words in reason) == (place, True), reason


def test_merged_cells_are_refused():
    content = xlsx(["name", "country"], ["a", "XK"], ["b", None], change=lambda sheet: sheet.merge_cells("B2:B3"))
    assert [place for place, _ in refusals("a.xlsx", content)] == ["B2:B3"]


def test_a_formula_without_its_value_is_refused():
    [(place, reason)] = refusals("a.xlsx", xlsx(["name", "summary"], ["a", "=1+1"]))
    assert (place, "formula" in reason) == ("B2", True)


def test_of_a_formula_the_value_is_taken():
    content = rewritten(xlsx(["name"], ["=1+1"]), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>", b"<v />")
    assert read("a.xlsx", content).rows == [["2"]]


def test_a_bomb_is_not_unfolded():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    [(_, reason)] = refusals("a.xlsx", out.getvalue())
    assert "far larger" in reason


def test_a_document_with_entities_is_not_read():
    content = rewritten(
        xlsx(["name"], ["a"]), "xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook'
    )
    [(_, reason)] = refusals("a.xlsx", content)
    assert "declarations" in reason


def test_a_row_far_down_is_one_row_too_many():
    content = xlsx(["name"], ["a"], change=lambda sheet: sheet.cell(1_000_000, 1, "b"))
    [(_, reason)] = refusals("a.xlsx", content)
    assert "goes on behind row 10,010" in reason


def rewritten(content, part, *replaced):
    """A workbook with other bytes in one of its parts: pairs of what stands there, last of all what takes its place."""
    *olds, new = (replaced[0], *replaced[2:], replaced[1])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as folder:
        for info in old.infolist():
            data = old.read(info)
            for each in olds if info.filename == part else ():
                data = data.replace(each, new, 1)
            folder.writestr(info.filename, data)
    return out.getvalue()
