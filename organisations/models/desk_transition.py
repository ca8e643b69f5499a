"""The desk: every step a record took, and every edit of its words. Private; rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Transition(models.Model):
    """One step of a record, or an edit of what a release of it would take.

    ``kind``, ``public_id``: the record, of which the row says nothing else. ``step``: a name of ``editorial.STEPS``,
    or ``edit``. ``before``, ``after``: its states. ``by``: the account; None for a command. ``round``: the record's
    when the step was taken; sending and approving count within one, edits until the next release. ``content``: digest
    (SHA-256) of what a release would have taken then. ``why``: in the words of whoever took it.
    """

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=8)
    step = models.CharField(max_length=20)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    round = models.PositiveIntegerField(default=0)
    content = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "public_id", "round"], name="transition_of_record")]

    def __str__(self):
        return f"{self.step} of {self.kind} {self.public_id}"
