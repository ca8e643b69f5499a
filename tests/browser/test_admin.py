"""The admin in a real browser: nothing for axe-core to find, nothing out of reach or covered, in light and dark."""

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client

from confhub.accounts.models import Factor, Login, Outcome
from confhub.reports.models import Report
from sessions.models import ConferenceRecord, StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_report,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
    translate,
)
from tests.factories import make_alias, make_theme
from tests.staff import Member, address, make_account, sign_in

from .checks import axe_findings, covered_focus, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNBROKEN = "n" * 180  # as a pasted address, or a language without spaces
LEFTWARD = "حوار الأمن"


def records():
    """``{kind: a record}`` of everything the admin has a form for, with rows inside."""
    member = make_organisation_record("Network")
    body = make_organisation_record(UNBROKEN, slug="unbroken", country="XK", relations=[("member_of", member, "")])
    meeting = make_conference_record(
        title=LEFTWARD, organisations=[(body, "organiser")], countries=[("AL", "programme")]
    )
    session = make_session_record(meeting, title=f"Opening {UNBROKEN}")
    make_session_record(parent=session)
    person = make_person_record(**consent())
    speaker = make_participant_record(meeting, "XK", [session], person=person, organisation=body, role="Chair")
    source = make_source_record(meeting)
    other = make_statement_record(session)
    links = [("supports", other, "")]
    said = {"text": UNBROKEN, "speaker": speaker, "passage": make_passage(source), "mentions": [body], "links": links}
    statement = make_statement_record(session, **said)
    publish(meeting, session, other)
    lesson = make_lesson_record(evidence=[(statement, "supports", "")])
    for record in (statement, lesson):
        translate(record, "ar", LEFTWARD)
        translate(record, "sq", UNBROKEN)
        record.translations.filter(language="sq").update(made_of="of other words")
    return {
        "conference": meeting,
        "source": source,
        "session": session,
        "participant": speaker,
        "statement": statement,
        "lesson": lesson,
        "organisation": body,
        "person": person,
        "country": make_alias("XK", "Kosova").country,
        "theme": make_theme(),
    }


@pytest.fixture
def keeper():
    return make_account("keeper", is_superuser=True)


def at_work(statement):
    """An edit and a step with a reason, so that there is something to read of them."""
    writer, sender = Member("keeper", username="writer"), Member("curator", username="sender")
    writer.save(statement, text=f"{UNBROKEN} and others", attribution_level="country")
    sender.save(statement, step="submit", why=UNBROKEN)


@pytest.fixture
def addresses(live_server, keeper):
    """``{kind: full address}`` of every kind of page staff see."""
    made = records()
    Factor.objects.get_or_create(account=keeper, defaults={"nonce": "n"})
    Login.objects.create(account=keeper, outcome=Outcome.PASSWORD, address="2001:db8::1")
    LogEntry.objects.log_actions(keeper.pk, [made["statement"]], CHANGE, "Released.")
    at_work(made["statement"])
    pages = {
        "start": "/admin/",
        "queue": "/admin/queue/first/",
        "queue of one kind": address(StatementRecord, "changelist") + "?queue=first",
        "list": address(StatementRecord, "changelist") + "?state__exact=in_review&o=3.1",
        "list by day": address(ConferenceRecord, "changelist") + "?q=forum",
        "add": address(StatementRecord, "add"),
        "history": address(made["statement"], "history"),
        "former": address(made["statement"]) + f"?version={made['statement'].history.first().history_id}",
        "user": address(keeper),
        "reports": address(Report, "changelist"),
        "report": address(make_report(UNBROKEN, safety=True, about=f"/{UNBROKEN}/", contact=UNBROKEN)),
        "factors": address(Factor, "changelist"),
        "factor taken away": address(Factor.objects.get(account=keeper), "delete"),
        "logins": address(Login, "changelist"),
        "second factor": "/admin/second-factor/",
        **{kind: address(record) for kind, record in made.items()},
    }
    return {kind: live_server.url + page for kind, page in pages.items()}


@pytest.fixture
def window(browser, live_server, keeper):
    """Opens windows of somebody who has logged in: ``window(360)``."""
    client, opened = Client(), []
    sign_in(client, keeper)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}

    def window(width):
        opened.append(browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce"))
        opened[-1].add_cookies([cookie | {"url": live_server.url}])
        return opened[-1].new_page()

    yield window
    for context in opened:
        context.close()


def confirmation(page, list_address, action="withdraw_after_a_look"):
    """Opens the page that says what an action would do to all records of a list."""
    page.goto(list_address)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)
    page.get_by_role("button", name="Go").click()
    page.wait_for_selector(".confirm")


def conflict(page, where):
    """Saves a record in a second window while the first has it open, then sends the first."""
    other = page.context.new_page()
    for one in (page, other):
        one.goto(where)
    other.locator("#id_text").fill("Theirs")
    other.get_by_role("button", name="Save and see the preview").click()
    other.wait_for_selector(".messagelist")
    other.close()
    page.locator("#id_text").fill("Mine")
    page.get_by_role("button", name="Save and see the preview").click()
    page.wait_for_selector(".both")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_any_page(window, addresses, width, live_server):
    page, found, said = window(width), {}, []
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    for kind, where in addresses.items():
        page.goto(where)
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--calm')")  # the stylesheet is there
        found[kind] = faults(page)
    confirmation(page, live_server.url + address(ConferenceRecord, "changelist"))
    found["confirm"] = faults(page)
    conflict(page, addresses["statement"])
    found["conflict"] = faults(page)
    page.context.clear_cookies()
    page.goto(live_server.url + "/admin/")
    found["login"] = faults(page)
    assert found == {kind: [] for kind in found}
    assert said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_covers_what_the_keyboard_has_reached(window, addresses, width):
    page = window(width)
    page.goto(addresses["session"])
    assert covered_focus(page) == []


def test_filters_are_folded_above_the_list_on_a_phone_and_stand_beside_it_elsewhere(window, addresses):
    for width, folded in ((360, True), (1280, False)):
        page = window(width)
        page.goto(addresses["list"])
        filters, found = page.locator("details.filters"), page.locator("#result_list")
        assert (filters.get_attribute("open") is None) == folded
        assert filters.bounding_box()["y"] < found.bounding_box()["y"]


def test_a_new_row_has_labels_too(window, addresses):
    page = window(1280)
    page.goto(addresses["country"])
    page.locator(".add-row a").click()
    assert axe_findings(page) == []
    assert page.get_by_label("Name", exact=True).count() == 3  # its own, that of the alias, and the new one


def test_texts_choose_their_direction_and_years_stay_in_place(window, addresses):
    page = window(1280)
    page.goto(addresses["conference"])
    assert page.locator("#id_title").evaluate("box => getComputedStyle(box).direction") == "rtl"
    page.goto(addresses["session"])
    assert f"\N{FIRST STRONG ISOLATE}{LEFTWARD}\N{POP DIRECTIONAL ISOLATE}, 2014" in page.inner_text("#content h1")


def test_the_second_of_two_browsers_is_shown_both_versions(window, addresses):
    page = window(1280)
    conflict(page, addresses["statement"])
    assert page.locator(".both tbody tr").all_inner_texts() == ["Text\tTheirs\tMine"]
    page.get_by_role("button", name="Save and see the preview").click()
    page.wait_for_selector(".both")
    assert StatementRecord.objects.filter(text="Mine").count() == 0
    page.get_by_label("I read both.").check()
    page.get_by_role("button", name="Save and see the preview").click()
    page.wait_for_selector(".messagelist .success")
    assert StatementRecord.objects.filter(text="Mine").count() == 1


def unsaved(page, where, touch):
    """Whether the browser asks before it leaves a form in which somebody did ``touch``."""
    asked = []
    page.goto(where)
    touch(page)
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("about:blank")
    return asked


def choose_in_a_list(page):
    page.locator(".field-mentions .select2-search__field").fill("Network")
    page.locator(".select2-results__option", has_text="Network").click()


@pytest.mark.parametrize(
    "touch",
    [
        lambda page: page.locator("#id_text").press_sequentially("More"),
        lambda page: page.locator("#id_kind").select_option(index=2),
        choose_in_a_list,
        lambda page: page.locator(".add-row a").first.click(),
    ],
    ids=["typing", "a choice", "a list", "a row"],
)
def test_the_browser_warns_before_work_is_lost(window, addresses, touch):
    assert unsaved(window(1280), addresses["statement"], touch) == ["beforeunload"]


def test_the_browser_warns_before_another_form_of_the_page_is_sent(window, addresses):
    page, asked = window(1280), []
    page.goto(addresses["conference"])
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    less = page.get_by_role("button", name="Show less now")
    less.click()
    page.wait_for_selector(".messagelist .success")
    assert asked == []
    page.goto(addresses["statement"])
    page.locator("#id_text").press_sequentially("More")
    less.click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert (asked, "More" in page.input_value("#id_text")) == (["beforeunload"], True)


def test_the_browser_does_not_warn_where_nothing_is_lost(window, addresses):
    page = window(1280)
    assert unsaved(page, addresses["statement"], lambda page: page.locator("#id_text").click()) == []
    page.goto(addresses["statement"])
    page.locator("#id_text").press_sequentially("More")
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.wait_for_selector(".messagelist .success")
