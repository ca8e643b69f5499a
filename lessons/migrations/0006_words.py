"""On PostgreSQL the words of a row stand beside it, in a column that the database keeps, and the index is of that column.

An index of what a function makes of a text helps to find rows. Where rows have to be held against words one by one (what
must not be there, a rare word in the order of a list, counts of values) the function would take every text apart again.
"""

# ruff: noqa: S608 (every name is one of ours)

from importlib import import_module

from django.db import migrations

TABLES = import_module("lessons.migrations.0005_search").TABLES


def keep(table):
    return [
        f'ALTER TABLE "{table}" ADD COLUMN words tsvector GENERATED ALWAYS AS (confhub_words(search_text)) STORED',
        f'DROP INDEX "{table}_words"',
        f'CREATE INDEX "{table}_words" ON "{table}" USING gin (words)',
    ]


def leave(table):
    return [
        f'ALTER TABLE "{table}" DROP COLUMN words',  # and its index
        f'CREATE INDEX "{table}_words" ON "{table}" USING gin (confhub_words(search_text))',
    ]


def make(apps, schema_editor):
    _run(schema_editor, keep)


def unmake(apps, schema_editor):
    _run(schema_editor, leave)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            for sql in statements(table):
                cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("lessons", "0005_search")]
    operations = [migrations.RunPython(make, unmake)]
