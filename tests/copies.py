"""Reads copies to take along as somebody would who has nothing but the file."""

import io
import re
import zipfile
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import html5lib


def unpacked(content):
    """``{file: bytes}`` of a zip file, without the folder that all of it is in."""
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        return {name.partition("/")[2]: found.read(name) for name in found.namelist()}


def pages(files):
    """``{file: its tree}`` of the pages."""
    return {
        name: html5lib.parse(content.decode(), namespaceHTMLElements=False)
        for name, content in files.items()
        if name.endswith(".html")
    }


def references(tree):
    """Everything a page points at, links and what it is shown with."""
    return [one.get(name) for one in tree.iter() for name in ("href", "src", "action") if one.get(name) is not None]


def broken_links(files):
    """``["file: reference"]`` of all that leads neither into the copy, to what stands there, nor online."""
    trees = pages(files)
    ids = {name: {one.get("id") for one in tree.iter()} for name, tree in trees.items()}
    return [
        f"{name}: {reference}"
        for name, tree in trees.items()
        for reference in references(tree)
        if not _leads_somewhere(name, reference, files, ids)
    ]


def _leads_somewhere(name, reference, files, ids):
    parts = urlsplit(reference)
    if parts.scheme:
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    if parts.netloc or parts.query or parts.path.startswith("/"):
        return False
    target = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
    return target in files and (not parts.fragment or parts.fragment in ids[target])


def rows_in(files):
    """``{folder: ids}`` of the pages of rows."""
    found = {}
    for name in files:
        page = re.fullmatch(r"([a-z]+)/([0-9A-Z]{2,8})\.html", name)
        if page:
            found.setdefault(page[1], set()).add(page[2])
    return found


def text_of(tree):
    """The words of what a page is about, without those that only a copy has."""
    main = tree.find(".//main")
    for parent in list(main.iter()):
        for part in list(parent):
            if part.get("aria-hidden") == "true" or part.text == " (online)":
                parent.remove(part)
    return re.sub(r"\s+", " ", " ".join(main.itertext())).strip()
