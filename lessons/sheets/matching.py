"""Which record a row is of: by its id, else by an exact key where its kind has one; never by likeness."""

from collections import defaultdict
from itertools import chain, count

from django.utils.text import slugify

from organisations.folding import latin
from organisations.models import OrganisationRecord, PersonRecord
from organisations.public_ids import new_public_id
from sessions.models import ParticipantRecord, StatementRecord

from ..bundles.desk import batches

MODELS = {
    "organisations": OrganisationRecord,
    "people": PersonRecord,
    "participants": ParticipantRecord,
    "statements": StatementRecord,
}
NOUNS = {name: model._meta.verbose_name for name, model in MODELS.items()}


class Unclear(ValueError):
    """It cannot be told which record a row is of. ``column``: where that is said."""

    def __init__(self, column, reason):
        self.column = column
        super().__init__(reason)


class Matching:
    """Pks of the records a sheet is of. ``pk(row)`` raises ``Unclear``."""

    def __init__(self, section, rows, desk):
        self.section, self.desk, self.seen = section, desk, set()
        self.ids = _by_id(MODELS[section], {row.get("public_id", "") for row in rows} - {""})
        self.keys = self._keys(rows)

    def _keys(self, rows):
        """``{(conference, key): [pk]}`` of the conferences the sheet names."""
        if self.section in self.desk.names:
            return {}
        meetings = {self.desk.key("conferences", row.get("conference", "")) for row in rows}
        path = "conference__slug" if self.section == "participants" else "session__conference__slug"
        found = defaultdict(list)
        wanted = MODELS[self.section].objects.filter(**{f"{path}__in": meetings}).order_by()
        for conference, key, pk in wanted.values_list(path, "key", "pk"):
            found[conference, key].append(pk)
        return found

    def pk(self, row):
        """The key of the record a row is of; None for a new one."""
        found = self._by_id(row) if row.get("public_id") else self._by_key(row)
        if found is not None and found in self.seen:
            raise Unclear("public_id", "another row of this sheet is of the same record: take one of them away")
        self.seen.add(found)
        return found

    def _by_id(self, row):
        if row["public_id"] not in self.ids:
            noun, example = NOUNS[self.section], "leave it empty for a new one"
            raise Unclear("public_id", f"“{row['public_id']}” is the id of no {noun}: {example}")
        return self.ids[row["public_id"]]

    def _by_key(self, row):
        if self.section in self.desk.names:
            return self._by_name(row)
        if not row.get("key"):
            return None
        found = self.keys.get((self.desk.key("conferences", row.get("conference", "")), row["key"]), ())
        if len(found) > 1:
            raise Unclear("key", f"“{row['key']}” is the key of {len(found)} of this conference: give the public_id")
        return found[0] if found else None

    def _by_name(self, row):
        names = self.desk.names[self.section]
        if row.get("slug") in names.merged:
            raise Unclear("slug", f"“{row['slug']}” was merged into another record: give that one’s")
        if row.get("slug"):
            return names.pks.get(row["slug"])
        named = names.named.get(row.get("name", ""), ())
        if named and (len(named) > 1 or self.section == "people"):
            noun = NOUNS[self.section]
            raise Unclear(
                "name", f"the desk has a {noun} of this name: give the public_id, or a slug of its own if new"
            )
        return names.pks[named[0]] if named else None


def _by_id(model, ids):
    found, mergeable = {}, {"merged_into": None} if hasattr(model, "merged_into") else {}
    for some in batches(sorted(ids)):
        found |= dict(model.objects.filter(public_id__in=some, **mergeable).order_by().values_list("public_id", "pk"))
    return found


def new_key(section, row, taken):
    """The key of a new record whose row gives none: of its name, where records go by that."""
    if section not in ("organisations", "people"):
        return new_public_id().lower()
    made = slugify(latin(row.get("name", "")))[:70].strip("-") or new_public_id().lower()
    return next(key for key in chain([made], (f"{made}-{n}" for n in count(2))) if key not in taken)
