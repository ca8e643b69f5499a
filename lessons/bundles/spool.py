"""A bundle taken apart on disk, so that its items can be gone through as often as needed in constant memory."""

import json
from collections import Counter

from .schema import SECTIONS


class Spool:
    """A bundle taken apart: the conference, and each section in a file of ``folder``, one item a line.

    ``keys``: ``{section: {key: number of the item}}``, in the order of the file.
    """

    def __init__(self, folder):
        self.folder, self.conference, self.counts = folder, {}, Counter()
        self.keys = {section: {} for section in SECTIONS}
        self._files = {s: (folder / f"{s}.ndjson").open("w+", encoding="utf-8") for s in SECTIONS}

    def add(self, section, item):
        """Take in the next item."""
        self.counts[section] += 1
        if section == "conference":
            self.conference = item
        else:
            self._files[section].write(json.dumps(item, ensure_ascii=False) + "\n")

    def items(self, section):
        """The items of a section in order, or the conference alone."""
        if section == "conference":
            yield self.conference
            return
        self._files[section].flush()
        with open(self._files[section].name, encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    def close(self):
        """Let go of the files."""
        for file in self._files.values():
            file.close()
