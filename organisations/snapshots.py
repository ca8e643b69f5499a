"""Changes what released versions hold, for migrations."""

BATCH = 500


def rewrite_snapshots(records, change):
    """Put ``change(snapshot)`` in place of the snapshot of every released record. ``records``: a manager."""
    batch = []
    for record in records.exclude(snapshot=None).order_by("pk").only("snapshot").iterator(BATCH):
        record.snapshot = change(record.snapshot)
        batch.append(record)
        if len(batch) == BATCH:
            records.bulk_update(batch, ["snapshot"])
            batch = []
    records.bulk_update(batch, ["snapshot"])
