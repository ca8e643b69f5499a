"""Lists of conferences, sessions, sources and lessons as files."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch

from lessons.models import LessonRecord
from sessions.models import ConferenceRecord, SessionRecord, SourceRecord
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_session_record,
    make_source_record,
    make_statement_record,
)
from tests.factories import make_country
from tests.lessons.test_admin_sheets import at, exported
from tests.staff import Member, address

pytestmark = pytest.mark.django_db

KINDS = (ConferenceRecord, SessionRecord, SourceRecord, LessonRecord)


def everything(n=1):
    """A record of each kind, with what staff alone note of it."""
    meeting = make_conference_record(f"meeting-{n}", title=f"=Forum {n}", notes="qznotes", place_names=[PRISHTINA])
    meeting.organisations.create(organisation=make_organisation_record(f"INDEP {n}"), role="organiser")
    meeting.countries.create(country=make_country("AL"), role="host")
    session = make_session_record(meeting, slug="opening", notes="qznotes")
    make_session_record(meeting, slug="part", parent=session, position=2)
    make_source_record(meeting, key="report", title="Report", issued="2014", notes="qznotes")
    said = make_statement_record(session, notes="qznotes")
    evidence = [(said, "supports", "")]
    make_lesson_record(f"Lesson {n}", evidence, themes=[f"trust-{n}"], notes="qznotes")
    return said


PRISHTINA = {"lang": "sq", "name": "Prishtinë"}


def test_cells_are_what_the_forms_hold():
    said, curator = everything(), Member("curator")
    [meeting] = exported(curator, ConferenceRecord)
    shown = ("title", "place_names", "organisations", "countries", "state")
    assert [meeting[name] for name in shown] == [
        "'=Forum 1", "sq: Prishtinë", "indep-1: organiser", "AL: host", "draft",
    ]  # fmt: skip
    # Databases differ on whether what has no parent comes first.
    sessions = sorted((row["conference"], row["parent"], row["slug"]) for row in exported(curator, SessionRecord))
    assert sessions == [("meeting-1", "", "opening"), ("meeting-1", "opening", "part")]
    [source] = exported(curator, SourceRecord)
    assert (source["key"], source["title"], source["issued"]) == ("report", "Report", "2014")
    [lesson] = exported(curator, LessonRecord)
    shown = ("title", "themes", "addressed_to", "countries", "evidence")
    evidence = f"{said.public_id}: supports"
    assert [lesson[name] for name in shown] == ["Lesson 1", "trust-1", "police", "XK: observed", evidence]


@pytest.mark.parametrize("model", KINDS)
def test_notes_are_in_no_file(model):
    everything()
    assert "qznotes" not in str(exported(Member("keeper"), model))


def test_a_list_is_written_as_it_is_filtered():
    make_lesson_record("One", kind="what_worked"), make_lesson_record("Two", kind="obstacle")
    rows = exported(Member("curator"), LessonRecord, "?kind__exact=obstacle")
    assert [row["title"] for row in rows] == ["Two"]


def test_a_workbook_holds_the_same():
    everything()
    curator = Member("curator")
    book = openpyxl.load_workbook(BytesIO(curator.get(at(LessonRecord, "export", "xlsx")).content))
    names, cells = ([cell.value for cell in row] for row in book.active.iter_rows())
    [row] = exported(curator, LessonRecord)
    assert dict(zip(names, [cell or "" for cell in cells], strict=True)) == row


@pytest.mark.parametrize("model", KINDS)
def test_lists_lead_there_and_to_no_import(model):
    everything()
    page = Member("curator").get(address(model, "changelist") + "?state__exact=draft").content.decode()
    assert f'{at(model, "export", "csv")}?state__exact=draft"' in page
    assert "Import a sheet" not in page
    with pytest.raises(NoReverseMatch):
        address(model, "import")


@pytest.mark.parametrize("rows", [1, 3])
def test_files_cost_the_same_for_any_number_of_rows(rows):
    for n in range(rows):
        everything(n)
    keeper, costs = Member("keeper"), {}
    for model in KINDS:
        with CaptureQueriesContext(connection) as queries:
            exported(keeper, model)
        costs[model] = len(queries)
    assert costs == {ConferenceRecord: 13, SessionRecord: 12, SourceRecord: 11, LessonRecord: 16}
