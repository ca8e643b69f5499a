"""A new reader, on a phone and without scripts, comes from the first page to a lesson, what speaks for it, and how to
cite it, in no more than four clicks and without a search."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from lessons.management.commands.prepare_demo import SAMPLE

from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 4
LESSON = "Build trust between people and police"
# {language: first page, what is clicked, headings of the evidence and of the citation}
WAYS = {
    "en": ("/", ["Trust", LESSON], ["Supports the lesson", "Speaks against it", "Cite this lesson"]),
    "ar": ("/ar/", ["الثقة", LESSON], ["تدعم الدرس", "تخالفه", "الاستشهاد بهذا الدرس"]),
}


@pytest.mark.parametrize("language", WAYS)
def test_trust_comes_before_cooperation(browser, live_server, language):
    for command, *arguments in (["load_countries"], ["load_themes"], ["import_bundle", str(SAMPLE)], ["release_all"]):
        call_command(command, *arguments, verbosity=0)
    first, clicks, headings = WAYS[language]
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()

    page.goto(live_server.url + first)
    for text in clicks:
        follow(page.get_by_role("link", name=text, exact=True).first)

    assert len(clicks) <= MOST_CLICKS
    expect(page.get_by_role("heading", level=1)).to_have_text(LESSON)
    for heading in headings:
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert page.locator("ol.evidence.supports > li").count() == 9
    assert page.locator("ol.evidence.qualifies > li").count() == 1
    expect(page.locator(".cite")).to_contain_text(LESSON)
    assert page.locator("html").get_attribute("lang") == language
    context.close()
