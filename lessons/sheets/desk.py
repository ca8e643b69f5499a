"""What the desk has of the records a sheet names. Queries do not grow with its rows, but for one a thousand."""

from collections import defaultdict

from organisations.models import Country, OrganisationRecord, PersonRecord
from organisations.vocabularies.lookup import countries
from sessions.models import (
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementRecord,
    Theme,
)

from ..bundles.desk import batches
from ..bundles.references import Known

NAMED = {"organisations": OrganisationRecord, "people": PersonRecord}
# Everything an item is made of.
RECORDS = {
    "organisations": OrganisationRecord.objects.all(),
    "people": PersonRecord.objects.all(),
    "participants": ParticipantRecord.objects.select_related("conference", "person", "organisation").prefetch_related(
        "sessions"
    ),
    "statements": StatementRecord.objects.select_related(
        "session__conference", "speaker", "passage__source"
    ).prefetch_related("countries", "themes", "mentions", "translations"),
}
OF_CONFERENCE = {"sessions": (SessionRecord, "slug"), "participants": (ParticipantRecord, "key")}
OF_CONFERENCE |= {"sources": (SourceRecord, "key")}
COUNTRIES = {"country", "countries", "context_countries"}


class KnownHere(Known):
    """What an item of a sheet may refer to."""

    WHERE = {"": " of this conference", "desk": " on the desk", "site": ""}


class Names:
    """The records of a kind by address, id and very name. ``pks``: ``{slug: pk}``. ``merged``: slugs of others."""

    def __init__(self, model):
        columns = ("pk", "slug", "public_id", "name")
        rows = list(model.objects.filter(merged_into=None).order_by().values_list(*columns))
        self.merged = set(model.objects.exclude(merged_into=None).order_by().values_list("slug", flat=True))
        self.pks = {slug: pk for pk, slug, _, _ in rows}
        self.keys = {key: slug for _, slug, public_id, _ in rows for key in (public_id, slug)}
        self.named = defaultdict(list)
        for _, slug, _, name in rows:
            self.named[name].append(slug)

    def key(self, text):
        """The slug of what is meant; the text itself if that is unknown or not clear."""
        named = self.named.get(text, ())
        return self.keys.get(text) or (named[0] if len(named) == 1 else text)


class Desk:
    """``names``: ``{kind: Names}``. ``conferences``: ``{slug: pk}``. ``around(slug)``: what is in one of them."""

    def __init__(self, rows):
        """``rows``: ``[{column: text}]`` of the whole sheet."""
        self.codes = countries({each for row in rows for name in COUNTRIES & set(row) for each in _split(row[name])})
        self.known_codes = dict.fromkeys(Country.objects.values_list("code", flat=True))
        self.themes = dict.fromkeys(Theme.objects.values_list("slug", flat=True))
        self.names = {kind: Names(model) for kind, model in NAMED.items()}
        meetings = list(ConferenceRecord.objects.values_list("pk", "slug", "public_id"))
        self.conferences = {slug: pk for pk, slug, _ in meetings}
        self.meetings = {key: slug for _, slug, public_id in meetings for key in (slug, public_id)}
        self.found = {}

    def key(self, kind, text):
        """What an item would have for a text in a cell; the text itself if nothing has it, and None for a country."""
        if kind == "countries":
            return self.codes.get(text)
        return self.meetings.get(text, text) if kind == "conferences" else self.names[kind].key(text)

    def around(self, conference):
        """``{"sessions", "participants", "sources": {key: pk}, "speakers": {public id: key}}`` of a conference."""
        if conference not in self.found:
            self.found[conference] = {
                kind: dict(model.objects.filter(conference__slug=conference).order_by().values_list(key, "pk"))
                for kind, (model, key) in OF_CONFERENCE.items()
            }
            people = ParticipantRecord.objects.filter(conference__slug=conference).order_by()
            self.found[conference]["speakers"] = dict(people.values_list("public_id", "key"))
        return self.found[conference]

    def pks(self, conference):
        """``{section: {key: pk}}`` of everything items refer to, as ``bundles.rows.Rows`` has it."""
        around = self.around(conference) if conference else {}
        return {**{kind: dict(names.pks) for kind, names in self.names.items()}, "statements": {}, **around}

    def known(self, conference):
        """What an item may refer to."""
        site = {"countries": self.known_codes, "themes": self.themes}
        site |= {kind: names.pks for kind, names in self.names.items()}
        return KnownHere(self.around(conference) if conference else {}, site, {})


def _split(text):
    """A cell whole, and each of what stands in it between semicolons or on lines."""
    return {text, *(each.strip() for each in text.replace("\n", ";").split(";"))} - {""}


def records(section, pks, lock):
    """``{pk: record}`` with all that its item is made of. ``lock``: keep others from them until commit."""
    found = {}
    rows = RECORDS[section].select_for_update(of=("self",), no_key=True) if lock else RECORDS[section]
    for some in batches(sorted(pks)):
        found |= {record.pk: record for record in rows.filter(pk__in=some)}
    return found
