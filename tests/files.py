"""Files as staff attach them, made here: ``make_pdf(["page", "page"])``, ``make_docx(["paragraph"])``."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx


def make_pdf(pages, trailer=""):
    """A PDF with one line of text, in plain letters, on each page. ``trailer``: more of its last dictionary."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, words in enumerate(pages):
        drawn = "".join(
            f"BT /F 12 Tf 40 {700 - 20 * row} Td ({line}) Tj ET\n" for row, line in enumerate(words.split("\n"))
        )
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> "
        objects += [f"{page}/Contents {5 + 2 * n} 0 R >>", f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream"]
    return _written(objects, trailer)


def _written(objects, trailer):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>] "


def make_docx(paragraphs=(), table=(), replaced=()):
    """A DOCX. ``table``: rows of cells. ``replaced``: ``[(old, new)]`` in the XML of its body."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        made = document.add_table(0, len(table[0]))
        for cells in table:
            for cell, words in zip(made.add_row().cells, cells, strict=True):
                cell.text = words
    out = BytesIO()
    document.save(out)
    return _with_replaced(out.getvalue(), replaced) if replaced else out.getvalue()


def _with_replaced(data, replaced):
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            for old, new in replaced if name == "word/document.xml" else ():
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return out.getvalue()


def make_bomb(size):
    """A small ZIP with a part of ``size`` bytes that are all the same."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b" " * size)
    return out.getvalue()


def undated(workbook):
    """``{part: bytes}`` of an XLSX but for the part that says when it was written."""
    with ZipFile(BytesIO(workbook)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}
