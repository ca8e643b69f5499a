"""What an erasure leaves of a person's parts in meetings, and how it goes about it."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.erasing.erase import erase, look
from organisations.models import OrganisationRecord, PersonRecord, Transition
from sessions.models import ParticipantRecord, Passage, Statement, StatementRecord, StatementTranslationRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_merge,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    make_transition,
    publish,
    translate,
)
from tests.staff import Member

pytestmark = pytest.mark.django_db
NAME = "Đorđe Žižeković"


def make_person(**values):
    return make_person_record(NAME, slug="dorde-zizekovic", **values)


def make_speaker(person=None, rule="on_record", **values):
    """Somebody who may be named, with a session of a public meeting."""
    meeting = make_conference_record("2014-evening", disclosure_rule=rule)
    session = make_session_record(meeting, slug="talk")
    values = {"limit": "named", **consent(), **values}
    who = make_participant_record(meeting, person=person or make_person(), role="Adviser", country="XK", **values)
    publish(meeting, session, who.person)
    return who, session


def shown():
    return sorted(Statement.objects.values_list("text", "attribution_level", "attribution_label"))


def test_words_that_were_hidden_with_their_speaker_stay_hidden():
    who, session = make_speaker(limit="withheld")
    hidden = make_statement_record(session, speaker=who, text="Hidden.", attribution_level="named")
    early = make_statement_record(session, speaker=who, text="Early.", attribution_level="named")
    publish(early, who, hidden)
    erase(who.person, [NAME], None, "")
    assert shown() == []
    assert set(StatementRecord.objects.values_list("attribution_level", flat=True)) == {"withheld"}


def test_words_that_only_consent_let_out_of_a_closed_meeting_go():
    who, session = make_speaker(rule="closed")
    agreed = {"consent_reference": "On paper", "consent_date": "2014-04-24"}
    publish(who, make_statement_record(session, speaker=who, attribution_level="named", **agreed))
    assert len(shown()) == 1
    erase(who.person, [NAME], None, "")
    assert shown() == []


def test_a_participant_released_as_the_person_and_somebody_else_by_now_stays():
    who, session = make_speaker()
    said = make_statement_record(session, speaker=who, text="Said.", attribution_level="named")
    publish(who, said)
    person, other = who.person, make_person_record("Somebody Else")
    who.person = other
    who.save()
    erase(person, [NAME], None, "")
    who.refresh_from_db()
    assert (who.person, who.is_released, [level for _, level, _ in shown()]) == (other, True, ["unattributed"])


def test_records_merged_into_the_person_go_along():
    person, twin, third = make_person(), make_person_record("Dj. Z."), make_person_record("Dj. Zet")
    make_merge(twin, third)
    make_merge(person, twin)
    done = erase(person, [NAME], None, "")
    assert (len(done.public_ids), PersonRecord.objects.count(), PersonRecord.history.count()) == (3, 0, 0)


def test_a_look_changes_nothing_and_says_the_same():
    who, session = make_speaker()
    publish(who, make_statement_record(session, speaker=who, text=f"By {NAME}.", attribution_level="named"))
    before = shown()
    seen = look(who.person, [NAME])
    assert (shown(), ParticipantRecord.objects.count()) == (before, 1)
    done = erase(who.person, [NAME], None, "")
    assert (seen.public, seen.statements, seen.participants) == (done.public, done.statements, done.participants)
    assert done.public == {
        ("statements", "updated"): 1,
        ("participants", "withdrawn"): 1,
        ("people", "withdrawn"): 1,
    }


def test_struck_words_are_approved_anew_and_their_translations_looked_at_again():
    said = make_statement_record(text=f"By {NAME}.")
    said.state = "approved"
    said.save(update_fields=["state"])
    translate(said)
    made = make_transition(said, kind="statements", content="0" * 64)
    erase(make_person(), [NAME], None, "")
    said.refresh_from_db()
    translation = StatementTranslationRecord.objects.get()
    assert (said.state, Transition.objects.get(pk=made.pk).content) == ("in_review", "")
    assert (translation.text, translation.is_stale) == ("By [erased]. [sq]", True)


def test_versions_forget_of_which_words_a_translation_was_made():
    """Their digests would tell whoever guesses the words right."""
    said = make_statement_record(text=f"By {NAME}.")
    translate(said)
    Member("curator").save(said, kind="question")

    def kept():
        versions = StatementRecord.history.filter(parts__isnull=False)
        return {row["made_of"] for version in versions for row in version.parts["statementtranslationrecord"]}

    assert all(kept())
    erase(make_person(), [NAME], None, "")
    assert kept() == {""}


def test_keys_and_addresses_stay_different_and_the_same_in_history():
    bodies = [
        make_organisation_record(f"Body {n}", slug=slug)
        for n, slug in enumerate(["dorde-zizekovic", "zizekovic-dorde"])
    ]
    erase(make_person_record(NAME, slug="other"), [NAME], None, "")
    slugs = [OrganisationRecord.objects.get(pk=body.pk).slug for body in bodies]
    assert [re.fullmatch("[0-9a-z]{8}", slug) is not None for slug in slugs] == [True, True]
    assert slugs[0] != slugs[1]
    assert [body.history.get().slug for body in bodies] == slugs


def test_two_rows_that_would_be_the_same_are_told_apart():
    source = make_source_record()
    for place in (f"{NAME}, line 1", "Zizekovic Dorde, line 1"):
        make_passage(source, place=place)
    erase(make_person(), [NAME], None, "")
    first, second = Passage.objects.order_by("pk").values_list("place", flat=True)
    assert first == "[erased], line 1"
    assert re.fullmatch(r"\[erased [0-9A-Z]{8}\], line 1", second)


@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow_with_rows(number):
    counts = []
    for rows in (2, number):
        with transaction.atomic():
            who, session = make_speaker()
            publish(who)
            said = [
                make_statement_record(session, speaker=who, text=f"{n} by {NAME}.", attribution_level="named")
                for n in range(rows)
            ]
            publish(*said)
            with CaptureQueriesContext(connection) as queries:
                erase(who.person, [NAME], None, "")
            counts.append(len(queries))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


TIMES = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)|\d{1,2} [A-Z][a-z]+ 20[2-9]\d")
PAGES = [
    "/people/",
    "/people/dorde-zizekovic/",
    "/search/?q=%C5%BDi%C5%BEekovi%C4%87",
    "/conferences/2014-evening/",
    "/conferences/2014-evening/talk/",
    "/statements/AAAAAAA1/",
    "/api/v1/people/",
    "/api/v1/participants/",
    "/api/v1/statements/?facets=country",
    "/api/v1/statements/AAAAAAA1/",
]


def test_to_the_public_it_is_as_if_they_had_never_been_entered():
    """But for the log, which says that something was withdrawn, and for when rows last changed."""
    answers = []
    for erased in (True, False):
        with transaction.atomic():
            meeting = make_conference_record("2014-evening", public_id="AAAAAAA3")
            session = make_session_record(meeting, slug="talk", public_id="AAAAAAA2")
            said = {"text": "Said.", "public_id": "AAAAAAA1", "key": "a"}
            publish(meeting, session)
            if erased:
                person = make_person(listed=True, **consent())
                who = make_participant_record(meeting, person=person, role="Adviser", limit="named", **consent())
                publish(person, who, make_statement_record(session, speaker=who, attribution_level="named", **said))
                assert NAME in Client().get("/statements/AAAAAAA1/").content.decode()
                erase(person, [NAME], None, "")
            else:
                publish(make_statement_record(session, **said))
            reader = Client()
            pages = [reader.get(page) for page in PAGES]
            answers.append([(page.status_code, TIMES.sub("then", page.content.decode())) for page in pages])
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
