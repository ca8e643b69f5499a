"""Through a queue with one button: what is typed is saved on the way, and its end is told."""

import pytest
from playwright.sync_api import expect

from sessions.models import StatementRecord
from tests.desk_factories import make_session_record, make_statement_record
from tests.staff import address

pytestmark = [pytest.mark.browser, pytest.mark.writers, pytest.mark.django_db(transaction=True)]

NEXT = "Save and go to next in queue"


@pytest.mark.parametrize("width", [360, 1280])
def test_save_and_go_to_next_in_queue(staff, width):
    session = make_session_record()
    for text in ("One.", "Two.", "Three."):
        make_statement_record(session, text=text, high_risk=text != "Two.")
    ana = staff("ana", "curator", width=width)
    asked = []
    ana.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    ana.page.goto(f"{address(StatementRecord, 'changelist')}?queue=high")
    ana.open("One.")
    for text in ("One.", "Three."):
        expect(ana.page.locator("#id_text")).to_have_value(text)
        ana.fill(text=f"{text} Looked at.")
        ana.press(NEXT)
    expect(ana.page.locator(".messagelist")).to_contain_text("That was the last one in this queue. 1 before it")
    lines = ana.page.locator("#result_list tbody th")
    assert lines.all_inner_texts() == ["One. Looked at.", "Three. Looked at."]
    assert asked == []


def test_who_leaves_the_queue_with_something_typed_is_asked_first(staff):
    make_statement_record(text="One.", high_risk=True)
    ana = staff("ana", "curator")
    ana.page.goto(f"{address(StatementRecord, 'changelist')}?queue=high")
    ana.open("One.")
    ana.page.locator("#id_text").press_sequentially("More. ")
    asked = []
    ana.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ana.page.get_by_role("link", name="Statements", exact=True).click(no_wait_after=True)
    expect(ana.page.locator("#id_text")).to_have_value("More. One.")
    assert asked == ["beforeunload"]
