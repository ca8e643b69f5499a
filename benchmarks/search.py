"""What a search among many statements costs, beside the same query written by hand in SQL.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/search.py 1000000

Fills an empty database (migrates it first; one that this has filled is used again), then asks for the first twenty
statements with a word that all of them hold, one that one in a thousand holds, one that a single one holds, a phrase,
and words without another: by hand; the same rows through ``organisations.search``; through the filter that pages and
API share, which first reads the names of countries; and through the API without its count, served by one gunicorn
worker. Each is asked in turn; the medians and how they stand to the first are printed.
"""

import statistics
import sys
import time
from urllib.parse import urlencode

from django.db import connection
from exports import Server, prepare

from organisations.search import holding
from organisations.understanding import understood
from sessions.filters import StatementFilter
from sessions.models import Conference, Statement

SIZE, TIMES = 20, 15
ASKED = {
    "a word of every row": ("police", "police"),
    "a word of one in a thousand": ("lantern", "lantern"),
    "a word of one row": ("777777", "777777"),
    "a phrase of every row": ('"trust the police"', "trust <-> the <-> police"),
    "two words without a third": ("police lantern -777777", "police & lantern & !777777"),
    "nothing": ("zebra", "zebra"),
}
BY_HAND = """
    SELECT id, text, attribution_label, date, conference_id, "order" FROM conference_sessions_statement
    WHERE words @@ to_tsquery('confhub', %s)
    ORDER BY date DESC, conference_id, "order", id LIMIT 21
"""
LANTERNS = """
    UPDATE conference_sessions_statement SET search_text = search_text || ' lantern'
    WHERE id::int %% 1000 = 7 AND search_text NOT LIKE '%%lantern'
"""


def by_hand(query):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [query])
        return len(cursor.fetchall())


def by_search(found):
    return len(holding(Statement.objects.all(), found)[: SIZE + 1])


def by_filter(text):
    return len(StatementFilter({"q": text}, queryset=Statement.objects.all()).qs[: SIZE + 1])


def by_api(server, text):
    query = urlencode({"q": text, "page_size": SIZE, "count": "false"})
    return len(server.open(f"/api/v1/statements/?{query}").read())


def medians(ways):
    """The median milliseconds of each way, asked in turn so that what else the machine does falls on all alike."""
    taken = [[] for _ in ways]
    for _ in range(TIMES):
        for way, times in zip(ways, taken, strict=True):
            started = time.perf_counter()
            way()
            times.append((time.perf_counter() - started) * 1000)
    return list(map(statistics.median, taken))


def measure(server):
    for name, (text, query) in ASKED.items():
        found = understood(text)
        ways = [
            lambda query=query: by_hand(query),
            lambda found=found: by_search(found),
            lambda text=text: by_filter(text),
            lambda text=text: by_api(server, text),
        ]
        hand, *others = medians(ways)
        shown = "  ".join(f"{ms:8.1f} ms ({ms / hand:5.2f})" for ms in others)
        print(f"{name:<28} by hand {hand:8.1f} ms   search, filter, API: {shown}", flush=True)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if (
        "conference_sessions_conference" not in connection.introspection.table_names()
        or not Conference.objects.exists()
    ):
        prepare(count)
        with connection.cursor() as cursor:
            cursor.execute(LANTERNS.replace("%%", "%"))
            cursor.execute("VACUUM ANALYZE conference_sessions_statement")
    with Server() as server:
        measure(server)


if __name__ == "__main__":
    main()
