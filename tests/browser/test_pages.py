"""Every kind of page in a real browser: nothing for axe-core to find, nothing out of reach, no need of scripts."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.factories import make_lesson
from tests.page_kinds import collection, failures

from .checks import COLOURS, TEXT_SPACING, axe_findings, faint_bars, lost_focus, sideways_scroll, small_targets
from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ONLY_IN_ENGLISH = {"guide"}
LARGE_TEXT = "html {font-size: 200%!important}"


@pytest.fixture
def addresses(live_server):
    """``{kind: full address}`` of pages and failures."""
    pages = collection(size=2)
    pages |= {"report": "/report/?about=/lessons/", "report sent": "/report/sent/"}
    pages |= {kind: address for kind, (_, address) in failures().items()}
    return {kind: live_server.url + address for kind, address in pages.items()}


@pytest.fixture
def window(browser):
    """Opens windows: ``window(width=360, color_scheme="dark")``."""
    opened = []

    def window(width, **options):
        opened.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        return opened[-1].new_page()

    yield window
    for context in opened:
        context.close()


@pytest.fixture
def everywhere(addresses, live_server):
    """``{language: addresses}``, from left to right and from right to left."""
    arabic = {kind: address.replace(live_server.url, f"{live_server.url}/ar") for kind, address in addresses.items()}
    return {"en": addresses, "ar": {kind: address for kind, address in arabic.items() if kind not in ONLY_IN_ENGLISH}}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_axe_finds_nothing_in_light_and_dark(window, everywhere, width, language):
    page, findings, addresses = window(width), {}, everywhere[language]
    for kind, address in addresses.items():
        page.emulate_media(color_scheme="light")
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # the stylesheet is there
        assert page.evaluate("getComputedStyle(document.body).direction") == {"en": "ltr", "ar": "rtl"}[language]
        light = axe_findings(page)
        page.emulate_media(color_scheme="dark")
        findings[kind] = light + axe_findings(page, COLOURS)
    assert findings == {kind: [] for kind in addresses}


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (360, "en"), (1280, "en"), (320, "ar")])
def test_no_page_scrolls_sideways_and_every_target_can_be_hit(window, everywhere, width, language):
    page, wide, small, addresses = window(width), {}, {}, everywhere[language]
    for kind, address in addresses.items():
        page.goto(address)
        small[kind] = small_targets(page)
        wide[kind] = [sideways_scroll(page)]
        for css in (LARGE_TEXT, TEXT_SPACING):
            _wear(page, css)
            wide[kind].append(sideways_scroll(page))
    assert small == {kind: [] for kind in addresses}
    assert wide == {kind: [0, 0, 0] for kind in addresses}


def _wear(page, css):
    """Gives the page a reader's own style sheet, in place of the one before."""
    page.evaluate("css => { reader = new CSSStyleSheet(); reader.replaceSync(css) }", css)
    page.evaluate("document.adoptedStyleSheets = [reader]")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_shows_where_it_is(window, addresses, width):
    page = window(width)
    for kind in ("country", "lesson", "lessons, filtered", "search, found", "evidence", "compare, countries"):
        page.goto(addresses[kind])
        assert (kind, lost_focus(page)) == (kind, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_bars_and_focus_are_seen(window, addresses, scheme):
    page = window(1280, forced_colors="active", color_scheme=scheme)
    for kind in ("country", "theme"):
        page.goto(addresses[kind])
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.locator("svg.bar rect, svg.mix rect").count() > 0
        assert (kind, faint_bars(page), lost_focus(page)) == (kind, [], [])


def test_the_skip_link_comes_first_and_leads_to_the_content(window, addresses):
    page = window(360)
    page.goto(addresses["lessons"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_reader_without_scripts_finds_filters_pages_and_cites(window, addresses, live_server):
    for number in range(45):
        make_lesson(f"Another lesson {number:02d}", kind="what_worked", themes=["trust"])
    page = window(360, java_script_enabled=False)
    page.goto(addresses["home"])
    follow(page.get_by_role("link", name="Countries", exact=True))
    follow(page.get_by_role("link", name="Kosovo"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kosovo")

    page.locator("summary", has_text="Filters").click()
    page.get_by_label("What worked").check()
    follow(page.get_by_role("button", name="Apply filters"))
    assert page.url == f"{live_server.url}/countries/kosovo/?kind=what_worked"
    expect(page.get_by_role("status")).to_have_text("Showing 20 of 45")
    expect(page.get_by_label("What worked")).to_be_checked()

    follow(page.get_by_role("link", name="Next page"))
    expect(page.get_by_label("What worked")).to_be_checked()
    follow(page.get_by_role("link", name="Remove Kind of lesson: What worked"))
    assert page.url == f"{live_server.url}/countries/kosovo/"

    follow(page.get_by_role("link", name="Earn trust before asking for help 0"))
    expect(page.get_by_role("heading", name=re.compile("^Speaks against it"))).to_be_visible()
    expect(page.locator(".cite")).to_contain_text("Based on: The organisers")
    follow(page.get_by_role("link", name=re.compile("^Statement ")).first)
    follow(page.get_by_role("link", name="Next statement"))
    follow(page.get_by_role("link", name="Read the whole session"))
    assert "/conferences/prishtina-2014/discussion-0/#s" in page.url


def test_a_reader_without_scripts_searches(window, addresses, live_server):
    page = window(320, java_script_enabled=False)
    page.goto(addresses["about"])
    page.get_by_role("searchbox", name="Search this site").fill("trusst")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “trusst”")
    follow(page.get_by_role("link", name="trust", exact=True))
    expect(page.get_by_role("combobox")).to_have_value("trust")
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Albania").check()
    follow(page.get_by_role("button", name="Apply filters"))
    assert page.url == f"{live_server.url}/search/?q=trust&country=albania"
    expect(page.locator("mark").first).to_have_text("trust", ignore_case=True)
    follow(page.get_by_role("link", name="Remove Country: Albania"))
    assert page.url == f"{live_server.url}/search/?q=trust"


def test_a_visit_asks_for_page_and_sheet_and_leaves_nothing_behind(window, addresses):
    for kind in ("home", "country", "lesson", "countries", "evidence"):
        page, asked, said = window(1280), [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(addresses[kind])
        page.wait_for_load_state("networkidle")
        host = addresses["home"].rstrip("/")
        assert [url.removeprefix(host) for url in asked] == [
            addresses[kind].removeprefix(host),
            "/static/site.css",
        ]
        assert page.context.cookies() == []
        assert said == []


def test_print_leaves_out_what_paper_cannot_use(window, addresses):
    page = window(794)
    page.emulate_media(media="print")
    page.goto(addresses["lesson"])
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator(".cite")).to_be_visible()
    expect(page.locator(".paper")).to_have_text(re.compile("^http://testserver/lessons/"))
    page.goto(addresses["country"])
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator("svg.mix")).to_be_visible()


def test_a_lesson_on_paper_is_whole_and_short(window, addresses):
    page = window(1280)
    page.goto(addresses["lesson"])
    title = page.get_by_role("heading", level=1).inner_text()
    statements = [one.inner_text().splitlines()[0] for one in page.locator("ol.evidence > li").all()]

    with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:
        text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
        sheets = len(paper)

    assert statements != []
    for words in (title, *statements, "Based on: The organisers", "http://testserver/lessons/"):
        assert " ".join(words.split()) in text
    for words in ("Skip to main content", "Search", "This lesson as JSON"):
        assert words not in text
    assert sheets <= 4


def test_bars_grow_from_the_other_side_in_a_page_written_from_right_to_left(window, addresses):
    page = window(1280)
    page.goto(addresses["country"])
    before = page.locator("svg.bar").first.evaluate("bar => getComputedStyle(bar).transform")
    page.evaluate("document.documentElement.dir = 'rtl'")
    after = page.locator("svg.bar").first.evaluate("bar => getComputedStyle(bar).transform")
    assert (before, after) == ("none", "matrix(-1, 0, 0, 1, 0, 0)")
    assert sideways_scroll(page) == 0


def test_a_shape_on_the_map_leads_to_its_country_and_the_keyboard_passes_it_by(window, addresses):
    page = window(1280)
    page.goto(addresses["countries"])
    shapes = page.locator("svg.map a")
    assert shapes.count() > 2
    assert shapes.evaluate_all("links => links.every(link => link.tabIndex === -1)")
    place = page.locator("svg.map").nth(1).locator('a[href="/countries/albania/"]').bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] * 0.4)
    page.wait_for_url("**/countries/albania/")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_evidence_map_keeps_its_themes_in_sight_and_scrolls_within_the_page(window, addresses, direction):
    make_lesson("Seen in many places", countries=["BD", "GE", "ME", "RS"])
    page = window(320)
    page.goto(addresses["evidence"])
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    box, theme = page.get_by_role("region", name="Evidence map"), page.get_by_role("rowheader").first
    before = theme.bounding_box()["x"]
    box.evaluate("(box, away) => box.scrollLeft = away", 60 if direction == "ltr" else -60)
    assert abs(box.evaluate("box => box.scrollLeft")) > 10
    assert theme.bounding_box()["x"] == pytest.approx(before, abs=1)
    assert sideways_scroll(page) == 0
