"""Every version of every record."""

import django.db.models.deletion
import organisations.public_ids
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0011_history"),
        ("lessons", "0010_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalLessonRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "key",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Its name in bundles. Left empty, one is made.",
                        max_length=80,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The insight itself, in plain words, as a short sentence.", max_length=200
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="One to three sentences that stand without the meeting. Write acronyms out."
                    ),
                ),
                ("language", models.CharField(default="en", max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("what_worked", "What worked"),
                            ("obstacle", "What got in the way"),
                            ("open_question", "Open question"),
                        ],
                        help_text="What worked: something to do again. What got in the way: something to expect. Open question: nobody there had the answer.",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("observation", "Observation"),
                            ("lesson_identified", "Lesson identified"),
                            ("action_planned", "Action planned"),
                            ("lesson_learned", "Lesson learned"),
                        ],
                        default="observation",
                        help_text="A lesson is learned only once a change was made and seen.",
                        max_length=20,
                        verbose_name="how far it has come",
                    ),
                ),
                ("addressed_to", models.JSONField(blank=True, default=list)),
                (
                    "context",
                    models.TextField(
                        blank=True, help_text="Conditions: where, when and under what circumstances it was seen."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting it was drawn from: the bundle it travels in. Its evidence may come from others too.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.conferencerecord",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lesson",
                "verbose_name_plural": "historical lessons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
