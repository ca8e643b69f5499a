"""The history of records in the admin: readable, field by field, restored through the form, and telling no secret."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import LessonRecord
from organisations.models import OrganisationRecord
from sessions.models import ParticipantRecord, Statement, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.factories import make_country, make_theme
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return Member("curator", username="ana")


def events(member, record):
    """``[(what, who, why, {label: difference without tags})]`` of a history, newest first."""
    shown = member.get(address(record, "history")).context["events"]
    return [(e["what"], e["who"], e["why"], {n: plain(d) for n, d in e.get("changes", ())}) for e in shown]


def plain(difference):
    """``[gone] {came}`` for the tags of a difference."""
    marks = {"<del>": "[", '<del dir="auto">': "[", "</del>": "]", "<ins>": "{", '<ins dir="auto">': "{", "</ins>": "}"}
    words = str(difference).replace(' <span aria-hidden="true">→</span>', "")
    for tag, mark in (*marks.items(), ('<span dir="auto">', ""), ("</span>", "")):
        words = words.replace(tag, mark)
    return words.strip()


def restore(member, record, number):
    """The form filled with the version that is ``number`` edits back."""
    version = member.get(address(record, "history")).context["events"][number]["version"]
    return member.get(address(record), version=version)


def test_an_edit_is_shown_field_by_field(ana):
    make_country("XK")
    record = make_organisation_record("Forum", listed=True)
    changed = {"name": "Forum of many", "classification": "media", "country": "XK", "listed": None, "other_names": "F"}
    ana.save(record, **changed)
    assert events(ana, record) == [
        (
            "Edited",
            "ana",
            "",
            {
                "Name": "[Forum] {Forum of many}",
                "Other names": "[nothing] {F}",
                "Kind of body": "[National NGO] {Media}",
                "Country": "[nothing] {Kosovo}",
                "Listed": "[Yes] {No}",
            },
        ),
        ("Entered", "", "", {}),
    ]


def test_long_texts_are_compared_word_by_word(ana):
    record = make_statement_record(
        text="Trust between the police and the people grows slowly, and it is lost in a day."
    )
    ana.save(record, text="Trust between the police and the villages grows slowly, and it is lost in one day.")
    assert events(ana, record)[0][3] == {
        "Text": "Trust between the police and the [people] {villages} grows slowly, and it is lost in [a] {one} day."
    }


def test_what_is_typed_is_no_markup(ana):
    record = make_organisation_record("Forum")
    ana.save(record, summary="<script>alert(1)</script> " + "word " * 20)
    ana.save(record, summary="<b>other</b> " + "word " * 20)
    page = ana.get(address(record, "history")).content.decode()
    assert "<script>alert" not in page
    assert "<b>other" not in page


def test_steps_stand_between_the_edits_with_their_reasons(ana):
    record = make_organisation_record("Forum")
    ana.save(record, name="Forum of many", step="submit", why="Ready.")
    Member("reviewer", username="ben").save(record, step="approve", why="Read against the report.")
    assert [event[:3] for event in events(ana, record)] == [
        ("Approved", "ben", "Read against the report."),
        ("Sent to review", "ana", "Ready."),
        ("Edited", "ana", ""),
        ("Entered", "", ""),
    ]


def test_why_more_is_shown_is_read_by_keepers_and_by_whoever_has_to_judge_it(ana):
    said = make_statement_record(attribution_level="unattributed")
    ana.save(said, attribution_level="country", why="She agreed by letter.")
    ana.save(said, text="Other words.")

    def reasons(group):
        page = Member(group, username=f"a {group}").get(address(said, "history"))
        return [event["why"] for event in page.context["events"]]

    told = ["", "She agreed by letter.", ""]
    assert {group: reasons(group) for group in ("keeper", "reviewer", "curator")} == {
        "keeper": told,
        "reviewer": told,
        "curator": ["", "", ""],
    }


def test_lists_and_rows_are_part_of_a_version(ana):
    first, second = make_statement_record(text="One."), make_statement_record(text="Two.")
    lesson = make_lesson_record(evidence=[(first, "supports", "Old note")])
    policing = lesson.themes.get()
    row = {"evidence__TOTAL_FORMS": 2, "evidence__1__statement": second.pk, "evidence__1__relation": "qualifies"}
    ana.save(lesson, themes=[make_theme("trust").pk], evidence__0__note="New note", **row)
    shown = ana.get(address(lesson, "history")).context["events"][0]["changes"]
    assert [(label, plain(difference)) for label, difference in shown] == [
        ("Themes", f"[{policing}] {{Trust}}"),
        ("Evidence", "[One., Supports the lesson, Old note, 1] {One., Supports the lesson, New note, 1}"),
        ("Evidence", "[nothing] {Two., Qualifies it, 2}"),
    ]


def test_saving_without_a_change_is_no_event(ana):
    record = make_organisation_record("Forum")
    ana.save(record)
    assert [event[0] for event in events(ana, record)] == ["Entered"]


def test_what_a_bundle_brought_has_its_first_version_from_the_first_edit(ana):
    record = OrganisationRecord(name="Forum", slug="forum", classification="network")
    OrganisationRecord.objects.bulk_create([record])
    ana.save(record, name="Forum of many")
    assert [(what, changes) for what, _, _, changes in events(ana, record)] == [
        ("Edited", {"Name": "[Forum] {Forum of many}"}),
        ("As it was before the first change here", {}),
    ]


@pytest.mark.parametrize("edits", [1, 3])
def test_a_history_costs_the_same_whatever_its_length(ana, edits):
    record = make_statement_record()
    for number in range(edits):
        body = make_organisation_record(f"Body {number}")
        ana.save(record, text=f"Text {number}", mentions=[body.pk], themes=[make_theme("trust").pk])
    ana.get(address(record, "history"))
    with CaptureQueriesContext(connection) as queries:
        ana.get(address(record, "history"))
    assert len(queries) == 17


# Going back


def test_going_back_fills_the_form_and_saves_nothing_by_itself(ana):
    record = make_organisation_record("Forum", summary="Old.")
    ana.save(record, name="Forum of many", summary="New.")
    page = restore(ana, record, 1)
    assert "Nothing is saved yet" in text(page)
    sent = filled(page.content)
    assert (sent["name"], sent["summary"]) == ("Forum", "Old.")
    assert OrganisationRecord.objects.get().name == "Forum of many"
    ana.client.post(address(record), sent | {"_save": "1"})
    assert OrganisationRecord.objects.get().name == "Forum"
    assert events(ana, record)[0][3] == {"Name": "[Forum of many] {Forum}", "Summary": "[New.] {Old.}"}


def test_going_back_takes_the_forms_rule_and_never_the_shelf(ana):
    room = make_session_record()
    record = make_statement_record(room, text="Old.")
    publish(room.conference, room, record)
    ana.save(record, text="New.")
    Member("reviewer").save(record, step="release")
    ana.client.post(address(record), filled(restore(ana, record, 2).content) | {"_save": "1"})
    record.refresh_from_db()
    assert (record.text, record.changed_since_release, Statement.objects.get().text) == ("Old.", True, "New.")


def test_a_version_that_the_rule_no_longer_takes_is_refused(ana):
    person = make_person_record("Ana", basis="consent", basis_reference="Form 7")
    ana.save(person, basis="", basis_reference="")
    sent = filled(restore(ana, person, 1).content) | {"basis_reference": "", "_save": "1"}
    assert ana.client.post(address(person), sent).status_code == 200


def test_lists_and_rows_come_back_too(ana):
    first, second = make_statement_record(text="One."), make_statement_record(text="Two.")
    lesson = make_lesson_record(evidence=[(first, "supports", "Old note"), (second, "supports", "")])
    theme = lesson.themes.get()
    row = {"evidence__0__note": "New", "evidence__1__DELETE": "on", "themes": [make_theme("trust").pk]}
    ana.save(lesson, **row)
    third = make_statement_record(text="Three.")
    ana.save(lesson, evidence__TOTAL_FORMS=2, evidence__1__statement=third.pk, evidence__1__relation="supports")
    assert [row.statement.text for row in lesson.evidence.all()] == ["One.", "Three."]

    page = restore(ana, lesson, 2)
    ana.client.post(address(lesson), filled(page.content) | {"_save": "1"})

    lesson = LessonRecord.objects.get()
    assert [(row.statement.text, row.note) for row in lesson.evidence.all()] == [("One.", "Old note"), ("Two.", "")]
    assert list(lesson.themes.all()) == [theme]


def test_the_place_in_a_source_comes_back(ana):
    session = make_session_record()
    passage = make_passage(make_source_record(session.conference), place="Page 1")
    record, _ = (make_statement_record(session, passage=passage) for _ in range(2))
    ana.save(record, place="Page 2")
    assert events(ana, record)[0][3] == {"Passage": "[Page 1 (100–200)] {Page 2 (100–200)}"}
    ana.client.post(address(record), filled(restore(ana, record, 1).content) | {"_save": "1"})
    assert StatementRecord.objects.get(pk=record.pk).passage == passage


@pytest.mark.parametrize("version", ["0", "999999", "x", "", "1;2", "٣"])
def test_a_version_that_is_not_there_is_the_present_one(ana, version):
    record = make_organisation_record("Forum")
    page = ana.get(address(record), version=version)
    assert (page.status_code, filled(page.content)["name"]) == (200, "Forum")


def test_a_version_of_another_record_is_not_taken(ana):
    other, record = make_organisation_record("Other"), make_organisation_record("Forum")
    version = other.history.first().history_id
    assert filled(ana.get(address(record), version=version).content)["name"] == "Forum"


def test_the_history_goes_with_a_draft_that_is_deleted():
    record, keeper = make_organisation_record("Forum"), Member("keeper")
    keeper.save(record, name="Forum of many")
    keeper.client.post(address(record, "delete"), {"post": "yes"})
    assert OrganisationRecord.history.count() == 0


def test_the_history_is_for_those_who_may_see_the_record(client):
    record = make_organisation_record("Forum")
    assert client.get(address(record, "history")).status_code == 302
    assert Member().get(address(record, "history")).status_code == 403


# Secrets


@pytest.fixture
def spoken():
    """A statement of a public meeting whose speaker a keeper changed from one to the other, both of them secret."""
    meeting = make_conference_record()
    session = make_session_record(meeting)
    publish(meeting, session)
    first, second = (make_participant_record(meeting, role=role) for role in ("Kormoran", "Flamingo"))
    said = make_statement_record(session, speaker=first, consent_reference="Pelikan", consent_date="2014-05-01")
    changed = {"speaker": second.pk, "consent_reference": "Albatros"}
    Member("keeper", username="k").save(said, **changed)
    return said


def test_keepers_see_who_was_the_speaker_before(spoken):
    assert events(Member("keeper"), spoken)[0][3] == {
        "Speaker": "[Kormoran] {Flamingo}",
        "Consent reference": "[Pelikan] {Albatros}",
    }


@pytest.mark.parametrize("group", ["curator", "reviewer"])
def test_nobody_else_sees_that_anything_changed(spoken, group):
    member = Member(group)
    assert [event[0] for event in events(member, spoken)] == ["Entered"]
    for version in spoken.history.all():
        page = member.get(address(spoken), version=version.history_id).content.decode()
        assert not [word for word in ("Kormoran", "Flamingo", "Pelikan", "Albatros") if word in page]


def test_a_former_speaker_stays_secret_where_the_present_one_is_not(spoken):
    """The form then has the field; what it held before is still nothing for curators."""
    StatementRecord.objects.filter(pk=spoken.pk).update(speaker=None, consent_reference="", consent_date=None)
    member = Member("curator")
    assert "speaker" in member.get(address(spoken)).context["adminform"].form.fields
    assert [event[0] for event in events(member, spoken)] == ["Entered"]
    for version in spoken.history.all():
        page = member.get(address(spoken), version=version.history_id)
        assert filled(page.content)["speaker"] == ""
        assert not [word for word in ("Kormoran", "Flamingo", "Pelikan", "Albatros") if word in page.content.decode()]


def test_who_stood_behind_a_role_is_kept_by_the_keepers():
    person, other = make_person_record("Zorica Kanarinac"), make_person_record("Milena Slavuj")
    meeting = make_conference_record()
    masked = make_participant_record(meeting, person=person, role="Chair", key="kanarinac")
    Member("keeper").save(masked, person=other.pk, role="The chair", basis="consent", basis_reference="Slavuj 7")
    curator = Member("curator")
    assert events(curator, masked)[0][3] == {"Role": "[Chair] {The chair}"}
    for version in ParticipantRecord.history.all():
        page = curator.get(address(masked), version=version.history_id).content.decode().lower()
        assert not [word for word in ("kanarinac", "slavuj") if word in page]


# To show more takes a reason


@pytest.mark.parametrize(
    ("make", "column", "less", "more"),
    [
        (make_statement_record, "attribution_level", "country", "organisation"),
        (make_participant_record, "limit", "organisation", "role_organisation"),
        (make_conference_record, "disclosure_rule", "closed", "chatham_house"),
        (make_session_record, "disclosure_rule", "closed", ""),
    ],
    ids=["a rung", "a limit", "a rule", "the rule of a session"],
)
def test_to_show_more_of_a_speaker_takes_a_reason_and_to_show_less_takes_none(ana, make, column, less, more):
    extra = {"role": "Chair"} if make is make_participant_record else {}
    record = make(**{column: more}, **extra)
    ana.save(record, **{column: less})
    assert "Say under “Why” what allows it." in text(ana.save(record, **{column: more}))
    record.refresh_from_db()
    assert getattr(record, column) == less
    ana.save(record, **{column: more}, why="She agreed on 3 May.")
    record.refresh_from_db()
    assert getattr(record, column) == more


def test_a_row_of_a_session_takes_a_reason_too(ana):
    session = make_session_record()
    said = make_statement_record(session, attribution_level="withheld")
    assert "Say under “Why”" in text(ana.save(session, statements__0__attribution_level="unattributed"))
    said.refresh_from_db()
    assert said.attribution_level == "withheld"
