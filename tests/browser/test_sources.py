"""A source and what is made of it in a real browser: words are chosen with mouse and keyboard, and counted right."""

import pytest
from django.conf import settings
from django.test import Client

from sessions.models import StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_passage,
    make_session_record,
    make_skipped_passage,
    make_source_file,
    make_source_record,
    make_statement_record,
)
from tests.staff import address, make_account, sign_in

from .checks import covered_focus, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Letters that are two units for JavaScript and one for us, before and inside of what is chosen.
TEXT = "𝔸𝔹 before it.\n\nWhat 𝕨as said.\n\n" + "u" * 200 + "\n\n" + "More.\n" * 900 + "The last words."
CHOSEN = "What 𝕨as said."


@pytest.fixture
def file():
    file = make_source_file(make_source_record(make_conference_record()), TEXT)
    session = make_session_record(file.source.conference)
    place = make_passage(file.source, start=5, end=11)
    make_statement_record(session, passage=place, text="Said before.")
    make_passage(file.source, start=5, end=11, exact="Others", place="Page 9")
    make_skipped_passage(file, 40, 60)
    return file


@pytest.fixture
def window(browser, live_server):
    """Opens windows of a keeper who has logged in: ``window(360)``; ``script=False`` without scripts."""
    client, opened = Client(), []
    sign_in(client, make_account("keeper", is_superuser=True))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}

    def window(width, script=True):
        opened.append(
            browser.new_context(
                viewport={"width": width, "height": 740},
                reduced_motion="reduce",
                java_script_enabled=script,
                base_url=live_server.url,
            )
        )
        opened[-1].add_cookies([cookie | {"url": live_server.url}])
        return opened[-1].new_page()

    yield window
    for context in opened:
        context.close()


def room(file, view):
    return f"/admin/conference_sessions/sourcerecord/{file.source_id}/{view}/"


def places(page):
    return int(page.input_value("#id_start")), int(page.input_value("#id_end"))


def select(page, words):
    """As a mouse would: the browser's own selection of these words in the text."""
    page.evaluate(
        """words => { const area = document.getElementById('source-text'); area.focus();
        const at = area.value.indexOf(words); area.setSelectionRange(at, at + words.length); }""",
        words,
    )
    page.locator("[data-chosen]", has_text="Chosen").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_any_page_around_a_source(window, file, width):
    page, found = window(width), {}
    said = StatementRecord.objects.get()
    add = f"{address(StatementRecord, 'add')}?source={file.source_id}"
    for where in [*(room(file, view) for view in ("file", "text", "coverage", "chain")), address(said), add]:
        page.goto(where)
        assert page.evaluate("[...document.styleSheets].some(one => one.href.includes('source.'))")
        found[where] = faults(page)
    assert found == {where: [] for where in found}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_covers_what_the_keyboard_has_reached(window, file, width):
    page = window(width)
    for where in (room(file, "text"), address(StatementRecord.objects.get())):
        page.goto(where)
        assert covered_focus(page, 40) == []


def test_form_and_source_stand_side_by_side_where_there_is_room(window, file):
    for width, beside in ((1280, True), (360, False)):
        page = window(width)
        page.goto(address(StatementRecord.objects.get()))
        pane, form = page.locator(".pane").bounding_box(), page.locator("#statementrecord_form").bounding_box()
        assert (pane["x"] + pane["width"] <= form["x"]) is beside
        # One below the other, the form comes first, and a link leads past it.
        assert (form["y"] + form["height"] <= pane["y"]) is not beside
        assert page.get_by_role("link", name="To the source").is_visible() is not beside


def test_words_are_chosen_with_the_keyboard_alone(window, file):
    page = window(1280)
    page.goto(room(file, "text"))
    page.focus("#source-text")
    page.keyboard.press("Control+Home")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+End")
    page.locator("[data-chosen]", has_text=CHOSEN).wait_for()
    start, end = places(page)
    assert TEXT[start:end] == CHOSEN
    assert page.inner_text("[data-chosen]") == f"Chosen, {start}–{end}: “{CHOSEN}”"
    page.keyboard.press("Tab")
    page.get_by_role("button", name="New statement from this").press("Enter")
    page.wait_for_selector(".pane mark")
    assert page.inner_text(".pane mark") == CHOSEN


def test_nothing_that_is_typed_gets_into_the_text(window, file):
    page = window(1280)
    page.goto(room(file, "text"))
    before = page.input_value("#source-text")
    select(page, CHOSEN)
    for key in ("x", "Delete", "Backspace", "Enter", "Control+x", "Control+v"):
        page.keyboard.press(key)
    assert page.input_value("#source-text") == before
    assert TEXT[slice(*places(page))] == CHOSEN


def test_blanks_at_the_ends_of_a_selection_are_not_chosen(window, file):
    page = window(1280)
    page.goto(room(file, "text"))
    select(page, f"\n\n{CHOSEN}\n\n")
    start, end = places(page)
    assert TEXT[start:end] == CHOSEN


def test_opening_a_statement_chooses_nothing_anew(window, file):
    said = StatementRecord.objects.get()
    said.passage.start, said.passage.end = 4, 11  # with a blank in front
    said.passage.save()
    page = window(1280)
    page.goto(address(said))
    assert places(page) == (4, 11)
    assert page.inner_text("[data-chosen]") == ""


def test_pages_turn_beside_the_form_and_what_was_entered_stays(window, file):
    page = window(1280)
    page.goto(address(StatementRecord.objects.get()))
    page.fill("#id_text", "Entered and not saved.")
    page.get_by_role("link", name="Next page").click()
    page.locator("[data-page]", has_text="Page 2 of 2").wait_for()
    assert page.get_by_role("link", name="Next page").count() == 0
    select(page, "The last words.")
    start, end = places(page)
    assert TEXT[start:end] == "The last words."
    assert page.input_value("#id_text") == "Entered and not saved."


def test_without_a_script_offsets_are_typed(window, file):
    page = window(1280, script=False)
    page.goto(room(file, "text"))
    page.fill("#id_start", str(TEXT.index(CHOSEN)))
    page.fill("#id_end", str(TEXT.index(CHOSEN) + len(CHOSEN)))
    page.get_by_role("button", name="New statement from this").click()
    assert page.inner_text(".pane mark") == CHOSEN
    assert page.get_by_role("link", name="Next page").get_attribute("href") == f"{room(file, 'text')}?number=2"
