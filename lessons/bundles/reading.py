"""Reads a bundle item by item, in constant memory, whatever the order of its sections."""

import ijson

from .problems import Refused
from .schema import FORMAT, SCHEMA, SECTIONS
from .syntax import describe

DEEPEST = 20


def read(file, problems):
    """Yields ``(section, number, item)`` from a binary file that can be rewound; the conference is number 0.

    What is wrong with the frame (a section missing, twice or not a list) goes to ``problems``. Raises ``Refused`` where
    the file is not JSON: then nothing behind that place can be read.
    """
    reader = _Reader(problems)
    try:
        yield from reader.items(ijson.basic_parse(file, use_float=True))
    except ijson.JSONError as error:
        raise Refused([*problems.lines, f"{problems.name}: {describe(file, error)}"], problems.count + 1) from error


class _Reader:
    def __init__(self, problems):
        self.problems, self.path, self.seen = problems, "", set()

    def items(self, events):
        event, value = next(events)
        if event != "start_map":
            self.problems.add("", "is not a JSON object")
            self._skip(event, value, events)
            return
        for event, name in events:
            if event == "map_key":
                yield from self._section(name, *next(events), events)
        for name in SCHEMA["required"]:
            if name not in self.seen:
                self.problems.add("", f'"{name}" is missing')

    def _section(self, name, event, value, events):
        wrong = self._wrong_frame(name, event, value)
        self.seen.add(name)
        if wrong:
            self.problems.add(name, wrong)
        if wrong or name == "format":
            self._skip(event, value, events)
        elif name == "conference":
            yield name, 0, self._build(name, event, value, events)
        else:
            for number, (event, value) in enumerate(iter(lambda: next(events), ("end_array", None))):
                yield name, number, self._build(f"{name}[{number}]", event, value, events)

    def _wrong_frame(self, name, event, value):
        if name in self.seen:
            return "stands twice"
        if name not in SCHEMA["properties"]:
            return f"is no part of the format; its parts are {', '.join(SCHEMA['required'])}"
        if name == "format":
            return "" if value == FORMAT else f'is not "{FORMAT}"'
        return "is not a list" if name in SECTIONS and event != "start_array" else ""

    def _build(self, path, event, value, events):
        self.path = path
        return self._value(event, value, events, DEEPEST)

    def _value(self, event, value, events, deepest):
        if not deepest:
            raise Refused([f"{self.problems.name}: {self.path}: is nested more than {DEEPEST} deep"])
        if event == "start_map":
            return self._map(events, deepest - 1)
        if event == "start_array":
            entries = iter(lambda: next(events), ("end_array", None))
            return [self._value(event, value, events, deepest - 1) for event, value in entries]
        return value

    def _map(self, events, deepest):
        built = {}
        for _, name in iter(lambda: next(events), ("end_map", None)):
            if name in built:
                self.problems.add(self.path, f'"{name}" stands twice')
            built[name] = self._value(*next(events), events, deepest)
        return built

    def _skip(self, event, value, events):
        depth = _step(event)
        while depth:
            depth += _step(next(events)[0])


def _step(event):
    return {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
