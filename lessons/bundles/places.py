"""Rules for a bundle as a whole: every position is taken once, and sessions form a tree."""

from collections import defaultdict

DEEPEST = 20
_WITHIN = {"sessions": "parent", "statements": "session"}


class Places:
    """Notes where sessions and statements stand, item by item; ``desk`` says which positions are taken already."""

    def __init__(self, spool, desk):
        self.desk, self.seen = desk, defaultdict(dict)
        self.parents = {item.get("slug"): item.get("parent") for item in spool.items("sessions")}

    def note(self, section, number, item):
        """Yields ``(path, reason)`` for a position that is taken, or a session that stands within itself."""
        if section in _WITHIN and _WITHIN[section] in item and "position" in item:
            yield from self._position(section, number, item[_WITHIN[section]], item["position"])
        if section == "sessions" and item.get("parent"):
            yield from self._around(item.get("slug"))

    def _position(self, section, number, within, position):
        where = f" of {within}" if within else ""
        first = self.seen[section, within].setdefault(position, number)
        if first != number:
            yield "position", f"{position}{where} is taken by {section}[{first}]"
        if kept := self.desk.taken.get((section, within, position)):
            yield "position", f'{position}{where} is taken by "{kept}", which is on the desk and not in this file'

    def _around(self, slug):
        line = [slug]
        while (parent := self.parents.get(line[-1])) and len(line) <= DEEPEST:
            line.append(parent)
            if parent == slug:
                yield "parent", f"stands within itself: {' in '.join(line)}"
                return
        if len(line) > DEEPEST:
            yield "parent", f"stands more than {DEEPEST} deep"
