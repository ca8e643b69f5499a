"""Text out of files: what is read, and what is said of what cannot be."""

import hashlib

import pytest

from sessions.reading import extracting, pdf, word
from sessions.reading.extracting import extracted
from sessions.reading.unreadable import Unreadable
from tests.files import LOCK, make_bomb, make_docx, make_pdf

PARAGRAPH = "<w:r><w:t>Said.</w:t></w:r>"


def test_a_text_file_is_normalised():
    found = extracted("Pris\u030ctina\r\n".encode())
    assert found == ("txt", hashlib.sha256("Pris\u030ctina\r\n".encode()).hexdigest(), "Priština\n")


def test_a_pdf_is_read_page_by_page():
    assert extracted(make_pdf(["First page.\nIts second line.", "", "Last page."])) == (
        "pdf",
        hashlib.sha256(make_pdf(["First page.\nIts second line.", "", "Last page."])).hexdigest(),
        "First page.\nIts second line.\f\fLast page.",
    )


def test_a_docx_is_read_with_its_tables_in_their_order():
    found = extracted(make_docx(["One.", "Two\tand\nthree."], table=[["a", "b"], ["c", "d"]]))
    assert (found.kind, found.text) == ("docx", "One.\n\nTwo\tand\nthree.\n\na\n\nb\n\nc\n\nd")


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (f'<w:ins w:id="1" w:author="x">{PARAGRAPH}</w:ins>', "Said."),
        (f"<w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>", "Said."),
        (f'{PARAGRAPH}<w:del w:id="1" w:author="x"><w:r><w:delText>Gone.</w:delText></w:r></w:del>', "Said."),
        (f"{PARAGRAPH}<w:r><w:pict><w:p>{PARAGRAPH}</w:p></w:pict></w:r>", "Said.\n\nSaid."),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
    ],
)
def test_nothing_that_word_shows_is_lost_and_nothing_comes_twice(marked, text):
    assert extracted(make_docx(["Said."], replaced=[(PARAGRAPH, marked)])).text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"  \n", "There is no text in it. If it is a scan"),
        (make_pdf([""]), "There is no text in it. If it is a scan"),
        (b"a\x00b", "value nought"),
        ("Priština".encode("utf-16"), "It is text in UTF-16. Save it as UTF-8."),
        ("Priština".encode("cp1250"), "no text in UTF-8: byte 4 is wrong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file (DOC), or one with a password"),
        (make_pdf(["Page."], trailer=LOCK), "locked with a password"),
        (b"%PDF-1.7\nnothing more", "damaged, or no PDF"),
        (b"PK\x03\x04nothing more", "damaged, or no Word document"),
        (make_bomb(100), "damaged, or no Word document"),
        (make_docx(["Said."], replaced=[("<w:body>", "<w:body><w:p>")]), "damaged, or no Word document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=r".") as refused:
        extracted(data)
    assert words in str(refused.value)


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked():
    with pytest.raises(Unreadable, match="unpacks to more than a document would"):
        extracted(make_bomb(word.MOST_UNPACKED + 1))


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>'
    replaced = [("<w:document ", f"{bomb}<w:document "), ("More.", "&b;")]
    assert extracted(make_docx(["Said.", "More."], replaced=replaced)).text == "Said.\n\n"


@pytest.mark.parametrize(
    ("limit", "data", "words"),
    [
        ((pdf, "MOST_PAGES", 1), make_pdf(["One.", "Two."]), "It has 2 pages; 1 are the most"),
        ((extracting, "LONGEST_TEXT", 3), b"Four", "Its text has 4 characters; 3 are the most"),
        ((word, "MOST_PARTS", 2), make_docx(["Said."]), "unpacks to more"),
    ],
)
def test_limits(monkeypatch, limit, data, words):
    monkeypatch.setattr(*limit)
    with pytest.raises(Unreadable, match=words):
        extracted(data)


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen():
    assert "under\ufffe\x02resourced\x01".translate(pdf.MENDED) == "under--resourced "
