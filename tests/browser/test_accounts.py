"""Ways in, in a real browser without scripts: a login that is refused, a second factor set up and given."""

import pyotp
import pytest
from playwright.sync_api import expect

from tests.confhub.accounts.people import PASSWORD
from tests.staff import make_account

from .checks import faults, lost_focus
from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def way_in(browser, live_server):
    """A window of somebody who has not logged in, scripts off: ``way_in(360)``; and who has an account: "keeper"."""
    opened = []
    make_account("keeper")

    def way_in(width, **options):
        opened.append(browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce", **options))
        page = opened[-1].new_page()
        page.goto(live_server.url + "/admin/")
        return page

    yield way_in
    for context in opened:
        context.close()


def log_in(page, password=PASSWORD):
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill(password)
    follow(page.get_by_role("button", name="Log in"))


def give(page, code, button):
    page.get_by_label("figures").fill(code)
    follow(page.get_by_role("button", name=button))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_any_page_on_the_way_in(way_in, width, settings):
    settings.LOGIN_RATE = [(3, 3600)]
    page, found = way_in(width), {}
    log_in(page, "wrong")
    found["refused"] = faults(page)
    log_in(page)
    found["set up"] = faults(page)
    secret = page.locator("code.words").inner_text()
    assert page.locator("img").evaluate("picture => picture.complete && picture.naturalWidth") > 100
    give(page, "000000", "Set it up")
    found["set up, wrong"] = faults(page)
    give(page, pyotp.TOTP(secret).now(), "Set it up")
    found["recovery codes"] = faults(page)
    follow(page.get_by_role("link", name="I have copied them"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    follow(page.get_by_role("link", name="Second factor", exact=True))
    found["overview"] = faults(page)
    follow(page.get_by_role("button", name="Log out"))
    page.goto(page.url.partition("/admin/")[0] + "/admin/")
    log_in(page)
    found["asked for"] = faults(page)
    for _ in range(2):
        give(page, "000000", "Go on")
    found["too many"] = faults(page)
    assert "Too many tries" in page.inner_text("[role=alert]")
    assert found == {kind: [] for kind in found}


def test_somebody_without_scripts_gets_in_and_a_recovery_code_is_enough(way_in):
    page = way_in(360, java_script_enabled=False)
    log_in(page)
    secret = page.locator("code.words").inner_text()
    give(page, pyotp.TOTP(secret).now(), "Set it up")
    code = page.locator(".recovery code").first.inner_text()
    follow(page.get_by_role("button", name="Log out"))
    page.goto(page.url.partition("/admin/")[0] + "/admin/lessons/lessonrecord/")
    log_in(page)
    give(page, code, "Go on")
    assert page.url.endswith("/admin/lessons/lessonrecord/")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_shows_where_it_is(way_in, width):
    page = way_in(width)
    log_in(page)
    assert lost_focus(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_report_is_sent_without_scripts(way_in, live_server, width):
    """What is wrong is said at the top, with links to the fields, and the form comes back as it was."""
    page = way_in(width, java_script_enabled=False)
    page.goto(live_server.url + "/about/")
    follow(page.get_by_role("link", name="Report a mistake or a danger on this page"))
    expect(page.get_by_label("Which page?")).to_have_value("/about/")
    page.get_by_label("What should we know?").fill("A word is missing.")
    page.get_by_label("Something here is wrong").check()
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_a_report_that_was_not_sent(way_in, live_server, width):
    page = way_in(width)
    page.goto(live_server.url + "/report/")
    page.evaluate("document.querySelector('form.ask').noValidate = true")
    follow(page.get_by_role("button", name="Send"))
    assert page.get_by_role("alert").locator("li").count() == 2
    assert faults(page) == []
    follow(page.get_by_role("alert").get_by_role("link", name="What should we know?"))
    assert page.evaluate("document.activeElement.id || location.hash") in ("id_words", "#id_words")
