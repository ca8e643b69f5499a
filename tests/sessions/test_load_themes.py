"""Themes: the twenty that ship, told apart from each other, and loaded without touching what curators edited."""

import re
from copy import deepcopy

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Change
from organisations.vocabularies.loading import read_json
from sessions.models import Theme
from sessions.vocabularies.themes import THEMES, load_themes

SLUGS = [
    "police-reform",
    "community-policing",
    "community-security",
    "security-sector-reform",
    "salw-control",
    "oversight-and-accountability",
    "policy-influence",
    "policy-implementation",
    "cooperation-with-authorities",
    "civil-society-capacity",
    "trust",
    "inter-ethnic-relations",
    "dealing-with-the-past",
    "gender-and-youth",
    "inclusion-and-representation",
    "information-and-awareness",
    "international-actors",
    "donors",
    "drivers-of-insecurity",
    "prevention",
]
# Active codes of the OECD DAC / IATI Sector codelist, as named there.
PURPOSE_CODES = {
    "15113": "Anti-corruption organisations and institutions",
    "15130": "Legal and judicial development",
    "15131": "Justice, law and order policy, planning and administration",
    "15132": "Police",
    "15135": "Ombudsman",
    "15150": "Democratic participation and civil society",
    "15152": "Legislatures and political parties",
    "15153": "Media and free flow of information",
    "15160": "Human rights",
    "15170": "Women's rights organisations and movements, and government institutions",
    "15180": "Ending violence against women and girls",
    "15210": "Security system management and reform",
    "15220": "Civilian peace-building, conflict prevention and resolution",
    "15230": "Participation in international peacekeeping operations",
    "15240": "Reintegration and SALW control",
}
ENTRY = {"slug": "x", "name": "X", "definition": "A topic.", "scope_note": "", "purpose_codes": []}
ENTRY |= {"names": {"sq": "Iks"}, "definitions": {"sq": "Një temë."}}


@pytest.fixture(scope="module")
def entries():
    return read_json(THEMES)["themes"]


def entry(**changes):
    return [{**deepcopy(ENTRY), **changes}]


def test_the_twenty_themes_in_their_order(entries):
    assert [e["slug"] for e in entries] == SLUGS
    assert len({e["name"] for e in entries}) == len(SLUGS)


def test_a_definition_is_one_sentence_of_its_own(entries):
    for definition in (e["definition"] for e in entries):
        assert re.fullmatch(r"[A-Z][^.]+\.", definition), definition
        assert len(definition) < 200
    assert len({e["definition"] for e in entries}) == len(SLUGS)


def test_every_scope_note_sends_to_a_neighbour_by_its_name(entries):
    names = {e["name"] for e in entries}
    for e in entries:
        sent_to = {name for name in names if re.search(rf": {re.escape(name)}\.", e["scope_note"])}
        assert sent_to - {e["name"]}, e["slug"]
        assert e["name"] not in sent_to, e["slug"]
        # Whatever follows a colon and ends a sentence is the name of a theme.
        assert {part.strip() for part in re.findall(r": ([^.:]+)\.", e["scope_note"])} <= names, e["slug"]


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        ("police-reform", ["15132"]),
        ("security-sector-reform", ["15210", "15130"]),
        ("salw-control", ["15240"]),
        ("civil-society-capacity", ["15150"]),
        ("gender-and-youth", ["15170", "15180"]),
        ("prevention", ["15220"]),
        ("trust", []),
    ],
)
def test_purpose_codes_of_a_theme(entries, slug, codes):
    (e,) = (e for e in entries if e["slug"] == slug)
    assert [code["code"] for code in e["purpose_codes"]] == codes


def test_purpose_codes_are_named_as_in_the_code_list(entries):
    pairs = [(code["code"], code["name"]) for e in entries for code in e["purpose_codes"]]
    assert dict(pairs) == PURPOSE_CODES
    assert set(pairs) == set(PURPOSE_CODES.items())


@pytest.mark.django_db
def test_all_themes_are_loaded_with_every_field(capsys, entries):
    call_command("load_themes")
    assert capsys.readouterr().out == "Themes: 20 added, 0 updated, 0 unchanged. Kept as edited here: none.\n"
    assert list(Theme.objects.values_list("slug", flat=True)) == SLUGS
    for e in entries:
        row = Theme.objects.get(pk=e["slug"])
        row.full_clean()
        assert {field: getattr(row, field) for field in e} == e


@pytest.mark.django_db
def test_second_run_changes_nothing_and_says_so(capsys):
    load_themes()
    rows, changes = list(Theme.objects.values()), Change.objects.count()
    call_command("load_themes")
    assert capsys.readouterr().out == "Themes: nothing changed (20 rows). Kept as edited here: none.\n"
    assert (list(Theme.objects.values()), Change.objects.count()) == (rows, changes)


@pytest.mark.django_db
def test_second_run_only_reads(django_assert_num_queries):
    load_themes()
    with django_assert_num_queries(5):  # savepoint, 2 for the shelf's lock, themes, release savepoint
        load_themes()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "mine"),
    [
        ("name", "Mine"),
        ("definition", "Mine."),
        ("scope_note", "Mine."),
        ("purpose_codes", [{"code": "15132", "name": "Police"}]),
        ("position", 7),
    ],
)
def test_a_field_edited_by_curators_stays(field, mine):
    load_themes(entry())
    Theme.objects.update(**{field: mine})
    load_themes([{**ENTRY, "slug": "first", "name": "First"}, *entry(name="New", definition="New.", scope_note="New.")])
    assert getattr(Theme.objects.get(pk="x"), field) == mine


@pytest.mark.django_db
def test_untouched_fields_follow_the_data():
    load_themes(entry())
    Theme.objects.update(name="Mine")
    outcome = load_themes(entry(definition="A better sentence."))
    row = Theme.objects.get()
    assert (row.name, row.definition) == ("Mine", "A better sentence.")
    assert (outcome.updated, outcome.kept) == ({"x": {"definition"}}, {"x": {"name"}})


@pytest.mark.django_db
def test_themes_of_curators_stay():
    Theme.objects.create(slug="energy", name="Energy", definition="Theirs.", position=15)
    before = Theme.objects.filter(pk="energy").values().get()
    load_themes()
    load_themes()
    assert Theme.objects.filter(pk="energy").values().get() == before
    assert Theme.objects.count() == 21


@pytest.mark.django_db
def test_changes_are_in_the_change_log():
    load_themes(entry())
    load_themes(entry(name="Y"))
    log = Change.objects.order_by("seq").values_list("kind", "public_id", "action")
    assert list(log) == [("themes", "x", "released"), ("themes", "x", "updated")]


@pytest.mark.django_db
def test_all_or_nothing():
    Theme.objects.create(slug="mine", name="Trust", definition="Mine.")
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_themes")
    assert list(Theme.objects.values_list("slug", flat=True)) == ["mine"]
