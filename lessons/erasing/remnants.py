"""What a database keeps of words beside the rows they stand in, as far as a transaction can take it away."""

from django.db import connection

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%' ORDER BY name"


def overwrite_what_goes():
    """SQLite: fill with noughts what is deleted from now on. PostgreSQL does it with its next ``VACUUM``."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def tidy():
    """Write anew what the database worked out of rows: indexes of words (SQLite), statistics of columns (PostgreSQL),
    which hold the values that stand there most often. Of a table that is empty now they stay until it has rows again.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for (name,) in cursor.execute(INDEXES).fetchall():
                quoted = connection.ops.quote_name(name)
                cursor.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('optimize')")  # noqa: S608 (quoted names)
        else:
            tables = connection.introspection.django_table_names(only_existing=True)
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
