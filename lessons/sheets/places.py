"""Places that are taken: positions in a session, and words or people that stand there already."""

from collections import defaultdict

from sessions.models import ParticipantRecord, StatementRecord

# What tells two participants apart, as far as everybody on the desk sees it.
SEEN = ("role", "group", "classification")


class Places:
    """Read once for each conference. ``mine``: pks of the records the sheet is of, which may move."""

    def __init__(self, desk, mine):
        self.desk, self.mine, self.conferences = desk, mine, set()
        self.positions, self.texts, self.alike = defaultdict(dict), defaultdict(dict), {}

    def last(self, line):
        """The last position that is taken in the session of a line."""
        self._read(line)
        return max(self.positions[_session(line)], default=0)

    def taken(self, line):
        """Yields ``(column, reason)``. What is free is taken from then on."""
        if line.section == "statements":
            self._read(line)
            yield from self._statement(line)
        elif line.section == "participants" and line.is_new:
            self._read(line)
            yield from self._participant(line)

    def _statement(self, line):
        session, position = _session(line), line.parts["position"]
        if taken := self.positions[session].get(position):
            yield "position", f"{position} is taken by {taken}: choose another, or leave it empty for the last"
        if line.is_new and (same := self.texts[session].get(line.parts["text"])):
            yield "text", f"{same} says exactly this in the same session: give its public_id"
        name = line.parts["public_id"] or "another row"
        self.positions[session][position] = self.texts[session][line.parts["text"]] = name

    def _participant(self, line):
        if not line.parts["role"] and not line.parts["group"]:
            return
        names = self.desk.names["organisations"].pks
        seen = (line.parts["conference"], names.get(line.parts["organisation"]), line.parts["country"])
        seen += tuple(line.parts[name] for name in SEEN)
        if "person" not in line.changes and (same := self.alike.get(seen)):
            column = "role" if line.parts["role"] else "group"
            yield column, f"{same} is just like this at the same conference: give the public_id, or tell them apart"
        self.alike.setdefault(seen, "another row")

    def _read(self, line):
        conference = line.parts.get("conference")
        if conference in self.conferences:
            return
        self.conferences.add(conference)
        if line.section == "statements":
            self._read_statements(conference)
        else:
            columns = ("public_id", "conference__slug", "organisation_id", "country_id", *SEEN)
            rows = ParticipantRecord.objects.filter(conference__slug=conference).order_by()
            self.alike |= {tuple(seen): public_id for public_id, *seen in rows.values_list(*columns)}

    def _read_statements(self, conference):
        rows = StatementRecord.objects.filter(session__conference__slug=conference).order_by()
        for pk, public_id, slug, position, text in rows.values_list(
            "pk", "public_id", "session__slug", "position", "text"
        ):
            if pk not in self.mine:
                self.positions[conference, slug][position] = public_id
            self.texts[conference, slug][text] = public_id


def _session(line):
    return line.parts.get("conference"), line.parts.get("session")
