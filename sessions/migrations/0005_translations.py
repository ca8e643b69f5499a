"""Translations of statements, on the desk and on the shelf; what was released before has none."""

import django.db.models.deletion
from django.db import migrations, models

from organisations.snapshots import rewrite_snapshots


def say_that_there_are_none(apps, schema_editor):
    """Otherwise every released record would differ from its snapshot."""
    _rewrite(apps, lambda snapshot: {**snapshot, "translations": []})


def forget_them(apps, schema_editor):
    """Back: snapshots know nothing of translations."""
    _rewrite(apps, lambda snapshot: {name: value for name, value in snapshot.items() if name != "translations"})


def _rewrite(apps, change):
    rewrite_snapshots(apps.get_model("conference_sessions", "StatementRecord").objects, change)


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0004_no_keys_of_participants_in_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementTranslation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12)),
                ("text", models.TextField()),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="translations",
                        to="conference_sessions.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["language"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "language"), name="one_statement_translation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementTranslationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12)),
                (
                    "translator",
                    models.CharField(
                        blank=True,
                        help_text="Who made it, or which program. For staff only, never public.",
                        max_length=200,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("machine", "Machine-made draft"), ("draft", "Draft"), ("reviewed", "Reviewed")],
                        default="draft",
                        help_text="Only what was reviewed is shown.",
                        max_length=10,
                    ),
                ),
                ("made_of", models.CharField(editable=False, max_length=64)),
                ("text", models.TextField()),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="conference_sessions.statementrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation",
                "ordering": ["language"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "language"), name="one_statement_translation_once_on_the_desk"
                    )
                ],
            },
        ),
        migrations.RunPython(say_that_there_are_none, forget_them),
    ]
