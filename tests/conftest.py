"""What every test may ask for, and what happens where there is no browser."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
NO_CHROMIUM = (
    f"no Chromium found ({os.environ.get('CHROMIUM') or '/usr/bin/chromium'}). "
    "Install it (Debian: apt install chromium fonts-noto-core libatomic1) or name it: CHROMIUM=/path/to/chromium"
)


def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser tests are left out, loudly; in CI they stay in and fail."""
    if CHROMIUM or os.environ.get("CI"):
        return
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in browser_tests]
    config.hook.pytest_deselected(items=browser_tests)


def pytest_terminal_summary(terminalreporter):
    """The loud line."""
    if not CHROMIUM and not os.environ.get("CI"):
        terminalreporter.write_sep("!", f"browser tests left out: {NO_CHROMIUM}", red=True, bold=True)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, driven by Playwright; one for all tests of a process."""
    if not CHROMIUM:
        pytest.fail(NO_CHROMIUM)
    # Playwright runs an event loop in this thread, and Django would refuse to use the database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """An empty page of a browser that has seen nothing yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
