"""What a second factor opens: releases, and what only keepers see. Nothing else asks for it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from confhub.accounts.models import Factor
from confhub.accounts.rights import Backend, is_kept, releases
from lessons.models import LessonRecord
from organisations.choices import State
from organisations.models import Change
from sessions.models import StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    publish,
)
from tests.staff import address, filled, make_account, sign_in, text

from .people import Person

NEEDED = {
    "release_conferencerecord",
    "release_lessonrecord",
    "release_organisationrecord",
    "release_participantrecord",
    "release_personrecord",
    "release_sessionrecord",
    "release_sourcerecord",
    "release_statementrecord",
    *(f"{verb}_{term}" for verb in ("add", "change", "delete") for term in ("country", "countryalias", "theme")),
    "see_true_speakers",
    "delete_sourcefile",
    "delete_personrecord",
}


def person(group, verified):
    made = Person(group, username=f"{group}-{verified}")
    sign_in(made.client, made.account, verified=verified)
    return made


def post(who, record, **more):
    """The form of a record as it is, and one button."""
    sent = filled(who.get(address(record)).content)
    return who.client.post(address(record), {**sent, **more})


@pytest.fixture
def body():
    record = make_organisation_record("Forum", listed=True)
    record.state = State.APPROVED
    record.save(update_fields=["state"])
    return record


def test_rights_that_need_it_are_gone_without_it_and_there_with_it():
    every = Permission.objects.select_related("content_type")
    names = {f"{each.content_type.app_label}.{each.codename}" for each in every}
    needed = {each for each in names if releases(each) or is_kept(each)}
    ours = {each.partition(".")[2] for each in needed if each.partition(".")[0] not in ("auth", "accounts", "partners")}
    assert ours == NEEDED
    account = make_account("keeper")
    account.user_permissions.set(every)
    without = get_user_model().objects.get(pk=account.pk)
    with_it = get_user_model().objects.get(pk=account.pk)
    with_it.verified = True
    assert without.get_all_permissions() == names - needed
    assert with_it.get_all_permissions() == Backend().held(without) == names
    assert not without.has_perm("auth.change_user")
    assert not without.has_module_perms("partners")


def test_an_account_that_is_closed_has_no_rights_at_all():
    account = make_account("keeper", is_active=False)
    account.verified = True
    assert account.get_all_permissions() == set()


@pytest.mark.parametrize("step", ["release", "approve", "withdraw"])
def test_a_reviewer_without_it_is_refused_every_step_that_needs_it(body, step):
    reviewer = person("reviewer", verified=False)
    if step == "approve":
        body.state = State.IN_REVIEW
        body.save(update_fields=["state"])
    if step == "withdraw":
        publish(body)
    before = Change.objects.count()
    page = reviewer.get(address(body)).content.decode()
    assert f'value="{step}"' not in page
    assert 'href="/admin/second-factor/"' in page
    post(reviewer, body, _step=step)
    state = body.state
    body.refresh_from_db()
    assert (body.state, Change.objects.count()) == (state, before)


@pytest.mark.parametrize("action", ["approve", "release_after_a_look", "withdraw_after_a_look"])
def test_a_list_offers_and_takes_no_such_action(body, action):
    data = {"action": action, "_selected_action": [body.pk]}
    reviewer = person("reviewer", verified=False)
    where = address(body, "changelist")
    assert f'value="{action}"' not in reviewer.get(where).content.decode()
    assert "confirmed" not in reviewer.client.post(where, data, follow=True).content.decode()
    assert f'value="{action}"' in person("reviewer", verified=True).get(where).content.decode()


def test_with_it_the_same_reviewer_releases(body):
    answer = post(person("reviewer", verified=True), body, _step="release")
    assert answer.status_code == 302
    assert Change.objects.filter(kind="organisations").count() == 1


def test_curators_go_on_working_without_it(body):
    curator = person("curator", verified=False)
    answer = post(curator, body, name="Forum of the North", _continue="1")
    body.refresh_from_db()
    assert (answer.status_code, body.name) == (302, "Forum of the North")


def test_a_keeper_whose_factor_was_taken_away_sees_no_speaker():
    """Not even in the same session: it leads to the page that sets up another."""
    speaker = make_participant_record(
        make_conference_record(), person=make_person_record("Ana Canary", **consent()), role="Director"
    )
    keeper = person("keeper", verified=True)
    assert "Ana Canary" in text(keeper.get(address(speaker)))
    Factor.objects.all().delete()
    for where in (address(speaker), address(speaker, "changelist"), address(StatementRecord, "changelist")):
        answer = keeper.get(where)
        assert (answer.status_code, answer.content) == (302, b"")


def test_a_public_page_does_not_ask_who_reads(client, django_assert_num_queries):
    """A lesson's page costs the same for a keeper, whose session it does not open."""
    publish(make_lesson_record())
    keeper = person("keeper", verified=True)
    with django_assert_num_queries(1) as asked:
        keeper.get("/about/")
    assert "session" not in asked.captured_queries[0]["sql"]
    assert LessonRecord.objects.exists()
