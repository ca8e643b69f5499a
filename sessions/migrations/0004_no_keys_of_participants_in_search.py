"""Keys of participants often are names: they leave the words everybody searches, and the order everybody sees."""

from django.db import migrations

from organisations.folding import fold

BATCH = 500


def fold_again(apps, schema_editor):
    """Role and group are what participants are found by."""
    records = apps.get_model("conference_sessions", "ParticipantRecord").objects
    batch = []
    for record in records.order_by("pk").only("role", "group", "folded").iterator(BATCH):
        record.folded = fold(f"{record.role} {record.group}")
        batch.append(record)
        if len(batch) == BATCH:
            records.bulk_update(batch, ["folded"])
            batch = []
    records.bulk_update(batch, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("conference_sessions", "0003_help_texts")]

    operations = [
        migrations.AlterModelOptions(
            name="participantrecord",
            options={
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "release"),
                "ordering": ["conference", "public_id"],
                "verbose_name": "participant",
            },
        ),
        migrations.RunPython(fold_again, migrations.RunPython.noop),
    ]
