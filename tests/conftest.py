"""What every test may ask for, and what happens where there is no browser."""

import os
import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
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


@pytest.fixture(autouse=True)
def _decisions_go_with_a_flush(request):
    """Behind a test without a transaction of its own tables are emptied; SQLite's trigger would keep decisions."""
    marker = request.node.get_closest_marker("django_db")
    if not marker or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        triggers = import_module("organisations.migrations.0012_decisions")
        with connection.schema_editor() as editor:
            triggers.allow(None, editor)
            for name in ("DecisionWords", "Decision"):
                apps.get_model("organisations", name).objects.all()._raw_delete("default")
            triggers.refuse(None, editor)


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
