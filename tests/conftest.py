"""What every test may ask for, and what happens where a tool is not installed."""

import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from playwright.sync_api import sync_playwright

from organisations.vocabularies.kept import forget

CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
NO_CHROMIUM = (
    f"no Chromium found ({os.environ.get('CHROMIUM') or '/usr/bin/chromium'}). "
    "Install it (Debian: apt install chromium fonts-noto-core libatomic1) or name it: CHROMIUM=/path/to/chromium"
)


HTML_VALIDATE = Path(__file__).parent.parent / "var/html/node_modules/.bin/html-validate"
NO_HTML_VALIDATE = "html-validate is not there. Install it (needs Node.js 18.19 and npm): make html-validate"
# {marker: (whether what such tests need is there, what to do about it)}
NEEDS = {"browser": (bool(CHROMIUM), NO_CHROMIUM), "html": (HTML_VALIDATE.exists(), NO_HTML_VALIDATE)}

ON_POSTGRESQL = connection.vendor == "postgresql"
ONLY_ON_SQLITE = "looks at pages and the sweep left out: without DATABASE_URL they are run; EVERYTHING=1 brings them"


def _missing():
    """``{marker: advice}`` of tests that are left out on this machine; in CI none are, and they fail."""
    return {} if os.environ.get("CI") else {name: advice for name, (there, advice) in NEEDS.items() if not there}


def pytest_make_parametrize_id(val):
    """Files have no name: some say when they were made, and every worker has to know a test by the same name.

    Nor have long texts, which would fill whatever lists the tests.
    """
    return "file" if isinstance(val, bytes) else "text" if isinstance(val, str) and len(val) > 500 else None


def _stays_with_sqlite(item):
    """Whether it looks at what either database gives: pages in which nobody writes, all that strangers may ask."""
    looks = any(map(item.get_closest_marker, NEEDS)) and not item.get_closest_marker("writers")
    return looks or "sweep" in item.fixturenames


def _left_to_sqlite():
    return ON_POSTGRESQL and not os.environ.get("EVERYTHING")


def pytest_collection_modifyitems(config, items):
    """Tests whose tool is not installed are left out, and on PostgreSQL what is left to SQLite."""
    left = [item for item in items if any(map(item.get_closest_marker, _missing()))]
    left += [item for item in items if item not in left and _left_to_sqlite() and _stays_with_sqlite(item)]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


def pytest_terminal_summary(terminalreporter):
    """The loud lines."""
    for name, advice in _missing().items():
        terminalreporter.write_sep("!", f"{name} tests left out: {advice}", red=True, bold=True)
    if _left_to_sqlite():
        terminalreporter.write_sep("-", ONLY_ON_SQLITE)


@pytest.fixture(scope="session")
def html_validate():
    """The command html-validate, as a path."""
    if not HTML_VALIDATE.exists():
        pytest.fail(NO_HTML_VALIDATE)
    return HTML_VALIDATE


@pytest.fixture(autouse=True)
def _nothing_is_kept_for_the_next_test():
    """The numbers of changes that it goes by begin anew with each test."""
    yield
    forget()


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
