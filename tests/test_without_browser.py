"""What happens to browser tests on a machine without Chromium."""

from types import SimpleNamespace

import pytest

from tests import conftest


@pytest.fixture
def no_chromium(monkeypatch):
    monkeypatch.setattr(conftest, "CHROMIUM", None)


def collect(*marks):
    """Hands tests with these marks to the hook; gives the marks it keeps and those it reports as left out."""
    items = [SimpleNamespace(mark=mark, get_closest_marker=lambda name, mark=mark: name == mark) for mark in marks]
    left_out = []
    hook = SimpleNamespace(pytest_deselected=lambda items: left_out.extend(items))
    conftest.pytest_collection_modifyitems(SimpleNamespace(hook=hook), items)
    return [item.mark for item in items], [item.mark for item in left_out]


def report():
    """What is written at the end of a run."""
    lines = []
    conftest.pytest_terminal_summary(SimpleNamespace(write_sep=lambda sep, line, **style: lines.append(line)))
    return lines


def test_they_are_left_out_loudly_on_a_desk(no_chromium, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert collect("browser", "other") == (["other"], ["browser"])
    assert len(report()) == 1
    assert "no Chromium found" in report()[0]


def test_they_stay_in_and_fail_in_ci(no_chromium, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert collect("browser", "other") == (["browser", "other"], [])
    assert report() == []
    with pytest.raises(pytest.fail.Exception, match="no Chromium found"):
        next(conftest.browser.__wrapped__())


def test_they_run_where_there_is_one(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(conftest, "CHROMIUM", "/usr/bin/chromium")
    assert collect("browser", "other") == (["browser", "other"], [])
    assert report() == []
