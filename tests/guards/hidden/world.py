"""A collection in which everything that can be secret is there, each secret with a word of its own.

Made as staff make it: records are written on the desk, approved, released, then edited, released again, withdrawn.
Whatever begins with "Open" may be read by anyone; what comes from ``secret`` and ``word`` must never come out.
"""

from lessons.models import SimilarLesson
from organisations.choices import State
from organisations.models import Change, Country, CountryAlias, ShelfSequence
from organisations.release import kinds
from organisations.whole_shelf import release_whole_shelf
from sessions.choices import Level
from sessions.models import Theme
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)
from tests.factories import make_alias, make_country, make_theme

from .secrets import Secrets

# What of a speaker may be read on each rung.
SHOWN = {
    Level.NAMED: {"person", "role", "body", "country"},
    Level.ROLE_ORGANISATION: {"role", "body", "country"},
    Level.ORGANISATION: {"body"},
    Level.ORGANISATION_TYPE: {"group", "country"},
    Level.COUNTRY: {"country"},
    Level.UNATTRIBUTED: set(),
    Level.WITHHELD: set(),
}
# Where speakers are from whose country must not show. No public row points at it.
HIDDEN_COUNTRY = "KG"


class World:
    """``records``: ``{name: record}``. ``translations``: ``{(name, language): row of the desk}``.

    ``secrets``: every secret word and what it stands for.
    """

    def __init__(self, *scenes, afterwards=()):
        """``scenes``: functions that write records. ``afterwards``: what staff do once everything is released."""
        self.secrets, self.records, self.translations = Secrets(), {}, {}
        self.secret, self.word = self.secrets.words, self.secrets.word
        _vocabularies()
        for scene in scenes:
            scene(self)
        release_whole_shelf()
        for scene in afterwards:
            scene(self)
        self.secrets.ids |= self._ids_never_public()

    def __getitem__(self, name):
        return self.records[name]

    def keep(self, name, record, state=State.APPROVED):
        """Remember a record, give it secret notes and a secret key, and set its state."""
        record.notes = self.secret(f"notes of {name}")
        if hasattr(record, "key"):
            record.key = self.word(f"key of {name}")
        record.save()
        record.state = state
        record.save(update_fields=["state"])
        self.records[name] = record
        return record

    def words(self, shown, what):
        """Words for ``what``: open ones if it may be shown, else secret ones."""
        return f"Open {what}" if shown else self.secret(what)

    def slug(self, shown, what):
        return f"open-{what.replace(' ', '-')}" if shown else self.word(f"slug of {what}")

    def body(self, name, shown=True, state=State.APPROVED, **values):
        values = {
            "pk": self.secrets.number(f"key of {name}"),
            "name": self.words(shown, name),
            "slug": self.slug(shown, name),
            "acronym": "" if shown else self.word(f"acronym of {name}"),
            "other_names": [self.words(shown, f"other name of {name}")],
            "summary": self.words(shown, f"summary of {name}"),
            **values,
        }
        return self.keep(name, make_organisation_record(**values), state)

    def person(self, name, shown=True, state=State.APPROVED, **values):
        values = {
            "pk": self.secrets.number(f"key of {name}"),
            "name": self.words(shown, name),
            "slug": self.slug(shown, name),
            "other_names": [self.words(shown, f"other name of {name}")],
            **consent(self.secret(f"basis for naming {name}")),
            **values,
        }
        return self.keep(name, make_person_record(**values), state)

    def conference(self, name, shown=True, state=State.APPROVED, **values):
        values = {
            "pk": self.secrets.number(f"key of {name}"),
            "slug": self.slug(shown, name),
            "title": self.words(shown, name),
            "place": self.words(shown, f"place of {name}"),
            "summary": self.words(shown, f"summary of {name}"),
            "disclosure_reason": self.secret(f"reason for the rule of {name}"),
            **values,
        }
        return self.keep(name, make_conference_record(**values), state)

    def session(self, name, conference, shown=True, state=State.APPROVED, **values):
        values = {
            "pk": self.secrets.number(f"key of {name}"),
            "slug": self.slug(shown, name),
            "title": self.words(shown, name),
            "summary": self.words(shown, f"summary of {name}"),
            **values,
        }
        return self.keep(name, make_session_record(conference, **values), state)

    def speaker(self, name, conference, rung, state=State.APPROVED, **values):
        """A participant of whom everything is known, and of whom ``rung`` may be shown."""
        shown = SHOWN[rung]
        values = {
            "pk": self.secrets.number(f"key of {name}"),
            "person": self.person(f"person of {name}", "person" in shown),
            "role": self.words("role" in shown, f"role of {name}"),
            "organisation": self.body(f"body of {name}", "body" in shown, country="RS"),
            "group": self.words("group" in shown, f"group of {name}"),
            "country": "AL" if "country" in shown else HIDDEN_COUNTRY,
            "limit": Level.NAMED,
            **consent(self.secret(f"basis for naming {name} there")),
            **values,
        }
        return self.keep(name, make_participant_record(conference, **values), state)

    def said(self, name, session, shown=True, state=State.APPROVED, **values):
        values = {"pk": self.secrets.number(f"key of {name}"), "text": self.words(shown, f"words of {name}"), **values}
        return self.keep(name, make_statement_record(session, **values), state)

    def _ids_never_public(self):
        """Public ids of records that are not on the shelf and never were: they would count what is hidden."""
        logged = set(Change.objects.values_list("public_id", flat=True))
        records = {i for kind in kinds() for i in kind.record.objects.values_list("public_id", flat=True)}
        return records - logged


def _vocabularies():
    for code in ("XK", "AL", "RS", "MK", HIDDEN_COUNTRY):
        make_country(code)
    for slug in ("community-policing", "trust", "donors"):
        make_theme(slug)
    make_alias("MK", "Macedonia")


def public_models():
    """Every model the public may read: the vocabularies, the shelf with its join tables and what is worked out of
    it, the change log and its last number.
    """
    shelves = [kind.shelf for kind in kinds()]
    joins = [table.model for kind in kinds() for table in kind.joined.values()]
    return [Country, CountryAlias, Theme, *shelves, *joins, SimilarLesson, Change, ShelfSequence]


def public_rows():
    """``{model: rows as tuples}``: everything the public may read, in a fixed order."""
    return {model.__name__: sorted(model.objects.order_by().values_list(), key=repr) for model in public_models()}
