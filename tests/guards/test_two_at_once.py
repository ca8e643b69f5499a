"""Members of staff who press at the very same moment: one after the other, and none writes over another.

PostgreSQL only.
"""

import threading

import pytest
from django.db import connection

from organisations.models import OrganisationRecord, Transition
from sessions.models import StatementRecord
from tests.desk_factories import make_organisation_record, make_session_record, make_statement_record
from tests.staff import Member, address, filled

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["ana", "ben", "can"]


def reviewers(number=3):
    return [Member("reviewer", username=name) for name in NAMES[:number]]


def all_at_once(posts):
    """The answers to ``[(member, address, data)]``, none of which begins before all are ready."""
    answers, ready = [None] * len(posts), threading.Barrier(len(posts))

    def send(place, member, at, data):
        ready.wait()
        try:
            answers[place] = member.client.post(at, data)
        finally:
            connection.close()

    senders = [threading.Thread(target=send, args=[place, *post]) for place, post in enumerate(posts)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)
    return answers


def pressing(member, record, **what):
    """What the member's browser sends, from the form as it stands now."""
    return member, address(record), filled(member.get(address(record)).content) | what


def codes(answers):
    return sorted(answer.status_code for answer in answers)


def in_review():
    record = make_organisation_record("Forum")
    Member("curator", username="cem").save(record, step="submit")
    return record


def test_of_two_who_save_one_record_the_second_is_refused():
    record, staff = make_organisation_record("Forum"), reviewers()
    answers = all_at_once([pressing(one, record, name=f"By {one.account.username}", _save="1") for one in staff])
    assert codes(answers) == [200, 200, 302]
    winner = next(name for name, answer in zip(NAMES, answers, strict=True) if answer.status_code == 302)
    assert OrganisationRecord.objects.get().name == f"By {winner}"
    refused = [answer.context["both"] for answer in answers if answer.status_code == 200]
    assert [(both["who"], both["fields"][0][1]) for both in refused] == [(winner, f"By {winner}")] * 2


def test_a_row_and_the_form_of_its_own_do_not_write_over_each_other():
    """The statement in its session's form and by itself: neither save is lost, nor do they wait for each other."""
    said = make_statement_record(make_session_record(), text="It was so.")
    ana, ben = reviewers(2)
    row = {"statements-0-text": "In the row.", "_save": "1"}
    answers = all_at_once([pressing(ana, said, text="By itself.", _save="1"), pressing(ben, said.session, **row)])
    assert codes(answers) == [200, 302]
    kept = "By itself." if answers[0].status_code == 302 else "In the row."
    assert StatementRecord.objects.get().text == kept


def test_two_approvals_are_counted_one_by_one(settings):
    settings.REVIEWERS = 2
    record = in_review()
    answers = all_at_once([pressing(one, record, _step="approve") for one in reviewers(2)])
    record.refresh_from_db()
    assert (codes(answers), record.state) in [([302, 302], "approved"), ([200, 302], "in_review")]
    approvals = Transition.objects.filter(step="approve")
    assert approvals.values("by").distinct().count() == approvals.count() == codes(answers).count(302)


def test_of_two_who_approve_where_one_is_enough_the_second_is_told():
    record = in_review()
    answers = all_at_once([pressing(one, record, _step="approve") for one in reviewers(2)])
    record.refresh_from_db()
    assert (codes(answers), record.state) == ([200, 302], "approved")
    assert Transition.objects.filter(step="approve").count() == 1


@pytest.mark.parametrize("needed", [1, 2])
def test_one_account_in_two_windows_approves_once(settings, needed):
    settings.REVIEWERS = needed
    record, ana = in_review(), reviewers(1)[0]
    all_at_once([pressing(ana, record, _step="approve")] * 2)
    record.refresh_from_db()
    assert record.state == ("approved" if needed == 1 else "in_review")
    assert Transition.objects.filter(step="approve").count() == 1


def test_bulk_approvals_at_the_same_moment_are_counted_one_by_one(settings):
    settings.REVIEWERS = 2
    record = in_review()
    data = {"action": "approve", "_selected_action": [record.pk]}
    all_at_once([(one, address(OrganisationRecord, "changelist"), data) for one in reviewers(3)])
    record.refresh_from_db()
    assert (record.state, Transition.objects.filter(step="approve").count()) == ("approved", 2)


def test_a_planted_save_that_holds_nothing_is_seen(monkeypatch):
    """Without the lock both find the version they began from, and the second writes over the first."""
    both_checked = threading.Barrier(2)

    def hold_nothing(self, request, object_id):
        request.versions, request.read_both, request.words_before = "", False, {}

    def save_model(self, request, obj, form, change):
        both_checked.wait(timeout=10)
        obj.save()

    monkeypatch.setattr("organisations.admin.versions.Versions.hold_versions", hold_nothing)
    monkeypatch.setattr("organisations.admin.bodies.OrganisationAdmin.save_model", save_model)
    record, staff = make_organisation_record("Forum"), reviewers(2)
    answers = all_at_once([pressing(one, record, name=one.account.username, _save="1") for one in staff])
    assert codes(answers) == [302, 302]
