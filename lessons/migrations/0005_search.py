"""The index of words of every shelf table that can be searched (``organisations.search``).

PostgreSQL: a text search configuration of its own (Porter's stems, no stop words), a column that the database fills with
what the function ``confhub_words`` makes of a text, and its GIN index. An index alone would help to find rows; where rows
are held against words one by one (what must not be there, counts of values), every text would be taken apart again. SQLite: an FTS5 table beside each table, which keeps no text of its own and
which triggers keep true, because the release writes plain SQL. Both split text at everything but letters and digits.
"""

# ruff: noqa: S608 (every name is one of ours)

from django.db import migrations

TABLES = [
    "organisations_organisation",
    "organisations_person",
    "conference_sessions_conference",
    "conference_sessions_session",
    "conference_sessions_participant",
    "conference_sessions_statement",
    "lessons_lesson",
]
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡§·¿…•"

# The words of dictionaries and kinds of token are PostgreSQL's: https://www.postgresql.org/docs/15/textsearch-parsers.html
POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY confhub_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION confhub (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION confhub ALTER MAPPING FOR asciiword, word WITH confhub_porter",
    # Written in the SQL standard's way: what it names is fixed now, and holds when a dump is restored.
    f"""
    CREATE FUNCTION confhub_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('confhub'::regconfig, translate($1, '{SIGNS.replace("'", "''")}', '{" " * len(SIGNS)}'))
    """,
    *(
        sql.format(table=table)
        for table in TABLES
        for sql in (
            'ALTER TABLE "{table}" ADD COLUMN words tsvector GENERATED ALWAYS AS (confhub_words(search_text)) STORED',
            'CREATE INDEX "{table}_words" ON "{table}" USING gin (words)',
        )
    ),
]
POSTGRESQL_BACK = [
    *(f'ALTER TABLE "{table}" DROP COLUMN words' for table in TABLES),  # and its index
    "DROP FUNCTION confhub_words(text)",
    "DROP TEXT SEARCH CONFIGURATION confhub",
    "DROP TEXT SEARCH DICTIONARY confhub_porter",
]


def sqlite(table):
    """SQL that indexes the words of one table."""
    words = f"{table}_words"
    add = f'INSERT INTO "{words}" (rowid, search_text) VALUES (new.rowid, new.search_text);'
    drop = f'INSERT INTO "{words}" ("{words}", rowid, search_text) VALUES (\'delete\', old.rowid, old.search_text);'
    trigger = f'CREATE TRIGGER "{words}_%s" AFTER %s ON "{table}" %s BEGIN %s END'
    return [
        f"""
        CREATE VIRTUAL TABLE "{words}" USING fts5(
            search_text, content="{table}", tokenize="porter unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
        )
        """,
        trigger % ("insert", "INSERT", "", add),
        trigger % ("delete", "DELETE", "", drop),
        trigger % ("update", "UPDATE", "WHEN old.search_text <> new.search_text", f"{drop} {add}"),
        f'INSERT INTO "{words}" ("{words}") VALUES (\'rebuild\')',
    ]


def sqlite_back(table):
    words = f"{table}_words"
    return [f'DROP TRIGGER "{words}_{event}"' for event in ("insert", "delete", "update")] + [f'DROP TABLE "{words}"']


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _run(schema_editor, POSTGRESQL)
    else:
        _run(schema_editor, [sql for table in TABLES for sql in sqlite(table)])


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _run(schema_editor, POSTGRESQL_BACK)
    else:
        _run(schema_editor, [sql for table in TABLES for sql in sqlite_back(table)])


def _run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_mirror"),
        ("conference_sessions", "0004_no_keys_of_participants_in_search"),
        ("lessons", "0004_keepers_delete_people"),
    ]
    operations = [migrations.RunPython(make, unmake)]
