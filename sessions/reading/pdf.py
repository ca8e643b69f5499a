"""The pages of a PDF as text, with PDFium (pypdfium2)."""

from threading import Lock

import pypdfium2

from .unreadable import Unreadable

MOST_PAGES = 2_000
# PDFium is no library for several threads at once.
ONE_AT_A_TIME = Lock()
# What PDFium puts for a hyphen at the end of a line, and characters that no text has.
MENDED = {0xFFFE: "-", 0x02: "-"} | dict.fromkeys([n for n in range(0x20) if chr(n) not in "\t\n\r" and n != 2], " ")


def pages_of_pdf(data):
    """``[text]`` of each page of a PDF's bytes. Raises ``Unreadable``."""
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(_why(error)) from error
        try:
            return _pages(document)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(
                "One of its pages is damaged. Open it, print it into a new PDF and attach that."
            ) from error
        finally:
            document.close()


def _pages(document):
    if len(document) > MOST_PAGES:
        raise Unreadable(f"It has {len(document):,} pages; {MOST_PAGES:,} are the most. Attach it in parts.")
    return [_text(document, number) for number in range(len(document))]


def _text(document, number):
    page = document[number]
    lines = page.get_textpage()
    try:
        return lines.get_text_bounded().translate(MENDED)
    finally:
        lines.close()
        page.close()


def _why(error):
    if "password" in str(error).lower():
        return "It is locked with a password. Save a copy without one and attach that."
    return "It is damaged, or no PDF: it cannot be opened. Open it, print it into a new PDF and attach that."
