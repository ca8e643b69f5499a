"""Members of staff who press at the very same moment: one after the other, and none writes over another.

PostgreSQL only.
"""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from organisations.decisions import broken_links
from organisations.merging import merge
from organisations.models import MergeRecord, Organisation, OrganisationRecord, Transition
from organisations.pointing import at_merged
from organisations.release import note_changes
from organisations.whole_shelf import find_drift
from sessions.models import StatementRecord
from tests.desk_factories import (
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
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


# A form beside what others do to the same records: either comes first, and none undoes what the other did.


def confirming(member, page, **what):
    """What the button of a page sends that says what will happen."""
    return member, page.wsgi_request.get_full_path(), filled(page.content) | what


def looking(member, kept, gone):
    """The page before a merge, which says what will follow."""
    place = address(type(kept), "changelist") + f"{kept.pk}/merge/{gone.pk}/"
    return member.client.post(place, filled(member.get(place).content))


@pytest.mark.parametrize("column", ["organisation", "person"])
@pytest.mark.parametrize("pointed", [True, False], ids=["pointed before", "points from now on"])
def test_a_form_that_points_at_what_is_merged_meanwhile(column, pointed):
    make = {"organisation": make_organisation_record, "person": make_person_record}[column]
    kept, gone = make("Forum"), make("Forum", slug="forum-2")
    who = make_participant_record(role="Chair", **({column: gone} if pointed else {}))
    ana, ben = Member("keeper", username="ana"), Member("keeper", username="ben")
    merging = confirming(ana, looking(ana, kept, gone))
    answers = all_at_once([merging, pressing(ben, who, role="Head", **{column: gone.pk}, _save="1")])
    who.refresh_from_db()
    saved = answers[1].status_code == 302
    assert (answers[0].status_code, MergeRecord.objects.count(), at_merged()) == (302, 1, [])
    assert who.role == ("Head" if saved else "Chair")
    assert getattr(who, column) == (kept if saved or pointed else None)


def by_form(member, who, gone):
    return pressing(member, who, organisation=gone.pk, _save="1")


def by_sheet(member, who, gone):
    lines = f"public_id;conference;organisation\n{who.public_id};{who.conference.slug};{gone.slug}"
    file = SimpleUploadedFile("a.csv", lines.encode())
    return confirming(member, member.client.post(address(type(who), "changelist") + "import/", {"file": file}))


@pytest.mark.parametrize("way", [by_form, by_sheet])
def test_what_points_at_a_body_waits_for_its_merge(way):
    """The merge has not ended when the body is chosen: to the others it is still there."""
    kept, gone = make_organisation_record("Forum"), make_organisation_record("Forum", slug="forum-2")
    who, keeper, answers = make_participant_record(role="Chair"), Member("keeper"), []
    post = way(keeper, who, gone)
    other = threading.Thread(target=lambda: answers.extend(all_at_once([post])))
    with transaction.atomic():
        merge(kept, gone, set(), keeper.account)
        other.start()
        other.join(timeout=3)
        assert other.is_alive(), "it did not wait for the merge"
    other.join(timeout=60)
    who.refresh_from_db()
    assert (answers[0].status_code, who.organisation, at_merged()) == (200, None, [])


def test_a_sheet_and_a_form_of_one_record():
    record = make_organisation_record("Forum")
    ana, ben = reviewers(2)
    file = SimpleUploadedFile("a.csv", b"slug;summary\nforum;From the sheet.")
    page = ana.client.post(address(OrganisationRecord, "changelist") + "import/", {"file": file})
    answers = all_at_once([confirming(ana, page), pressing(ben, record, name="By the form", _save="1")])
    record.refresh_from_db()
    saved = answers[1].status_code == 302
    assert (answers[0].status_code, record.summary) == (302, "From the sheet.")
    assert record.name == ("By the form" if saved else "Forum")
    assert Transition.objects.filter(step="edit").count() == (2 if saved else 1)


def test_a_release_and_an_edit_of_one_record():
    """What is out are words that somebody released, and the mark says whether there are others by now."""
    record = in_review()
    ana, ben = reviewers(2)
    ana.save(record, step="approve")
    releasing = pressing(ana, record, _step="release", listed="on")
    answers = all_at_once([releasing, pressing(ben, record, name="Edited", listed="on", _save="1")])
    record.refresh_from_db()
    assert codes(answers) in ([200, 302], [302, 302])
    edited, released = (answer.status_code == 302 for answer in reversed(answers))
    assert record.name == ("Edited" if edited else "Forum")
    assert list(Organisation.objects.values_list("name", flat=True)) == (["Forum"] if released else [])
    assert (record.changed_since_release, find_drift()) == (edited and released, {})


def test_less_is_shown_of_a_speaker_while_a_list_is_released():
    said = [make_statement_record(make_session_record(), attribution_level="named", text=f"{n}") for n in range(3)]
    publish(said[0].session.conference, said[0].session, *said)
    StatementRecord.objects.update(text="New")
    note_changes(StatementRecord.objects.all())
    ana, ben = reviewers(2)
    look = ana.choose(StatementRecord, "release_after_a_look", *said)
    lowering = pressing(ben, said[0], attribution_level="unattributed", _save="1")
    answers = all_at_once([confirming(ana, look), lowering])
    first = StatementRecord.objects.get(pk=said[0].pk)
    assert answers[1].status_code == 302
    assert first.attribution_level == "unattributed"
    assert first.changed_since_release == (first.snapshot["attribution_level"] == "named")
    assert (list(broken_links()), find_drift()) == ([], {})


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
