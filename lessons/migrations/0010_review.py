"""Second reviews: who has taken a record on, its risk, its round, and the log of what became of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0010_review"),
        ("lessons", "0008_similar_lessons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="lessonrecord",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lessonrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="lessonrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="lessonrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="lessonrecord_open",
            ),
        ),
    ]
