"""Writes a bundle out, item by item in constant memory, byte for byte the same for the same content.

Indented by one space, UTF-8 without escapes, parts in the order of the schema, a line feed at the end.
"""

import json

from .schema import FORMAT, SECTIONS, parts


def write_out(out, conference, items):
    """``out``: a text file. ``items(section)``: iterates over the items of a section."""
    out.write(
        f'{{\n "format": {json.dumps(FORMAT)},\n "conference": {_indented(_ordered("conference", conference), 1)}'
    )
    for section in SECTIONS:
        out.write(f',\n "{section}": ')
        _write_list(out, (_ordered(section, item) for item in items(section)))
    out.write("\n}\n")


def _ordered(section, item):
    return {name: item[name] for name in parts(section) if name in item}


def _write_list(out, items):
    before = "[\n  "
    for item in items:
        out.write(before + _indented(item, 2))
        before = ",\n  "
    out.write("[]" if before.startswith("[") else "\n ]")


def _indented(value, depth):
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)
