"""Counts requests where all workers count together: in Redis, else in the database. A request is never refused
because counting failed.
"""

import logging
from contextlib import contextmanager
from time import monotonic, time

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from redis import RedisError

from .models import Count

logger = logging.getLogger(__name__)
# Seconds: how long a store that failed is left alone, and how often counts that are over are deleted.
REST, CLEANED_EVERY = 10, 600
PATIENCE = 1000  # milliseconds
COUNT_ONE_MORE = (
    'INSERT INTO {table} ("key", "ends", "number") VALUES {rows} '
    'ON CONFLICT ("key") DO UPDATE SET "number" = {table}."number" + 1 RETURNING "key", "number"'
)


class Counter:
    """Calls of ``count`` go to the store that the settings name, unless it failed within the last seconds."""

    rests_until = 0.0

    def count(self, windows):
        """One more request in each of ``windows`` (key, end in Unix time): the numbers so far, None if nobody knows."""
        if monotonic() < self.rests_until:
            return None
        try:
            return STORES[settings.API_COUNTS_IN](windows)
        except (Error, RedisError, OSError, ValueError) as error:
            self.rests_until = monotonic() + REST
            logger.error("Requests are not counted for %s s (%s)", REST, type(error).__name__)
            return None


def in_cache(windows):
    """The numbers, from Django's cache: Redis, or memory in tests."""
    return [_one_more(key, int(ends - time()) + 60) for key, ends in windows]


def _one_more(key, seconds):
    try:
        return cache.incr(key)
    except ValueError:
        # Whoever adds it, both then count. It outlives its window; only a store that is emptied loses it in between.
        cache.add(key, 0, seconds)
        return cache.incr(key)


class InDatabase:
    """The numbers, from one statement: PostgreSQL's and SQLite's ``INSERT … ON CONFLICT``, which loses no count."""

    cleaned_at = float("-inf")

    def __call__(self, windows):
        table, rows = connection.ops.quote_name(Count._meta.db_table), ", ".join(["(%s, %s, 1)"] * len(windows))
        with without_waiting(), connection.cursor() as cursor:
            cursor.execute(COUNT_ONE_MORE.format(table=table, rows=rows), [each for pair in windows for each in pair])
            numbers = dict(cursor.fetchall())
            self._clean()
        return [numbers[key] for key, _ in windows]

    def _clean(self):
        """Delete what is over, now and then."""
        if monotonic() - self.cleaned_at > CLEANED_EVERY:
            self.cleaned_at = monotonic()
            Count.objects.filter(ends__lt=time()).delete()


@contextmanager
def without_waiting():
    """Here a writer of SQLite waits for others a second, not for as long as they import a conference."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    patience = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience}")


STORES = {"cache": in_cache, "database": InDatabase()}
counter = Counter()
