"""The index of what is marked as high risk: whether it waits or is out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0031_desk_lists"),
        ("organisations", "0041_risk_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="conferencerecord",
            name="conferencerecord_risk",
        ),
        migrations.RemoveIndex(
            model_name="participantrecord",
            name="participantrecord_risk",
        ),
        migrations.RemoveIndex(
            model_name="sessionrecord",
            name="sessionrecord_risk",
        ),
        migrations.RemoveIndex(
            model_name="sourcerecord",
            name="sourcerecord_risk",
        ),
        migrations.RemoveIndex(
            model_name="statementrecord",
            name="statementrecord_risk",
        ),
        migrations.AddIndex(
            model_name="conferencerecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="conferencerecord_risk"
            ),
        ),
        migrations.AddIndex(
            model_name="participantrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="participantrecord_risk"
            ),
        ),
        migrations.AddIndex(
            model_name="sessionrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="sessionrecord_risk"
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="sourcerecord_risk"
            ),
        ),
        migrations.AddIndex(
            model_name="statementrecord",
            index=models.Index(
                condition=models.Q(("high_risk", True)), fields=["updated_at"], name="statementrecord_risk"
            ),
        ),
    ]
