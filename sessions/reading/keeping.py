"""The files of sources in the database: attached whole or not at all, read page by page, held against their sums."""

import hashlib
from typing import NamedTuple

from django.db import transaction

from ..models import Passage, SourceFile, SourcePage
from . import chain
from .normalising import cut, sha256_of


def attached(source):
    """The ``SourceFile`` of a source without its bytes, or None."""
    return SourceFile.objects.defer("content").filter(source=source).first()


def attach(source, extract, **values):
    """Keep a file and its text for a source, in place of one it has. ``values``: name, content and the like."""
    file = SourceFile(
        source=source,
        kind=extract.kind,
        file_sha256=extract.file_sha256,
        text_sha256=sha256_of(extract.text),
        length=len(extract.text),
        **values,
    )
    with transaction.atomic():
        SourceFile.objects.filter(source=source).delete()
        file.save()
        pages = enumerate(cut(extract.text), start=1)
        SourcePage.objects.bulk_create(
            [
                SourcePage(file=file, number=n, text=extract.text[page.start : page.end], **page._asdict())
                for n, page in pages
            ],
            batch_size=200,
        )
    return file


def remove(*sources):
    """Keep nothing of the words of their files: neither bytes nor text, nor what passages quote of them.

    ``sources``: records, or their keys.
    """
    with transaction.atomic():
        SourceFile.objects.filter(source__in=sources).delete()
        Passage.objects.filter(source__in=sources).update(exact="", prefix="", suffix="")


def whole_text(file):
    """The text as it is kept."""
    return "".join(SourcePage.objects.filter(file=file).order_by("number").values_list("text", flat=True))


def page_at(file, offset):
    """The page that holds a code point; the last one if it is beyond the text."""
    pages = SourcePage.objects.filter(file=file)
    return pages.filter(start__lte=offset).order_by("-number").first() or pages.order_by("number").first()


def recorded(source):
    """The ``Sums`` on a source's record."""
    return chain.Sums(source.file_sha256, source.text_sha256)


def sums(file):
    """The ``Sums`` of a file when it was attached; None if there is none."""
    return file and chain.Sums(file.file_sha256, file.text_sha256)


def verdict(source, file):
    """The ``Verdict`` on a source by the sums that are noted, without reading what is kept."""
    return chain.of_source(recorded(source), sums(file))


def verdict_on(source, file, text):
    """The ``Verdict`` on a source whose kept text is at hand: it is held against its sum too."""
    return chain.of_source(recorded(source), sums(file), chain.Sums("", sha256_of(text)))


class Check(NamedTuple):
    """A source held against what is kept of it: its ``Verdict``, the text, and ``[(Passage, Verdict)]``."""

    source: chain.Verdict
    text: str
    passages: list


def check(source, file):
    """The ``Check`` of a source, everything computed anew from the bytes and the text that are kept."""
    passages = Passage.objects.filter(source=source).order_by("start", "end", "pk")
    if file is None:
        missing = verdict(source, None)
        return Check(missing, "", [(passage, missing) for passage in passages])
    text = whole_text(file)
    content = SourceFile.objects.filter(pk=file.pk).values_list("content", flat=True).get()
    stored = chain.Sums(hashlib.sha256(content).hexdigest(), sha256_of(text))
    found = chain.of_source(recorded(source), sums(file), stored)
    return Check(found, text, [(passage, chain.of_passage(passage, text, found)) for passage in passages])


def quote(passage):
    """Record the words of a passage beside its place, if its source's text is at hand and intact and none are yet."""
    file = attached(passage.source_id)
    if passage.exact or verdict(passage.source, file).word != chain.INTACT:
        return
    text = whole_text(file)
    if sha256_of(text) == file.text_sha256 and passage.end <= len(text):
        passage.prefix, passage.exact, passage.suffix = chain.quoted(text, passage.start, passage.end)
        passage.save(update_fields=["exact", "prefix", "suffix"])
