"""Keyset paging: every row once, in order, whatever ties there are and whatever comes or goes meanwhile."""

import base64
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from organisations.keyset import BadCursor, page
from organisations.models import Organisation
from sessions.models import Statement
from tests.factories import RELEASED, make_conference, make_organisation, make_session, make_statement

pytestmark = pytest.mark.django_db

BY_NAME = ("name", "id")


def make_bodies(*names):
    return [make_organisation(name, slug=f"body-{number}") for number, name in enumerate(names)]


def walk(queryset, ordering, size, direction="next", cursor=None):
    """Every page from ``cursor`` on, as lists of rows."""
    while True:
        found = page(queryset, ordering, cursor, size)
        yield found.rows
        cursor = getattr(found, direction)
        if cursor is None:
            return


def names(rows):
    return [row.name for row in rows]


def plan(sql):
    """How the database would go about a query on a table too large to read through."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # or it goes by what earlier tests left
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off")
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN'} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def write(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 50])
@pytest.mark.parametrize("ordering", [("name", "id"), ("-name", "id"), ("name", "-id"), ("-updated_at", "-name", "id")])
def test_every_row_comes_once_and_in_order_forwards_and_backwards(ordering, size):
    make_bodies("b", "a", "b", "b", "c", "b", "a")
    rows = list(Organisation.objects.order_by(*ordering))
    forwards = list(walk(Organisation.objects.all(), ordering, size))
    assert [row for rows in forwards for row in rows] == rows
    assert [len(rows) for rows in forwards[:-1]] == [size] * (len(forwards) - 1)
    last = page(Organisation.objects.all(), ordering, None, size)
    while last.next:
        last = page(Organisation.objects.all(), ordering, last.next, size)
    before = list(walk(Organisation.objects.all(), ordering, size, "previous", last.previous)) if last.previous else []
    assert [row for rows in reversed(before) for row in rows] + last.rows == rows


def test_an_empty_list_is_one_empty_page():
    assert page(Organisation.objects.all(), BY_NAME, None, 5) == ([], None, None)


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_behind():
    make_bodies("a", "b", "c")
    first = page(Organisation.objects.all(), BY_NAME, None, 2)
    second = page(Organisation.objects.all(), BY_NAME, first.next, 2)
    assert (first.previous, names(first.rows)) == (None, ["a", "b"])
    assert (second.next, names(second.rows)) == (None, ["c"])
    assert page(Organisation.objects.all(), BY_NAME, second.previous, 2) == first


def test_a_page_of_exactly_the_rest_is_the_last():
    make_bodies("a", "b")
    assert page(Organisation.objects.all(), BY_NAME, None, 2).next is None


def test_rows_that_come_or_go_move_no_other_row():
    bodies = make_bodies("b", "d", "f", "h")
    first = page(Organisation.objects.all(), BY_NAME, None, 2)
    bodies[1].delete()
    make_organisation("a")
    make_organisation("e")
    assert names(page(Organisation.objects.all(), BY_NAME, first.next, 2).rows) == ["e", "f"]


def test_the_rows_of_a_cursor_may_all_be_gone():
    make_bodies("a", "b", "c")
    first = page(Organisation.objects.all(), BY_NAME, None, 2)
    Organisation.objects.filter(name="c").delete()
    assert page(Organisation.objects.all(), BY_NAME, first.next, 2) == ([], None, None)


def test_dates_and_foreign_keys_order_too():
    early = make_conference(start_date=datetime(2010, 1, 1, tzinfo=UTC).date())
    statements = [make_statement(make_session(conference)) for conference in [early, None, early, None]]
    ordering = ("-date", "conference_id", "order")
    rows = [row for rows in walk(Statement.objects.all(), ordering, 1) for row in rows]
    assert rows == [statements[1], statements[3], statements[0], statements[2]]


def test_times_that_differ_by_a_microsecond_are_told_apart():
    bodies = [make_organisation(updated_at=RELEASED + timedelta(microseconds=n)) for n in (2, 1, 3)]
    rows = [row for rows in walk(Organisation.objects.all(), ("updated_at", "id"), 1) for row in rows]
    assert rows == [bodies[1], bodies[0], bodies[2]]


def test_a_page_is_one_query(django_assert_num_queries):
    make_bodies("a", "b", "c")
    first = page(Organisation.objects.all(), BY_NAME, None, 1)
    with django_assert_num_queries(1):
        page(Organisation.objects.all(), BY_NAME, first.next, 1)


def test_a_page_in_mixed_directions_asks_again_only_where_equal_rows_end(django_assert_num_queries):
    make_bodies("b", "b", "b", "a", "a")
    rows = Organisation.objects.prefetch_related("relations")
    first = page(rows, ("-name", "id"), None, 1)
    # The rows, and their relations.
    with django_assert_num_queries(2):
        second = page(rows, ("-name", "id"), first.next, 1)
    with django_assert_num_queries(3):
        assert names(page(rows, ("-name", "id"), second.next, 3).rows) == ["b", "a", "a"]


def test_each_query_of_a_page_in_mixed_directions_is_one_stretch_of_an_index(django_assert_num_queries):
    meeting, other = (
        make_session(),
        make_session(make_conference(start_date=date(2013, 4, 24), end_date=date(2013, 4, 24))),
    )
    make_statement(meeting), make_statement(meeting)
    for _ in range(40):  # so many that another index would have to read more
        make_statement(other)
    ordering = ("-date", "conference_id", "order", "id")
    cursor = page(Statement.objects.all(), ordering, None, 1).next
    with django_assert_num_queries(2) as asked:
        page(Statement.objects.all(), ordering, cursor, 5)
    plans = [plan(query["sql"]) for query in asked.captured_queries]
    # Neither sorted nor sifted: PostgreSQL says so by "Sort" and "Filter", SQLite by "B-TREE" and by "SCAN".
    assert [set(re.findall("Sort|Filter|B-TREE|SCAN|statement_in_order", text)) for text in plans] == [
        {"statement_in_order"}
    ] * 2


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "%00",
        "[]",
        "bnVsbA",  # null
        write(),
        write("next"),
        write("next", "name,id"),
        write("next", "name,id", "a"),
        write("next", "name,id", "a", "b", "c"),
        write("sideways", "name,id", "a", "b"),
        write("next", "id,name", "a", "b"),
        write("next", ["name", "id"], "a", "b"),
        write(["next"], "name,id", "a", "b"),
        write("next", "name,id", None, "b"),
        write("next", "name,id", 1, "b"),
        write("next", "name,id", ["a"], "b"),
        write("next", "name,id", {"a": 1}, "b"),
        write("next", "name,id", "a\0", "b"),
        write("next", "name,id", "\ud800", "b"),
        write("next", "name,id", "a" * 201, "b"),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_cursor_not_made_here_is_refused(cursor):
    with pytest.raises(BadCursor):
        page(Organisation.objects.all(), BY_NAME, cursor, 5)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "today",
        "2026-03-01",
        "2026-03-01T12:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-99-99T00:00:00+00:00",
        0,
        True,
    ],
)
def test_a_time_in_a_cursor_is_a_time_with_its_zone(value):
    with pytest.raises(BadCursor):
        page(Organisation.objects.all(), ("updated_at", "id"), write("next", "updated_at,id", value, "b"), 5)


@pytest.mark.parametrize("value", ["1", 1.5, None, 10**30, float("inf"), float("nan")])
def test_a_number_in_a_cursor_is_one_its_column_holds(value):
    with pytest.raises(BadCursor):
        page(Statement.objects.all(), ("order", "id"), write("next", "order,id", value, "b"), 5)
