"""A day at the desk, in real browsers: from the report on somebody's disk to words that the public reads, and back.

Nothing is made beforehand but three accounts and the lists of terms. Everything else is typed, chosen and pressed, and
what is asked is what can be seen.
"""

import pytest
from playwright.sync_api import expect

from tests.factories import make_country, make_theme
from tests.staff import make_account

from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = """Trust comes before cooperation.

Three towns tried patrols on foot.

The officer said that nobody had asked the residents where they feel unsafe, and that a plan which
was written without them was carried out without them as well.
"""
BY_MOUSE, BY_KEYS = "Trust comes before cooperation.", "Three towns tried patrols on foot."
BY_NUMBERS = REPORT[REPORT.index("The officer") :].strip()
# What is said of them, in the curator's own words.
TRUST, PATROLS = "People work with police they trust.", "Walking the streets was given a try."
PLAN, MENDED = "Ask residents first: lena@town.example.", "Residents know best where it is not safe."
SAID = [TRUST, PATROLS, PLAN]


@pytest.fixture
def people(staff):
    """``people(360)``: a curator, a reviewer, a keeper, none of whom has logged in, and a reader."""
    for name in ("curator", "reviewer", "keeper"):
        make_account(name)
    make_country("XK")
    make_theme("trust", name="Trust")
    return lambda width: [staff(name, width=width) for name in ("curator", "reviewer", "keeper", "nobody")]


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.writers), 360])
def test_a_whole_day(people, width, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    curator, reviewer, keeper, reader = people(width)

    keeper_sets_up_a_second_factor(keeper)
    enter_the_meeting(curator)
    attach(curator, report)
    enter_who_was_there(curator)
    write_from_passages(curator)
    send_to_review(curator)
    set_up_what_approving_needs(reviewer)
    send_back(reviewer)
    mend(curator)
    approve(reviewer)
    release(reviewer)
    read_in_public(reader)
    withdraw(reviewer)
    gone_from_the_public(reader)
    told_in_the_history(reviewer, keeper)


def keeper_sets_up_a_second_factor(keeper):
    keeper.log_in()
    expect(keeper.page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    keeper.enrol()
    assert len(keeper.recovery_codes) == 10
    expect(keeper.page.get_by_role("heading", level=1)).to_have_text("Your work")


def enter_the_meeting(curator):
    curator.log_in()
    curator.add("conferences")
    curator.fill(title="Police and residents", start_date="2014-04-24", end_date="2014-04-25", place="Prizren")
    curator.find("country", "Kosovo")
    curator.fill(disclosure_rule="On the record", disclosure_reason="Agreed in the room.")
    curator.press("Save and see the preview")
    curator.told("The conference is saved.")
    curator.add("sessions")
    curator.find("conference", "Police and residents")
    curator.fill(title="What was tried", kind="Session")
    curator.press("Save draft")
    curator.told("The session is saved.")


def attach(curator, report):
    curator.add("sources")
    curator.find("conference", "Police and residents")
    curator.fill(title="Report of the meeting", issued="2014")
    curator.press("Save and see the preview")
    curator.follow("Attach the file")
    curator.page.get_by_label("The file", exact=True).set_input_files(report)
    curator.page.get_by_label("Only keepers may read it").uncheck()
    curator.press("Attach")
    curator.told("The file is attached. Its sums are on the record now.")


def enter_who_was_there(curator):
    curator.add("participants")
    curator.find("conference", "Police and residents")
    curator.find("country", "Kosovo")
    curator.fill(group="Police officers", limit="Kind of organisation or group")
    curator.press("Save draft")
    curator.told("The participant is saved.")


def read_the_report(curator):
    curator.list_of("Sources")
    curator.open("Report of the meeting")
    curator.follow("Read the text")


def write_from_passages(curator):
    for choose, passage, text in (
        (by_mouse, BY_MOUSE, TRUST),
        (by_keys, BY_KEYS, PATROLS),
        (by_numbers, BY_NUMBERS, PLAN),
    ):
        read_the_report(curator)
        choose(curator.page)
        curator.press("New statement from this")
        expect(curator.page.locator(".pane mark")).to_have_text(passage)
        write(curator, text)


def by_mouse(page):
    box = page.locator("#source-text").bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 30, box["y"] + 20, steps=5)
    page.mouse.up()
    expect(page.locator("[data-chosen]")).to_have_text(f"Chosen, 0–{len(BY_MOUSE)}: “{BY_MOUSE}”")


def by_keys(page):
    page.locator("#source-text").press("Control+Home")
    for key in ("ArrowDown", "ArrowDown", "Shift+End"):
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_contain_text(BY_KEYS)


def by_numbers(page):
    start = REPORT.index(BY_NUMBERS)
    page.get_by_label("First character").fill(str(start))
    page.get_by_label("Character behind the last one").fill(str(start + len(BY_NUMBERS)))


def write(curator, text):
    curator.find("session", "What was tried")
    curator.fill(text=text, kind="Claim", attribution_level="Kind of organisation or group", place="In the middle")
    curator.find("speaker", "Police officers")
    curator.tick("Trust")
    curator.press("Save and see the preview")
    curator.standing("Draft")


def send_to_review(curator):
    """The statements one after the other from their queue, the rest from lists."""
    to_the_queue(curator, "first review")
    curator.open(TRUST)
    curator.tick("and go on to the next")
    for text in SAID:
        expect(curator.page.locator("#id_text")).to_have_value(text)
        curator.press("Send to review")
    curator.told("That was the last one in this queue.")
    for kind in ("Conferences", "Sources", "Sessions", "Participants"):
        curator.list_of(kind)
        curator.choose("Send to review")
        curator.told("Sent to review: 1.")


def to_the_queue(person, words):
    """The list of the statements that wait, from the numbered box of the start page."""
    person.start()
    follow(person.page.locator(".boxes").get_by_role("link", name=words))
    person.follow("The list of these statements")


def set_up_what_approving_needs(reviewer):
    reviewer.log_in()
    to_the_queue(reviewer, "second review")
    reviewer.open(TRUST)
    expect(reviewer.page.locator(".notice")).to_contain_text("you need a second factor")
    expect(reviewer.page.get_by_role("button", name="Approve")).to_have_count(0)
    reviewer.follow("Set it up")
    reviewer.enrol()
    expect(reviewer.page.locator(".notice")).to_have_count(0)


def send_back(reviewer):
    """What must be fixed keeps everybody from approving, in the form and from the list."""
    to_the_queue(reviewer, "second review")
    reviewer.choose("Approve", PLAN)
    reviewer.told("safety finding to be fixed first")
    reviewer.open(PLAN)
    box = reviewer.page.locator("section.safety")
    expect(box.get_by_role("heading", name="Must be fixed first")).to_be_visible()
    expect(box).to_contain_text("lena@town.example")
    expect(reviewer.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    reviewer.page.get_by_label("Why", exact=True).fill("Take the address out, and say what residents know.")
    reviewer.press("Back to draft")
    reviewer.told("Sent back to draft")


def mend(curator):
    curator.start()
    follow(curator.page.locator(".boxes").get_by_role("link", name="1 first review"))
    curator.open(PLAN)
    curator.follow("History")
    expect(curator.page.locator(".history")).to_contain_text("Why: Take the address out, and say what residents know.")
    curator.page.go_back()
    expect(curator.page.locator("section.safety")).to_contain_text("Must be fixed first")
    curator.fill(text=MENDED)
    curator.press("Save and see the preview")
    expect(curator.page.locator("section.safety")).not_to_contain_text("Must be fixed first")
    curator.press("Send to review")
    curator.told("Sent to review")


def approve(reviewer):
    """The statements one after the other, what is to be looked at acknowledged; the rest from lists."""
    to_the_queue(reviewer, "second review")
    reviewer.open(TRUST)
    for text in (TRUST, PATROLS, MENDED):
        expect(reviewer.page.locator("#id_text")).to_have_value(text)
        acknowledge(reviewer)
        reviewer.page.get_by_label("and go on to the next").check()
        reviewer.press("Approve")
    reviewer.told("That was the last one in this queue.")
    for kind in ("Conferences", "Sources", "Sessions", "Participants"):
        reviewer.list_of(kind)
        reviewer.choose("Approve")
        reviewer.told("Approved: 1.")


def acknowledge(reviewer):
    """Tick everything that is to be looked at, with a reason."""
    box = reviewer.page.locator("section.safety")
    expect(box.get_by_role("heading", name="To be looked at")).to_be_visible()
    expect(reviewer.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    for tick in box.get_by_role("checkbox").all():
        tick.check()
    reviewer.page.get_by_label("Why it may stand").fill("It was said on the record.")
    reviewer.press("Acknowledge what is ticked")


def release(reviewer):
    """Each kind after what it stands in, past the page that says what will happen."""
    for kind in ("Conferences", "Sources", "Sessions", "Participants"):
        reviewer.list_of(kind)
        reviewer.choose("Release…")
        reviewer.press("Release: 1")
        reviewer.told("Released: 1.")
    reviewer.list_of("Statements")
    reviewer.choose("Release…")
    reviewer.press("Release: 3")
    reviewer.told("Nothing was done")
    weigh(reviewer)
    reviewer.press("Release: 3")
    reviewer.told("Released: 3.")


def weigh(reviewer):
    """What shows only now that the public line is known: it fits one participant, once in each statement."""
    found = reviewer.page.locator(".confirm .safety").get_by_role("checkbox", name="fewer than 3")
    expect(found).to_have_count(3)
    for tick in found.all():
        tick.check()
    reviewer.page.get_by_label("Why what is ticked may stand").fill("Hundreds of officers were invited.")


def read_in_public(reader):
    page = reader.page
    page.goto("/statements/")
    for text in (PATROLS, MENDED):
        expect(page.locator("main")).to_contain_text(text)
    follow(page.locator("li.card", has_text=TRUST).get_by_role("link", name="Statement"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Police officers, Kosovo")
    expect(page.locator(".lead")).to_contain_text(TRUST)


def withdraw(reviewer):
    reviewer.list_of("Statements")
    reviewer.open(TRUST)
    reviewer.page.get_by_label("Why").fill("The speaker asked us to.")
    reviewer.press("Withdraw now")
    reviewer.told("Withdrawn.")
    reviewer.standing("Withdrawn")


def gone_from_the_public(reader):
    """From the page that is open, and from the list."""
    page = reader.page
    assert page.reload().status == 410
    expect(page.locator("body")).not_to_contain_text(TRUST)
    page.goto("/statements/")
    expect(page.locator("main")).to_contain_text(PATROLS)
    expect(page.locator("main")).not_to_contain_text(TRUST)


def told_in_the_history(reviewer, keeper):
    """Who took it back and why, for everybody at the desk; who had spoken, for the keepers alone."""
    keeper.list_of("Statements")
    keeper.open(TRUST)
    for person, speaker in (
        (reviewer, "Who really spoke is kept by the keepers."),
        (keeper, "Police officers, Kosovo"),
    ):
        expect(person.page.locator(".field-speaker, .field-kept").first).to_contain_text(speaker)
        person.follow("History")
        last = person.page.locator(".history li").first
        expect(last.get_by_role("heading")).to_have_text("Withdrawn")
        expect(last).to_contain_text(", reviewer")
        expect(last).to_contain_text("Why: The speaker asked us to.")
