"""How many independent voices support a lesson. Lessons already on the shelf say that none is stated until the next
``release_all`` counts them, and logs that they changed.
"""

from importlib import import_module

from django.db import migrations, models

TABLE = "lessons_lesson"
SEARCH = import_module("lessons.migrations.0005_search")
STRENGTHS = [
    ("several_countries", "Voices from several countries"),
    ("several_voices", "Several independent voices"),
    ("one_voice", "One voice"),
    ("not_stated", "Speakers not stated"),
]


def drop_index_of_words(apps, schema_editor):
    """SQLite makes an altered table anew, and the triggers of the old one go with it."""
    if schema_editor.connection.vendor == "sqlite":
        run(schema_editor, SEARCH.sqlite_back(TABLE))


def make_index_of_words(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        run(schema_editor, SEARCH.sqlite(TABLE))


def run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def column(name, field):
    return migrations.AddField("lesson", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("lessons", "0006_translations")]

    operations = [
        migrations.RunPython(drop_index_of_words, make_index_of_words),
        column("strength", models.CharField(choices=STRENGTHS, default="not_stated", max_length=20)),
        column("voice_count", models.PositiveIntegerField(default=0)),
        column("voice_country_count", models.PositiveIntegerField(default=0)),
        migrations.RunPython(make_index_of_words, drop_index_of_words),
    ]
