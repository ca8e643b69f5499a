"""The ladder, rung by rung: how openly a speaker may be shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import Basis
from sessions.choices import DisclosureRule, Level
from sessions.ladder import LADDER, Body, Speaker, attribution, effective_level, participant_level, strictest

INDEP = Body("ORG00001", "INDEP", "national_ngo", "XK")
FULL = Speaker(
    id="PART0001",
    person=("PERS0001", "Ana Canary"),
    role="Director",
    body=INDEP,
    group="Think tanks",
    classification="national_ngo",
    country=("XK", "Kosovo"),
    limit=Level.NAMED,
    basis=Basis.CONSENT,
    unique_post=True,
)

EFFECTIVE = [
    # what is said of it, chosen, changes to FULL, rule, consent, expected
    ("everything allows it", Level.NAMED, {}, "on_record", False, Level.NAMED),
    ("staff chose less", Level.COUNTRY, {}, "on_record", False, Level.COUNTRY),
    ("Chatham House: no name, no affiliation", Level.NAMED, {}, "chatham_house", False, Level.ORGANISATION_TYPE),
    ("closed: nothing", Level.NAMED, {}, "closed", False, Level.WITHHELD),
    ("consent lifts the rule", Level.NAMED, {}, "chatham_house", True, Level.NAMED),
    ("consent lifts the rule no further than chosen", Level.ORGANISATION, {}, "closed", True, Level.ORGANISATION),
    ("the participant's limit", Level.NAMED, {"limit": Level.ORGANISATION}, "on_record", False, Level.ORGANISATION),
    ("consent does not lift the limit", Level.NAMED, {"limit": "country"}, "closed", True, Level.COUNTRY),
    ("no basis: no name, and no unique post", Level.NAMED, {"basis": ""}, "on_record", False, Level.ORGANISATION),
    (
        "no basis: a role that several hold",
        Level.NAMED,
        {"basis": "", "unique_post": False},
        "on_record",
        False,
        Level.ROLE_ORGANISATION,
    ),
    ("a basis nobody knows is none", Level.NAMED, {"basis": "rumour"}, "on_record", False, Level.ORGANISATION),
    ("no released person", Level.NAMED, {"person": None}, "on_record", False, Level.ROLE_ORGANISATION),
    ("no role", Level.ROLE_ORGANISATION, {"role": ""}, "on_record", False, Level.ORGANISATION),
    ("no released body", Level.ORGANISATION, {"body": None}, "on_record", False, Level.ORGANISATION_TYPE),
    (
        "no kind of body, whatever the body's is by now",
        "organisation_type",
        {"classification": "", "group": ""},
        "on_record",
        False,
        Level.COUNTRY,
    ),
    ("a kind without a group", "organisation_type", {"group": ""}, "on_record", False, "organisation_type"),
    (
        "nothing known",
        Level.NAMED,
        {"person": None, "role": "", "body": None, "group": "", "classification": "", "country": None},
        "on_record",
        False,
        Level.UNATTRIBUTED,
    ),
    ("withheld stays withheld", Level.WITHHELD, {}, "on_record", True, Level.WITHHELD),
    ("a limit of withheld", Level.NAMED, {"limit": Level.WITHHELD}, "on_record", False, Level.WITHHELD),
]


@pytest.mark.parametrize(
    ("chosen", "changes", "rule", "consent", "expected"), [row[1:] for row in EFFECTIVE], ids=[r[0] for r in EFFECTIVE]
)
def test_effective_level_is_the_strictest_of_all(chosen, changes, rule, consent, expected):
    assert effective_level(chosen, replace(FULL, **changes), rule, consent) == expected


@pytest.mark.parametrize(
    ("chosen", "rule", "expected"),
    [
        (Level.NAMED, "on_record", Level.UNATTRIBUTED),
        (Level.NAMED, "closed", Level.WITHHELD),
        (Level.WITHHELD, "on_record", Level.WITHHELD),
    ],
)
def test_without_a_speaker_nobody_is_shown(chosen, rule, expected):
    assert effective_level(chosen, None, rule) == expected


LABELS = [
    (Level.NAMED, {}, "Ana Canary, Director, INDEP"),
    (Level.NAMED, {"country": ("AL", "Albania")}, "Ana Canary, Director, INDEP, Albania"),
    (Level.NAMED, {"role": "", "body": None}, "Ana Canary, Kosovo"),
    (Level.ROLE_ORGANISATION, {}, "Director, INDEP"),
    (Level.ROLE_ORGANISATION, {"country": ("YE", "Yemen")}, "Director, INDEP, Yemen"),
    (Level.ORGANISATION, {"country": ("YE", "Yemen")}, "INDEP"),
    (Level.ORGANISATION_TYPE, {}, "Think tanks, Kosovo"),
    (Level.ORGANISATION_TYPE, {"group": ""}, "National NGO, Kosovo"),
    (Level.ORGANISATION_TYPE, {"country": None}, "Think tanks"),
    (Level.COUNTRY, {}, "Speaker from Kosovo"),
    (Level.UNATTRIBUTED, {}, "Speaker not stated"),
]


@pytest.mark.parametrize(("level", "changes", "label"), LABELS)
def test_label(level, changes, label):
    shown = attribution(level, replace(FULL, **changes))

    assert (shown.level, shown.label) == (level, label)


FINER = {
    "person": Level.NAMED,
    "role": Level.ROLE_ORGANISATION,
    "organisation": Level.ORGANISATION,
    "group": Level.ORGANISATION_TYPE,
    "classification": Level.ORGANISATION_TYPE,
    "country": Level.COUNTRY,
}

speakers = st.builds(
    Speaker,
    id=st.just("PART0001"),
    person=st.sampled_from([None, FULL.person]),
    role=st.sampled_from(["", "Director"]),
    body=st.sampled_from([None, INDEP]),
    group=st.sampled_from(["", "Think tanks"]),
    classification=st.sampled_from(["", "network"]),
    country=st.sampled_from([None, ("XK", "Kosovo")]),
    limit=st.sampled_from(LADDER),
    basis=st.sampled_from(["", *Basis.values]),
    unique_post=st.booleans(),
)


@given(st.sampled_from(LADDER), st.none() | speakers, st.sampled_from(DisclosureRule.values), st.booleans())
def test_nothing_finer_than_the_level_is_in_an_attribution(chosen, speaker, rule, consent):
    level = effective_level(chosen, speaker, rule, consent)

    assert strictest(level, chosen) == level
    if level != Level.WITHHELD:
        shown = attribution(level, speaker)
        finer = [name for name, rung in FINER.items() if getattr(shown, name) and strictest(level, rung) != rung]
        assert finer == []


@given(speakers, st.sampled_from(DisclosureRule.values))
def test_a_participants_own_row_stands_no_finer_than_limit_and_rule(speaker, rule):
    level = participant_level(speaker, rule)

    assert strictest(level, speaker.limit) == level


def test_at_organisation_level_the_country_is_the_bodys_own():
    shown = attribution(Level.ORGANISATION, replace(FULL, country=("YE", "Yemen")))

    assert shown.country == "XK"
