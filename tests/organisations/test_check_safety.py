"""The command that lists what the safety checks found and nobody settled."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.staff import Member

pytestmark = pytest.mark.django_db


def listed(*options):
    out = StringIO()
    try:
        call_command("check_safety", *options, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_nothing_is_found_on_an_empty_desk():
    assert listed() == ([], "")


def test_it_names_records_and_nobody():
    make_person_record("Saša Rašić")
    record = make_organisation_record("Forum", summary="Saša Rašić: sasa@forum.org")
    who = f"organisation {record.public_id} (draft)"
    lines = [f"{who}: must be fixed: E-mail address or phone number", f"{who}: to be looked at: A name that is kept"]
    assert listed() == (lines, "1 findings must be fixed.")
    assert listed("--must") == (lines[:1], "1 findings must be fixed.")


def test_what_was_acknowledged_and_what_was_withdrawn_is_passed_over(settings):
    settings.SAFETY_YEARS = 0
    meeting = make_conference_record()
    session, body = make_session_record(meeting), make_organisation_record("Forum")
    publish(meeting, session, body)
    speaker = make_participant_record(meeting, organisation=body, limit="organisation")
    publish(speaker)
    record = make_statement_record(session, speaker=speaker, attribution_level="organisation", state="in_review")
    make_organisation_record("Gone", summary="a@b.org", state="withdrawn")
    assert listed() == ([f"statement {record.public_id} (in review): to be looked at: Few fit the line"], "")
    Member("reviewer").settle(record)
    assert listed() == ([], "")


@pytest.fixture
def shown_less():
    """What somebody said who is named for something else at that meeting, and not for this."""
    meeting, person = make_conference_record(), make_person_record("Saša Rašić")
    session = make_session_record(meeting)
    publish(meeting, session, person)
    speaker = make_participant_record(meeting, person=person, limit="named", listed=True, **consent())
    publish(speaker, make_statement_record(session, speaker=speaker, attribution_level="named"))
    record = make_statement_record(
        session, speaker=speaker, attribution_level="unattributed", text="I, Saša Rašić, know."
    )
    publish(record)
    return record


def test_the_name_of_whoever_is_not_named_for_it_is_found(shown_less):
    line = f"statement {shown_less.public_id} (approved): must be fixed: A name that is kept"
    assert listed("--must") == ([line], "1 findings must be fixed.")


def test_so_it_is_if_only_the_public_still_reads_it(shown_less):
    Member("curator").save(shown_less, text="I know.")
    line = f"statement {shown_less.public_id} (approved): must be fixed in public: A name that is kept"
    assert listed("--must") == ([line], "1 findings must be fixed.")
