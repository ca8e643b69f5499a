"""Whether what was said may be public, and in which words."""

from dataclasses import replace

import pytest

from sessions.choices import Level
from sessions.policy import (
    links_participant,
    released_conference,
    released_participant,
    released_session,
    released_source,
    released_statement,
    shown_text,
)

from .test_ladder import FULL

PASSAGE = {"source": 7, "place": "Session 1, paragraph 2", "start": 10, "end": 20, "reveals": Level.ORGANISATION}
NOWHERE = {"source": None, "place": "", "start": None, "end": None}


def statement(**changes):
    """A snapshot as the statement kind freezes it, as far as the policy reads it."""
    return {
        "text": "People fear the police.",
        "redacted": False,
        "public_text": "",
        "language": "en",
        "kind": "claim",
        "wording": "paraphrase",
        "attribution_level": Level.NAMED,
        "consent": False,
        "translations": [],
        "passage": None,
        **changes,
    }


@pytest.mark.parametrize(
    ("redacted", "public_text", "shown"),
    [
        (False, "", "People fear the police."),
        (True, "Some people fear the police.", "Some people fear the police."),
        (True, "", ""),
    ],
)
def test_redacted_to_empty_stays_empty(redacted, public_text, shown):
    values = statement(redacted=redacted, public_text=public_text)

    assert shown_text(values) == shown
    assert released_statement(values, None, "on_record")["text"] == shown
    assert released_statement(values, None, "on_record")["search_text"].startswith(shown.casefold())


def test_a_statement_never_released_is_not_public():
    assert released_statement(None, FULL, "on_record") is None


@pytest.mark.parametrize(
    ("level", "rule"), [(Level.WITHHELD, "on_record"), (Level.NAMED, "closed"), (Level.UNATTRIBUTED, "closed")]
)
def test_a_withheld_statement_is_not_public(level, rule):
    assert released_statement(statement(attribution_level=level), FULL, rule) is None


def test_an_unattributed_statement_says_nothing_of_its_speaker():
    shown = released_statement(statement(attribution_level=Level.UNATTRIBUTED), FULL, "on_record")

    assert {name: shown[name] for name in shown if name not in ("search_text", "text")} == {
        "language": "en",
        "kind": "claim",
        "wording": "paraphrase",
        "attribution_level": "unattributed",
        "attribution_label": "Speaker not stated",
        "person_id": None,
        "participant_id": None,
        "organisation_id": None,
        "speaker_classification": "",
        "speaker_country_id": None,
        **NOWHERE,
    }
    assert shown["search_text"] == "people fear the police. speaker not stated"


def test_an_unattributed_conclusion_is_the_conferences():
    shown = released_statement(statement(attribution_level=Level.UNATTRIBUTED, kind="conclusion"), FULL, "on_record")

    assert shown["attribution_label"] == "Conclusion of the conference"


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (Level.NAMED, True),
        (Level.ORGANISATION, True),
        (Level.ORGANISATION_TYPE, False),
        (Level.UNATTRIBUTED, False),
    ],
)
def test_a_place_in_the_source_is_public_only_if_it_tells_no_more_than_the_level(level, shown):
    fields = released_statement(statement(attribution_level=level, passage=PASSAGE), FULL, "on_record")

    place = {name: PASSAGE[name] for name in NOWHERE} if shown else NOWHERE
    assert {name: fields[name] for name in NOWHERE} == place


@pytest.mark.parametrize(
    ("level", "limit", "linked"),
    [
        (Level.NAMED, Level.NAMED, True),
        (Level.ROLE_ORGANISATION, Level.ROLE_ORGANISATION, True),
        (Level.ROLE_ORGANISATION, Level.NAMED, False),
        (Level.ORGANISATION, Level.ORGANISATION, False),
        (Level.COUNTRY, Level.COUNTRY, False),
        (Level.UNATTRIBUTED, Level.NAMED, False),
    ],
)
def test_a_statement_points_at_its_participant_only_if_both_say_the_same(level, limit, linked):
    speaker = replace(FULL, limit=limit)

    assert links_participant(level, speaker, "on_record") is linked


def test_consent_for_one_statement_does_not_tell_who_a_participants_row_is():
    shown = released_statement(statement(consent=True), FULL, "chatham_house")

    assert (shown["attribution_level"], shown["person_id"], shown["participant_id"]) == ("named", "PERS0001", None)


@pytest.mark.parametrize(
    ("limit", "rule", "listed", "named", "label"),
    [
        (Level.NAMED, "on_record", True, False, "Ana Canary, Director, INDEP"),
        (Level.NAMED, "on_record", False, True, "Ana Canary, Director, INDEP"),
        (Level.NAMED, "on_record", False, False, None),
        (Level.NAMED, "chatham_house", True, False, "Think tanks, Kosovo"),
        (Level.NAMED, "closed", True, True, None),
        (Level.COUNTRY, "on_record", True, False, "Speaker from Kosovo"),
        (Level.UNATTRIBUTED, "on_record", True, True, None),
    ],
)
def test_participant_is_public_if_listed_or_named_and_as_far_as_allowed(limit, rule, listed, named, label):
    row = released_participant({"listed": listed}, replace(FULL, limit=limit), rule, named)

    assert (row and row["label"]) == label


def test_nothing_stands_where_what_it_stands_in_is_not_public():
    assert released_session({"slug": "s"}, around=False) is None
    assert released_source({"title": "t"}, conference=False) is None
    assert released_conference(None) is None


def test_a_meeting_is_found_by_its_days_as_people_write_them():
    names = ["slug", "place", "summary", "headcount", "headcount_note", "disclosure_rule"]
    values = dict.fromkeys(names, "") | {"title": "Trust", "place_names": [], "language": "sq"}
    words = released_conference({**values, "start_date": "2014-04-24", "end_date": "2014-05-02"})["search_text"].split()
    assert {"24", "april", "24.04.2014", "2014-04-24", "2", "may", "2014-05-02"} <= set(words)
    one_day = {**values, "start_date": "2014-04-24", "end_date": None}
    assert released_conference(one_day)["search_text"].split().count("april") == 1
