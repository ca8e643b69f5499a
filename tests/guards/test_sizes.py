"""Files and functions that fit on a screen or two; pages that fit through a poor line."""

import ast

import pytest

from .imports import ROOT, parsed, read

APPS = ["organisations", "sessions", "lessons", "confhub"]
FILE, TEST_FILE, FUNCTION = 300, 400, 40
KB = 1024
TEMPLATE, STYLE = 6 * KB, 15 * KB


def too_long(sources, most):
    """``["path: lines"]`` of files with more lines than ``most``."""
    lengths = {path: len(source.splitlines()) for path, source in sources.items()}
    return [f"{path}: {length}" for path, length in lengths.items() if length > most]


def long_functions(sources, most=FUNCTION):
    """``["path:line name: lines"]`` of functions longer than ``most``."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [(path, node) for path, source in sources.items() for node in ast.walk(parsed(source))]
    found = [(path, node, node.end_lineno - node.lineno + 1) for path, node in found if isinstance(node, functions)]
    return [f"{path}:{node.lineno} {node.name}: {length}" for path, node, length in found if length > most]


def too_heavy(paths, most):
    """``["path: bytes"]`` of files heavier than ``most``."""
    sizes = {path: path.stat().st_size for path in paths}
    return [f"{path}: {size}" for path, size in sizes.items() if size > most]


def test_no_file_is_too_long():
    assert too_long(read(*APPS), FILE) + too_long(read("tests"), TEST_FILE) == []


def test_no_function_is_too_long():
    assert long_functions(read(*APPS)) == []


def test_no_template_is_too_heavy():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    assert too_heavy(templates, TEMPLATE) == []


def test_the_stylesheet_is_small():
    assert too_heavy([ROOT / "confhub" / "static" / "site.css"], STYLE) == []


@pytest.mark.parametrize(("lines", "faults"), [(300, 0), (301, 1)])
def test_a_planted_long_file_is_seen(lines, faults):
    assert len(too_long({"a.py": "x = 1\n" * lines}, FILE)) == faults


@pytest.mark.parametrize(("lines", "faults"), [(39, 0), (40, 1)])
def test_a_planted_long_function_is_seen(lines, faults):
    body = "    x = 1\n" * lines
    assert len(long_functions({"a.py": f"class A:\n def f():\n{body}"})) == faults
    assert len(long_functions({"a.py": f"async def f():\n{body}"})) == faults


def test_a_planted_heavy_file_is_seen(tmp_path):
    (tmp_path / "a.html").write_text("x" * (TEMPLATE + 1))
    (tmp_path / "b.html").write_text("x" * TEMPLATE)
    assert too_heavy(tmp_path.iterdir(), TEMPLATE) == [f"{tmp_path / 'a.html'}: {TEMPLATE + 1}"]
