"""The index of what is marked as high risk: whether it waits or is out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0040_acknowledgements"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="organisationrecord",
            name="organisationrecord_risk",
        ),
        migrations.RemoveIndex(
            model_name="personrecord",
            name="personrecord_risk",
        ),
        migrations.AddIndex(
            model_name="organisationrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="organisationrecord_risk"
            ),
        ),
        migrations.AddIndex(
            model_name="personrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="personrecord_risk"
            ),
        ),
    ]
