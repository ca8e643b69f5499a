"""Two records become one and two again, on the desk and, by release, on the shelf."""

import pytest

from lessons.models import LessonRecord
from organisations.merging import CannotMerge, merge, undo
from organisations.models import Change, MergeRecord, Organisation, OrganisationRecord, Person, PersonRecord
from organisations.pointing import at_merged, references, repointed
from organisations.release import release, withdraw
from organisations.whole_shelf import find_drift, release_whole_shelf
from sessions.models import Conference, Participant, Statement
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
from tests.guards.hidden.world import public_rows
from tests.staff import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies():
    """Two public bodies that are one: with relations, a meeting, a participant, and statements that speak of them."""
    other = make_organisation_record("Network", listed=True)
    kept = make_organisation_record("Forum", acronym="F", listed=True, relations=[("member_of", other, "")], notes="A.")
    relations = [("member_of", other, "old"), ("partner_of", kept, "")]
    gone = make_organisation_record("The Forum", acronym="TF", country="XK", relations=relations, notes="B.")
    meeting = make_conference_record(organisations=[(kept, "host"), (gone, "host"), (gone, "partner")])
    session = make_session_record(meeting)
    who = make_participant_record(meeting, organisation=gone, role="Chair", limit="organisation", listed=True)
    both = make_statement_record(session, speaker=who, attribution_level="organisation", mentions=[kept, gone])
    publish(other, kept, gone, meeting, session, who, both)
    return kept, gone


@pytest.fixture
def people():
    """Two public people who are one, each with a statement."""
    pair, meeting = [], make_conference_record()
    session = make_session_record(meeting)
    publish(meeting, session)
    for name in ("Saša Rašić", "Sasa Rasic"):
        person = make_person_record(name, slug=name.split()[0].lower().replace("š", "s") + str(len(pair)), **consent())
        who = make_participant_record(meeting, person=person, limit="named", **consent())
        publish(person, who, make_statement_record(session, speaker=who, attribution_level="named"))
        pair.append(person)
    return pair


def names():
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_everything_follows_the_body_that_is_kept(bodies):
    kept, gone = bodies
    merge(kept, gone, {"country"}, None)
    assert names() == ["Forum", "Network"]
    row = Organisation.objects.get(pk=kept.public_id)
    assert (row.country_id, sorted(row.other_names)) == ("XK", ["TF", "The Forum"])
    assert list(row.relations.values_list("kind", "note")) == [("member_of", "")]
    hosts = set(Conference.objects.get().organisations.values_list("organisation__name", "role"))
    assert hosts == {("Forum", "host"), ("Forum", "partner")}
    assert list(Statement.objects.get().mentions.values_list("name", flat=True)) == ["Forum"]
    assert (Participant.objects.get().organisation_id, Statement.objects.get().attribution_label) == (
        kept.public_id,
        "Forum",
    )
    kept.refresh_from_db()
    assert (kept.notes, kept.changed_since_release) == ("A.\n\nB.", False)
    assert (find_drift(), at_merged(), release_whole_shelf()) == ({}, [], {})


def test_the_log_says_that_one_went_and_the_other_changed(bodies):
    kept, gone = bodies
    before = Change.objects.count()
    merge(kept, gone, set(), None)
    changes = set(Change.objects.filter(seq__gt=before, kind="organisations").values_list("public_id", "action"))
    assert {(gone.public_id, "withdrawn"), (kept.public_id, "updated")} <= changes


def test_a_merge_that_is_undone_leaves_everything_as_it_was(bodies):
    kept, gone = bodies
    before = desk(), timeless(public_rows())
    made = merge(kept, gone, {"name", "country"}, None)
    undo(made)
    assert (desk(), timeless(public_rows())) == before
    assert (find_drift(), at_merged(), MergeRecord.objects.get().undone_at is not None) == ({}, [], True)


def test_people_merge_and_come_apart_again(people):
    kept, gone = people
    before = desk(), timeless(public_rows())
    made = merge(kept, gone, set(), None)
    assert set(Statement.objects.values_list("person__name", "attribution_label")) == {("Saša Rašić", "Saša Rašić")}
    assert (Person.objects.get().other_names, find_drift()) == (["Sasa Rasic"], {})
    undo(made)
    assert (desk(), timeless(public_rows()), find_drift()) == (*before, {})


def desk():
    """Everything on the desk that a merge may touch, without times and keys of rows that join others."""
    skipped = {"updated_at", "released_at", "round"}
    found = {}
    for model in (OrganisationRecord, PersonRecord, LessonRecord):
        columns = [f.attname for f in model._meta.concrete_fields if f.attname not in skipped]
        found[model.__name__] = sorted(model.objects.values_list(*columns), key=repr)
    for model, _ in references(OrganisationRecord) + references(PersonRecord):
        columns = [f.attname for f in model._meta.concrete_fields if f.attname not in {*skipped, "id"}]
        found[model._meta.label] = sorted(model.objects.values_list(*columns), key=repr)
    return found


def timeless(rows):
    """Public rows without the log, times, and keys of rows that join others."""
    left = {name: some for name, some in rows.items() if name not in ("Change", "ShelfSequence")}
    return {name: sorted([tuple(v for v in row if plain(v)) for row in some], key=repr) for name, some in left.items()}


def plain(value):
    return not hasattr(value, "tzinfo") and type(value) is not int


def test_old_ids_and_addresses_lead_on(client, bodies, people):
    for (kept, gone), kind in ((bodies, "organisations"), (people, "people")):
        merge(kept, gone, set(), None)
        for old in (gone.public_id, gone.slug):
            page = client.get(f"/{kind}/{old}/")
            assert (page.status_code, page["Location"]) == (301, f"/{kind}/{kept.slug}/")
            answer = client.get(f"/api/v1/{kind}/{old}/?lang=sq")
            assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/{kind}/{kept.public_id}/?lang=sq")


def test_what_was_never_public_leads_nowhere(client, bodies):
    kept, _ = bodies
    draft = make_organisation_record("Draft forum")
    merge(kept, draft, set(), None)
    for old in (draft.public_id, draft.slug):
        assert client.get(f"/organisations/{old}/").status_code == 404
        assert client.get(f"/api/v1/organisations/{old}/").status_code == 404


def test_a_redirect_goes_with_what_it_leads_to(client, people):
    kept, gone = people
    merge(kept, gone, set(), None)
    kept.refresh_from_db()
    withdraw([kept])
    assert [client.get(f"/people/{old}/").status_code for old in (gone.public_id, gone.slug)] == [410, 404]
    assert gone.slug not in str(public_rows())


def test_a_line_of_merges_leads_to_its_end(client, bodies):
    kept, gone = bodies
    last = make_organisation_record("Last", listed=True)
    publish(last)
    merge(kept, gone, set(), None)
    second = merge(last, OrganisationRecord.objects.get(pk=kept.pk), set(), None)
    assert client.get(f"/organisations/{gone.slug}/")["Location"] == "/organisations/last/"
    with pytest.raises(CannotMerge, match="merged into another record since"):
        undo(MergeRecord.objects.get(gone=gone.public_id))
    undo(second)
    undo(MergeRecord.objects.get(gone=gone.public_id))
    assert (names(), find_drift()) == (["Forum", "Last", "Network", "The Forum"], {})


def test_what_stands_in_the_way_is_told(bodies):
    kept, gone = bodies
    draft = make_organisation_record("Draft")
    with pytest.raises(CannotMerge, match="keep the public one"):
        merge(draft, kept, set(), None)
    with pytest.raises(CannotMerge, match="of the same kind"):
        merge(kept, kept, set(), None)
    made = merge(kept, gone, set(), None)
    with pytest.raises(CannotMerge, match="merged into another record already"):
        merge(draft, OrganisationRecord.objects.get(pk=gone.pk), set(), None)
    OrganisationRecord.objects.filter(pk=kept.pk).update(acronym="X")
    with pytest.raises(CannotMerge, match="Changed since: acronym"):
        undo(made)
    OrganisationRecord.objects.filter(pk=kept.pk).update(acronym="F")
    withdraw([OrganisationRecord.objects.get(pk=kept.pk)])
    with pytest.raises(CannotMerge, match="was withdrawn since"):
        undo(made)


def test_words_edited_since_their_release_stay_edited(bodies):
    kept, gone = bodies
    said = Statement.objects.get()
    record = make_session_record().statements.model.objects.get(public_id=said.pk)
    record.text = "Edited."
    record.save()
    record.mentions.set([gone])
    merge(kept, gone, set(), None)
    record.refresh_from_db()
    assert (record.changed_since_release, Statement.objects.get().text) == (True, "Something was said.")
    assert list(record.mentions.all()) == [kept]


@pytest.fixture
def three():
    """Three public bodies, the last named behind the second by a statement, a meeting and a fourth body."""
    first, second, third = (make_organisation_record(name, listed=True) for name in "ABC")
    meeting = make_conference_record(organisations=[(second, "host"), (third, "host"), (second, "partner")])
    session = make_session_record(meeting)
    said = make_statement_record(session, mentions=[second, third])
    relations = [("partner_of", second, "b"), ("member_of", second, "b"), ("member_of", third, "c")]
    fourth = make_organisation_record("D", listed=True, relations=relations)
    publish(first, second, third, meeting, session, said, fourth)
    return first, second, third, (meeting, said, fourth)


def marked(records):
    return [type(one).objects.get(pk=one.pk).changed_since_release for one in records]


@pytest.mark.parametrize("pair", [(0, 2), (0, 1), (1, 2)])
def test_what_points_at_the_one_that_stays_is_not_changed_since_its_release(three, pair):
    """Entries stand in the order a release would put them in, and of two that become one the row that stays counts."""
    *bodies, owners = three
    made = merge(bodies[pair[0]], bodies[pair[1]], set(), None)
    assert (marked(owners), find_drift()) == ([False] * 3, {})
    undo(made)
    assert (marked(owners), find_drift()) == ([False] * 3, {})


@pytest.mark.parametrize("listed", [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("taken_off", ["withdrawn", "unlisted"])
def test_who_was_taken_off_since_does_not_come_back_by_an_undo(listed, taken_off):
    pair = [make_person_record(name, slug=name, listed=on, **consent()) for name, on in zip("ab", listed, strict=True)]
    publish(*pair)
    made, kept = merge(*pair, set(), None), PersonRecord.objects.get(pk=pair[0].pk)
    if taken_off == "withdrawn":
        Member("reviewer").save(kept, step="withdraw")
    else:
        for on in (True, False):
            kept.listed = on
            kept.save()
    PersonRecord.objects.filter(pk=kept.pk).update(state="approved", listed=listed[0])
    release([kept])
    undo(made)
    assert not Person.objects.filter(pk=pair[1].public_id).exists()
    gone = PersonRecord.objects.get(pk=pair[1].pk)
    assert (gone.state, gone.snapshot, find_drift()) == ("in_review", None, {})


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a", {"a": 1}, {"a": 2}),
        ("a.*", {"a": [1, 2, 3]}, {"a": [2, 3]}),
        ("a.*.1", {"a": [["x", 1, ""], ["x", 2, ""], ["x", 1, "n"]]}, {"a": [["x", 2, ""], ["x", 2, "n"]]}),
        ("a.*", {"a": [3, 1]}, {"a": [2, 3]}),
        ("a.*.0", {"a": [[3, "x"], [1, "y"], [1, "x"]]}, {"a": [[2, "x"], [3, "x"], [2, "y"]]}),
        ("b", {"a": 1}, {"a": 1}),
    ],
)
def test_snapshots_are_pointed_elsewhere(path, before, after):
    assert repointed(before, path, 1, 2) == after


def test_of_two_entries_that_become_one_that_stays_which_was_there():
    for entries in ([["x", 1, "a"], ["x", 2, "b"]], [["x", 2, "b"], ["x", 1, "a"]]):
        assert repointed({"a": entries}, "a.*.1", 1, 2, once=(0, 1)) == {"a": [["x", 2, "b"]]}
