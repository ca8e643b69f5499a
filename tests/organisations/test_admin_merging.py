"""Merging through the pages: side by side, what follows, done, undone."""

import pytest
from django.urls import reverse

from organisations.merging import merge
from organisations.models import MergeRecord, Organisation, OrganisationRecord
from organisations.release import release
from sessions.models import ParticipantRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_merge,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    publish,
)
from tests.staff import Member, address, filled, problems, text

pytestmark = pytest.mark.django_db


def merge_address(kept, gone):
    opts = kept._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_merge", args=[kept.pk, gone.pk])


@pytest.fixture
def pair():
    """Two public bodies of one name, the second in a meeting."""
    kept = make_organisation_record("Forum", listed=True)
    gone = make_organisation_record("Forum", slug="forum-2", acronym="F", country="XK", listed=True)
    publish(kept, gone)
    who = make_participant_record(make_conference_record(), organisation=gone)
    return kept, gone, who


def test_two_are_compared_looked_at_merged_and_undone(pair):
    kept, gone, who = pair
    reviewer = Member("reviewer")
    assert merge_address(kept, gone) in reviewer.get(address(kept, "alike")).content.decode()
    page = reviewer.get(merge_address(kept, gone))
    sent = filled(page.content)
    assert (sent["acronym"], sent["country"]) == ("gone", "gone")
    look = reviewer.client.post(merge_address(kept, gone), sent)
    assert "Participants that follow: 1" in text(look)
    assert "Acronym nothing → F" in text(look)
    assert MergeRecord.objects.count() == 0
    done = reviewer.client.post(merge_address(kept, gone), filled(look.content), follow=True)
    assert "The two are one now. It can be undone." in text(done)
    who.refresh_from_db()
    assert (who.organisation, Organisation.objects.get().acronym) == (kept, "F")
    undo = reverse("admin:organisations_organisationrecord_unmerge", args=[MergeRecord.objects.get().pk])
    assert undo in done.content.decode()
    assert "It is public again at once." in text(reviewer.get(undo))
    assert "They are two records again." in text(reviewer.client.post(undo, follow=True))
    who.refresh_from_db()
    assert (who.organisation, Organisation.objects.count()) == (gone, 2)


def test_the_page_says_that_what_was_taken_off_since_stays_off(pair):
    kept, gone, _ = pair
    made, reviewer = merge(kept, gone, set(), None), Member("reviewer")
    reviewer.save(kept, step="withdraw")
    OrganisationRecord.objects.filter(pk=kept.pk).update(state="approved")
    release([kept])
    undo = reverse("admin:organisations_organisationrecord_unmerge", args=[made.pk])
    assert "It will wait in review and not be public, because Forum was taken off" in text(reviewer.get(undo))
    reviewer.client.post(undo)
    assert Organisation.objects.count() == 1


def test_what_changed_since_the_look_is_shown_again(pair):
    kept, gone, _ = pair
    reviewer = Member("reviewer")
    look = reviewer.client.post(merge_address(kept, gone), filled(reviewer.get(merge_address(kept, gone)).content))
    gone.notes = "New."
    gone.save()
    again = reviewer.client.post(merge_address(kept, gone), filled(look.content))
    assert ("Something changed since" in text(again), MergeRecord.objects.count()) == (True, 0)


def test_who_may_merge(pair):
    kept, gone, _ = pair
    drafts = make_organisation_record("A"), make_organisation_record("A", slug="a-2")
    people = make_person_record("P"), make_person_record("P", slug="p-2")
    curator, reviewer, keeper = Member("curator"), Member("reviewer"), Member("keeper")
    asked = [(curator, kept, gone), (curator, *drafts), (curator, *people), (reviewer, *people), (keeper, *people)]
    answers = [member.get(merge_address(*records)).status_code for member, *records in asked]
    assert answers == [403, 200, 403, 403, 200]


def test_the_way_back_tells_what_stands_in_it(pair):
    kept, gone, _ = pair
    made = make_merge(kept, gone)
    OrganisationRecord.objects.filter(pk=kept.pk).update(name="Other")
    undo = reverse("admin:organisations_organisationrecord_unmerge", args=[made.pk])
    reviewer = Member("reviewer")
    assert "Changed since: name." in text(reviewer.get(undo))
    assert "Changed since: name." in text(reviewer.client.post(undo))


def test_what_was_merged_is_in_no_list_and_no_form(pair):
    kept, gone, who = pair
    make_merge(kept, gone)
    curator = Member("curator")
    assert "1 organisation" in text(curator.get(address(OrganisationRecord, "changelist")))
    assert curator.get(address(gone)).status_code == 302
    refused = curator.save(who, organisation=gone.pk)
    assert "Select a valid choice" in problems(refused)[0]
    assert ParticipantRecord.objects.get().organisation == kept


def test_a_form_does_not_save_what_was_merged_meanwhile(pair, monkeypatch):
    """As if the merge was committed between the check of the form and its saving."""
    kept, gone, who = pair
    make_merge(kept, gone)
    ParticipantRecord.objects.update(organisation=None)
    monkeypatch.setattr("organisations.admin.labels.hasattr", lambda *args: False, raising=False)
    refused = Member("curator").save(who, organisation=gone.pk)
    assert ["merged into another one meanwhile" in words for words in problems(refused)] == [True]
    assert ParticipantRecord.objects.get().organisation is None


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_address_of_what_was_merged_leads_to_what_stays_and_keeps_what_was_typed(pair):
    kept, gone, _ = pair
    curator = Member("curator")
    sent = filled(curator.get(address(gone)).content) | {"acronym": "FOR", "_save": "1"}
    make_merge(kept, gone)
    answer = curator.client.post(address(gone), sent, follow=True)
    assert answer.redirect_chain == [(address(kept), 302)]
    entered = "Nothing of yours was saved. You had entered: Acronym: <bdi>FOR</bdi>."
    assert said(answer) == [f"<bdi>Forum (F)</bdi> became part of <bdi>Forum</bdi>. {entered}"]
    only_read = curator.client.get(address(gone), follow=True)
    assert said(only_read) == ["<bdi>Forum (F)</bdi> became part of <bdi>Forum</bdi>."]
    assert curator.get(address(kept).replace(f"/{kept.pk}/", "/none/")).status_code == 302
    assert OrganisationRecord.objects.get(pk=kept.pk).acronym == ""


def test_who_may_not_open_bodies_learns_nothing_of_a_merge(pair):
    kept, gone, _ = pair
    make_merge(kept, gone)
    nobody = Member(username="nobody")
    assert nobody.get(address(gone)).status_code == 403
    answer = nobody.client.get(address(gone, "history"), follow=True)
    assert "Forum" not in text(answer)
    assert "doesn’t exist" in text(answer)


def merged(member, kept, gone, **chosen):
    """The answer to a merge that was looked at and confirmed."""
    page = merge_address(kept, gone)
    look = member.client.post(page, filled(member.get(page).content) | chosen)
    return member.client.post(page, filled(look.content), follow=True)


def undone(member):
    name = "admin:organisations_organisationrecord_unmerge"
    return member.client.post(reverse(name, args=[MergeRecord.objects.latest("pk").pk]), follow=True)


@pytest.fixture
def drafts():
    """Two drafts of one reviewer: the words of the second are in review."""
    ana = Member("reviewer", username="ana")
    known = {"classification": "network", "listed": "on"}
    ana.add(OrganisationRecord, name="Forum", slug="forum", summary="Words nobody read.", **known)
    ana.add(OrganisationRecord, name="The Forum", slug="the-forum", summary="Harmless.", step="submit", **known)
    return ana, OrganisationRecord.objects.get(slug="forum"), OrganisationRecord.objects.get(slug="the-forum")


def test_who_merged_and_undid_it_is_still_the_author_of_both(drafts):
    ana, kept, gone = drafts
    merged(ana, kept, gone)
    undone(ana)
    gone.refresh_from_db()
    assert gone.state == "in_review"
    assert "somebody else has to approve it" in text(ana.save(gone, step="approve"))
    assert Member("reviewer", username="ben").save(gone, step="approve").status_code == 302
    gone.refresh_from_db()
    assert gone.state == "approved"


def test_undoing_a_merge_puts_no_other_words_under_an_approval(drafts):
    ana, kept, gone = drafts
    merged(ana, kept, gone, summary="gone")
    ana.save(kept, step="submit")
    Member("reviewer", username="ben").save(kept, step="approve")
    undone(ana)
    kept.refresh_from_db()
    assert (kept.summary, kept.state) == ("Words nobody read.", "in_review")
    ana.save(kept, step="release")
    assert "somebody else has to approve it" in text(ana.save(kept, step="approve"))
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(("sent", "listed"), [("gone", True), ("kept", False)])
def test_a_person_is_listed_as_the_basis_is_chosen(sent, listed):
    kept, gone = make_person_record("P"), make_person_record("P", slug="p-2", listed=True, **consent())
    merged(Member("keeper"), kept, gone, basis=sent, listed="gone")
    kept.refresh_from_db()
    assert (kept.listed, bool(kept.basis), kept.merged_into, MergeRecord.objects.count()) == (listed, listed, None, 1)
