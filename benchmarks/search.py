"""What a search among many statements costs, beside the same question asked by hand in SQL.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/search.py 1000000

Fills an empty database (migrates it first; one that this has filled is used again), then asks for the first twenty
statements with a word that all of them hold, one that one in a thousand holds, one that a single one holds, a phrase,
and words without another. Each question is asked by hand and, in turn, through what answers it:

* the bare rows: through the filter that pages and API share, once the last change is read, as it is for every answer;
* all that the API answers: the rows, what they name, their countries, themes, bodies and translations, and how many
  there are, up to where it stops counting: through one gunicorn worker;
* that with the statements counted by country and by theme: through the same;
* that with all the counts of the page for readers: through the same.

The medians are printed, and how they stand to what it takes by hand: of the whole, and of what of it is waiting for the
database.
"""

import statistics
import sys
import time
from functools import partial
from urllib.parse import urlencode

from django.db import connection
from django.db.transaction import atomic
from django.test import Client
from exports import NOW, Server, prepare

from organisations.last_change import last_change
from organisations.models import Organisation, Person
from organisations.models.naming import once, terms_read_once
from organisations.shelving import Outcome, log_changes
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
ANSWER_BY_HAND = """
    SELECT s.id, s.text, s.attribution_label, s.date, s."order", s.kind, s.wording, s.language, s.place,
        c.id, c.slug, c.title, c.place, e.id, e.slug, e.title, p.slug, p.name, t.label, t.role, o.slug, o.name,
        n.code, n.alpha3, n.slug, n.name, d.title, d.creator, d.publisher, d.issued
    FROM conference_sessions_statement s
    JOIN conference_sessions_conference c ON c.id = s.conference_id
    JOIN conference_sessions_session e ON e.id = s.session_id
    LEFT JOIN organisations_person p ON p.id = s.person_id
    LEFT JOIN conference_sessions_participant t ON t.id = s.participant_id
    LEFT JOIN organisations_organisation o ON o.id = s.organisation_id
    LEFT JOIN organisations_country n ON n.code = s.speaker_country_id
    LEFT JOIN conference_sessions_source d ON d.id = s.source_id
    WHERE s.words @@ to_tsquery('confhub', %s)
    ORDER BY s.date DESC, s.conference_id, s."order", s.id LIMIT 21
"""
NAMED_BY_HAND = (
    """
    SELECT j.statement_id, n.code, n.slug, n.name FROM conference_sessions_statementcountry j
    JOIN organisations_country n ON n.code = j.country_id WHERE j.statement_id = ANY(%s)
    """,
    """
    SELECT j.statement_id, n.slug, n.name FROM conference_sessions_statement_themes j
    JOIN conference_sessions_theme n ON n.slug = j.theme_id WHERE j.statement_id = ANY(%s)
    """,
    """
    SELECT j.statement_id, o.slug, o.name FROM conference_sessions_statement_mentions j
    JOIN organisations_organisation o ON o.id = j.organisation_id WHERE j.statement_id = ANY(%s)
    """,
    "SELECT * FROM conference_sessions_statementtranslation WHERE statement_id = ANY(%s)",
)
COUNT_BY_HAND = """
    SELECT count(*) FROM (
        SELECT 1 FROM conference_sessions_statement WHERE words @@ to_tsquery('confhub', %s) LIMIT 10001) s
"""
JOINED_BY_HAND = [
    f"""
    SELECT j.{key}, count(*) FROM conference_sessions_{table} j
    JOIN conference_sessions_statement s ON s.id = j.statement_id
    WHERE s.words @@ to_tsquery('confhub', %s) GROUP BY 1
    """  # noqa: S608 (our own names)
    for table, key in (("statementcountry", "country_id"), ("statement_themes", "theme_id"))
]
COLUMNS_BY_HAND = [
    f"SELECT {key}, count(*) FROM conference_sessions_statement "  # noqa: S608 (our own names)
    "WHERE words @@ to_tsquery('confhub', %s) GROUP BY 1"
    for key in ("conference_id", "attribution_level", "kind", "language")
]
LANTERNS = """
    UPDATE conference_sessions_statement SET search_text = search_text || ' lantern'
    WHERE id::int %% 1000 = 7 AND search_text NOT LIKE '%%lantern'
"""


def rows_by_hand(query):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [query])
        cursor.fetchall()


def answer_by_hand(query, *counts):
    with connection.cursor() as cursor:
        cursor.execute(ANSWER_BY_HAND, [query])
        keys = [row[0] for row in cursor.fetchall()[:SIZE]]
        for sql in NAMED_BY_HAND:
            cursor.execute(sql, [keys])
            cursor.fetchall()
        for sql in (COUNT_BY_HAND, *counts):
            cursor.execute(sql, [query])
            cursor.fetchall()


def counts_by_hand(query):
    answer_by_hand(query, *JOINED_BY_HAND)


def page_by_hand(query):
    answer_by_hand(query, *JOINED_BY_HAND, *COLUMNS_BY_HAND)


def by_filter(text):
    rows = Statement.objects.only("text", "attribution_label", "date", "conference_id", "order")  # as by hand
    return len(StatementFilter({"q": text}, queryset=rows).qs[: SIZE + 1])


def name_somebody():
    """A person and a body: names are known to each process until some change, and here there are none yet."""
    kinds = {"people": Person(id="A", slug="a", name="Ana Kos"), "organisations": Organisation(id="B", acronym="BW")}
    for kind, row in kinds.items():
        row.released_at = row.updated_at = NOW
        row.save(force_insert=True)
        with atomic():
            log_changes(kind, Outcome(created=[row.pk]), NOW)


def api(text, **more):
    return f"/api/v1/statements/?{urlencode({'q': text, 'page_size': SIZE, **more})}"


def page(text):
    return f"/search/?{urlencode({'q': text})}"


# {question: (by hand, address of ours, how often)}
QUESTIONS = {
    "rows": (rows_by_hand, None, TIMES),
    "answer": (answer_by_hand, api, TIMES),
    "with counts": (counts_by_hand, partial(api, facets="country,theme"), TIMES // 3),
    "page": (page_by_hand, page, TIMES // 3),
}


def read(server, path):
    server.open(path).read()


def milliseconds(way):
    started = time.perf_counter()
    way()
    return (time.perf_counter() - started) * 1000


def in_database(way):
    """The milliseconds of it that this process waits for the database."""
    waits = []

    def wait(execute, *args):
        waits.append(milliseconds(partial(execute, *args)))

    with connection.execute_wrapper(wait):
        way()
    return sum(waits)


def medians(ways, times):
    """The median of what each way takes, asked in turn so that what else the machine does falls on all alike."""
    taken = [[way() for way in ways] for _ in range(times)]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


def measure(server):
    client = Client(SERVER_NAME="127.0.0.1")
    once(last_change, last_change)
    for kind, (hand, path, times) in QUESTIONS.items():
        for name, (text, query) in ASKED.items():
            if path:
                ours, whole = partial(client.get, path(text)), partial(read, server, path(text))
            else:
                ours = whole = partial(by_filter, text)
            ways = partial(milliseconds, partial(hand, query)), partial(milliseconds, whole), partial(in_database, ours)
            first, second, third = medians(ways, times)
            print(
                f"{kind:<12} {name:<28} by hand {first:8.2f} ms   ours {second:8.2f} ms ({second / first:6.2f})"
                f"   in the database {third:8.2f} ms ({third / first:6.2f})",
                flush=True,
            )


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
    if not Person.objects.exists():
        name_somebody()
    with Server() as server, terms_read_once():
        measure(server)


if __name__ == "__main__":
    main()
