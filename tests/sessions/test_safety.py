"""The checks of statements beside their source, and of the meetings they stand in."""

import pytest

from organisations.safety import Look, check
from sessions.admin.source_rooms import kept_files
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_file,
    make_source_record,
    make_statement_record,
    publish,
)

pytestmark = pytest.mark.django_db
WORDS = "The police should meet the villages once a month and listen to them."


@pytest.fixture
def session():
    return make_session_record()


def copied(session, wording="paraphrase", **file):
    """A statement in the very words of its source."""
    source = make_source_record(session.conference)
    if file:
        make_source_file(source, text=WORDS, **file)
    passage = make_passage(source, start=0, end=len(WORDS))
    return make_statement_record(session, text=WORDS, wording=wording, passage=passage)


def found(record, **look):
    return [(one.level, one.code, one.readers) for one in check([record], Look(**look))[record.pk]]


def test_words_are_held_against_the_file_if_it_is_at_hand(session):
    assert found(copied(session, keepers_only=False)) == [("check", "close", "all")]
    assert found(copied(session, "verbatim", keepers_only=False)) == [("note", "close", "all")]
    assert found(copied(session)) == []


@pytest.mark.parametrize(("keepers_only", "readers"), [(True, "keepers"), (False, "all")])
def test_of_a_file_only_keepers_read_they_alone_are_told(session, keepers_only, readers):
    record = copied(session, keepers_only=keepers_only)
    assert found(record, file_kept=kept_files([record])) == [("check", "close", readers)]


@pytest.mark.parametrize("kind", ["conference", "session", "source"])
def test_a_meeting_tells_of_nobody_either(kind):
    body, meeting = make_organisation_record("Forum", acronym="FRM"), make_conference_record()
    make_participant_record(meeting, role="Director", organisation=body, limit="organisation")
    title = "By the director of FRM"
    made = {
        "conference": lambda: meeting,
        "session": lambda: make_session_record(meeting, title=title),
        "source": lambda: make_source_record(meeting, title=title),
    }[kind]()
    made.title = title
    made.save()
    assert found(made) == [("must", "post", "kept")]


def test_a_body_tells_of_nobody_who_is_protected_anywhere():
    body, person = make_organisation_record("Forum", summary="Led by Ana Kovač."), make_person_record("Ana Kovač")
    assert found(body) == [("check", "name", "kept")]
    make_participant_record(person=person)
    assert found(body) == [("must", "name", "kept")]


def family_findings(session, text):
    record = make_statement_record(session, text=text)
    return [(one.level, one.code, one.more) for one in check([record], Look())[record.pk]]


def test_a_family_name_alone_is_looked_at_whoever_was_there(session):
    person = make_person_record("Agron Krasniqi")
    unknown = ("check", "name", "Nobody of that name is known to be protected here.")
    assert family_findings(session, "Mr Krasniqi saw it.") == [unknown]
    make_participant_record(session.conference, person=person)
    assert family_findings(session, "Mr Krasniqi saw it.") == [
        ("check", "name", "Somebody of that name is protected here.")
    ]
    assert family_findings(session, "Agronit Krasniqi saw it, so Krasniqi said.") == [
        ("must", "name", "Protected: it must not stand here.")
    ]


def test_a_family_name_of_somebody_named_there_may_stand(session):
    person = make_person_record("Agron Krasniqi")
    make_person_record("Besa Krasniqi")
    publish(session.conference, person)
    publish(make_participant_record(session.conference, person=person, limit="named", listed=True, **consent()))
    assert family_findings(session, "Mr Krasniqi saw it.") == []


@pytest.mark.parametrize(
    ("role", "body", "text", "levels"),
    [
        ("Mayor of Mitrovica", "", "The Mayor of Mitrovica said no.", ["must"]),
        ("Minister of Interior", "Ministry of Internal Affairs", "The Minister of Interior said", ["must"]),
        ("Chief of Staff", "Ministry of Interior", "The Chief of Staff said.", ["must"]),
        ("Deputy mayor", "", "The deputy mayor said.", ["must"]),
        ("Executive Director", "Forum", "The executive director said.", ["check"]),
        ("Executive Director", "Forum", "The executive director of the Forum said.", ["must"]),
        ("Mayor", "", "The mayor said.", ["check"]),
        ("Mayor", "", "The mayors said.", []),
    ],
)
def test_a_post_is_told_by_its_role_alone(session, role, body, text, levels):
    organisation = make_organisation_record(body) if body else None
    make_participant_record(session.conference, role=role, organisation=organisation, limit="country")
    record = make_statement_record(session, text=text)
    assert [one.level for one in check([record], Look())[record.pk] if one.code == "post"] == levels


def test_a_role_that_many_have_tells_of_nobody(session):
    for name in ("Forum", "Radio", "Council"):
        make_participant_record(
            session.conference, role="Director", organisation=make_organisation_record(name), limit="country"
        )
    record = make_statement_record(session, text="The director said.")
    assert found(record) == []
    assert found(record, least=4) == [("check", "post", "kept")] * 3


def test_a_role_that_the_public_reads_there_may_stand(session):
    shown, hidden = make_organisation_record("Forum"), make_organisation_record("Radio")
    publish(session.conference, shown)
    meeting = session.conference
    publish(
        make_participant_record(
            meeting, role="Director", organisation=shown, limit="role_organisation", listed=True, **consent()
        )
    )
    make_participant_record(meeting, role="Director", organisation=hidden, limit="country")
    assert found(make_statement_record(session, text="The director said.")) == []
    assert found(make_statement_record(session, text="The director of Radio said.")) == [("must", "post", "kept")]


def test_a_telling_role_of_somebody_else_is_told_by_the_body(session):
    shown, hidden = make_organisation_record("Forum"), make_organisation_record("Radio")
    publish(session.conference, shown)
    told = {"role": "Chief of Staff", "limit": "role_organisation", "listed": True, **consent()}
    publish(make_participant_record(session.conference, organisation=shown, **told))
    make_participant_record(session.conference, role="Chief of Staff", organisation=hidden, limit="country")
    assert found(make_statement_record(session, text="The Chief of Staff of the Forum said.")) == []
    assert found(make_statement_record(session, text="The Chief of Staff of Radio said.")) == [("must", "post", "kept")]


def test_the_whole_post_in_one_text_is_told_beside_the_role_in_another(session):
    body = make_organisation_record("Forum")
    make_participant_record(session.conference, role="Director", organisation=body, limit="country")
    session.title, session.summary = "The director", "The director of the Forum"
    session.save()
    assert sorted(found(session)) == [("check", "post", "kept"), ("must", "post", "kept")]
