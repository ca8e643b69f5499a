"""Safety checks and showing less in a real browser: read, acknowledged and done, on a desk and on a phone."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from sessions.models import Statement
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.staff import address, make_account, sign_in

from .checks import axe_findings, sideways_scroll, small_targets
from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def said():
    """A remark that is public, and one that has everything to find in it."""
    meeting, body = make_conference_record(), make_organisation_record("Forum of women")
    session = make_session_record(meeting)
    publish(meeting, body, session)
    make_person_record("Saša Rašić")
    speaker = make_participant_record(meeting, organisation=body, limit="organisation")
    publish(speaker)
    known = {"speaker": speaker, "attribution_level": "organisation"}
    public = make_statement_record(session, **known)
    publish(public)
    text = "Write to sasa@forum.org, as Saša Rašić says, or to " + "n" * 120
    return public, make_statement_record(session, text=text, state="in_review", **known)


@pytest.fixture(params=[1280, 360])
def window(request, browser, live_server):
    """A window of a keeper."""
    client = Client()
    sign_in(client, make_account("keeper"))
    context = browser.new_context(viewport={"width": request.param, "height": 740}, reduced_motion="reduce")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


def faults(page):
    return axe_findings(page), sideways_scroll(page), small_targets(page)


def test_what_is_found_is_read_and_acknowledged(said, window, live_server):
    window.goto(live_server.url + address(said[1]))
    box = window.get_by_role("region", name="Safety checks")
    headings = ["Safety checks", "Must be fixed first", "To be looked at"]
    assert box.get_by_role("heading").all_inner_texts() == headings
    assert faults(window) == ([], 0, [])
    follow(box.get_by_role("link", name="Go to “Text”").first)
    expect(window.locator("#id_text")).to_be_in_viewport()
    box.get_by_role("checkbox").first.check()
    box.get_by_label("Why it may stand").fill("Asked, and agreed.")
    follow(box.get_by_role("button", name="Acknowledge what is ticked"))
    expect(window.locator(".messagelist")).to_contain_text("Acknowledged: 1.")
    expect(box).to_contain_text("Asked, and agreed.")
    assert faults(window) == ([], 0, [])


def test_less_is_shown_with_one_click(said, window, live_server):
    window.goto(live_server.url + address(said[0]))
    window.get_by_label("Show less of the speaker").select_option("unattributed")
    follow(window.get_by_role("button", name="Show less now"))
    expect(window.locator(".messagelist")).to_contain_text("Shown less from now on, everywhere")
    assert Statement.objects.get().attribution_level == "unattributed"


def test_what_still_tells_is_a_link_away(said, window, live_server):
    told = make_statement_record(said[0].session, text="Saša Rašić knows.")
    publish(told)
    window.goto(live_server.url + address(said[0]))
    window.get_by_label("Show less of the speaker").select_option("unattributed")
    follow(window.get_by_role("button", name="Show less now"))
    message = window.locator(".messagelist")
    expect(message).to_contain_text("But 1 public text may still tell who spoke")
    assert faults(window) == ([], 0, [])
    follow(message.get_by_role("link", name="Saša Rašić knows."))
    expect(window.get_by_role("region", name="Safety checks")).to_contain_text("“Saša Rašić” is on the desk")
    window.goto(live_server.url + "/admin/")
    follow(window.get_by_role("link", name="1 high risk, and public"))
    expect(window.get_by_role("link", name="Saša Rašić knows.")).to_be_visible()


def test_the_page_before_a_release_asks(said, window, live_server):
    type(said[1]).objects.filter(pk=said[1].pk).update(text="Something else.", state="approved")
    window.goto(live_server.url + address(said[1]))
    follow(window.get_by_role("button", name="Release", exact=True))
    window.wait_for_selector(".confirm")
    assert faults(window) == ([], 0, [])
    for box in window.get_by_role("checkbox").all():
        box.check()
    window.get_by_label("Why what is ticked may stand").fill("Asked, and agreed.")
    follow(window.get_by_role("button", name="Release: 1"))
    expect(window.locator(".messagelist")).to_contain_text("Released: 1.")
    assert Statement.objects.count() == 2
