"""Sheets of every kind: what they make of the desk, and what is refused, where and why."""

import pytest
from django.db import connection
from django.utils import timezone

from lessons.sheets.importing import Refused, bring_in, look
from lessons.sheets.resource import Who
from organisations.models import DecisionChain, Organisation, OrganisationRecord, PersonRecord
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.factories import make_country, make_theme

pytestmark = pytest.mark.django_db

KEEPER = Who(True, frozenset({"add", "change", "release"}))
CURATOR = Who(False, frozenset({"add", "change"}))


def table(*rows):
    """A CSV file of these rows."""
    return "\n".join(";".join(map(str, row)) for row in rows).encode()


def taken(section, *rows, who=KEEPER, why=""):
    """Preview, agree, import; returns ``(new, changed, unchanged)``. Nothing may be wrong."""
    content = table(*rows)
    seen = look(section, "a.csv", content, who)
    assert (seen.problems, seen.count) == ([], 0)
    outcome = bring_in(section, "a.csv", content, who, seen.digest(), why)
    return len(outcome.new), len(outcome.changed), outcome.unchanged


def wrong(section, *rows, who=KEEPER):
    """``[(place, column)]`` of what is wrong, and its words by place."""
    outcome = look(section, "a.csv", table(*rows), who)
    return {problem.place: (problem.column, problem.reason) for problem in outcome.problems}


BODIES = ("name", "classification", "country", "other_names", "listed")


def test_new_bodies_are_drafts_with_an_address_of_their_name():
    make_country("XK")
    row = ("Şişli ılık Derneği", "National NGO", "xk", "Sisli\n", "yes")
    assert taken("organisations", BODIES, (*row[:3], "Sisli", "yes")) == (1, 0, 0)
    record = OrganisationRecord.objects.get()
    assert (record.name, record.slug, record.state, record.listed) == (row[0], "sisli-ilik-dernegi", "draft", True)
    assert (record.classification, record.country_id, record.other_names) == ("national_ngo", "XK", ["Sisli"])
    assert Organisation.objects.count() == 0


def test_the_same_sheet_a_second_time_changes_nothing():
    rows = [BODIES, ("One", "media", "", "", ""), ("Two", "media", "", "", "")]
    assert [taken("organisations", *rows), taken("organisations", *rows)] == [(2, 0, 0), (0, 0, 2)]


def test_columns_that_are_not_there_stay_as_they_are():
    relations = [("member_of", make_organisation_record("Net"), "n")]
    body = make_organisation_record("One", acronym="O", summary="Kept.", relations=relations)
    assert taken("organisations", ("public_id", "acronym"), (body.public_id, "ONE")) == (0, 1, 0)
    body.refresh_from_db()
    assert (body.acronym, body.summary, body.relations.get().note, body.folded) == ("ONE", "Kept.", "n", "one one one")


def test_a_changed_row_of_a_released_body_is_marked_and_shows_nothing():
    body = make_organisation_record("One", listed=True)
    publish(body)
    assert taken("organisations", ("public_id", "name"), (body.public_id, "Two"), who=CURATOR) == (0, 1, 0)
    body.refresh_from_db()
    assert (body.state, body.changed_since_release, Organisation.objects.get().name) == ("approved", True, "One")


def test_what_was_approved_goes_back_to_review_if_a_curator_changes_it():
    body = make_organisation_record("One")
    body.state = "approved"
    body.save(update_fields=["state"])
    taken("organisations", ("public_id", "name"), (body.public_id, "Two"), who=CURATOR)
    body.refresh_from_db()
    assert body.state == "in_review"


def test_every_fault_is_told_with_its_cell():
    known = make_organisation_record("Known")
    make_organisation_record("Twin", slug="twin-1")
    make_organisation_record("Twin", slug="twin-2")
    columns = ("public_id", "slug", "name", "classification", "country", "listed")
    found = wrong(
        "organisations",
        columns,
        ("", "", "A", "ngo", "", ""),
        ("", "", "B", "media", "Atlantis", ""),
        ("", "", "C", "media", "", "perhaps"),
        ("NOTHING1", "", "D", "media", "", ""),
        (known.public_id, "other", "Known", "media", "", ""),
        ("", "no slug", "E", "media", "", ""),
        ("", "", "Twin", "media", "", ""),
        ("", "known", "Known", "media", "", ""),
        ("", "", "", "media", "", ""),
    )
    assert {place: column for place, (column, _) in found.items()} == {
        "D2": "classification",
        "E3": "country",
        "F4": "listed",
        "A5": "public_id",
        "B6": "slug",
        "B7": "slug",
        "C8": "name",
        "A9": "public_id",
        "C10": "name",
    }
    assert "national_ngo" in found["D2"][1]
    assert OrganisationRecord.objects.count() == 3


def test_two_rows_of_one_new_body_are_refused():
    assert list(
        wrong("organisations", ("name", "slug", "classification"), ("A", "a", "media"), ("B", "a", "media"))
    ) == ["B3"]


def test_a_sheet_that_would_do_something_else_by_now_is_not_taken():
    body, content = make_organisation_record("One"), table(("slug", "acronym"), ("one", "X"))
    seen = look("organisations", "a.csv", content, KEEPER)
    OrganisationRecord.objects.filter(pk=body.pk).update(acronym="Y")
    with pytest.raises(Refused):
        bring_in("organisations", "a.csv", content, KEEPER, seen.digest())
    body.refresh_from_db()
    assert body.acronym == "Y"


def test_people_are_never_known_by_their_name_alone():
    make_person_record("Ana Ilić")
    found = wrong(
        "people", ("name", "listed", "basis", "basis_reference"), ("Ana Ilić", "", "", ""), ("Eva", "true", "", "")
    )
    assert {place: column for place, (column, _) in found.items()} == {"A2": "name", "B3": "listed"}
    assert taken("people", ("name", "slug"), ("Ana Ilić", "ana-ilic-2")) == (1, 0, 0)
    assert PersonRecord.objects.count() == 2


ROLE = ("conference", "role", "organisation", "limit")


def test_participants_with_everything_keepers_know():
    meeting, body = make_conference_record("meeting"), make_organisation_record("INDEP")
    session, person = make_session_record(meeting, slug="opening"), make_person_record("Ana")
    columns = (*ROLE, "person", "sessions", "key", "basis", "basis_reference", "unique_post")
    row = ("meeting", "Chair", "INDEP", "Named", person.public_id, "opening", "ana", "consent", "Form", "")
    assert taken("participants", columns, row) == (1, 0, 0)
    record = ParticipantRecord.objects.get()
    assert (record.conference, record.organisation, record.person, record.key) == (meeting, body, person, "ana")
    assert (record.limit, record.unique_post, list(record.sessions.all())) == ("named", True, [session])
    assert taken("participants", columns, row) == (0, 0, 1)


def test_a_curator_brings_in_no_secret_column():
    make_conference_record("meeting")
    secret = ("key", "person", "basis", "basis_reference", "sessions")
    for name in secret:
        assert list(wrong("participants", ("conference", name), ("meeting", "x"), who=CURATOR)) == ["B1"]
    for name in ("speaker", "consent_reference", "consent_date"):
        assert list(wrong("statements", ("conference", name), ("meeting", "x"), who=CURATOR)) == ["B1"]
    assert taken("participants", ROLE, ("meeting", "Chair", "", ""), who=CURATOR) == (1, 0, 0)
    assert ParticipantRecord.objects.get().limit == "unattributed"


def test_only_keepers_show_more_by_a_sheet():
    meeting = make_conference_record()
    who = make_participant_record(meeting, limit="organisation", person=make_person_record())
    said = make_statement_record(make_session_record(meeting), speaker=who, attribution_level="organisation")
    for section, record, name in (("participants", who, "limit"), ("statements", said, "attribution_level")):
        rows = (("public_id", name), (record.public_id, "role_organisation"))
        assert list(wrong(section, *rows, who=CURATOR)) == ["B2"]
        assert taken(section, ("public_id", name), (record.public_id, "country"), who=CURATOR) == (0, 1, 0)
        with pytest.raises(Refused):
            taken(section, *rows)
        assert taken(section, *rows, why="They agreed.") == (0, 1, 0)


def test_only_keepers_say_by_a_sheet_that_several_hold_a_post():
    who = make_participant_record(make_conference_record(), role="Chief")
    rows = (("public_id", "unique_post"), (who.public_id, "false"))
    assert wrong("participants", *rows, who=CURATOR)["B2"][1].startswith("only keepers show more by a sheet: say true")
    with pytest.raises(Refused):
        taken("participants", *rows)
    assert taken("participants", *rows, why="There are two of them.") == (0, 1, 0)
    assert taken("participants", rows[0], (who.public_id, "true"), who=CURATOR) == (0, 1, 0)


def test_somebody_just_like_another_is_not_entered_twice():
    body = make_organisation_record("INDEP")
    make_participant_record(make_conference_record("meeting"), role="Chair", organisation=body)
    found = wrong(
        "participants",
        ROLE,
        ("meeting", "Chair", "INDEP", ""),
        ("meeting", "Host", "", ""),
        ("meeting", "Host", "", ""),
    )
    assert list(found) == ["B2", "B4"]


SAID = ("conference", "session", "position", "text", "kind", "countries", "context_countries", "themes", "mentions")


@pytest.fixture
def session():
    make_country("XK"), make_country("AL"), make_theme("trust")
    return make_session_record(make_conference_record("meeting"), slug="opening")


def test_statements_with_their_place_and_everything_they_are_about(session):
    source, body = make_source_record(session.conference, key="report"), make_organisation_record("INDEP")
    who = make_participant_record(session.conference)
    columns = (*SAID, "source", "start", "end", "place", "reveals", "speaker", "consent_reference", "consent_date")
    row = (
        "meeting",
        "opening",
        "",
        "Said.",
        "Claim",
        "XK",
        "AL",
        "trust",
        "INDEP",
        "report",
        "0",
        "9",
        "Page 1",
        "Country",
    )
    row += (who.public_id, "Form", "2014-04-24")
    assert taken("statements", columns, row) == (1, 0, 0)
    record = StatementRecord.objects.get()
    assert (record.position, record.text, record.kind, record.speaker) == (1, "Said.", "claim", who)
    assert sorted(record.countries.values_list("country", "context")) == [("AL", True), ("XK", False)]
    assert (record.passage.source, record.passage.reveals, str(record.consent_date)) == (
        source,
        "country",
        "2014-04-24",
    )
    assert (list(record.mentions.all()), record.themes.get().slug) == ([body], "trust")


@pytest.mark.parametrize(
    ("given", "place", "missing"),
    [
        (("", "5", "", ""), ("I2", "source"), "source, end, place"),
        (("report", "0", "9", ""), ("L2", "place"), "place"),
        (("report", "0", "", "Page 1"), ("K2", "end"), "end"),
        (("gone", "", "", ""), ("J2", "start"), "start, end, place"),
    ],
)
def test_a_place_by_halves_is_refused_in_one_sentence(session, given, place, missing):
    row = ("meeting", "opening", "", "Said.", "claim", "XK", "", "", *given)
    found = wrong("statements", (*SAID[:-1], "source", "start", "end", "place"), row)
    words = f"source, start, end and place belong together: give all four or none; no {missing} here"
    assert found == {place[0]: (place[1], words)}


def test_a_place_by_halves_is_told_at_a_cell_that_the_sheet_has(session):
    make_source_record(session.conference, key="report")
    columns, row = ("conference", "session", "text", "kind", "countries"), ("meeting", "opening", "A", "claim", "XK")
    found = wrong("statements", (*columns, "start", "end"), (*row, "5", ""))
    assert {place: column for place, (column, _) in found.items()} == {"G2": "end"}
    assert list(wrong("statements", (*columns, "start"), (*row, "5"))) == ["row 2"]
    assert list(wrong("statements", (*columns, "reveals"), (*row, "country"))) == []


def test_statements_swap_their_places(session):
    first, second = make_statement_record(session, text="1"), make_statement_record(session, text="2")
    rows = (("public_id", "position"), (first.public_id, 2), (second.public_id, 1))
    assert taken("statements", *rows) == (0, 2, 0)
    assert list(session.statements.order_by("position").values_list("text", flat=True)) == ["2", "1"]


def test_a_place_that_is_taken_and_words_that_are_there_are_refused(session):
    make_statement_record(session, text="There.", position=3)
    base = ("claim", "XK", "", "", "")
    rows = [SAID, ("meeting", "opening", 3, "A", *base), ("meeting", "opening", "", "There.", *base)]
    rows += [("meeting", "gone", "", "B", *base), ("nowhere", "opening", "", "C", *base)]
    assert list(wrong("statements", *rows)) == ["C2", "D3", "B4", "A5"]


def test_words_for_the_public_need_their_mark(session):
    record = make_statement_record(session)
    assert list(wrong("statements", ("public_id", "public_text"), (record.public_id, "Less."))) == ["B2"]
    assert taken("statements", ("public_id", "redacted", "public_text"), (record.public_id, "true", "")) == (0, 1, 0)
    record.refresh_from_db()
    assert (record.redacted, record.public_text) == (True, "")


def test_consent_does_not_pass_to_another_speaker(session):
    first, second = (make_participant_record(session.conference, role=role) for role in "ab")
    given = {"speaker": first, "consent_reference": "Form", "consent_date": timezone.now().date()}
    record = make_statement_record(session, **given)
    rows = (("public_id", "speaker"), (record.public_id, second.public_id))
    assert [column for column, _ in wrong("statements", *rows).values()] == [""]


def test_rights_count_row_by_row():
    body = make_organisation_record("One")
    only = Who(False, frozenset({"change"}))
    assert list(wrong("organisations", ("name", "classification"), ("Two", "media"), who=only)) == ["row 2"]
    assert taken("organisations", ("public_id", "acronym"), (body.public_id, "O"), who=only) == (0, 1, 0)


def test_queries_do_not_grow_with_the_rows(django_assert_num_queries, session):
    person = make_person_record(**consent())
    DecisionChain.objects.create()
    waiting = 2 if connection.vendor == "postgresql" else 0  # for whoever merges what is pointed at
    for size in (1, 4):
        rows = [("meeting", f"Role {size} {n}", "", "", person.slug) for n in range(size)]
        content = table((*ROLE, "person"), *rows)
        seen = look("participants", "a.csv", content, KEEPER)
        with django_assert_num_queries(33 + waiting):
            bring_in("participants", "a.csv", content, KEEPER, seen.digest())
