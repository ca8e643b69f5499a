"""load_countries: all or nothing, again and again, and never over what curators edited."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Change, Country, CountryAlias
from organisations.vocabularies.countries import COUNTRIES, load_countries
from organisations.vocabularies.loading import read_json

pytestmark = pytest.mark.django_db

LAND = {
    "code": "AA",
    "alpha3": "AAA",
    "slug": "a-land",
    "name": "A land",
    "region": "southern-europe",
    "names": {"en": "A land", "sq": "Një vend"},
    "local_languages": ["sq"],
    "user_assigned": True,
    "naming_note": "",
    "aliases": [{"name": "Aland", "valid_until": "2019-02-13"}, {"name": "AAK", "kind": "code"}],
}


def land(**changes):
    return [{**deepcopy(LAND), **changes}]


def alias_rows():
    return list(
        CountryAlias.objects.order_by("name").values_list("name", "kind", "valid_from", "valid_until", "folded")
    )


@pytest.fixture
def loaded():
    load_countries(land())


def test_all_countries_are_loaded_with_every_field(capsys):
    call_command("load_countries")
    assert capsys.readouterr().out == "Countries: 250 added, 0 updated, 0 unchanged. Kept as edited here: none.\n"
    for entry in read_json(COUNTRIES)["countries"]:
        row = Country.objects.get(pk=entry["code"])
        row.full_clean()
        assert {field: getattr(row, field) for field in entry if field != "aliases"} == {
            field: value for field, value in entry.items() if field != "aliases"
        }
    assert Country.objects.get(pk="XK").alpha3 == "XKX"
    assert CountryAlias.objects.get(name="Macedonia").valid_until == date(2019, 2, 13)


def test_aliases_are_loaded_with_kind_days_and_folded_name(loaded):
    assert alias_rows() == [
        ("AAK", "code", None, None, "aak"),
        ("Aland", "name", None, date(2019, 2, 13), "aland"),
    ]


def test_second_run_changes_nothing_and_says_so(capsys):
    call_command("load_countries")
    rows, aliases, changes = (list(m.objects.order_by("pk").values()) for m in (Country, CountryAlias, Change))
    capsys.readouterr()
    call_command("load_countries")
    assert capsys.readouterr().out == "Countries: nothing changed (250 rows). Kept as edited here: none.\n"
    assert [list(m.objects.order_by("pk").values()) for m in (Country, CountryAlias, Change)] == [
        rows,
        aliases,
        changes,
    ]


def test_second_run_only_reads(django_assert_num_queries):
    load_countries()
    with django_assert_num_queries(6):  # savepoint, 2 for the shelf's lock, countries, aliases, release savepoint
        load_countries()


@pytest.mark.parametrize(
    ("field", "mine"),
    [
        ("name", "Mine"),
        ("slug", "mine"),
        ("alpha3", "MIN"),
        ("region", "western-asia"),
        ("names", {"en": "Mine"}),
        ("local_languages", []),
        ("user_assigned", False),
        ("naming_note", "* Without prejudice."),
    ],
)
def test_a_field_edited_by_curators_stays(loaded, field, mine):
    Country.objects.update(**{field: mine})
    outcome = load_countries(land(naming_note="New note", name="New name", slug="new", names={"en": "New name"}))
    assert getattr(Country.objects.get(), field) == mine
    assert field in outcome.kept["AA"]


def test_the_other_fields_of_an_edited_row_follow_the_data(loaded):
    Country.objects.update(naming_note="* Without prejudice.")
    outcome = load_countries(land(name="New name"))
    row = Country.objects.get()
    assert (row.name, row.naming_note) == ("New name", "* Without prejudice.")
    assert outcome.updated == {"AA": {"name"}}


def test_a_note_that_curators_emptied_stays_empty():
    load_countries(land(naming_note="A note"))
    Country.objects.update(naming_note="")
    load_countries(land(naming_note="A better note"))
    assert Country.objects.get().naming_note == ""


def test_a_country_made_by_hand_is_kept_and_completed():
    Country.objects.create(code="AA", alpha3="AAA", slug="mine", name="Mine", region="southern-europe")
    load_countries(land())
    row = Country.objects.get()
    assert (row.slug, row.name, row.names, row.local_languages) == ("mine", "Mine", LAND["names"], ["sq"])


def test_countries_only_curators_have_stay(loaded):
    Country.objects.create(code="ZZ", alpha3="ZZZ", slug="theirs", name="Theirs", region="southern-europe")
    before = Country.objects.filter(pk="ZZ").values().get()
    load_countries(land())
    assert Country.objects.filter(pk="ZZ").values().get() == before


def test_aliases_of_curators_stay(loaded):
    CountryAlias.objects.create(country_id="AA", name="Their word", valid_from=date(2020, 1, 1))
    load_countries(land(name="New name"))
    assert ("Their word", "name", date(2020, 1, 1), None, "their word") in alias_rows()


def test_an_alias_edited_by_curators_stays(loaded):
    CountryAlias.objects.filter(name="Aland").update(valid_until=None)
    outcome = load_countries(land(aliases=[{"name": "Aland", "valid_until": "2020-01-01"}]))
    assert alias_rows() == [("Aland", "name", None, None, "aland")]
    assert outcome.kept == {"AA": {"alias Aland"}}


def test_an_alias_deleted_by_curators_does_not_come_back(loaded):
    CountryAlias.objects.filter(name="Aland").delete()
    for _ in range(3):
        load_countries(land())
    assert [row[0] for row in alias_rows()] == ["AAK"]


def test_an_alias_corrected_in_the_data_is_corrected_here(loaded):
    outcome = load_countries(land(aliases=[{"name": "Aland", "valid_from": "1991-09-08", "valid_until": "2019-02-12"}]))
    assert alias_rows() == [("Aland", "name", date(1991, 9, 8), date(2019, 2, 12), "aland")]
    assert outcome.updated == {"AA": {"aliases"}}


def test_an_alias_no_longer_shipped_stays_if_curators_edited_it(loaded):
    CountryAlias.objects.filter(name="Aland").update(valid_until=None)
    load_countries(land(aliases=[]))
    assert [row[0] for row in alias_rows()] == ["Aland"]


def test_an_alias_no_longer_shipped_is_forgotten(loaded):
    load_countries(land(aliases=[]))
    assert (alias_rows(), Country.objects.get().loaded["aliases"]) == ([], {})
    CountryAlias.objects.create(country_id="AA", name="Aland")
    assert load_countries(land(aliases=[])).kept == {}


def test_an_alias_curators_had_before_it_was_shipped_stays_theirs(loaded):
    CountryAlias.objects.create(country_id="AA", name="Old name", valid_until=date(2000, 1, 1))
    load_countries(land(aliases=[*LAND["aliases"], {"name": "Old name", "valid_until": "1999-12-31"}]))
    assert CountryAlias.objects.get(name="Old name").valid_until == date(2000, 1, 1)


def test_changes_are_in_the_change_log(loaded):
    load_countries(land(name="New name"))
    load_countries(land(name="New name"))
    log = Change.objects.order_by("seq").values_list("seq", "kind", "public_id", "action")
    assert list(log) == [(1, "countries", "AA", "released"), (2, "countries", "AA", "updated")]


def test_all_or_nothing():
    Country.objects.create(code="ZZ", alpha3="ZZZ", slug="theirs", name="Kosovo", region="southern-europe")
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_countries")
    assert list(Country.objects.values_list("pk", flat=True)) == ["ZZ"]
    assert not CountryAlias.objects.exists()
    assert not Change.objects.exists()
