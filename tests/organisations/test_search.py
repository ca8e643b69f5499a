"""Full text, the same on both engines: what is found, what is not, and that anything may be typed."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.bulk import insert, update
from organisations.folding import indexed, stem
from organisations.models import Organisation, ShelfRow
from organisations.search import Sought, few, holds, matching, sought
from sessions.models import Source
from tests.factories import RELEASED, make_organisation

pytestmark = pytest.mark.django_db

TEXTS = {
    "police": "Policing by consent: the police are trusted where they listen.",
    "women": "Women's organisations monitored 24/7 the anti-corruption body’s work in 2014–2015.",
    "civil": "Civil society organisations and the security sector in Priština.",
    "society": "A society of civil servants. The Ministry said no.",
    "names": "Saša Rašić, Đorđe Łukasz, Prishtinë and Straße; Ænima.",
    "letters": "Безбедност во Северна Македонија. ქართული ენა. বাংলাদেশ",
    "signs": "C++ & R2-D2: <b>50%</b> of user_name@example.org, see https://example.org/a/b?c=d (v1.5).",
}


@pytest.fixture
def bodies():
    for name, text in TEXTS.items():
        make_organisation(name, search_text=indexed(text))


def found(text):
    return set(matching(Organisation.objects.all(), text).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("police", "police"),
        ("POLICE trusting", "police"),  # any English form, any order, any case
        ("listen police consent", "police"),
        ("police women", ""),
        ("organisation", "women civil"),
        ("civil society", "civil society"),
        ('"civil society"', "civil"),
        ("“civil society”", "civil"),
        ('society "civil servant"', "society"),
        ("society -civil", ""),
        ("society -servants", "civil"),
        ('society -"civil society"', "society"),
        ("society –servants", "civil"),
        ("-society -the", "names letters signs"),
        ("the", "police women civil society"),  # no word is too common to be looked for
        ("no", "society"),
        ("woman's", ""),
        ("women's", "women"),
        ("womens", "women"),
        ('"women\'s organisations"', "women"),
        ("anti-corruption", "women"),
        ("corruption anti", "women"),
        ("2015", "women"),
        ("24/7", "women"),
        ("201", ""),
        ("sasa RASIC", "names"),
        ("dorde łukasz prishtine", "names"),
        ("strasse aenima", "names"),
        ("pristina", "civil"),
        ("безбедност", "letters"),
        ("ქართული", "letters"),
        ("বাংলাদেশ", "letters"),
        ("বাংলা", ""),
        ("c", "signs"),
        ("R2-D2", "signs"),
        ("50%", "signs"),
        ("user_name@example.org", "signs"),
        ("name", "signs"),
        ("https://example.org/a/b", "signs"),
        ("1.5", ""),
        ("v1.5", "signs"),
        ("pol", ""),
        ("pol*", ""),
        ("police OR women", ""),
        ("NEAR(police women)", ""),
        ("search_text:police", ""),
        ('"civil society', "civil"),
        ('civil"society"', "civil society"),
        ("", ""),
        ("*** - \" ' ()", ""),
        ("police ***", "police"),
        ("police\0", "police"),
    ],
)
def test_what_is_found(text, names, bodies):
    assert found(text) == set(names.split())


@pytest.mark.parametrize(
    ("text", "wanted", "codes"),
    [
        ("trust in the police", "trust police", ""),
        ("Who monitors the police?", "monitors police", ""),
        ("who is it", "who is it", ""),  # there is nothing else
        ("WHO and the police", "who police", "who"),  # a body
        ("U.N. in MK", "un mk", "un mk"),
        ("mk", "mk", "mk"),
        ("can", "can", ""),
        ("CAN", "can", "can"),
        ("TRUST IN MK", "trust mk", "trust mk"),
        ("what has worked against crime?", "crime", "crime"),
        ("youth work", "youth work", ""),
        ("what worked", "what worked", ""),
        ("police/army,trust;law", "police army trust law", ""),
        ("T. Gnocchi", "gnocchi", "gnocchi"),
        ("U.N and N.G.O.s", "un ngos", "un"),
    ],
)
def test_words_that_tell_nothing_are_not_sought_and_codes_are_known(text, wanted, codes):
    found = sought(text)
    assert [word for (word,) in found.wanted] == wanted.split()
    assert found.codes == set(codes.split())


def test_in_quotes_every_word_counts():
    assert sought('"trust in the police"').wanted == (("trust", "in", "the", "police"),)


def test_what_is_sought():
    assert sought('Police -women\'s "Civil  Society" -"a b" x-y -- *') == Sought(
        wanted=(("police",), ("civil", "society"), ("x", "y")), unwanted=(("women",), ("a", "b"))
    )


OPERATORS = ['"', "-", "*", "(", ")", ":", "^", "+", "&", "|", "!", "<->", "AND", "OR", "NOT", "NEAR", "\0", "'", "\\"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.one_of(st.text(), st.lists(st.sampled_from([*OPERATORS, " ", "a", "police", "ß", "\ud800"])).map("".join)))
def test_anything_may_be_typed(text):
    assert list(matching(Organisation.objects.all(), text)) == []


@pytest.mark.parametrize("word", ["a ", "-a ", '"a b" ', "-a b ", "police "])
def test_many_words_may_be_typed(word, bodies):
    assert found(word * 500) <= set(TEXTS)


def test_the_index_follows_what_is_written_row_by_row_and_in_bulk(bodies):
    columns = ["id", "slug", "name", "acronym", "other_names", "name_is_description", "classification", "summary"]
    columns += ["search_text", "released_at", "updated_at"]
    insert(Organisation, columns, [("x", "x", "x", "", [], False, "media", "", "a lantern", RELEASED, RELEASED)])
    assert found("lanterns") == {"x"}
    update(Organisation, ["search_text"], [("a candle", "x")])
    assert (found("lantern"), found("candle")) == (set(), {"x"})
    Organisation.objects.filter(pk="x").update(search_text="a torch", summary="New")
    assert (found("candle"), found("torch")) == (set(), {"x"})
    rows = Organisation.objects.filter(pk="x")
    rows._raw_delete(rows.db)
    make_organisation("y", search_text="nothing")
    assert found("torch") == set()


def test_every_searched_table_has_its_index():
    """A migration that makes a table anew on SQLite loses its triggers."""
    tables = [
        model._meta.db_table for model in apps.get_models() if issubclass(model, ShelfRow) and model is not Source
    ]
    assert len(tables) == 7
    for table in tables:
        found = {name for name in index_names() if name.startswith(f"{table}_words")}
        events = {f"{table}_words_{event}" for event in ("insert", "update", "delete")}
        assert found == ({f"{table}_words"} if connection.vendor == "postgresql" else {f"{table}_words", *events})


def index_names():
    """Names of indexes, of triggers and of tables of words."""
    postgresql = "SELECT indexname FROM pg_indexes"
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL TABLE%'"
    with connection.cursor() as cursor:
        cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite)
        return {name for (name,) in cursor.fetchall()}


def test_the_index_can_be_taken_away_and_made_of_the_rows_there_are(bodies):
    migration = import_module("lessons.migrations.0005_search")
    before, editor = index_names(), SimpleNamespace(connection=connection)
    connection.check_constraints()  # what PostgreSQL put off to the commit would be in the way
    migration.unmake(None, editor)
    assert not {name for name in index_names() if "_words" in name}
    migration.make(None, editor)
    assert index_names() == before
    assert found("police") == {"police"}


def test_the_condition_uses_the_index(bodies):
    plan = matching(Organisation.objects.all(), "police -women").explain()
    if connection.vendor == "sqlite":
        assert "organisations_organisation_words VIRTUAL TABLE INDEX" in plan
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = matching(Organisation.objects.all(), "police -women").explain()
        assert "on organisations_organisation_words" in plan


def test_rows_that_no_index_finds_are_not_taken_apart_again(bodies):
    """Of a large table a page would take seconds, and the counts of all filters half a minute."""
    plan = matching(Organisation.objects.all(), "-police").explain()
    assert ("_words VIRTUAL TABLE" if connection.vendor == "sqlite" else "(words @@ ") in plan
    assert "to_tsvector" not in plan


def test_texts_of_a_vocabulary_are_held_against_the_same_words():
    texts = ["North Macedonia", "MKD", "Macedonia", "Северна Македонија"]
    asked = ["macedonia", "north macedonia", "mkd", "македонија", "north mkd", "north -MKD", "-kosovo", "*"]
    assert [holds(texts, sought(text)) for text in asked] == [True, True, True, True, False, False, True, True]


def test_stems_are_those_of_both_engines():
    words = "police policing generously general organisation's skies sky by as was agreed relational ing безбедности"
    for word in words.replace("'s", "").split():
        make_organisation(word, search_text=indexed(word))
    for word in words.replace("'s", "").split():
        assert found(word) == {other for other in words.replace("'s", "").split() if stem(other) == stem(word)}


def test_rows_that_are_few_are_known_by_their_keys(monkeypatch):
    bodies = [make_organisation(f"Zagreus {n}", search_text=f"zagreus {n}") for n in range(2)]
    make_organisation("Another")
    assert set(few(Organisation, sought("zagreus"))) == {row.pk for row in bodies}
    assert few(Organisation, sought("zebra")) == []
    assert few(Organisation, sought("-zagreus")) is None
    monkeypatch.setattr("organisations.search.FEW", 1)
    assert few(Organisation, sought("zagreus")) is None
