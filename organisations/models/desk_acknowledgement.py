"""The desk: what somebody looked at and found it may stand, with the reason. Private; rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Acknowledgement(models.Model):
    """A check of a record that somebody acknowledged.

    ``kind``, ``public_id``: the record. ``code``: of ``findings.CODES``. ``content``: digest (SHA-256) of what it was
    given for; it counts for nothing else. ``kept``: it rests on what only keepers may see.
    """

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=8)
    code = models.CharField(max_length=12)
    content = models.CharField(max_length=64)
    kept = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "public_id"], name="acknowledgement_of_record")]
        constraints = [models.CheckConstraint(name="acknowledged_with_reason", condition=~models.Q(why=""))]

    def __str__(self):
        return f"{self.code} of {self.kind} {self.public_id}"
