"""Tells PostgreSQL what making the words of a text costs, so that it asks the index instead of reading row by row.

Inlined, the function would count as two cheap ones, and a rare word be looked for in every row; a function that sets
something is not inlined, and counts as what is said here. Nor is a search worth workers that start in five milliseconds.
"""

from django.db import migrations

DEAR = "ALTER FUNCTION confhub_words(text) COST 5000 PARALLEL RESTRICTED SET search_path = pg_catalog"
CHEAP = "ALTER FUNCTION confhub_words(text) COST 100 PARALLEL SAFE RESET search_path"


def make(apps, schema_editor):
    _run(schema_editor, DEAR)


def unmake(apps, schema_editor):
    _run(schema_editor, CHEAP)


def _run(schema_editor, sql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_mirror"), ("lessons", "0005_search")]
    operations = [migrations.RunPython(make, unmake)]
