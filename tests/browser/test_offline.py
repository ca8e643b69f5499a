"""A copy from a disk, in a browser without network and without scripts."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from confhub.offline import subjects
from confhub.offline.building import build
from organisations.models import Country
from sessions.models import Conference
from tests.page_kinds import collection

from .checks import COLOURS, axe_findings, sideways_scroll, small_targets
from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def folders(tmp_path):
    """``{"country", "conference": folder}``: the copies as they lie on a disk, in a folder with a space in its name."""
    collection(2)
    found = {
        "country": subjects.country(Country.objects.get(pk="XK")),
        "conference": subjects.conference(Conference.objects.get(slug="prishtina-2014")),
    }
    return {kind: _unzipped(subject, tmp_path / "my files") for kind, subject in found.items()}


def _unzipped(subject, folder):
    out = io.BytesIO()
    build(subject, subject.contents(), out)
    zipfile.ZipFile(out).extractall(folder)
    return folder / subject.name


@pytest.fixture
def window(browser):
    """Opens windows that have no network: ``window(width=360)``."""
    opened = []

    def window(width=1280, **options):
        opened.append(browser.new_context(viewport={"width": width, "height": 800}, offline=True, **options))
        return opened[-1].new_page()

    yield window
    for context in opened:
        context.close()


def shown(folders):
    """A page of every kind, of both copies."""
    for folder in folders.values():
        yield folder / "index.html"
        for inside in sorted(each for each in folder.iterdir() if each.is_dir() and each.name != "data"):
            yield from [*sorted(inside.glob("[0-9A-Z]*.html"))[:1], *inside.glob("index.html")]


def test_every_page_opens_and_asks_for_nothing_else(window, folders):
    page, asked, failed = window(java_script_enabled=False), [], []
    page.on("request", lambda request: asked.append(request.url))
    # An icon is left where it is when the page is left before it came.
    page.on("requestfailed", lambda request: failed.append(request) if "ABORTED" not in request.failure else None)
    for folder in folders.values():
        for file in folder.rglob("*.html"):
            page.goto(file.as_uri())
            expect(page.locator("h1")).to_be_visible()
        assert {url for url in asked if not url.startswith(folder.as_uri())} == set()
        assert f"{folder.as_uri()}/site.css" in asked
        asked.clear()
    assert failed == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_everything_fits(window, folders, width):
    page, faults = window(width), {}
    for file in shown(folders):
        page.emulate_media(color_scheme="light")
        page.goto(file.as_uri())
        assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # the stylesheet is there
        found = [*axe_findings(page), *small_targets(page), *([sideways_scroll(page)] if sideways_scroll(page) else [])]
        page.emulate_media(color_scheme="dark")
        faults[file] = found + axe_findings(page, COLOURS)
    assert len(faults) > 12
    assert faults == {file: [] for file in faults}


def test_a_reader_goes_from_the_first_page_to_what_was_said(window, folders):
    page = window(360, java_script_enabled=False)
    page.goto((folders["country"] / "index.html").as_uri())
    follow(page.get_by_role("link", name="Begin reading"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kosovo")
    follow(page.get_by_role("link", name="Earn trust before asking for help 0"))
    follow(page.get_by_role("link", name="Statement ").first)
    follow(page.get_by_role("link", name="Read the whole session"))
    assert "/sessions/" in page.url
    assert "#s" in page.url
    follow(page.get_by_role("link", name="What was withdrawn since?"))
    assert page.url == f"{(folders['country'] / 'index.html').as_uri()}#withdrawn"
    expect(page.get_by_role("link", name="http://testserver/countries/kosovo/offline.zip (online)")).to_be_visible()
