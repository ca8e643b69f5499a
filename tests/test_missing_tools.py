"""What happens to tests on a machine without the tool they need, and to those that need not run on PostgreSQL again."""

from types import SimpleNamespace

import pytest

from tests import conftest

TOOLS = {"browser": "no Chromium found", "html": "html-validate is not there"}


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch):
    monkeypatch.setattr(conftest, "ON_POSTGRESQL", False)


@pytest.fixture(params=TOOLS)
def tool(request, monkeypatch):
    """The marker of a tool that is not installed; the other one is."""
    advice = {name: advice for name, (_, advice) in conftest.NEEDS.items()}
    monkeypatch.setattr(conftest, "NEEDS", {name: (name != request.param, advice[name]) for name in TOOLS})
    return request.param


def made(marks, *fixtures):
    """A test with these marks, with spaces between them, and fixtures."""
    return SimpleNamespace(marks=marks, get_closest_marker=lambda name: name in marks.split(), fixturenames=fixtures)


def collect(*marks):
    """Hands tests with these marks to the hook; gives the marks it keeps and those it reports as left out."""
    items = [made(mark) for mark in marks]
    left_out = []
    hook = SimpleNamespace(pytest_deselected=lambda items: left_out.extend(items))
    conftest.pytest_collection_modifyitems(SimpleNamespace(hook=hook), items)
    return [item.marks for item in items], [item.marks for item in left_out]


def report():
    """What is written at the end of a run."""
    lines = []
    conftest.pytest_terminal_summary(SimpleNamespace(write_sep=lambda sep, line, **style: lines.append(line)))
    return lines


def test_they_are_left_out_loudly_on_a_desk(tool, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert collect(tool, "other") == (["other"], [tool])
    assert len(report()) == 1
    assert TOOLS[tool] in report()[0]


def test_they_stay_in_and_fail_in_ci(tool, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert collect(tool, "other") == ([tool, "other"], [])
    assert report() == []


def test_in_ci_a_missing_tool_is_a_failure(monkeypatch, tmp_path):
    monkeypatch.setattr(conftest, "CHROMIUM", None)
    monkeypatch.setattr(conftest, "HTML_VALIDATE", tmp_path / "none")
    with pytest.raises(pytest.fail.Exception, match="no Chromium found"):
        next(conftest.browser.__wrapped__())
    with pytest.raises(pytest.fail.Exception, match="html-validate is not there"):
        conftest.html_validate.__wrapped__()


def test_they_run_where_the_tool_is(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(conftest, "NEEDS", dict.fromkeys(TOOLS, (True, "")))
    assert collect(*TOOLS, "other") == ([*TOOLS, "other"], [])
    assert report() == []


@pytest.mark.parametrize(("everything", "left"), [("", ["browser", "html"]), ("1", [])])
def test_postgresql_is_asked_for_what_people_write_and_not_for_looks(monkeypatch, everything, left):
    monkeypatch.setenv("EVERYTHING", everything)
    monkeypatch.setattr(conftest, "ON_POSTGRESQL", True)
    monkeypatch.setattr(conftest, "NEEDS", dict.fromkeys(TOOLS, (True, "")))
    marks = ["browser", "html", "browser writers", "other"]
    assert collect(*marks) == ([mark for mark in marks if mark not in left], left)
    assert report() == ([conftest.ONLY_ON_SQLITE] if left else [])


def test_the_sweep_stays_with_sqlite():
    assert conftest._stays_with_sqlite(made("other", "world", "sweep"))
    assert not conftest._stays_with_sqlite(made("other", "world"))
