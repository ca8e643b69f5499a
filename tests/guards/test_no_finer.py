"""Whatever staff enter, the shelf holds nothing finer of a speaker than the strictest of all that bears on it."""

from dataclasses import dataclass, replace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.choices import Basis, Classification, State
from organisations.whole_shelf import release_whole_shelf
from sessions import policy
from sessions.choices import DisclosureRule, Level
from sessions.ladder import can_stand_on
from sessions.models import Participant, Statement
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)

from .hidden.world import public_rows

pytestmark = pytest.mark.django_db

ORDER = list(Level)
STATES = [State.APPROVED, State.APPROVED, State.APPROVED, State.DRAFT]
# From which rung on each word may be read.
LAST_RUNG = {
    "Canary Person": Level.NAMED,
    "Canary Role": Level.ROLE_ORGANISATION,
    "Canary Body": Level.ORGANISATION,
    "Canary Group": Level.ORGANISATION_TYPE,
    "Kyrgyzstan": Level.COUNTRY,
    "Canary words": Level.UNATTRIBUTED,
}
CEILING = {"on_record": Level.NAMED, "chatham_house": Level.ORGANISATION_TYPE, "closed": Level.WITHHELD}


@dataclass(frozen=True)
class Case:
    """One speaker at one meeting and what was said."""

    chosen: str
    limit: str
    rule: str
    session_rule: str
    consent: bool
    basis: str
    unique_post: bool
    person: str | None
    role: bool
    body: str | None
    group: bool
    classification: str
    country: bool
    speaker: str
    listed: bool

    def allowed(self):
        """The finest rung that may show, worked out here once more and not by the ladder."""
        rules = [self.rule, self.session_rule or self.rule]
        rungs = [ORDER.index(self.chosen)] + [0 if self.consent else ORDER.index(CEILING[rule]) for rule in rules]
        if self.speaker == State.APPROVED:
            rungs.append(ORDER.index(self.limit))
        if not self.basis:
            rungs.append(2 if self.unique_post else 1)
        return max(rungs)


def some(values):
    return st.sampled_from(list(values))


MOSTLY = some([True, True, True, False])
# Leaning towards openness: where little is known or allowed there is little to leak.
CASES = st.builds(
    Case,
    chosen=some([Level.NAMED, Level.NAMED, Level.ROLE_ORGANISATION, *Level]),
    limit=some([Level.NAMED, Level.ROLE_ORGANISATION, Level.ROLE_ORGANISATION, *Level]),
    rule=some([DisclosureRule.ON_RECORD, DisclosureRule.ON_RECORD, *DisclosureRule]),
    session_rule=some(["", "", "", *DisclosureRule]),
    consent=st.booleans(),
    basis=some(["", "", *Basis]),
    unique_post=st.booleans(),
    person=some([None, *STATES]),
    role=MOSTLY,
    body=some([None, *STATES]),
    group=MOSTLY,
    classification=some(["", Classification.MEDIA]),
    country=MOSTLY,
    speaker=some(STATES),
    listed=st.booleans(),
).filter(lambda case: case.limit != Level.NAMED or case.basis)


def enter(case):
    """The records of a case, released as far as they can be; returns that of the statement."""
    person = case.person and make_person_record("Canary Person", state=case.person)
    body = case.body and make_organisation_record("Canary Body", state=case.body)
    meeting = make_conference_record(disclosure_rule=case.rule, state=State.APPROVED)
    session = make_session_record(meeting, disclosure_rule=case.session_rule, state=State.APPROVED)
    speaker = make_participant_record(
        meeting,
        person=person,
        organisation=body,
        role="Canary Role" if case.role else "",
        group="Canary Group" if case.group else "",
        classification=case.classification,
        country="KG" if case.country else None,
        limit=case.limit,
        basis=case.basis,
        basis_reference="Form" if case.basis else "",
        unique_post=case.unique_post,
        listed=case.listed,
        sessions=[session],
        state=case.speaker,
    )
    agreed = {"consent_reference": "Form", "consent_date": "2014-04-24"} if case.consent else {}
    said = make_statement_record(
        session, text="Canary words", speaker=speaker, attribution_level=case.chosen, state=State.APPROVED, **agreed
    )
    release_whole_shelf()
    return said


def finer_than_allowed(case, said):
    """What of the shelf is finer than the case allows. The row of a listed participant has a rung of its own."""
    rows = {name: [row for row in values if row] for name, values in public_rows().items()}
    statement = Statement.objects.filter(pk=said.public_id).first()
    yield from (f"statement: {word}" for word in _too_fine(case.allowed(), repr(rows["Statement"])))
    if statement and ORDER.index(statement.attribution_level) > ORDER.index(Level.ROLE_ORGANISATION):
        yield from (name for name in ("person_id", "participant_id") if getattr(statement, name))
    if statement and statement.attribution_level == Level.UNATTRIBUTED and statement.speaker_country_id:
        yield "a country of somebody unattributed"
    ceiling = max(ORDER.index(case.limit), ORDER.index(CEILING[case.rule]))
    for participant in Participant.objects.all():
        yield from (f"participant: {word}" for word in _too_fine(ceiling, repr(rows["Participant"])))
        in_room = participant.sessions.exists() and case.session_rule
        if in_room and ORDER.index(participant.level) < ORDER.index(CEILING[case.session_rule]):
            yield "a participant in a room that forbids it"
    everywhere = min(case.allowed(), ceiling if case.listed or Participant.objects.exists() else 6)
    others = {name: values for name, values in rows.items() if name not in ("Statement", "Participant", "Country")}
    yield from (f"elsewhere: {word}" for word in _too_fine(everywhere, repr(others)))


def _too_fine(allowed, text):
    return [word for word, last in LAST_RUNG.items() if word in text and allowed > ORDER.index(last)]


def check(case):
    with transaction.atomic():
        found = list(finer_than_allowed(case, enter(case)))
        transaction.set_rollback(True)
    assert found == []


QUICKLY = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}


def test_nothing_on_the_shelf_is_finer_than_allowed():
    settings(max_examples=60, **QUICKLY)(given(CASES)(check))()


EVERYTHING_KNOWN = Case(
    chosen=Level.NAMED,
    limit=Level.ROLE_ORGANISATION,
    rule=DisclosureRule.ON_RECORD,
    session_rule="",
    consent=False,
    basis="",
    unique_post=True,
    person=State.APPROVED,
    role=True,
    body=State.APPROVED,
    group=True,
    classification="",
    country=True,
    speaker=State.APPROVED,
    listed=True,
)


@pytest.mark.parametrize(
    ("changes", "target", "leak"),
    [
        ({"rule": "chatham_house"}, "ladder.CEILINGS", dict.fromkeys(DisclosureRule, Level.NAMED)),
        ({"limit": Level.COUNTRY}, "ladder.strictest", lambda *levels: min(levels, key=ORDER.index)),
        ({}, "ladder.can_stand_on", lambda rung, speaker: can_stand_on(rung, replace(speaker, basis="consent"))),
        ({"session_rule": "chatham_house"}, "policy.says_where", lambda level, rule: True),
        ({"session_rule": "chatham_house"}, "programme.stricter_rule", lambda *rules: rules[0]),
    ],
)
def test_a_planted_leak_is_seen(monkeypatch, changes, target, leak):
    """By this guard, or by a constraint of the database before it."""
    case = replace(EVERYTHING_KNOWN, **changes)
    check(case)
    monkeypatch.setattr(f"sessions.{target}", leak)
    with pytest.raises((AssertionError, IntegrityError)):
        check(case)


def test_the_rule_for_passages_is_the_level_of_the_statement():
    """One line of the guard that no case reaches: a place is shown only where it tells no more than the line."""
    for reveals in Level:
        passage = {"source": 1, "place": "p. 1", "start": 0, "end": 9, "reveals": reveals}
        shown = [level for level in ORDER if policy._place(passage, level)["place"]]
        assert shown == ORDER[: ORDER.index(reveals) + 1]
