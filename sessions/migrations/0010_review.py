"""Second reviews: who has taken a record on, its risk, its round, and the log of what became of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0007_names_of_themes"),
        ("organisations", "0010_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="conferencerecord",
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
            model_name="conferencerecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="conferencerecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="participantrecord",
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
            model_name="participantrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="participantrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="sessionrecord",
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
            model_name="sessionrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="sessionrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="sourcerecord",
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
            model_name="sourcerecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="sourcerecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="statementrecord",
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
            model_name="statementrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="conferencerecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="conferencerecord_open",
            ),
        ),
        migrations.AddIndex(
            model_name="participantrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="participantrecord_open",
            ),
        ),
        migrations.AddIndex(
            model_name="sessionrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="sessionrecord_open",
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="sourcerecord_open",
            ),
        ),
        migrations.AddIndex(
            model_name="statementrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="statementrecord_open",
            ),
        ),
    ]
