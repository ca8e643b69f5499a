"""What is kept as bytes or in code and may hold a name: files of sources, sheets that wait, sessions of staff."""

import re
from io import BytesIO
from itertools import groupby
from zipfile import BadZipFile, ZipFile

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from sessions.models import SourceFile, SourcePage

from ..models import SheetUpload
from .places import BATCH

# No more of a compressed file than this is unfolded: one that says it holds more is taken to hold the name.
MOST_UNFOLDED = 200_000_000
TAG = re.compile(r"<[^>]*>")


def holds(names, content):
    """Whether the bytes of a file hold a name: its text, of a DOCX or XLSX every part; of a PDF what is not packed."""
    if content[:2] != b"PK":
        return any(names.stand_in(text) for text in _decoded(content))
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(info.file_size for info in parts.infolist()) > MOST_UNFOLDED:
                return True
            texts = (parts.read(info).decode(errors="ignore") for info in parts.infolist())
            return any(names.stand_in(TAG.sub(between, text)) for text in texts for between in ("", " "))
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return True


def _decoded(content):
    yield content.decode(errors="ignore")
    if b"\0" in content:
        for codec in ("utf-16-be", "utf-16-le"):
            yield content.decode(codec, errors="ignore")
            yield content[1:].decode(codec, errors="ignore")


def sources(names):
    """Keys of the sources whose attached file, or the text that was read from it, holds a name. 2 queries."""
    found = set()
    pages = SourcePage.objects.order_by("file_id", "number").values_list("file__source_id", "text")
    for source, texts in groupby(pages.iterator(BATCH), key=lambda page: page[0]):
        if names.stand_in("".join(text for _, text in texts)):
            found.add(source)
    files = SourceFile.objects.exclude(source__in=found).order_by("pk").values_list("source_id", "content")
    return found | {source for source, content in files.iterator(8) if holds(names, bytes(content))}


def sheets(names):
    """Keys of sheets that wait for an agreement and hold a name."""
    rows = SheetUpload.objects.order_by("pk").values_list("pk", "name", "content")
    return [pk for pk, name, content in rows.iterator(8) if names.stand_in(name) or holds(names, bytes(content))]


def sessions(names):
    """``[Session]`` of staff, what they hold struck out; not saved. What cannot be read any more is empty."""
    found, store = [], SessionStore()
    for session in Session.objects.order_by("pk").iterator(BATCH):
        data = store.decode(session.session_data)
        if names.stand_in(data):
            session.session_data = store.encode(names.struck(data))
            found.append(session)
    return found
