"""Every kind of page of the desk with Arabic words in its records: nothing for axe-core to find, nothing too wide."""

import pytest
from playwright.sync_api import expect

from confhub.curation import BOXES
from lessons.models import LessonRecord
from organisations.models import OrganisationRecord, PersonRecord
from sessions.models import ConferenceRecord, ParticipantRecord, SessionRecord, SourceRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_merge,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_report,
    make_session_record,
    make_skipped_passage,
    make_source_file,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.staff import Member, address

from .checks import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDS = [
    ConferenceRecord,
    SourceRecord,
    SessionRecord,
    ParticipantRecord,
    StatementRecord,
    LessonRecord,
    OrganisationRecord,
    PersonRecord,
]
FORUM, MEETING, SAID = "منتدى المجتمع المدني", "حوار الأمن في المدن", "الناس يتعاونون مع شرطة يثقون بها."
TEXT = f"{SAID}\n\nقال الضابط إن أحدا لم يسأل السكان.\n\nAnd in English, 2014.\n"


@pytest.fixture
def keeper(staff):
    """``keeper(360)``: a keeper at the start page, with work in every queue."""
    return lambda width: staff("keeper", "keeper", width=width)


@pytest.fixture
def made(keeper):
    """``{kind: record}`` of everything, its words Arabic; a second body of the same name, a third merged into it."""
    body = make_organisation_record(FORUM, slug="forum", acronym="م م م")
    meeting = make_conference_record(title=MEETING, place="تونس", language="ar", organisations=[(body, "organiser")])
    session = make_session_record(meeting, title=f"{MEETING} 1")
    file = make_source_file(make_source_record(meeting, title=MEETING, language="ar"), TEXT)
    make_skipped_passage(file, TEXT.index("And"), TEXT.index(","), reason=FORUM)
    speaker = make_participant_record(meeting, "XK", [session], organisation=body, role="رئيس")
    place = make_passage(file.source, start=0, end=len(SAID), place="صفحة 1")
    said = make_statement_record(session, text=SAID, language="ar", passage=place, speaker=speaker, high_risk=True)
    publish(meeting)
    meeting.summary = SAID
    other = make_organisation_record(FORUM, slug="forum-2", country="XK", listed=True)
    merged = make_merge(other, make_organisation_record(f"{FORUM} 3", slug="forum-3"))
    lesson = make_lesson_record(MEETING, text=SAID, language="ar", evidence=[(said, "supports", FORUM)])
    make_report(SAID, safety=True)
    make_report(SAID)
    person = make_person_record("ليلى", slug="leila")
    Member("curator", username="cem").save(said, step="submit", why=SAID)
    return {"body": body, "other": other, "merged": merged, "source": file.source, "said": said} | {
        "lesson": lesson,
        "person": person,
        "meeting": meeting,
    }


def pages(made):
    """``{kind of page: address}``; those that are reached by pressing something stand in ``pressed``."""
    body, other, source = made["body"], made["other"], made["source"]
    section = "/admin/organisations/organisationrecord"
    return {
        **{f"queue {name}": f"/admin/queue/{name}/" for name in BOXES},
        **{f"list {kind.__name__}": address(kind, "changelist") for kind in KINDS},
        **{f"new {kind.__name__}": address(kind, "add") for kind in KINDS},
        **{view: f"{address(source).removesuffix('change/')}{view}/" for view in ("file", "text", "coverage", "chain")},
        "statement": address(made["said"]),
        "lesson": address(made["lesson"]),
        "history": address(made["said"], "history"),
        "look-alikes": f"{section}/{other.pk}/alike/",
        "merge": f"{section}/{body.pk}/merge/{other.pk}/",
        "undo a merge": f"{section}/unmerge/{made['merged'].pk}/",
        "import": f"{section}/import/",
        "delete a draft": address(made["lesson"], "delete"),
    }


def pressed(keeper, made):
    """Goes to one page after the other that follows on a button, with its name."""
    page, section = keeper.page, "/admin/organisations/organisationrecord"
    page.goto(f"{section}/{made['body'].pk}/merge/{made['other'].pk}/")
    keeper.press("Show what will follow")
    yield "what a merge does"
    for name, rows in (
        ("import preview", f"name,classification\n{FORUM},network\n"),
        ("import refused", f"name,country\n,{FORUM}\n"),
    ):
        page.goto(f"{section}/import/")
        page.locator("#file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": rows.encode()})
        keeper.press("Show what it would do")
        yield name
    for action in ("Release…", "Withdraw…"):
        page.goto(address(ConferenceRecord, "changelist"))
        keeper.choose(action)
        expect(page.locator(".confirm")).to_be_visible()
        yield action
    page.goto(address(made["lesson"]))
    keeper.fill(title="")
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
    keeper.press("Save draft")
    expect(page.locator(".errornote")).to_be_visible()
    yield "a form that was refused"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_any_page_in_arabic(keeper, made, width):
    person, found = keeper(width), {}
    for kind, where in pages(made).items():
        assert person.page.goto(where).status == 200, kind
        found[kind] = faults(person.page)
    for kind in pressed(person, made):
        found[kind] = faults(person.page)
    assert found == {kind: [] for kind in found}


def test_the_desk_is_english_whatever_the_browser_asks_for(staff):
    """And Arabic words in it run from right to left by themselves."""
    ana = staff("ana", "curator", locale="ar")
    body = make_organisation_record(FORUM)
    ana.page.goto(address(body))
    assert ana.page.evaluate("navigator.language") == "ar"
    expect(ana.page.locator("html")).to_have_attribute("lang", "en")
    expect(ana.page.locator("html")).to_have_attribute("dir", "ltr")
    expect(ana.page.get_by_role("button", name="Save draft")).to_be_visible()
    assert ana.page.locator("#id_name").evaluate("box => getComputedStyle(box).direction") == "rtl"
