"""The desk: every version of every record. As private as the record itself."""

from django.db import models
from simple_history.models import HistoricalRecords


class KeptVersion(models.Model):
    """What a row of history has beside the columns of its record.

    ``parts``: ``{name of a list or of a model of parts: keys, or [{"pk", column: value}]}``; None if they were not
    looked at, and then they are as they were before.
    """

    parts = models.JSONField(null=True)

    class Meta:
        abstract = True


# Columns that steps, assignments and merging write: who may do what next.
EDITORIAL = {
    "state",
    "snapshot",
    "released_at",
    "changed_since_release",
    "round",
    "assigned_to",
    "merged_into",
    "leads_on",
}
# They are no words of anybody, and nor is what follows from others.
NOT_KEPT = [*sorted(EDITORIAL), "folded", "updated_at"]


def history():
    """The history of each model that stands on an abstract one. It goes with its record."""
    return HistoricalRecords(inherit=True, bases=[KeptVersion], excluded_fields=NOT_KEPT, cascade_delete_history=True)
