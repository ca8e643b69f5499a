"""What a merge leaves in the logs, and that nobody publishes words by it that another has not seen."""

import pytest

from organisations.merging import merge, undo
from organisations.models import Decision, Organisation, OrganisationRecord, Transition
from sessions.models import ParticipantRecord, Statement
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
from tests.staff import Member, address, filled, make_account, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_account("keeper")


def steps(record):
    rows = Transition.objects.filter(public_id=record.public_id).order_by("pk")
    return [(row.step, row.by.username, row.why) for row in rows]


def test_both_records_say_who_merged_them_and_who_undid_it(keeper):
    kept, gone = make_organisation_record("A", listed=True), make_organisation_record("B", listed=True)
    publish(kept, gone)
    made = merge(kept, gone, {"name"}, keeper)
    assert steps(kept) == [("edit", "keeper", "Merged."), ("release", "keeper", "Merged.")]
    assert steps(gone) == [("withdraw", "keeper", "Merged.")]
    undo(made, keeper)
    assert steps(kept)[2:] == [("edit", "keeper", "Merge undone."), ("release", "keeper", "Merge undone.")]
    assert steps(gone)[1:] == [("release", "keeper", "Merge undone.")]


def test_whose_words_a_participant_spoke_is_decided_anew(keeper):
    kept, gone = make_person_record("A"), make_person_record("B", **consent("Form"))
    who = make_participant_record(make_conference_record(), person=gone)
    made = merge(kept, gone, {"basis"}, keeper)
    undo(made, keeper)
    rows = Decision.objects.select_related("words").order_by("seq")
    told = {(row.public_id, row.what): [] for row in rows}
    for row in rows:
        told[row.public_id, row.what].append((row.words.before, row.words.after, row.by))
    assert told == {
        (kept.public_id, "basis"): [("", "consent", keeper.pk), ("consent", "", keeper.pk)],
        (kept.public_id, "basis_reference"): [("", "Form", keeper.pk), ("Form", "", keeper.pk)],
        (who.public_id, "person"): [
            (str(gone.pk), str(kept.pk), keeper.pk),
            (str(kept.pk), str(gone.pk), keeper.pk),
        ],
    }


def test_what_followed_has_a_version_by_who_merged():
    kept, gone = make_organisation_record("A"), make_organisation_record("B")
    who, curator = make_participant_record(make_conference_record(), organisation=gone), Member("curator")
    curator.save(who, role="Chair")
    merge(kept, gone, set(), curator.account)
    newest, older = who.history.all()[:2]
    assert [row.organisation_id for row in (newest, older)] == [kept.pk, gone.pk]
    assert (newest.history_user, ParticipantRecord.objects.get().organisation) == (curator.account, kept)


def test_words_of_a_draft_are_not_public_by_a_merge_alone():
    kept, draft = make_organisation_record("Forum", listed=True), make_organisation_record("Draft", acronym="D")
    publish(kept)
    reviewer = Member("reviewer")
    page = reviewer.get(f"{address(kept)[: -len('change/')]}merge/{draft.pk}/")
    look = reviewer.client.post(page.wsgi_request.path, filled(page.content))
    reviewer.client.post(page.wsgi_request.path, filled(look.content))
    kept.refresh_from_db()
    assert (kept.acronym, kept.changed_since_release, Organisation.objects.get().acronym) == ("D", True, "")
    assert "Draft" not in Organisation.objects.get().other_names
    assert "somebody else has to approve it" in text(reviewer.save(kept, step="release"))
    Member("reviewer", username="another").save(kept, step="release")
    assert Organisation.objects.get().acronym == "D"


def test_a_merge_with_a_draft_is_undone_before_anybody_released_it():
    kept, draft = make_organisation_record("Forum", listed=True), make_organisation_record("Draft")
    publish(kept)
    undo(merge(kept, draft, set(), None))
    kept.refresh_from_db()
    assert (kept.other_names, kept.changed_since_release) == ([], False)
    assert OrganisationRecord.objects.get(pk=draft.pk).state == "draft"


def test_approved_words_that_a_merge_changes_go_back_to_review():
    kept, gone = make_organisation_record("A"), make_organisation_record("B")
    OrganisationRecord.objects.filter(pk=kept.pk).update(state="approved")
    merge(kept, gone, set(), None)
    kept.refresh_from_db()
    assert kept.state == "in_review"


def test_the_history_of_the_record_that_is_kept_has_both_versions():
    kept, gone = make_organisation_record("A", listed=True), make_organisation_record("B", listed=True)
    publish(kept, gone)
    reviewer = Member("reviewer")
    page = reviewer.get(f"{address(kept)[: -len('change/')]}merge/{gone.pk}/")
    look = reviewer.client.post(page.wsgi_request.path, filled(page.content))
    reviewer.client.post(page.wsgi_request.path, filled(look.content))
    newest, first = kept.history.all()[:2]
    assert (newest.other_names, first.other_names, newest.history_user) == (["B"], [], reviewer.account)
    shown = text(reviewer.get(address(kept, "history")))
    assert "Merged." in shown


# What points at one of the two


@pytest.fixture
def staff():
    """A curator and two reviewers, the second of whom merges."""
    return Member("curator", username="cem"), Member("reviewer", username="ben"), Member("reviewer", username="ana")


def test_who_merges_is_an_author_of_approved_words_that_name_another_body_now(staff):
    cem, ben, ana = staff
    session, draft = make_session_record(), make_organisation_record("Draft")
    public = make_organisation_record("Public", listed=True)
    publish(session.conference, session, public)
    said, other = make_statement_record(session, mentions=[draft]), make_statement_record(session, mentions=[public])
    for record in (said, other):
        cem.save(record, text="Words.", step="submit")
        ben.save(record, step="approve")
    merge(public, draft, set(), ana.account)
    said.refresh_from_db()
    other.refresh_from_db()
    assert (said.state, other.state) == ("in_review", "approved")
    assert "somebody else has to approve it" in text(ana.save(said, step="approve"))
    ben.save(said, step="approve")
    ben.save(said, step="release")
    assert Statement.objects.get().mentions.get().name == "Public"


def test_who_merges_does_not_release_changes_that_name_another_body_now(staff):
    cem, _, ana = staff
    session, draft = make_session_record(), make_organisation_record("Draft")
    public, said = make_organisation_record("Public", listed=True), make_statement_record(session, text="Before.")
    publish(session.conference, session, public, said)
    said.mentions.add(draft)
    cem.save(said, text="Words.")
    merge(public, draft, set(), ana.account)
    assert "somebody else has to approve it" in text(ana.save(said, step="release"))
    assert Statement.objects.get().text == "Before."


def test_a_relation_edited_in_the_other_record_comes_back_unapproved(staff):
    cem, ben, ana = staff
    other = make_organisation_record("Other", listed=True)
    kept = make_organisation_record("Kept")
    gone = make_organisation_record("Gone", listed=True, relations=[("member_of", other, "Fine.")])
    cem.save(gone, summary="Words.", step="submit")
    ben.save(gone, step="approve")
    undo(merge(kept, gone, set(), ana.account), ana.account)
    gone.refresh_from_db()
    assert gone.state == "approved"
    made = merge(*OrganisationRecord.objects.filter(pk__in=[kept.pk, gone.pk]).order_by("pk"), set(), ana.account)
    ana.save(kept, relations__0__note="Nobody read this.")
    undo(made, ana.account)
    gone.refresh_from_db()
    assert (gone.state, gone.relations.get().note) == ("in_review", "Nobody read this.")
    assert "somebody else has to approve it" in text(ana.save(gone, step="approve"))


def test_a_relation_edited_in_the_other_record_is_no_release_of_who_undid_the_merge(staff):
    cem, ben, ana = staff
    other, kept = make_organisation_record("Other", listed=True), make_organisation_record("Kept", listed=True)
    gone = make_organisation_record("Gone", listed=True, relations=[("member_of", other, "Fine.")])
    publish(other, kept, gone)
    made = merge(kept, gone, set(), ana.account)
    cem.save(kept, relations__0__note="New.")
    ben.save(kept, step="release")
    undo(made, ana.account)
    gone.refresh_from_db()
    assert (gone.changed_since_release, Organisation.objects.get(name="Gone").relations.get().note) == (True, "Fine.")
    assert "somebody else has to approve it" in text(ana.save(gone, step="release"))
