"""Second reviews: who has taken a record on, its risk, its round, and the log of what became of it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_mirror"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("public_id", models.CharField(max_length=8)),
                ("step", models.CharField(max_length=20)),
                ("before", models.CharField(max_length=12)),
                ("after", models.CharField(max_length=12)),
                ("round", models.PositiveIntegerField(default=0)),
                ("content", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("why", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="organisationrecord",
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
            model_name="organisationrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="organisationrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="personrecord",
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
            model_name="personrecord",
            name="high_risk",
            field=models.BooleanField(
                default=False,
                help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
            ),
        ),
        migrations.AddField(
            model_name="personrecord",
            name="round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="organisationrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="organisationrecord_open",
            ),
        ),
        migrations.AddIndex(
            model_name="personrecord",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("snapshot__isnull", True), ("changed_since_release", True), _connector="OR"),
                ),
                fields=["state", "updated_at"],
                name="personrecord_open",
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["kind", "public_id", "round"], name="transition_of_record"),
        ),
    ]
