"""The desk: the very file of a source, its text page by page, and what of it is skipped on purpose. Private.

The words of a source are others' work and may name anybody: nothing here reaches the shelf, a bundle or a log.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..choices import FileKind
from .desk_meeting import SourceRecord


class SourceFile(models.Model):
    """The file attached to a source: its bytes as they came, and what its text was when it was read.

    ``file_sha256``: of the bytes; ``text_sha256``: of the normalised text, all pages in a row; ``length``: its code
    points. ``keepers_only``: only those who see true speakers read it.
    """

    source = models.OneToOneField(SourceRecord, models.CASCADE, related_name="file")
    name = models.CharField("file name", max_length=200)
    kind = models.CharField(max_length=4, choices=FileKind)
    content = models.BinaryField()
    file_sha256 = models.CharField("SHA-256 of the file", max_length=64)
    text_sha256 = models.CharField("SHA-256 of the text", max_length=64)
    length = models.PositiveIntegerField()
    keepers_only = models.BooleanField("only keepers may read it", default=True)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "file of a source"
        default_permissions = ("view", "delete")

    def __str__(self):
        return "file of a source"


class SourcePage(models.Model):
    """One page of the text: ``text`` are its code points ``start`` to ``end``, line ends and page break included.

    ``number``: its place, from 1. ``label``: the page as the document has it, or its place where there are no pages.
    """

    file = models.ForeignKey(SourceFile, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name = "page of a source"
        default_permissions = ()
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="one_page_of_a_source_once"),
            models.CheckConstraint(name="page_starts_before_it_ends", condition=models.Q(start__lte=models.F("end"))),
        ]

    def __str__(self):
        return "page of a source"


class SkippedPassage(models.Model):
    """Code points ``start`` to ``end`` of a source that hold no statement, and why; counted in ``text_sha256``."""

    source = models.ForeignKey(SourceRecord, models.CASCADE, related_name="skipped")
    text_sha256 = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, help_text="For example: address of the publisher.")
    skipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    skipped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "skipped passage"
        default_permissions = ()
        ordering = ["source", "start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["source", "text_sha256", "start", "end"], name="one_passage_skipped_once"),
            models.CheckConstraint(name="skipped_starts_before_it_ends", condition=models.Q(start__lt=models.F("end"))),
            models.CheckConstraint(name="skipped_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self):
        return "skipped passage"
