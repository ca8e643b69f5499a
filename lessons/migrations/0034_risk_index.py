"""The index of what is marked as high risk: whether it waits or is out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0032_risk_index"),
        ("lessons", "0033_curators_read_vocabularies"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="lessonrecord",
            name="lessonrecord_risk",
        ),
        migrations.AddIndex(
            model_name="lessonrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="lessonrecord_risk"
            ),
        ),
    ]
