"""The world of secrets itself: what is meant to be public is, and no public row has a secret in it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from organisations.languages import digest
from organisations.policy import released_organisation, released_person
from organisations.whole_shelf import find_drift, release_whole_shelf
from sessions.ladder import effective_level
from sessions.models import Participant, Statement
from sessions.policy import released_participant

from .world import HIDDEN_COUNTRY, SHOWN, public_rows

pytestmark = pytest.mark.django_db


def leaks(secrets, rows):
    """``{table: {secret: meaning}}`` of the tables that hold secrets."""
    found = {table: secrets.found_in(repr(values).encode()) for table, values in rows.items()}
    return {table: secrets.explain(words) for table, words in found.items() if words}


def test_no_public_row_holds_a_secret(world):
    assert leaks(world.secrets, public_rows()) == {}


def test_a_planted_secret_is_seen(world, db):
    Statement.objects.filter(pk=world["placed remark"].public_id).update(place=world["draft body"].name)
    found = leaks(world.secrets, public_rows())
    assert list(found) == ["Statement"]
    assert list(found["Statement"].values()) == ["draft body"]


def mutated(level_of):
    """The ladder with a rung sawn through: what staff chose, the rule and the limit pass through ``level_of``."""
    return lambda chosen, speaker, rule, consent=False: effective_level(*level_of(chosen, speaker, rule, consent))


FAULTS = [
    ("sessions.policy.shown_text", lambda values: values["text"]),
    ("sessions.policy.shown_text", lambda values: values["public_text"] or values["text"]),
    ("sessions.policy.translations", lambda values, fields: {(row[0], row[-1]) for row in values["translations"]}),
    ("lessons.policy.translations", lambda values, fields: {(row[0], *row[-3:]) for row in values["translations"]}),
    ("organisations.policy.digest", lambda *words: digest("Other words.")),
    ("organisations.policy.TranslationStatus", SimpleNamespace(REVIEWED="draft")),
    ("sessions.policy.strictest", lambda level, reveals: reveals),
    ("sessions.policy.says_where", lambda level, rule: True),
    ("sessions.policy.effective_level", mutated(lambda c, s, r, ok: (c, s, "on_record", ok))),
    ("sessions.policy.effective_level", mutated(lambda c, s, r, ok: (c, s and replace(s, limit="named"), r, ok))),
    ("sessions.policy.effective_level", mutated(lambda c, s, r, ok: (c, s and replace(s, basis="consent"), r, ok))),
    (
        "sessions.policy.effective_level",
        mutated(lambda c, s, r, ok: (c if c != "withheld" else "unattributed", s, r, ok)),
    ),
    ("organisations.policy.released_organisation", lambda values, named: released_organisation(values, True)),
    ("organisations.policy.released_person", lambda values, named: released_person(values, True)),
    ("sessions.policy.released_participant", lambda v, s, rule, named: released_participant(v, s, rule, True)),
]


@pytest.mark.parametrize(("target", "fault"), FAULTS, ids=range(len(FAULTS)))
def test_a_planted_fault_of_the_rule_is_seen(world, monkeypatch, target, fault):
    monkeypatch.setattr(target, fault)
    release_whole_shelf()
    listed = Participant.objects.get(pk=world["listed participant"].public_id).sessions.count()
    assert leaks(world.secrets, public_rows()) or listed > 1


def test_everything_open_is_public(world):
    """Otherwise the sweep would find nothing because there is nothing to find."""
    rows = public_rows()
    assert [name for name, some in rows.items() if not some] == [], "a table is empty"
    said = " ".join(Statement.objects.values_list("attribution_label", flat=True))
    for rung, shown in SHOWN.items():
        for part in shown - {"country"}:
            assert f"Open {part} of speaker shown as {rung}" in said
    assert find_drift() == {}


def test_each_rung_is_on_the_shelf_as_it_was_meant(world):
    for rung in SHOWN:
        for name in (f"remark limited to {rung}", f"remark shown as {rung}"):
            levels = Statement.objects.filter(pk=world[name].public_id).values_list("attribution_level", flat=True)
            assert list(levels) == ([] if rung == "withheld" else [rung])


def test_no_public_row_points_at_the_hidden_country(world):
    pointing = {model for model, rows in public_rows().items() for row in rows if HIDDEN_COUNTRY in row}
    assert pointing == {"Country"}


def test_a_listed_participant_is_not_placed_in_rooms_that_forbid_it(world):
    listed = Participant.objects.get(pk=world["listed participant"].public_id)
    assert [session.slug for session in listed.sessions.all()] == ["open-panel"]
