"""What a page of the list of statements costs at its beginning and far behind.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/pages.py 1000000

Fills an empty database (migrates it first; refuses one that holds a conference) with public statements, 100,000 of them
on each day, and asks for page 1 and page 20,000 of twenty rows: of all, of those about two countries, and both at once
with a theme. A list that is shorter is asked for its last tenth. Page 20,000 of all stands where a day ends, where a
page costs most: it is looked for in two stretches of the index.
"""

import statistics
import sys
import time
from urllib.parse import urlencode

from exports import EACH, Server, prepare

from organisations.keyset import behind, columns
from sessions.models import Statement

SIZE, FAR, A_DAY, TIMES = 20, 20_000, 100_000, 51
PAGE = {"page_size": SIZE, "count": "false"}
ORDERING = tuple(Statement._meta.ordering)
LISTS = {
    "all": {},
    "about two of four countries": {"country": ["XK", "AL"]},
    "about one of four, with a theme": {"country": ["XK"], "theme": ["trust"]},
}


def place(query):
    """``(page, cursor)`` of the page asked for of a list, made from the row before it."""
    rows = Statement.objects.order_by(*ORDERING)
    if query:
        rows = rows.filter(about__country_id__in=query["country"])
    for theme in query.get("theme", ()):
        rows = rows.filter(themes=theme)
    page = min(FAR, rows.count() * 9 // 10 // SIZE)
    return page, behind(ORDERING, rows.values_list(*columns(ORDERING))[(page - 1) * SIZE - 1])


def milliseconds(server, queries):
    """The median of what a page of each takes, asked in turn, so that what else the machine does falls on all alike.

    Without the count of the list, which is the same on every page.
    """
    addresses = [f"/api/v1/statements/?{urlencode({**query, **PAGE}, doseq=True)}" for query in queries]
    taken = [[] for _ in addresses]
    for _ in range(TIMES):
        for address, times in zip(addresses, taken, strict=True):
            started = time.perf_counter()
            server.open(address).read()
            times.append((time.perf_counter() - started) * 1000)
    return map(statistics.median, taken)


def measure(server):
    """Print what the pages of each list take."""
    for name, query in LISTS.items():
        far, cursor = place(query)
        first, there = milliseconds(server, [query, {**query, "cursor": cursor}])
        print(f"{name:<34} page 1 {first:6.1f} ms   page {far:6d} {there:6.1f} ms   {there / first:5.2f}", flush=True)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepare(count, A_DAY // EACH)
    with Server() as server:
        measure(server)


if __name__ == "__main__":
    main()
