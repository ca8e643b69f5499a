"""Merging through the pages: side by side, what follows, done, undone."""

import pytest
from django.urls import reverse

from organisations.models import MergeRecord, Organisation, OrganisationRecord
from sessions.models import ParticipantRecord
from tests.desk_factories import (
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
