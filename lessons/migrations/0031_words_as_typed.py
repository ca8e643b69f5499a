"""The words staff search in, as they may be typed: one spelling for Cyrillic and Latin, for sh and š."""

from django.db import migrations

from organisations.folding import sounds

BATCH = 500


def fold_again(apps, schema_editor):
    for name in ("LessonRecord",):
        _fold(apps.get_model("lessons", name).objects)


def _fold(records):
    batch = []
    for record in records.order_by("pk").only("folded").iterator(BATCH):
        record.folded = sounds(record.folded)
        batch.append(record)
        if len(batch) == BATCH:
            records.bulk_update(batch, ["folded"])
            batch = []
    records.bulk_update(batch, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("lessons", "0030_sheet_upload")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
