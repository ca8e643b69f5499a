"""Reads what Python files import, without running them."""

import ast
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
parsed = lru_cache(1000)(ast.parse)


class Import(NamedTuple):
    """``path``: the file of ours that is imported, "" for others' code. ``name``: what of it, as dotted words."""

    line: int
    path: str
    name: str


def read(*folders):
    """``{path: source}`` of our own code in these folders, migrations left out."""
    files = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in files if "migrations" not in path.parts}


def imports(path, sources):
    """Every ``Import`` of a file. A name that a package takes from one of its files counts as that file's."""
    for node in ast.walk(parsed(sources[path])):
        if isinstance(node, ast.Import):
            yield from (_found(node.lineno, alias.name, sources) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            origin = _absolute(path, node)
            yield from (_found(node.lineno, f"{origin}.{alias.name}", sources) for alias in node.names)


def inner_imports(source):
    """Lines of imports that run only when a function does."""
    functions = (node for node in ast.walk(parsed(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inner = (node for function in functions for node in ast.walk(function))
    return sorted({node.lineno for node in inner if isinstance(node, ast.Import | ast.ImportFrom)})


def words(source):
    """``(line, word)`` of every name, attribute and string of a file, docstrings left out."""
    tree = parsed(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = list(ast.walk(tree))
    notes = {id(node.body[0].value) for node in nodes if isinstance(node, documented) and ast.get_docstring(node)}
    for node in nodes:
        word = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "value", None)
        if isinstance(word, str) and id(node) not in notes:
            yield node.lineno, word


def classes(source):
    """Names of the classes a file defines."""
    return {node.name for node in parsed(source).body if isinstance(node, ast.ClassDef)}


def room_of(path, rooms):
    """The first room one of whose patterns fits the path, or the path inside its app; None if there is none."""
    inside = path.partition("/")[2]
    for room, patterns, _ in rooms:
        if any(fnmatch(path, each) or fnmatch(inside, each) for each in patterns.split()):
            return room
    return None


def _absolute(path, node):
    """The dotted origin of ``from … import``, whatever the number of dots."""
    if not node.level:
        return node.module
    package = path.removesuffix(".py").split("/")[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def _found(line, dotted, sources):
    """The longest part of a dotted name that is a file of ours, and through packages the file a name comes from."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        for path in (f"{'/'.join(parts[:length])}.py", f"{'/'.join(parts[:length])}/__init__.py"):
            if path in sources:
                return _taken_from(line, path, ".".join(parts[length:]), sources)
    return Import(line, "", dotted)


def _taken_from(line, path, name, sources):
    if path.endswith("/__init__.py") and name:
        for node in parsed(sources[path]).body:
            if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names):
                return _found(line, f"{_absolute(path, node)}.{name}", sources)
    return Import(line, path, name)
