"""The text of a file, read with libraries: PDF page by page, DOCX paragraph by paragraph, plain text as it is."""

import hashlib
from typing import NamedTuple

from ..choices import FileKind
from .normalising import PAGE_BREAK, normalised
from .pdf import pages_of_pdf
from .unreadable import Unreadable
from .word import text_of_docx

# Code points of a whole text: some 2,500 dense pages.
LONGEST_TEXT = 5_000_000
BOMS = (b"\xff\xfe", b"\xfe\xff")


class Extract(NamedTuple):
    """What a file is, the SHA-256 of its bytes, and its normalised text."""

    kind: str
    file_sha256: str
    text: str


def extracted(data):
    """The ``Extract`` of a file's bytes, whatever it is called. Raises ``Unreadable`` with words for staff."""
    kind, read = _reader(data)
    text = normalised(read(data))
    if not text.strip():
        raise Unreadable(
            "There is no text in it. If it is a scan, have its text recognised (OCR) first and attach the result."
        )
    if "\x00" in text:
        raise Unreadable("This is no text: it has characters of value nought. Attach a PDF, a DOCX or a text file.")
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"Its text has {len(text):,} characters; {LONGEST_TEXT:,} are the most.")
    return Extract(kind, hashlib.sha256(data).hexdigest(), text)


def _reader(data):
    """What the bytes are by how they begin, and what reads them."""
    # Readers of PDF find the mark within the first kilobyte.
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF, lambda data: PAGE_BREAK.join(pages_of_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        return FileKind.DOCX, text_of_docx
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("It is an old Word file (DOC), or one with a password. Save it as DOCX without one.")
    return FileKind.TXT, _decoded


def _decoded(data):
    if data.startswith(BOMS):
        raise Unreadable("It is text in UTF-16. Save it as UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"It is neither PDF nor DOCX, and no text in UTF-8: byte {error.start + 1:,} is wrong. "
            "Save it as UTF-8 plain text."
        ) from error
