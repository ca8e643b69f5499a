"""The guard against singling out sees ways to do it that are planted."""

from dataclasses import dataclass, replace

import pytest
from django.db import IntegrityError
from hypothesis import Phase

from organisations import release
from organisations.filter_links import Column
from organisations.shelving import Outcome, log_changes
from sessions import ladder, policy
from sessions.choices import Level
from sessions.filters import StatementFilter
from sessions.models import StatementRecord

from .gatherings import vocabularies
from .test_nobody_singled_out import try_many, what_is_not_as_recorded, what_tells

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class TrueCountry(Column):
    """Finds statements by where their speakers are from, and counts them as they are shown."""

    def matches(self, keys):
        return Column("pk").matches(_spoken(speaker__country__in=keys).values_list("public_id", flat=True))


@dataclass(frozen=True)
class TruePerson(Column):
    """Finds statements as they are shown, and counts them by who spoke."""

    def counts(self, rows):
        spoken = _spoken(public_id__in=list(rows.values_list("pk", flat=True)))
        people = list(spoken.values_list("speaker__person__public_id", flat=True))
        return [(person, people.count(person)) for person in {*people} - {None}]


def _spoken(**values):
    return StatementRecord.objects.filter(**values)


def remarks_lead_to_any_row(monkeypatch):
    monkeypatch.setattr(policy, "links_participant", lambda level, *_: level in ("named", "role_organisation"))


def remarks_of_bodies_lead_to_rows(monkeypatch):
    monkeypatch.setattr(policy, "links_participant", lambda level, *_: level in ("named", "organisation"))


def bodies_stand_with_the_country_of_their_speaker(monkeypatch):
    def shown(speaker):
        return replace(ladder._organisation(speaker), country=ladder._code(speaker))

    monkeypatch.setitem(ladder._SHOWN, Level.ORGANISATION, shown)


def a_filter_reads_the_desk(monkeypatch):
    monkeypatch.setattr(StatementFilter.base_filters["speaker_country"], "links", (TrueCountry("speaker_country"),))


def a_facet_counts_true_speakers(monkeypatch):
    monkeypatch.setattr(StatementFilter.base_filters["person"], "links", (TruePerson("person"),))


def who_is_silent_has_a_row(monkeypatch):
    given = policy.released_participant
    monkeypatch.setattr(
        policy, "released_participant", lambda values, speaker, rule, _: given(values, speaker, rule, 1)
    )


def the_log_tells_of_what_is_withheld(monkeypatch):
    kept = release.keep_snapshots

    def keep(kind, records):
        kept(kind, records)
        withheld = [each for each in records if getattr(each, "attribution_level", "") == Level.WITHHELD]
        for each in withheld:
            log_changes(kind.name, Outcome(updated={each.public_id: set()}), each.released_at)

    monkeypatch.setattr(release, "keep_snapshots", keep)


@pytest.mark.parametrize(
    ("plant", "look"),
    [
        (remarks_lead_to_any_row, what_tells),
        (remarks_lead_to_any_row, what_is_not_as_recorded),
        (remarks_of_bodies_lead_to_rows, what_is_not_as_recorded),
        (bodies_stand_with_the_country_of_their_speaker, what_tells),
        (bodies_stand_with_the_country_of_their_speaker, what_is_not_as_recorded),
        (a_filter_reads_the_desk, what_tells),
        (a_filter_reads_the_desk, what_is_not_as_recorded),
        (a_facet_counts_true_speakers, what_tells),
        (a_facet_counts_true_speakers, what_is_not_as_recorded),
        (who_is_silent_has_a_row, what_tells),
        (the_log_tells_of_what_is_withheld, what_tells),
    ],
)
def test_a_planted_way_to_single_somebody_out_is_found(monkeypatch, plant, look):
    """By this guard, or by a constraint of the database before it."""
    vocabularies()
    plant(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError)):
        try_many(look, phases=[Phase.generate], report_multiple_bugs=False)
