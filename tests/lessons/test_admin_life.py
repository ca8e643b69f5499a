"""Every kind of record, from a draft to the public and off again, through the pages of the admin."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry

from lessons.models import Lesson, LessonRecord
from organisations.models import Change, Organisation, OrganisationRecord, Person, PersonRecord
from sessions.models import (
    Conference,
    ConferenceRecord,
    Participant,
    ParticipantRecord,
    Session,
    SessionRecord,
    Source,
    SourceRecord,
    Statement,
    StatementRecord,
)
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.factories import make_country, make_theme
from tests.staff import Member, address, problems, text

pytestmark = pytest.mark.django_db

RULE = {"disclosure_rule": "on_record", "disclosure_reason": "Agreed.", "place": "Prishtinë", "language": "en"}
BASIS = {"basis": "consent", "basis_reference": "Form 7"}


def organisation():
    return {"name": "Forum", "slug": "forum", "classification": "network", "listed": "on"}


def person():
    return {"name": "Ana Anić", "slug": "ana-anic", "listed": "on", **BASIS}


def conference():
    make_country("XK")
    return {
        "title": "Forum",
        "slug": "forum",
        "start_date": "2014-04-24",
        "end_date": "2014-04-24",
        "country": "XK",
        **RULE,
    }


def released_conference():
    record = make_conference_record()
    publish(record)
    return record


def source():
    return {"conference": released_conference().pk, "title": "The report"}


def session():
    return {"conference": released_conference().pk, "title": "Opening", "slug": "opening", "kind": "opening"}


def participant():
    body = make_organisation_record("Forum")
    publish(body)
    meeting = released_conference().pk
    return {
        "conference": meeting,
        "role": "Director",
        "organisation": body.pk,
        "limit": "role_organisation",
        "unique_post": None,
        "listed": "on",
    }


def released_session():
    record = make_session_record()
    publish(record.conference, record)
    return record


def statement():
    return {"session": released_session().pk, "text": "Trust grows slowly.", "kind": "claim"}


def lesson():
    said = make_statement_record(released_session())
    publish(said)
    row = {"evidence__TOTAL_FORMS": 1, "evidence__0__statement": said.pk, "evidence__0__relation": "supports"}
    theme = make_theme("trust").pk
    return {"title": "Earn trust", "text": "Trust first.", "kind": "obstacle", "themes": [theme], **row}


# kind, record, shelf, what is entered, the field that is edited, the public column that shows it
KINDS = [
    ("organisations", OrganisationRecord, Organisation, organisation, "name", "name"),
    ("people", PersonRecord, Person, person, "name", "name"),
    ("conferences", ConferenceRecord, Conference, conference, "title", "title"),
    ("sources", SourceRecord, Source, source, "title", "title"),
    ("sessions", SessionRecord, Session, session, "title", "title"),
    ("participants", ParticipantRecord, Participant, participant, "role", "role"),
    ("statements", StatementRecord, Statement, statement, "text", "text"),
    ("lessons", LessonRecord, Lesson, lesson, "title", "title"),
]


def confirmed(member, answer):
    """Where a page asks first: press its button."""
    return member.confirm(answer) if answer.status_code == 200 else answer


@pytest.mark.parametrize(
    ("kind", "model", "shelf", "entered", "field", "column"), KINDS, ids=[kind[0] for kind in KINDS]
)
def test_from_a_draft_to_the_public_and_off_again(kind, model, shelf, entered, field, column):
    curator, reviewer = Member("curator"), Member("reviewer")
    values = entered()
    first = values[field]

    page = curator.add(model, button="_continue", **values)
    assert page.status_code == 302, problems(page)
    record = model.objects.latest("pk")
    assert (page.url, record.state, getattr(record, field)) == (address(record), "draft", first)

    def public():
        return [getattr(row, column) for row in shelf.objects.filter(pk=record.public_id)]

    def state():
        record.refresh_from_db()
        return record.state, record.is_released, record.changed_since_release

    curator.save(record, **{field: "Second"})
    assert (getattr(model.objects.get(pk=record.pk), field), state()) == ("Second", ("draft", False, False))
    curator.save(record, step="submit")
    assert state() == ("in_review", False, False)
    reviewer.save(record, step="approve")
    assert (state(), public()) == (("approved", False, False), [])
    confirmed(reviewer, reviewer.save(record, step="release"))
    assert (state(), public()) == (("approved", True, False), ["Second"])

    curator.save(record, **{field: "Third"})
    assert (state(), public()) == (("approved", True, True), ["Second"])
    refused = curator.save(record, step="release", **{field: "Fourth"})
    assert refused.status_code == 200
    assert "is for reviewers" in text(refused)
    assert (getattr(model.objects.get(pk=record.pk), field), public()) == ("Third", ["Second"])
    own = reviewer.save(record, step="release", **{field: "Fifth"})
    assert "somebody else has to approve it" in text(own)
    assert (getattr(model.objects.get(pk=record.pk), field), public()) == ("Third", ["Second"])
    curator.save(record, **{field: "Fifth"})
    confirmed(reviewer, reviewer.save(record, step="release"))
    assert (state(), public()) == (("approved", True, False), ["Fifth"])

    assert "is for reviewers" in text(curator.save(record, step="withdraw"))
    assert public() == ["Fifth"]
    reviewer.save(record, step="withdraw")
    assert (state(), public()) == (("withdrawn", False, False), [])
    curator.save(record, step="reopen")
    assert state() == ("draft", False, False)

    log = Change.objects.filter(kind=kind, public_id=record.public_id).order_by("seq")
    assert [change.action for change in log] == ["released", "updated", "withdrawn"]
    entries = LogEntry.objects.order_by("pk")
    assert {entry.object_repr for entry in entries} == {f"{model._meta.verbose_name} {record.public_id}"}
    steps = [entry.change_message for entry in entries if not entry.change_message.startswith("[")]
    assert steps == ["Sent to review.", "Approved.", "Released.", "Released.", "Withdrawn.", "Taken up again as draft."]
    messages = "".join(entry.change_message for entry in entries)
    assert not [word for word in (first, "Second", "Third", "Fifth") if word in messages]


@pytest.fixture(params=KINDS, ids=[kind[0] for kind in KINDS])
def made(request):
    """``(model, a draft)`` of every kind."""
    _, model, _, entered, _, _ = request.param
    Member("curator").add(model, **entered())
    return model, model.objects.latest("pk")


def test_strangers_are_sent_to_sign_in(made, client):
    _, record = made
    for view in ("changelist", "add", "change", "delete", "history"):
        page = client.get(address(record, view))
        assert (page.status_code, page.url.split("?")[0]) == (302, "/admin/login/")


def test_staff_without_a_group_are_refused(made):
    nobody = Member()
    assert [nobody.get(address(made[1], view)).status_code for view in ("changelist", "add", "change", "delete")] == [
        403
    ] * 4


def test_the_buttons_are_those_one_may_press(made):
    record = made[1]
    curator, reviewer = Member("curator", username="c"), Member("reviewer", username="r")
    for state, for_curator, for_reviewer in [
        ("draft", {"Send to review"}, {"Send to review"}),
        ("in_review", {"Back to draft"}, {"Approve", "Back to draft"}),
        ("approved", set(), {"Release", "Withdraw now"}),
        ("withdrawn", {"Take up again as draft"}, {"Take up again as draft"}),
    ]:
        type(record).objects.filter(pk=record.pk).update(state=state)
        reviewer.settle(record)
        for member, steps in ((curator, for_curator), (reviewer, for_reviewer)):
            assert {label for _, label in member.get(address(record)).context["buttons"]["steps"]} == steps


@pytest.mark.parametrize("group", ["curator", "reviewer"])
def test_an_edit_of_approved_words_goes_back_to_review_whoever_edits(made, request, group):
    model, record = made
    field = next(field for _, kind, _, _, field, _ in KINDS if kind is model)
    model.objects.filter(pk=record.pk).update(state="approved")
    member = Member(group, username="other")

    member.save(record, notes="Only looked at again.")
    assert model.objects.get(pk=record.pk).state == "approved"
    member.save(record, **{field: "Other words"})
    assert model.objects.get(pk=record.pk).state == "in_review"


def test_saving_without_a_change_changes_nothing(made):
    model, record = made
    model.objects.filter(pk=record.pk).update(state="approved")
    Member("curator", username="c").save(record)
    assert model.objects.get(pk=record.pk).state == "approved"


def test_nobody_writes_over_what_another_saved_meanwhile(made):
    model, record = made
    curator = Member("curator", username="c")
    page = curator.get(address(record))
    model.objects.filter(pk=record.pk).update(notes="Theirs", updated_at=datetime.now(UTC) + timedelta(seconds=5))

    answer = curator.save(record, seen=page.context["adminform"].form.initial["seen"], notes="Mine")

    assert "while you had it open" in text(answer)
    assert model.objects.get(pk=record.pk).notes == "Theirs"


def test_only_a_draft_that_was_never_out_can_be_deleted(made):
    model, record = made
    keeper = Member("keeper")
    for values in (
        {"state": "in_review"},
        {"state": "approved"},
        {"state": "withdrawn"},
        {"released_at": datetime.now(UTC)},
    ):
        model.objects.filter(pk=record.pk).update(**{"state": "draft", "released_at": None, **values})
        assert keeper.client.post(address(record, "delete"), {"post": "yes"}).status_code == 403
    model.objects.filter(pk=record.pk).update(state="draft", released_at=None)

    assert keeper.client.post(address(record, "delete"), {"post": "yes"}).status_code == 302

    assert not model.objects.filter(pk=record.pk).exists()
    assert not Change.objects.filter(public_id=record.public_id).exists()


def test_there_is_no_deleting_in_bulk(made):
    page = Member("keeper").get(address(made[0], "changelist"))
    assert "delete" not in [value for value, _ in page.context["action_form"].fields["action"].choices]
    assert "delete_selected" not in page.content.decode()
