"""Several queries that see the shelf as it was at one moment, and keep no writer waiting."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """Read in one transaction from which nothing that others commit meanwhile is seen. Nothing can be written in it.

    Inside a transaction that is open already it is that one, as it is.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with _reading(), transaction.atomic():
            yield


@contextmanager
def _reading():
    """On SQLite, begin without the turn of a writer: a reader sees what there is at its first query."""
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    _set_query_only(1)
    try:
        yield
    finally:
        connection.transaction_mode = mode
        _set_query_only(0)


def _set_query_only(value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {value}")
