"""Reads what the checks of records need, and asks the rules. Constant queries, however many records are checked.

Each app registers its kinds (``safety.py``). Everything is worked out as the keepers know it; a ``Finding`` says who
may read it (decision 24).
"""

from dataclasses import dataclass, field
from datetime import date

from .findings import CHECK, KEPT, MUST, Finding, Phrases, contacts, family, family_word, texts_in
from .models import OrganisationRecord, Person, PersonRecord
from .release import KINDS

SAFETY = {}
# Functions that say which of some people somewhere took part without being named: ``f(keys) -> set of keys``.
PROTECTORS = []


@dataclass(frozen=True)
class Look:
    """What a check goes by. ``least``: so many have to fit a line. ``years``: when words are old; 0 for never.

    ``kept``: keys of records whose speaker or person only keepers may see; ``line_kept``: whose line others may not
    see yet; ``untold``: whose line others read as if nothing were on file. ``file_kept``: whose source only keepers
    read. ``rows``: ``{public id: shelf row}`` of what a step would make of records. ``released``: only the words count,
    and those that were released last, whatever was edited since.
    """

    least: int = 3
    years: int = 10
    today: date = field(default_factory=date.today)
    kept: frozenset = frozenset()
    line_kept: frozenset = frozenset()
    untold: frozenset = frozenset()
    file_kept: frozenset = frozenset()
    rows: dict = field(default_factory=dict)
    released: bool = False


def register(safety):
    """Class decorator: makes the checks of a kind known by its record model."""
    SAFETY[safety.record] = safety
    return safety


def check(records, look):
    """``{pk: [Finding]}`` of records of one kind as a release would take them now."""
    records = list(records)
    return SAFETY[type(records[0])](records, look).findings() if records else {}


def taken(records, look):
    """``{pk: snapshot}`` of records of one kind, as ``look`` reads them."""
    if look.released or not records:
        return {record.pk: record.snapshot for record in records}
    return KINDS[type(records[0])].freeze(records)


def tells_who(findings):
    """Those ``findings`` that are names or posts in words."""
    return [one for one in findings if one.code in ("name", "post")]


def is_open(finding, given):
    """Whether a finding stands in the way, after these acknowledgements of its record.

    Of one for ``KEPT`` this tells nobody more than they read of it: that it is open, and must be fixed.
    """
    return finding.level == MUST or (finding.level == CHECK and finding.digest not in {row.content for row in given})


class Safety:
    """The checks of some records of one kind. ``names``: whether names of people are looked for in their words."""

    record = None
    names = True

    def __init__(self, records, look):
        self.records, self.look = records, look
        self.frozen = taken(records, look)

    def findings(self):
        """``{pk: [Finding]}``."""
        texts = {pk: list(self.texts(values)) for pk, values in self.frozen.items()}
        found = {pk: contacts(some) for pk, some in texts.items()}
        phrases = Phrases([((pk, part, ""), text) for pk, some in texts.items() for part, text in some] + self.cited())
        own = {} if self.look.released else self.own()
        for judged in (self.kept_names(phrases) if self.names else {}, own):
            for pk, some in judged.items():
                found[pk] += some
        return found

    def texts(self, values):
        """``[(part, text)]`` of everything of a snapshot that its release would show. By default all of it."""
        return texts_in(values)

    def cited(self):
        """``[((pk, "", what it is), text)]`` of public words of other kinds that cite these records."""
        return []

    def own(self):
        """``{pk: [Finding]}`` of the kind's own rules."""
        return {}

    @classmethod
    def citing(cls, kind, keys, look):
        """Yields ``(key, what it is, text)`` of the words of this kind that cite records of another."""
        return ()

    # Names

    def openly(self, people):
        """``{pk: public ids}`` of ``people`` whose name may stand in the words of a record, as anybody can see."""
        shown = set(Person.objects.filter(pk__in=people.values()).values_list("pk", flat=True))
        return dict.fromkeys(self.frozen, shown)

    def protected(self, people):
        """``{pk: keys}`` of those ``people`` of whom the words of a record must not tell."""
        return dict.fromkeys(self.frozen, set().union(*(protector(set(people)) for protector in PROTECTORS)))

    def kept_names(self, phrases):
        """``{pk: [Finding]}``: names of people on the desk in words where they are not named in public."""
        hits, families = people_in(phrases)
        people = {pk: public_id for _, pk, public_id, _ in hits + families}
        openly, protected = (self.openly(people), self.protected(people)) if people else ({}, {})
        found, whole, alone = {}, set(), {}
        for number, pk, public_id, name in hits:
            key, part, inside = phrases.part(number)
            whole.add((number, family(name)))
            if public_id not in openly[key]:
                finding = _name(name, pk in protected[key], part, inside, f"{public_id} {phrases.text(number)}")
                found.setdefault(key, {}).setdefault((pk, number), finding)
        for number, pk, public_id, name in families:
            alone.setdefault((number, family(name)), []).append((pk, public_id, name))
        for (number, stem), some in alone.items():
            key, part, inside = phrases.part(number)
            # Whoever is named there in public, or with the whole name in the same words, is whom it means.
            if (number, stem) not in whole and openly[key].isdisjoint(public_id for _, public_id, _ in some):
                kept = sorted(public_id for pk, public_id, _ in some if pk in protected[key])
                about = f"{stem} {kept} {phrases.text(number)}"
                found.setdefault(key, {})[stem, number] = _family(some[0][2], kept, part, inside, about)
        return {key: list(some.values()) for key, some in found.items()}


def people_in(phrases):
    """``[(text, key, public id, name)]`` of every name of people on the desk that stands there, and the same of every
    family name, whether the rest of the name stands by it or not.
    """
    hits, families = [], []
    rows = PersonRecord.objects.filter(merged_into=None).order_by("pk")
    for pk, public_id, name, others, folded in rows.values_list("pk", "public_id", "name", "other_names", "folded"):
        if phrases.may_have(folded):
            for one in (name, *others):
                hits += [(number, pk, public_id, one) for number in sorted(phrases.naming(one))]
                alone = phrases.of_family(family(one))
                families += [(number, pk, public_id, one) for number in sorted(alone)]
    return hits, families


def unnamed(texts):
    """``{(part, name): whether they are protected}`` of people on the desk whom ``[(part, text)]`` name, and no row
    of the public's does."""
    phrases = Phrases(texts)
    hits, _ = people_in(phrases)
    public = set(Person.objects.filter(pk__in={hit[2] for hit in hits}).values_list("pk", flat=True)) if hits else ()
    kept = [hit for hit in hits if hit[2] not in public]
    protected = set().union(*(protector({hit[1] for hit in kept}) for protector in PROTECTORS)) if kept else ()
    return {(phrases.part(number), name): pk in protected for number, pk, _, name in kept}


def _name(name, protected, part, inside, about):
    place = f"In {inside}: " if inside else ""
    return Finding(
        MUST if protected else CHECK,
        "name",
        f"{place}“{name}” is on the desk and not named in public here: take the name out.",
        part,
        about,
        KEPT,
        "Protected: it must not stand here." if protected else "Not known to be protected here.",
    )


def _family(name, protected, part, inside, about):
    place = f"In {inside}: " if inside else ""
    told = "Somebody of that name is protected" if protected else "Nobody of that name is known to be protected"
    return Finding(
        CHECK,
        "name",
        f"{place}“{family_word(name)}” is the family name of somebody on the desk who is not named in public here: "
        "take it out if it means them.",
        part,
        about,
        KEPT,
        f"{told} here.",
    )


def cited_words(kind, keys, look):
    """``[((key, "", what it is), text)]`` of the words of every kind that cites records of another."""
    found = [one for safety in SAFETY.values() for one in safety.citing(kind, keys, look)]
    return [((key, "", what), text) for key, what, text in found]


@register
class OrganisationSafety(Safety):
    record = OrganisationRecord


@register
class PersonSafety(Safety):
    """Their own names are what the record is about."""

    record = PersonRecord
    names = False
