"""Importing a bundle: whole or not at all, the same twice, every error at once."""

import io
import json
import tracemalloc
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.bundles import writing
from lessons.models import LessonRecord
from organisations.models import OrganisationRecord, PersonRecord
from organisations.release import withdraw
from organisations.whole_shelf import release_whole_shelf
from sessions.models import (
    ConferenceRecord,
    ParticipantRecord,
    Passage,
    SessionRecord,
    Statement,
    StatementLinkRecord,
    StatementRecord,
)
from tests.bundles import small_bundle, statement, write_bundle
from tests.factories import make_country, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies():
    for code in ("XK", "AL", "GE", "MK"):
        make_country(code)
    make_theme("trust")


def imported(path, *arguments):
    out = io.StringIO()
    call_command("import_bundle", path, *arguments, stdout=out, verbosity=0)
    return out.getvalue().replace(path, "FILE").splitlines()


def refused(path):
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_bundle", path, stderr=out, verbosity=0)
    assert error.value.returncode == 1
    return out.getvalue().replace(path, "FILE").splitlines()


def desk():
    """Everything on the desk, times of change included."""
    models = [
        m
        for label in ("organisations", "conference_sessions", "lessons")
        for m in apps.get_app_config(label).get_models()
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_bundle_is_written_whole(tmp_path):
    assert imported(write_bundle(tmp_path, small_bundle())) == [
        "organisations: 2 new",
        "people: 1 new",
        "conference: 1 new",
        "sources: 1 new",
        "sessions: 3 new",
        "participants: 2 new",
        "statements: 3 new",
        "statement links: 1 new",
        "lessons: 1 new",
    ]
    said = StatementRecord.objects.get(key="s3")
    assert (said.redacted, said.public_text, said.consent_reference) == (True, "", "Form 3")
    assert (said.passage.source.key, said.passage.start, said.passage.reveals) == ("report", 5, "named")
    assert said.session.parent.slug == "session-1"
    link = StatementLinkRecord.objects.get()
    assert (link.statement.key, link.kind, link.other.key) == ("s2", "contradicts", "s1")
    assert list(LessonRecord.objects.get().evidence.values_list("statement__key", "position")) == [("s2", 1), ("s1", 2)]
    assert PersonRecord.objects.get().folded == "sas rasic s. rasic"


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = write_bundle(tmp_path, small_bundle())
    imported(path)
    before = desk()

    assert imported(path) == ["FILE: no change (15 unchanged)."]
    assert desk() == before


def test_nothing_is_released_by_an_import(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))

    assert Statement.objects.count() == 0


def test_records_are_updated_by_their_keys(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    before = {row.key: row.pk for row in StatementRecord.objects.all()}
    bundle = small_bundle()
    bundle["statements"][0]["text"] = "Said better."
    bundle["statements"][0]["themes"] = []
    bundle["organisations"][1]["relations"] = []

    assert imported(write_bundle(tmp_path, bundle)) == [
        "organisations: 1 changed, 1 unchanged",
        "statements: 1 changed, 2 unchanged",
    ]
    assert {row.key: row.pk for row in StatementRecord.objects.all()} == before
    assert StatementRecord.objects.get(key="s1").text == "Said better."
    assert StatementRecord.objects.get(key="s1").folded.endswith("said beter.")
    assert OrganisationRecord.objects.get(slug="indep").relations.count() == 0


def test_released_records_stay_as_released_and_are_marked(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    release_whole_shelf()
    bundle = small_bundle()
    bundle["statements"][0].update(text="Said better.", state="draft")

    imported(write_bundle(tmp_path, bundle))

    record = StatementRecord.objects.get(key="s1")
    assert (record.state, record.changed_since_release) == ("approved", True)
    assert Statement.objects.get(pk=record.public_id).text == "What s1 says."
    assert StatementRecord.objects.filter(changed_since_release=True).count() == 1


def test_a_withdrawn_record_takes_the_state_of_the_file(tmp_path):
    path = write_bundle(tmp_path, small_bundle())
    imported(path)
    release_whole_shelf()
    withdraw([StatementRecord.objects.get(key="s1")])

    assert imported(path) == ["statements: 1 changed, 2 unchanged"]
    assert StatementRecord.objects.get(key="s1").state == "approved"
    assert Statement.objects.filter(text="What s1 says.").count() == 0


def test_statements_and_sessions_may_swap_places(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    bundle = small_bundle()
    for first, second in (bundle["statements"][1:3], bundle["sessions"][0:2]):
        first["position"], second["position"] = second["position"], first["position"]

    assert imported(write_bundle(tmp_path, bundle)) == [
        "sessions: 2 changed, 1 unchanged",
        "statements: 2 changed, 1 unchanged",
    ]
    assert dict(StatementRecord.objects.values_list("key", "position")) == {"s1": 1, "s2": 2, "s3": 1}
    assert dict(SessionRecord.objects.values_list("slug", "position")) == {"opening": 2, "session-1": 1, "talk": 1}


def test_a_statement_may_move_to_another_session(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    bundle = small_bundle()
    bundle["statements"][1].update(session="opening", position=2)

    imported(write_bundle(tmp_path, bundle))

    assert StatementRecord.objects.get(key="s2").session.slug == "opening"


def test_what_the_file_does_not_hold_stays(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    bundle = small_bundle()
    bundle["statements"] = bundle["statements"][:2]

    assert imported(write_bundle(tmp_path, bundle)) == [
        "FILE: no change (14 unchanged).",
        "statements: 1 on the desk that are not in this file; they stay as they are.",
    ]
    assert StatementRecord.objects.count() == 3


def test_passages_are_shared_and_go_when_unused(tmp_path):
    bundle = small_bundle()
    bundle["statements"][1]["passage"] = bundle["statements"][2]["passage"]
    imported(write_bundle(tmp_path, bundle))
    assert Passage.objects.count() == 1

    for item in bundle["statements"]:
        item["passage"] = None
    imported(write_bundle(tmp_path, bundle))

    assert Passage.objects.count() == 0


def test_a_dry_run_says_what_would_change_and_writes_nothing(tmp_path):
    before = desk()

    lines = imported(write_bundle(tmp_path, small_bundle()), "--dry-run")

    assert (lines[-2:], desk()) == (["lessons: 1 new", "Dry run: nothing was written."], before)


def test_standard_input(monkeypatch):
    text = json.dumps(small_bundle()).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text)))

    imported("-")

    assert ConferenceRecord.objects.get().slug == "2014-town"


def test_every_error_is_named_at_once_with_its_place(tmp_path):
    bundle = small_bundle()
    bundle["conference"].update(country="YU", end_date="2014-04-01")
    bundle["organisations"][0]["classification"] = "club"
    bundle["people"][0]["basis"] = ""
    bundle["sessions"][1]["parent"] = "talk"
    bundle["participants"][0]["surprise"] = 1
    del bundle["participants"][1]["role"]
    bundle["statements"][0].update(speaker="p9", themes=["gossip"])
    bundle["statements"][1]["position"] = 2
    bundle["statements"][2].update(key="s1", passage={**bundle["statements"][2]["passage"], "end": 5})
    bundle["statement_links"][0]["to"] = "s2"
    bundle["lessons"][0]["evidence"][0]["statement"] = "elsewhere/s1"
    before = desk()

    lines = refused(write_bundle(tmp_path, bundle))

    starts = [
        'FILE: conference.country: "YU" is no country',
        "FILE: conference.end_date: 2014-04-01 is before start_date, 2014-04-24",
        'FILE: organisations[0].classification: "club" is not one of ',
        "FILE: people[0].basis: is empty, but basis_reference is there",
        "FILE: people[0].listed: needs a basis",
        "FILE: sessions[1].parent: stands within itself: session-1 in talk in session-1",
        "FILE: sessions[2].parent: stands within itself: talk in session-1 in talk",
        "FILE: participants[0].surprise: is no part of the format",
        'FILE: participants[1]: "role" is missing',
        'FILE: statements[0].speaker: "p9" is no participant of this bundle; known: director, rasic',
        'FILE: statements[0].themes[0]: "gossip" is no theme',
        'FILE: statements[2].key: "s1" is taken by statements[0]',
        "FILE: statements[2].passage.end: 5 is not behind start, 5",
        "FILE: statements[2].position: 2 of talk is taken by statements[1]",
        "FILE: statement_links[0].to: is the statement itself",
        'FILE: lessons[0].evidence[0].statement: "elsewhere/s1": there is no such statement on the desk',
    ]
    missing = [start for start in starts if not any(line.startswith(start) for line in lines)]
    assert missing == []
    assert len(lines) == len(starts)
    assert desk() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "FILE: is not a JSON object"),
        ('{"format": "other"}', 'FILE: format: is not "confhub-bundle/1"'),
        ('{\n "format": ,}', "FILE: line 2, column 12 (byte 13): not JSON:"),
        ("", "FILE: line 1, column 1 (byte 0): not JSON:"),
    ],
)
def test_what_is_no_bundle_is_refused_with_the_place(tmp_path, text, reason):
    path = tmp_path / "bundle.json"
    path.write_text(text)

    assert refused(str(path))[0].startswith(reason)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.json: No such file"):
        call_command("import_bundle", str(tmp_path / "gone.json"))


def test_nothing_is_half_written(tmp_path, monkeypatch):
    before = desk()

    def fail(*args):
        raise RuntimeError("the last step fails")

    monkeypatch.setattr(writing, "forget_unused", fail)
    with pytest.raises(RuntimeError):
        imported(write_bundle(tmp_path, small_bundle()))

    assert desk() == before


def test_a_bundle_may_refer_to_statements_of_another_conference(tmp_path):
    imported(write_bundle(tmp_path, small_bundle()))
    other = small_bundle()
    other["conference"]["slug"] = "2015-town"
    other["lessons"][0]["evidence"].append({"statement": "2014-town/s1", "relation": "qualifies", "note": ""})

    imported(write_bundle(tmp_path, other))

    lesson = LessonRecord.objects.get(conference__slug="2015-town")
    assert lesson.evidence.last().statement.session.conference.slug == "2014-town"
    assert ParticipantRecord.objects.filter(key="rasic").count() == 2


def many(count):
    bundle = small_bundle()
    bundle["statements"] += [statement(f"more-{n}", "opening", n + 10) for n in range(count)]
    return bundle


def test_a_big_file_takes_little_memory_and_few_queries(tmp_path):
    path = write_bundle(tmp_path, many(2000))
    tracemalloc.start()
    with CaptureQueriesContext(
        connection,
    ) as first:
        imported(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with CaptureQueriesContext(connection) as again:
        assert imported(path) == ["FILE: no change (2,015 unchanged)."]

    assert peak < 40_000_000
    assert len(first) < 165
    assert len(again) < 120
