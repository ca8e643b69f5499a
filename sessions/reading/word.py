"""The text of a Word document (DOCX), opened with python-docx: paragraphs, tables and text boxes in their order."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.oxml.ns import qn

from .unreadable import Unreadable

# A DOCX is a ZIP: a small one may unpack to more than a machine holds. Bytes, parts.
MOST_UNPACKED, MOST_PARTS = 200 * 1024 * 1024, 5_000
DAMAGED = "It is damaged, or no Word document (DOCX). Open it, save it as DOCX anew and attach that."
PARAGRAPH, FALLBACK = qn("w:p"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def text_of_docx(data):
    """The text of a DOCX's bytes, paragraphs a blank line apart, without headers, footers and notes.

    What is marked as deleted is left out. Raises ``Unreadable``.
    """
    _check_size(data)
    try:
        body = docx.Document(BytesIO(data)).element.body
    except Exception as error:  # the library raises whatever the part of the file that is wrong leads to
        raise Unreadable(DAMAGED) from error
    if body is None:
        raise Unreadable(DAMAGED)
    return "\n\n".join(_text(paragraph) for paragraph in body.iter(PARAGRAPH) if not _is_double(paragraph))


def _check_size(data):
    """Refuses what unpacks to too much: no part is unpacked further than its entry in the list says."""
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except BadZipFile as error:
        raise Unreadable(DAMAGED) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("It unpacks to more than a document would. Save it without its pictures and attach that.")


def _is_double(paragraph):
    """Whether it repeats, for old programs, what stands before it."""
    return next(paragraph.iterancestors(FALLBACK), None) is not None


def _text(paragraph):
    return "".join(_signs(paragraph))


def _signs(element):
    """The characters of a paragraph; of boxes within it, whose paragraphs come by themselves, none."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS and child.getparent().tag == qn("w:r"):
            yield SIGNS[child.tag]
        elif child.tag not in (PARAGRAPH, FALLBACK):
            yield from _signs(child)
