"""Pages of long lists and counts that stop, and forms that leave out what is too much for them."""

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations import long_lists
from organisations.admin import listing, long_rows
from organisations.long_lists import CountedWithTheFirst, FromTheNearerEnd, counts_of
from organisations.models import OrganisationRecord
from sessions.admin import participants
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_session_record,
    make_statement_record,
)
from tests.staff import Member, address, text

pytestmark = pytest.mark.django_db


def bodies(count):
    for number in range(count):
        make_organisation_record(f"Body {number}")
    return OrganisationRecord.objects.order_by("name", "pk")


@pytest.mark.parametrize("kind", [FromTheNearerEnd, CountedWithTheFirst])
@pytest.mark.parametrize("count", [0, 1, 3, 7, 8])
def test_every_page_is_what_a_plain_one_would_be(kind, count):
    rows = bodies(count).select_related("country")
    mine, plain = kind(rows, 3), Paginator(rows, 3)
    assert (mine.count, mine.num_pages) == (count, plain.num_pages)
    for number in plain.page_range:
        assert list(mine.page(number)) == list(plain.page(number))
    if count <= 3:
        assert mine.whole() == list(rows)


def test_what_is_looked_through_whole_is_so_once():
    mine = CountedWithTheFirst(bodies(3), 2)
    with CaptureQueriesContext(connection) as queries:
        assert (mine.count, [body.name for body in mine.page(1)]) == (3, ["Body 0", "Body 1"])
    assert len(queries) == 2


@pytest.mark.parametrize("group", ["keeper", "curator"])
@pytest.mark.parametrize("few", [0, 1, 2, 2000])
def test_a_search_finds_the_same_whether_it_finds_few_or_many(monkeypatch, group, few):
    monkeypatch.setattr(participants, "FEW", few)
    body, meeting = make_organisation_record("Border Watch"), make_conference_record()
    for number, more in enumerate([{"organisation": body}, {}, {"organisation": body}]):
        make_participant_record(meeting, key=f"somebody-{number}", role=f"Officer {number}", **more)
    page = Member(group).get(address(ParticipantRecord, "changelist"), q="officer border")
    assert [row.role for row in page.context["cl"].result_list] == ["Officer 0", "Officer 2"]
    assert page.context["cl"].result_count == 2


def test_the_last_page_is_read_from_the_end():
    last = FromTheNearerEnd(bodies(7), 2)
    assert last.count == 7
    with CaptureQueriesContext(connection) as queries:
        assert [body.name for body in last.page(4)] == ["Body 6"]
    assert [("OFFSET" in query["sql"], "DESC" in query["sql"]) for query in queries] == [(False, True), (False, False)]


def test_counts_stop_one_behind_the_limit(monkeypatch):
    monkeypatch.setattr(long_lists, "COUNTED", 2)
    rows = bodies(4)
    names = {"two": ["Body 1", "Body 2"], "none": ["Nobody"]}
    found = {"all": rows} | {key: rows.filter(name__in=some) for key, some in names.items()}
    with CaptureQueriesContext(connection) as queries:
        assert counts_of(found) == {"all": 3, "two": 2, "none": 0}
    assert len(queries) == 1


def test_the_start_page_and_a_box_say_that_there_are_more(monkeypatch):
    for name in ("organisations.long_lists", "confhub.curation"):
        monkeypatch.setattr(f"{name}.COUNTED", 2)
    bodies(4)
    curator = Member("curator")
    assert "more than 2 first review" in text(curator.get("/admin/"))
    shown = text(curator.get("/admin/queue/first/"))
    assert "Organisations: more than 2" in shown


def test_long_lists_have_no_counts_beside_their_filters(monkeypatch):
    bodies(3)
    curator, place = Member("curator"), address(OrganisationRecord, "changelist") + "?_facets=True"
    assert "Draft (3)" in text(curator.get(place))
    monkeypatch.setattr(listing, "FACETS", 2)
    assert "Draft (" not in text(curator.get(place))


def test_a_filter_offers_the_latest_conferences_and_the_one_that_is_chosen(monkeypatch):
    monkeypatch.setattr(listing, "LATEST", 2)
    years = (2011, 2012, 2013)
    meetings = [make_conference_record(title=f"In {year}", start_date=f"{year}-01-01") for year in years]
    for meeting in meetings:
        make_participant_record(meeting)
    make_conference_record(title="Nobody was there")
    curator, place = Member("curator"), address(ParticipantRecord, "changelist")
    offered = [spec for spec in curator.get(place).context["cl"].filter_specs if spec.title == "conference"]
    assert [label for _, label in offered[0].lookup_choices] == ["In 2013, 2013", "In 2012, 2012"]
    page = curator.get(place, conference__id__exact=meetings[0].pk)
    offered = [spec for spec in page.context["cl"].filter_specs if spec.title == "conference"]
    assert [label for _, label in offered[0].lookup_choices] == ["In 2013, 2013", "In 2012, 2012", "In 2011, 2011"]
    assert page.context["cl"].result_count == 1


def test_a_form_leads_to_the_list_of_rows_that_are_too_many_for_it(monkeypatch):
    monkeypatch.setattr(long_rows, "MOST_ROWS", 2)
    room = make_session_record()
    said = [make_statement_record(room, text=f"Said {number}.") for number in range(2)]
    keeper = Member("keeper")
    assert "Said 1." in text(keeper.get(address(room)))
    make_statement_record(room, text="Said 2."), make_statement_record(text="Elsewhere.")
    page = keeper.get(address(room))
    assert ("Said" in text(page), "All statements in it" in text(page)) == (False, True)
    place = next(where for words, where in page.context["around"] if words == "All statements in it")
    assert [row.text for row in keeper.get(place).context["cl"].result_list] == ["Said 0.", "Said 1.", "Said 2."]
    assert keeper.save(room, title="Renamed").status_code == 302
    assert StatementRecord.objects.filter(session=room).count() == len(said) + 1


def test_rows_that_were_sent_are_saved_however_many_there_are_by_now(monkeypatch):
    monkeypatch.setattr(long_rows, "MOST_ROWS", 1)
    said = make_statement_record(text="Before.")
    keeper = Member("keeper")
    make = StatementRecord(session=said.session, position=5, key="k", text="Meanwhile.", kind="claim")
    real = keeper.client.post
    keeper.client.post = lambda *args: (make.save(), real(*args))[1]
    assert keeper.save(said.session, statements__0__text="After.").status_code == 302
    assert list(StatementRecord.objects.order_by("position").values_list("text", flat=True)) == ["After.", "Meanwhile."]
