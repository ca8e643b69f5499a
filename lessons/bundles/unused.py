"""Rule for a bundle as a whole: it holds the bodies and people its conference needs and no others.

What nothing refers to could not be written back by an export, which follows references; and no name should travel
without need.
"""

from collections import defaultdict

from .schema import KEYS

_HELD = ("organisations", "people")


class Use:
    """Notes, item by item, which bodies and people are referred to, and by which bodies."""

    def __init__(self):
        self.used, self.relations = defaultdict(set), {}

    def note(self, section, item, made):
        """``made``: the references of the item."""
        if section == "organisations":
            self.relations[item.get("slug")] = [r.key for r in made if r.kind == "organisations"]
        else:
            for reference in made:
                if reference.kind in _HELD:
                    self.used[reference.kind].add(reference.key)

    def unused(self, spool):
        """Yields ``(path, reason)``. Whatever a needed body is related to is needed too."""
        needed = {"organisations": _reached(self.used["organisations"], self.relations), "people": self.used["people"]}
        for section, keys in needed.items():
            for key, number in spool.keys[section].items():
                if key not in keys:
                    path = f"{section}[{number}].{KEYS[section]}"
                    yield path, f'nothing in this bundle refers to "{key}": refer to it or leave it out'


def _reached(slugs, relations):
    reached, ahead = set(slugs), list(slugs)
    while ahead:
        found = set(relations.get(ahead.pop(), ())) - reached
        reached |= found
        ahead += found
    return reached
