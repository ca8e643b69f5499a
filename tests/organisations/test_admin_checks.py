"""What the desk does not take, and what it says then."""

import pytest
from django.core.exceptions import ValidationError

from lessons.models import LessonRecord
from organisations.admin.checks import language_tag, plain_line, plain_text
from organisations.models import OrganisationRecord, PersonRecord
from sessions.models import ParticipantRecord, SourceRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
)
from tests.factories import make_country
from tests.staff import Member, address, problems, text

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize("tag", ["en", "sq", "sr-Latn", "SR-latn-RS", "es-419", "sl-rozaj", "de-1996", "zh-yue"])
def test_language_tags(tag):
    assert language_tag(tag) is None


@pytest.mark.parametrize("tag", ['not a lang"', "e", "english", "en_GB", "en-", "en-ab-cd-ef", "1a", "en\n", "ён"])
def test_what_is_no_language_tag(tag):
    with pytest.raises(ValidationError, match="is no language tag"):
        language_tag(tag)


@pytest.mark.parametrize("words", ["Saša Rašić", "محمد", "a\u200db", "O’Neill"])
def test_names_as_they_are_written(words):
    assert plain_line(words) is None


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\n", "\x7f", "\x9b", RIGHT_TO_LEFT, "\u202a", "\u2066", "\u2069"])
def test_hidden_characters(hidden):
    with pytest.raises(ValidationError, match=f"U\\+{ord(hidden):04X}"):
        plain_line(f"Ana{hidden}Anić")


def test_text_has_lines():
    assert plain_text("One.\r\n\tTwo.") is None
    with pytest.raises(ValidationError):
        plain_text(f"One.{RIGHT_TO_LEFT}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "changes", "complaint"),
    [
        (make_source_record, {"issued": "2025-13-45"}, "A year, or a day like 2014-04-24."),
        (make_source_record, {"language": "not a lang"}, "“not a lang” is no language tag, such as en, sq or sr-Latn."),
        (make_conference_record, {"language": "x"}, "“x” is no language tag, such as en, sq or sr-Latn."),
        (
            make_conference_record,
            {"place_names": "no lang: P"},
            "“no lang” is no language tag, such as en, sq or sr-Latn.",
        ),
        (
            make_person_record,
            {"name": f"Ana{RIGHT_TO_LEFT}"},
            "This holds a hidden character (U+202E): type the words anew.",
        ),
        (
            make_person_record,
            {"other_names": f"Ana{RIGHT_TO_LEFT}"},
            "This holds a hidden character (U+202E): type the words anew.",
        ),
        (
            make_participant_record,
            {"role": ""},
            "Say at least one thing of them: person, role, organisation, group, kind or country.",
        ),
        (
            lambda: make_country("XK"),
            {"local_languages": "no lang"},
            "“no lang” is no language tag, such as en, sq or sr-Latn.",
        ),
    ],
)
def test_bad_input_is_refused_where_it_stands(make, changes, complaint):
    record = make()
    assert problems(Member("reviewer").save(record, **changes)) == [complaint]


@pytest.mark.django_db
@pytest.mark.parametrize("issued", ["2014", "2014-04-24", ""])
def test_what_a_source_may_be_dated(issued):
    source = make_source_record()
    Member("curator").save(source, issued=issued)
    assert SourceRecord.objects.get().issued == issued


@pytest.mark.django_db
def test_nothing_is_related_to_itself():
    body, said = make_organisation_record("Forum"), make_statement_record()
    curator = Member("curator")
    row = {"relations__TOTAL_FORMS": 1, "relations__0__kind": "member_of", "relations__0__other": body.pk}
    link = {"links__TOTAL_FORMS": 1, "links__0__kind": "supports", "links__0__other": said.pk}
    for refused in (curator.save(body, **row), curator.save(said, **link)):
        assert problems(refused) == ["This is the very same record: choose another one."]


@pytest.mark.django_db
def test_evidence_that_stands_there_twice_is_named():
    said = make_statement_record()
    lesson = make_lesson_record(evidence=[(said, "supports", "")])
    row = {"evidence__TOTAL_FORMS": 2, "evidence__1__statement": said.pk, "evidence__1__relation": "qualifies"}
    refused = text(Member("curator").save(lesson, **row))
    assert "The same statement stands there twice: take one of the rows away." in refused


@pytest.mark.django_db
def test_a_deleted_draft_is_called_by_its_name():
    ana, keeper = make_person_record("Ana Anić"), Member("keeper")
    keeper.client.post(address(ana, "delete"), {"post": "yes"})
    shown = text(keeper.get(address(PersonRecord, "changelist")))
    assert "“Ana Anić” was deleted" in shown
    assert ana.public_id not in shown


@pytest.mark.django_db
def test_a_person_is_not_called_it():
    ana = make_person_record("Ana Anić")
    shown = text(Member("keeper").get(address(ana)))
    assert "Nothing: not listed with a basis, and nothing public names them." in shown


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["abc", "99999999999999999999", "-1", "1.5", "%00"])
@pytest.mark.parametrize(
    ("model", "field"),
    [
        (ParticipantRecord, "conference"),
        (ParticipantRecord, "sessions"),
        (StatementRecord, "session"),
        (StatementRecord, "source"),
        (LessonRecord, "conference"),
        (OrganisationRecord, "country"),
    ],
)
def test_an_address_that_names_no_record_opens_an_empty_form(model, field, key):
    page = Member("curator").get(f"{address(model, 'add')}?{field}={key}")
    assert page.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["abc", "99999999999999999999"])
def test_a_form_that_names_no_record_is_refused(key):
    meeting = make_conference_record()
    refused = Member("curator").add(ParticipantRecord, conference=meeting.pk, role="Director", sessions=key)
    assert (refused.status_code, ParticipantRecord.objects.count()) == (200, 0)


@pytest.mark.django_db
def test_the_stricter_rule_is_named_at_a_looser_one():
    session = make_session_record(make_conference_record(disclosure_rule="chatham_house"))
    curator = Member("curator")
    curator.save(session, disclosure_rule="on_record")
    note = "Of two rules the stricter counts. Here that is the conference’s: Chatham House Rule."
    assert note in text(curator.get(address(session)))
    curator.save(session, disclosure_rule="closed")
    assert "Here that is" not in text(curator.get(address(session)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("closed", "The rule here is “Closed”: without the speaker’s consent nothing is shown"),
        ("chatham_house", "consent at most “Kind of organisation or group” is shown"),
        ("on_record", None),
    ],
)
def test_what_the_rule_makes_of_a_level_is_said_at_the_field(rule, note):
    said = make_statement_record(make_session_record(make_conference_record(disclosure_rule=rule)))
    shown = text(Member("curator").get(address(said)))
    assert (note or "The rule here is") in shown if note else "The rule here is" not in shown
