"""The chain of decisions about attribution: what is in it, that it stays, and that whatever is done to it is seen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from lessons.models import LessonRecord
from organisations.decisions import broken_links, differences, digest_of, note_decisions, salted
from organisations.models import Decision, DecisionChain, DecisionWords
from tests.bundles import small_bundle, write_bundle
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
)
from tests.factories import make_country, make_theme
from tests.staff import Member

pytestmark = pytest.mark.django_db

WHO = {"speaker", "person", "consent_reference", "basis_reference", "disclosure_reason"}


def decisions():
    """``[(kind, what, before, after)]`` with the words of those that are kept as digests."""
    rows = Decision.objects.select_related("words")
    return [
        (r.kind, r.what, *((r.words.before, r.words.after) if r.what in WHO else (r.before, r.after))) for r in rows
    ]


def three():
    """Three decisions about one statement."""
    said = make_statement_record(attribution_level="organisation")
    for level in ("country", "unattributed", "withheld"):
        before = {said.pk: {**dict.fromkeys(said.decisive, ""), "attribution_level": said.attribution_level}}
        said.attribution_level = level
        note_decisions(differences([said], before), why="Asked for.")
    return said


# What is in it


def test_every_change_of_what_decides_on_attribution_is_one():
    keeper = Member("keeper")
    meeting = make_conference_record()
    session = make_session_record(meeting)
    who = make_participant_record(meeting)
    person = make_person_record("Zorica Kanarinac")
    said = make_statement_record(session)
    keeper.save(meeting, disclosure_rule="chatham_house", disclosure_reason="Agreed before it began.")
    keeper.save(session, disclosure_rule="closed")
    agreed = {"consent_reference": "Form", "consent_date": "2014-05-01", "why": "She agreed."}
    keeper.save(said, speaker=who.pk, attribution_level="country", **agreed)
    keeper.save(who, person=person.pk, limit="named", why="She agreed.", **consent("Form 7"))
    keeper.save(person, **consent("Form 8"))
    assert decisions() == [
        ("conferences", "disclosure_rule", "on_record", "chatham_house"),
        ("conferences", "disclosure_reason", "Agreed in the room.", "Agreed before it began."),
        ("sessions", "disclosure_rule", "", "closed"),
        ("statements", "attribution_level", "unattributed", "country"),
        ("statements", "speaker", "", str(who.pk)),
        ("statements", "consent_reference", "", "Form"),
        ("statements", "consent_date", "", "2014-05-01"),
        ("participants", "limit", "role_organisation", "named"),
        ("participants", "basis", "", "consent"),
        ("participants", "basis_reference", "", "Form 7"),
        ("participants", "person", "", str(person.pk)),
        ("people", "basis", "", "consent"),
        ("people", "basis_reference", "", "Form 8"),
    ]
    assert list(broken_links()) == []


def test_a_decision_says_who_when_why_and_about_what():
    ana = Member("curator")
    said = make_statement_record()
    ana.save(said, attribution_level="country", why="She asked for it.")
    row = Decision.objects.get()
    assert (row.seq, row.by, row.public_id) == (1, ana.account.pk, said.public_id)
    assert (row.words.why, row.why) == ("She asked for it.", salted(row.words.salt, "She asked for it."))
    said.refresh_from_db()
    assert abs((row.at - said.updated_at).total_seconds()) < 60


def test_a_row_of_a_session_is_one_too():
    session = make_session_record()
    make_statement_record(session)
    Member("curator").save(session, statements__0__attribution_level="withheld")
    assert decisions() == [("statements", "attribution_level", "unattributed", "withheld")]


def test_other_edits_are_none():
    curator = Member("curator")
    curator.save(make_statement_record(), text="Other words.")
    curator.save(make_organisation_record("Forum"), name="Forum of many")
    curator.save(make_statement_record())
    assert (decisions(), LessonRecord.decisive) == ([], {})


def test_what_is_refused_is_none():
    Member("curator").save(make_statement_record(), attribution_level="named", text="")
    assert decisions() == []


def test_a_bundle_brings_its_decisions_once(tmp_path):
    for code in ("XK", "AL", "GE", "MK"):
        make_country(code)
    make_theme("trust")
    path = write_bundle(tmp_path, small_bundle())
    call_command("import_bundle", path, stdout=StringIO(), verbosity=0)
    made = decisions()
    assert {kind for kind, _, _, _ in made} == {"conferences", "participants", "people", "statements"}
    assert {row.words.why for row in Decision.objects.select_related("words")} == {"import_bundle"}
    assert list(broken_links()) == []
    call_command("import_bundle", path, stdout=StringIO(), verbosity=0)
    assert decisions() == made


def test_no_row_holds_a_name_or_says_who_spoke():
    meeting = make_conference_record()
    person = make_person_record("Zorica Kanarinac", pk=4711)
    who = make_participant_record(meeting, pk=4712)
    said = make_statement_record(make_session_record(meeting))
    keeper = Member("keeper")
    keeper.save(who, person=person.pk, limit="named", why="Kanarinac said so.", **consent("Form of Kanarinac"))
    keeper.save(said, speaker=who.pk)
    for row in Decision.objects.values_list():
        assert not [word for word in ("Kanarinac", "4711", "4712") if word in map(str, row) or word in row[7:8]]
    kept = Decision.objects.filter(what__in=WHO)
    assert {len(row.after) for row in kept} == {64}


# That it stays


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(after="named"),
        lambda rows: rows._raw_delete(rows.db),
        lambda rows: Decision(**{**rows.values().get(), "after": "named"}).save(),
    ],
    ids=["update", "delete", "save"],
)
def test_the_database_refuses_to_change_a_row(change):
    three()
    with pytest.raises(IntegrityError, match="neither changed nor taken away"), transaction.atomic():
        change(Decision.objects.filter(seq=2))
    assert list(broken_links()) == []


@pytest.fixture
def without_trigger():
    """The chain as somebody finds it who can do anything to the database."""
    three()
    table = Decision._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER {table}_update")
            cursor.execute(f"DROP TRIGGER {table}_delete")
    return Decision.objects


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"after": "named"}, "decision 2 was changed"),
        ({"by": 99}, "decision 2 was changed"),
        ({"public_id": "XXXXXXXX"}, "decision 2 was changed"),
        ({"previous": "0" * 64}, "decision 2 does not follow the one before it"),
        ({"digest": "0" * 64}, "decision 2 was changed"),
    ],
)
def test_a_changed_row_is_seen(without_trigger, values, fault):
    without_trigger.filter(seq=2).update(**values)
    assert fault in list(broken_links())


def test_a_row_that_is_gone_is_seen(without_trigger):
    DecisionWords.objects.filter(decision=2).delete()
    without_trigger.filter(seq=2).delete()
    assert "decision 2 is missing" in list(broken_links())


def test_an_end_that_is_gone_is_seen(without_trigger):
    head = DecisionChain.objects.get().digest
    DecisionWords.objects.filter(decision=3).delete()
    without_trigger.filter(seq=3).delete()
    assert list(broken_links()) == ["decisions behind 2 are gone: the chain was 3 long"]
    last = without_trigger.get(seq=2)
    DecisionChain.objects.update(seq=2, digest=last.digest)
    assert list(broken_links()) == []
    assert list(broken_links(head)) == [f"no decision has the digest {head}: some were taken away or written anew"]


def test_a_row_written_anew_is_seen_by_the_one_behind_it(without_trigger):
    row = without_trigger.get(seq=2)
    row.after = "named"
    without_trigger.filter(seq=2).update(after="named", digest=digest_of(row))
    found = list(broken_links())
    assert found == ["the words of decision 2 were changed", "decision 3 does not follow the one before it"]


def test_changed_words_are_seen_and_words_that_are_erased_are_not_missed():
    three()
    DecisionWords.objects.filter(decision=1).update(why="Another reason.")
    assert list(broken_links()) == ["the words of decision 1 were changed"]
    DecisionWords.objects.all().delete()
    assert list(broken_links()) == []


# The command


def said(*arguments):
    out = StringIO()
    try:
        call_command("verify_decisions", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


def test_the_command_says_that_it_is_whole_and_where_it_ends():
    assert said() == ("0 decisions, the chain is whole. Its head: none yet\n", 0)
    three()
    head = DecisionChain.objects.get().digest
    assert said() == (f"3 decisions, the chain is whole. Its head: {head}\n", 0)
    assert said("--head", head)[1] == 0


def test_the_command_names_what_is_wrong_and_fails(without_trigger):
    without_trigger.filter(seq=2).update(after="named")
    assert said() == ("decision 2 was changed\nthe words of decision 2 were changed\n", 1)
