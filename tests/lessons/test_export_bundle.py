"""Exporting a conference: the same file back, and in public what the shelf shows."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lessons.bundles.schema import SCHEMA, SECTIONS, problems
from lessons.choices import Audience, CountryRole, EvidenceRelation, LessonKind, LessonStatus
from organisations.choices import Basis, Classification, RelationKind, State
from organisations.models import PersonRecord
from organisations.whole_shelf import release_whole_shelf
from sessions.choices import (
    ConferenceCountryRole,
    ConferenceRole,
    DisclosureRule,
    Level,
    LinkKind,
    SessionKind,
    StatementKind,
    Wording,
)
from sessions.models import ConferenceRecord, Participant, Statement, StatementRecord
from tests.bundles import small_bundle, write_bundle
from tests.factories import make_country, make_theme

SAMPLE = settings.BASE_DIR / "sessions" / "samples" / "prishtina-2014.json"


@pytest.fixture
def vocabularies(db):
    for code in ("XK", "AL", "GE", "MK"):
        make_country(code)
    make_theme("trust")


def export(slug="2014-town", *arguments):
    out = io.StringIO()
    call_command("export_bundle", slug, *arguments, stdout=out)
    return out.getvalue()


def load(path):
    call_command("import_bundle", str(path), verbosity=0, stdout=io.StringIO())


def test_import_and_export_give_the_same_bytes(tmp_path, vocabularies):
    path = write_bundle(tmp_path, small_bundle())
    load(path)

    assert export() == Path(path).read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_sample_comes_back_byte_for_byte(tmp_path):
    call_command("load_countries", verbosity=0, stdout=io.StringIO())
    call_command("load_themes", verbosity=0, stdout=io.StringIO())
    load(SAMPLE)

    export("2014-prishtina-security-building", "--output", str(tmp_path / "out.json"))

    assert (tmp_path / "out.json").read_bytes() == SAMPLE.read_bytes()
    assert not (tmp_path / "out.json.part").exists()


def test_an_unknown_conference_is_said_to_be_so(tmp_path, vocabularies):
    load(write_bundle(tmp_path, small_bundle()))

    with pytest.raises(CommandError, match=r'no conference "2013" on the desk\. Known: 2014-town'):
        export("2013")
    with pytest.raises(CommandError, match=r'no conference "2014-town" on the public site\. Known: none'):
        export("2014-town", "--public")


@pytest.fixture
def shown(tmp_path, vocabularies):
    """The small bundle on the shelf, with one more thing that must not be there."""
    bundle = small_bundle()
    bundle["statements"][1]["state"] = "draft"
    bundle["lessons"][0]["evidence"][1]["relation"] = "supports"
    bundle["conference"]["disclosure_reason"] = "canary-reason"
    bundle["participants"].append(
        {**bundle["participants"][0], "key": "canary-key", "organisation": "forum", "limit": "organisation"}
    )
    bundle["statements"][2].update(speaker="canary-key", attribution_level="organisation", text="canary-text")
    load(write_bundle(tmp_path, bundle))
    release_whole_shelf()
    return json.loads(export("2014-town", "--public"))


def test_a_public_export_holds_what_the_shelf_shows(shown):
    assert [item["text"] for item in shown["statements"]] == ["What s1 says.", ""]
    assert shown["statements"][0]["key"] == StatementRecord.objects.get(key="s1").public_id.lower()
    assert [person["slug"] for person in shown["people"]] == ["sasa-rasic"]
    assert [len(lesson["evidence"]) for lesson in shown["lessons"]] == [1]
    assert shown["statement_links"] == []
    assert "canary" not in json.dumps(shown)


def test_a_public_export_is_a_bundle(shown):
    wrong = [found for section in SECTIONS for item in shown[section] for found in problems(section, item)]

    assert wrong + problems("conference", shown["conference"]) == []


def test_a_speaker_without_a_row_says_no_more_than_the_line(shown):
    speaker = next(p for p in shown["participants"] if p["key"] == shown["statements"][1]["speaker"])

    assert {name: value for name, value in speaker.items() if value and name != "key"} == {
        "organisation": "forum",
        "classification": "network",
        "limit": "organisation",
        "state": "approved",
    }


def test_a_public_export_shows_the_same_elsewhere(shown, tmp_path):
    columns = ("text", "attribution_level", "attribution_label", "organisation__slug", "speaker_country_id")
    before = list(Statement.objects.order_by("order").values_list(*columns))
    labels = set(Participant.objects.values_list("label", flat=True))
    elsewhere = json.loads(json.dumps(shown))
    elsewhere["conference"]["slug"] = "elsewhere"

    load(write_bundle(tmp_path, elsewhere, "elsewhere.json"))
    release_whole_shelf()

    there = Statement.objects.filter(conference__slug="elsewhere")
    assert list(there.order_by("order").values_list(*columns)) == before
    assert set(Participant.objects.filter(conference__slug="elsewhere").values_list("label", flat=True)) == labels


def test_a_line_that_consent_lifted_above_the_rule_shows_the_same_elsewhere(tmp_path, vocabularies):
    bundle = small_bundle()
    bundle["conference"]["disclosure_rule"] = "chatham_house"
    bundle["statements"][0]["consent"] = {"reference": "Form 1", "date": "2014-05-01"}
    load(write_bundle(tmp_path, bundle))
    release_whole_shelf()
    line = Statement.objects.order_by("order").values_list("attribution_label", flat=True)[0]
    public = json.loads(export("2014-town", "--public"))
    public["conference"]["slug"] = "elsewhere"

    load(write_bundle(tmp_path, public, "elsewhere.json"))
    release_whole_shelf()

    there = Statement.objects.filter(conference__slug="elsewhere").order_by("order")
    assert (line, there[0].attribution_label) == ("Saša Rašić, Deputy Minister, Kosovo",) * 2
    assert PersonRecord.objects.count() == 1
    assert ConferenceRecord.objects.count() == 2


def enum(*path):
    part = SCHEMA["$defs"]
    for step in path:
        part = part[step]
    return part["enum"]


def items(*path):
    return (*path, "items", "properties")


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        (("state",), State),
        (("level",), Level),
        (("classification",), Classification),
        (("statement", "properties", "kind"), StatementKind),
        (("statement", "properties", "wording"), Wording),
        (("statement_link", "properties", "kind"), LinkKind),
        (("session", "properties", "kind"), SessionKind),
        (("lesson", "properties", "kind"), LessonKind),
        (("lesson", "properties", "status"), LessonStatus),
        (("lesson", "properties", "addressed_to", "items"), Audience),
        ((*items("lesson", "properties", "countries"), "role"), CountryRole),
        ((*items("lesson", "properties", "evidence"), "relation"), EvidenceRelation),
        ((*items("organisation", "properties", "relations"), "kind"), RelationKind),
        ((*items("conference", "properties", "organisations"), "role"), ConferenceRole),
        ((*items("conference", "properties", "countries"), "role"), ConferenceCountryRole),
        (("conference", "properties", "disclosure_rule"), DisclosureRule),
    ],
)
def test_the_schema_knows_the_terms_of_the_site(path, choices):
    assert sorted(enum(*path)) == sorted(choices.values)


def test_the_schema_knows_every_basis_and_none():
    assert sorted(enum("basis")) == sorted(["", *Basis.values])
