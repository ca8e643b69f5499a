"""The shipped conference of 24 April 2014: how much of everything, and what must not be got wrong.

The offsets are held against the source itself by ``.ci/offsets.py``, where the source is at hand.
"""

import json
import re
from collections import Counter

import pytest
from django.conf import settings

BUNDLE = json.loads((settings.BASE_DIR / "sessions/samples/prishtina-2014.json").read_text(encoding="utf-8"))
STATEMENTS = {item["key"]: item for item in BUNDLE["statements"]}


def all_texts():
    """Every text of the bundle that readers see."""
    for section in ("statements", "lessons", "organisations", "sessions"):
        for item in BUNDLE[section]:
            yield from (item.get(name, "") for name in ("title", "name", "text", "context", "summary"))
    yield BUNDLE["conference"]["summary"]


def said(pattern):
    """The statements whose text matches."""
    return [item for item in BUNDLE["statements"] if re.search(pattern, item["text"])]


def test_how_much_there_is():
    counts = {name: len(part) for name, part in BUNDLE.items() if isinstance(part, list)}

    assert counts == {
        "sources": 1,
        "organisations": 28,
        "people": 4,
        "sessions": 12,
        "participants": 14,
        "statements": 196,
        "statement_links": 35,
        "lessons": 40,
    }


def test_levels_are_as_fine_as_the_report():
    assert Counter(item["attribution_level"] for item in BUNDLE["statements"]) == {
        "unattributed": 137,
        "named": 19,
        "role_organisation": 19,
        "organisation_type": 10,
        "organisation": 8,
        "country": 3,
    }


def test_four_people_are_named_and_no_more():
    assert {person["name"] for person in BUNDLE["people"]} == {
        "Ferdinand Nikolla",
        "Saša Rašić",
        "Thomas Gnocchi",
        "Astrit Istrefi",
    }
    assert len([p for p in BUNDLE["participants"] if p["person"]]) == 4


def test_the_conference_as_the_report_gives_it():
    conference = BUNDLE["conference"]

    assert (conference["start_date"], conference["end_date"], conference["headcount"]) == (
        "2014-04-24",
        "2014-04-24",
        48,
    )
    assert conference["place"] == "Prishtinë/Priština"
    assert {(o["organisation"], o["role"]) for o in conference["organisations"]} == {
        ("saferworld", "organiser"),
        ("fiq", "partner"),
        ("aktiv", "partner"),
    }
    countries = {(c["role"], c["country"]) for c in conference["countries"]}
    assert {code for role, code in countries if role == "participants"} == {"AL", "XK", "MK", "ME", "RS", "GB"}
    assert {code for role, code in countries if role == "programme"} == {"GE", "KG", "YE", "BD"}


def test_the_programme_is_a_tree():
    tree = [(session["slug"], session["parent"]) for session in BUNDLE["sessions"]]

    assert tree == [
        ("opening-remarks", None),
        ("questions-examined", None),
        ("session-1", None),
        ("session-1-presentations", "session-1"),
        ("session-1-open-discussion", "session-1"),
        ("session-2", None),
        ("session-2-presentations", "session-2"),
        ("session-2-open-discussion", "session-2"),
        ("session-3", None),
        ("session-3-presentations", "session-3"),
        ("session-3-open-discussion", "session-3"),
        ("conclusions", None),
    ]


def test_the_countries_are_those_the_report_speaks_about():
    about = {c["country"] for item in BUNDLE["statements"] for c in item["countries"]}

    assert about == {"XK", "RS", "ME", "AL", "MK", "KG", "YE", "BD", "GE"}
    assert {c["country"] for lesson in BUNDLE["lessons"] for c in lesson["countries"]} <= about


def test_a_country_has_the_name_the_report_uses():
    names = {(c["country"], c["name_in_source"]) for i in BUNDLE["statements"] for c in i["countries"]}

    assert {name for code, name in names if code == "MK"} == {"Macedonia"}
    assert {name for code, name in names if code == "KG"} == {"Kyrgyz Republic", "Kyrgyzstan"}


@pytest.mark.parametrize("word", ["Bosnia", "EULEX", "Herzegovina", "@", r"\+44", "NATO", "Serbian government"])
def test_nothing_is_added_from_elsewhere(word):
    assert [text for text in all_texts() if re.search(word, text)] == []


@pytest.mark.parametrize(
    ("pattern", "country"),
    [
        (r"\b1999\b", "RS"),
        (r"\b2011\b", "YE"),
        (r"\b2012\b", "KG"),
        (r"\b2008\b", "BD"),
        (r"\b10 years\b", "XK"),
        (r"\b15 years\b", "XK"),
        (r"three rural sites", "BD"),
        (r"\b(three|3)\b.*challenges", "XK"),
    ],
)
def test_dates_and_numbers_stand_with_their_country(pattern, country):
    found = said(pattern)

    assert found
    assert {c["country"] for item in found for c in item["countries"] if not c["context"]} == {country}


def test_ten_years_are_saferworlds_and_fifteen_the_internationals():
    assert all("saferworld" in item["mentions"] for item in said(r"\b10 years\b"))
    assert all("international" in item["text"].lower() for item in said(r"\b15 years\b"))


def test_bangladesh_had_no_recent_violent_conflict():
    found = [
        item
        for item in said(r"violent conflict|armed violence")
        if any(c["country"] == "BD" for c in item["countries"])
    ]

    assert found
    assert all(re.search(r"\bno\b|\bnot\b|neither", item["text"], re.IGNORECASE) for item in found)


def test_contradictions_are_linked():
    about = {
        tuple(sorted(set(_countries(link["from"]) + _countries(link["to"]))))
        for link in BUNDLE["statement_links"]
        if link["kind"] == "contradicts"
    }

    assert about == {("KG",), ("XK",)}
    assert len([link for link in BUNDLE["statement_links"] if link["kind"] == "contradicts"]) == 3


def _countries(key):
    return [c["country"] for c in STATEMENTS[key]["countries"] if not c["context"]]


def test_a_region_is_no_country_of_a_statement():
    assert {len(item["countries"]) for item in said("Western Balkans") if not item["speaker"]} <= {0}


def test_a_lesson_country_is_backed_by_its_evidence():
    unbacked = [
        (lesson["key"], country["country"])
        for lesson in BUNDLE["lessons"]
        for country in lesson["countries"]
        if country["country"] not in {code for e in lesson["evidence"] for code in _countries(e["statement"])}
    ]

    assert unbacked == []


def test_no_lesson_cites_one_side_of_a_contradiction_only():
    pairs = [(k["from"], k["to"]) for k in BUNDLE["statement_links"] if k["kind"] == "contradicts"]
    one_sided = [
        (lesson["key"], pair)
        for lesson in BUNDLE["lessons"]
        for pair in pairs
        if len({e["statement"] for e in lesson["evidence"]} & set(pair)) == 1
    ]

    assert one_sided == []


def test_every_theme_has_a_lesson():
    used = {slug for lesson in BUNDLE["lessons"] for slug in lesson["themes"]}

    assert len(used) == 20


def test_unnamed_voices_stay_unnamed():
    unnamed = {p["key"]: p for p in BUNDLE["participants"] if not p["person"]}

    assert {(p["role"], p["organisation"]) for p in unnamed.values() if p["role"]} == {
        ("Executive Director", "indep"),
        ("Representative", "saferworld"),
        ("Representative", "ministry-of-kosovo-security-force"),
    }
    assert all(p["limit"] != "named" for p in unnamed.values())
