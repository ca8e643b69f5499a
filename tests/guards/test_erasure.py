"""A person who was erased: a dump of the whole database holds their names nowhere, and all else holds together."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from lessons.erasing import erase as erasing
from lessons.erasing import files, places
from lessons.erasing.columns import DERIVED_MODELS, LEFT, derived, tables
from lessons.erasing.erase import StillThere, erase
from organisations.decisions import broken_links
from organisations.models import Change, Decision, DecisionWords, PersonRecord
from organisations.striking import Names
from organisations.whole_shelf import find_drift
from sessions.models import ParticipantRecord, SourceFile, Statement, StatementRecord
from tests.guards.dumps import around, everything
from tests.guards.erasing_world import LINES, NAME, NEEDLES, make_world

pytestmark = pytest.mark.django_db(transaction=True)
# Columns that can hold words, as the catalogue of each database has them.
CATALOGUE = {
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
    "AND data_type NOT IN ('bigint', 'integer', 'smallint', 'boolean', 'date', 'timestamp with time zone', 'inet')",
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' "
    "AND lower(c.type) NOT LIKE '%integer%' AND lower(c.type) NOT LIKE '%int%' AND lower(c.type) NOT IN "
    "('bool', 'date', 'datetime', 'char(39)')",
}
# Models with words of which no row of the world holds a name, and why.
NEVER = {
    "sessions.Session": "packed: what it holds is looked at apart",
    "lessons.SheetUpload": "thrown away whole, for what its file holds",
}


@pytest.fixture
def world(settings, tmp_path):
    settings.OFFLINE_FOLDER = tmp_path / "offline"
    return make_world()


def test_a_dump_holds_the_names_nowhere(world, settings):
    answer = Client().get(f"/conferences/{world.meeting.public_id}/offline.zip")
    assert (answer.status_code, bool(b"".join(answer.streaming_content))) == (200, True)
    answer.close()
    before = everything()
    assert all(around(before, [needle]) for needle in NEEDLES)
    erase(world.person, LINES, world.staff, "Asked for by letter.")
    assert around(everything(), NEEDLES) == []
    assert list(settings.OFFLINE_FOLDER.glob("*.zip")) == []


def test_everything_holds_together_afterwards(world):
    chain = Decision.objects.count()
    erase(world.person, LINES, world.staff, "Asked for by letter.")
    assert (list(broken_links()), find_drift()) == ([], {})
    call_command("verify_decisions", verbosity=0)
    kept = Decision.objects.filter(seq__gt=chain).values_list("kind", "what", "after", "by")
    assert list(kept) == [("people", "erased", "erased", world.staff.pk)] * 2
    assert {words.why for words in DecisionWords.objects.filter(decision__seq__gt=chain)} == {"Asked for by letter."}


def test_statements_stay_at_their_lowest_level(world):
    erase(world.person, LINES, world.staff, "Asked for.")
    levels = {r.text: (r.speaker, r.attribution_level) for r in StatementRecord.objects.exclude(pk=world.redacted.pk)}
    assert levels == {
        "Plain words.": (None, "unattributed"),
        "It was [erased] who did it.": (None, "unattributed"),
        "Kept words.": (None, "withheld"),
        "A draft.": (None, "unattributed"),
    }
    public = Statement.objects.exclude(pk=world.redacted.public_id).values_list("text", "attribution_level", "person")
    assert sorted(public) == [
        ("It was [erased] who did it.", "unattributed", None),
        ("Plain words.", "unattributed", None),
    ]


def test_nobody_at_the_desk_can_tell_who_spoke(world):
    erase(world.person, LINES, world.staff, "Asked for.")
    assert list(ParticipantRecord.objects.filter(person__isnull=False)) == []
    assert list(StatementRecord.history.filter(speaker_id=world.who.pk)) == []
    assert list(ParticipantRecord.history.filter(person_id=world.person.pk)) == []
    assert list(PersonRecord.objects.values_list("pk", flat=True)) == [world.stranger.pk]
    keys = {str(world.who.pk), str(world.person.pk)}
    said = DecisionWords.objects.filter(decision__what__in=["speaker", "person"]).values_list("before", "after")
    assert keys & {key for pair in said for key in pair} == set()


def test_the_public_pages_answer_as_of_somebody_withdrawn(world):
    reader, slug = Client(), world.person.slug
    assert reader.get(f"/people/{slug}/").status_code == 200
    erase(world.person, LINES, world.staff, "Asked for.")
    addresses = [f"/people/{world.person.public_id}/", f"/api/v1/people/{world.person.public_id}/", f"/people/{slug}/"]
    assert [reader.get(address).status_code for address in addresses] == [410, 410, 404]
    last = Change.objects.filter(kind="people").latest("seq")
    assert (last.public_id, last.action) == (world.person.public_id, "withdrawn")


def test_files_without_the_name_stay(world):
    erase(world.person, LINES, world.staff, "Asked for.")
    assert list(SourceFile.objects.values_list("pk", "name")) == [(world.clean.pk, "[erased].txt")]


@pytest.mark.parametrize("left_out", ["organisations.Transition", "admin.LogEntry", "conference_sessions.Passage"])
def test_a_table_that_is_left_out_is_seen_in_the_dump(world, monkeypatch, left_out):
    fewer = [table for table in tables() if table.model._meta.label != left_out]
    monkeypatch.setattr(places, "tables", lambda: fewer)
    erase(world.person, LINES, world.staff, "Asked for.")
    assert around(everything(), NEEDLES) != []


def test_what_is_not_struck_takes_everything_back(world, monkeypatch):
    monkeypatch.setattr(erasing, "strike_all", lambda names, found: None)
    with pytest.raises(StillThere, match=r"organisations\.Transition\.why"):
        erase(world.person, LINES, world.staff, "Asked for.")
    assert PersonRecord.objects.get(pk=world.person.pk).name == NAME
    assert files.sessions(Names(LINES)) != []


def test_the_world_has_a_name_in_every_model_with_words(world):
    with_words = {table.model._meta.label for table in tables() if _long(table)}
    found = {model._meta.label for model, *_ in places.standing(Names(LINES))}
    assert with_words - found == set(NEVER) & with_words


def _long(table):
    fields = [table.model._meta.get_field(name) for name in table.texts]
    return any(not field.max_length or field.max_length > 64 for field in fields)


def test_every_column_of_words_is_gone_through_or_left_for_a_reason():
    """Held against the catalogue of the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        known = set(cursor.fetchall())
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    columns = {(models[table], column) for table, column in known if table in models}
    walked = {(t.model, t.model._meta.get_field(name).column) for t in tables() for name in (*t.texts, *t.files)}
    assert walked - columns == set()
    assert {(model.__name__, column) for model, column in columns - walked if not _left(model, column)} == set()
    others = {table for table, _ in known if table not in models and "_words" not in table}
    assert others - {"sqlite_sequence"} == {"django_migrations"}


def _left(model, column):
    """By its model, as a term of a list or a key, or as worked out of the others."""
    field = next((f for f in model._meta.concrete_fields if f.column == column), None)
    if field is None:  # PostgreSQL fills it with stems of its row
        return column == "words"
    listed = model._meta.label in {*LEFT, *DERIVED_MODELS}
    return listed or bool(field.choices or field.primary_key or field.is_relation or derived(field))
