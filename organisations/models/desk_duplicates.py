"""What staff decided about records that looked the same. Private."""

from django.conf import settings
from django.db import models


class DistinctRecords(models.Model):
    """Two records that look the same and are not, as somebody found: they are not offered again.

    ``kind``: the API's name of their list. ``first``, ``second``: their public ids, in the order of the alphabet.
    """

    kind = models.CharField(max_length=20)
    first = models.CharField(max_length=8)
    second = models.CharField(max_length=8, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="two_records_are_distinct_once"),
            models.CheckConstraint(name="distinct_records_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]

    def __str__(self):
        return "two records"


class MergeRecord(models.Model):
    """That one record was found to be the same as another, and what was done then, so that it can be undone.

    ``kept``, ``gone``: their public ids. ``before``, ``after``: columns of the kept one. ``was``: editorial columns of
    the one that is gone, and the digest of its ``content``. ``moved``: ``[[model, column, keys of rows]]`` that point
    at the kept one since.
    ``dropped``: ``[[model, columns of a row]]`` that would have stood there twice. ``repointed``:
    ``[[kind, key, part of the snapshot, before, after]]``.
    """

    kind = models.CharField(max_length=20)
    kept = models.CharField(max_length=8, db_index=True)
    gone = models.CharField(max_length=8, db_index=True)
    before = models.JSONField()
    after = models.JSONField()
    was = models.JSONField()
    moved = models.JSONField()
    dropped = models.JSONField()
    repointed = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self):
        return "merge"
