"""Two people at one record, each in a browser of their own: what one saved is not written over by the other."""

import pytest
from playwright.sync_api import expect

from organisations.models import OrganisationRecord
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_statement_record,
)
from tests.staff import Member, address

pytestmark = [pytest.mark.browser, pytest.mark.writers, pytest.mark.django_db(transaction=True)]

SAVE, PREVIEW = "Save draft", "Save and see the preview"


@pytest.fixture
def pair(staff):
    """A curator and a reviewer, logged in."""
    return staff("ana", "curator"), staff("ben", "reviewer")


def at_the_same_moment(people, button):
    """Everybody presses a button before anybody has an answer; returns when all have one."""
    for person in people:
        person.page.evaluate("document.documentElement.dataset.waiting = 'for an answer'")
    for person in people:
        person.page.get_by_role("button", name=button, exact=True).evaluate(
            "button => setTimeout(() => button.click())"
        )
    for person in people:
        person.page.wait_for_selector(
            "html:not([data-waiting]) footer, html:not([data-waiting]) #footer", state="attached"
        )


# Two saves


def test_the_second_save_is_refused_and_both_versions_are_shown(pair):
    said = make_statement_record(text="As it was.")
    ana, ben = pair
    for person in pair:
        person.page.goto(address(said))
    ana.fill(text="As Ana has it.", language="sq")
    ana.press(PREVIEW)
    ana.told("The statement is saved.")
    ben.fill(text="As Ben has it.")
    ben.press(PREVIEW)
    both = ben.page.locator(".both")
    expect(both).to_contain_text("ana saved at")
    assert both.locator("tbody tr").all_inner_texts() == ["Text\tAs Ana has it.\tAs Ben has it.", "Language\tsq\ten"]
    expect(ben.page.locator("#id_text")).to_have_value("As Ben has it.")
    ana.page.reload()
    expect(ana.page.locator("#id_text")).to_have_value("As Ana has it.")


def test_what_was_brought_together_is_saved_and_both_stand_in_the_history(pair):
    said = make_statement_record(text="As it was.")
    ana, ben = pair
    for person in pair:
        person.page.goto(address(said))
        person.fill(text=f"As {person.name} has it.")
    ana.press(PREVIEW)
    ben.press(PREVIEW)
    ben.fill(text="As ana and ben have it.")
    ben.tick("I read both.")
    ben.press(PREVIEW)
    ben.told("The statement is saved.")
    ben.follow("History")
    edits = ben.page.locator(".history li").filter(has=ben.page.locator("ins, del"))
    expect(edits.first).to_contain_text(", ben")
    expect(edits.nth(1)).to_contain_text(", ana")


def test_of_two_saves_at_the_same_moment_one_is_kept_and_the_other_shown_beside_it(pair):
    said = make_statement_record(text="As it was.")
    for person in pair:
        person.page.goto(address(said))
        person.fill(text=f"As {person.name} has it.")
    at_the_same_moment(pair, PREVIEW)
    (kept,) = [person for person in pair if person.page.locator(".messagelist .success").count()]
    (refused,) = [person for person in pair if person.page.locator(".both").count()]
    cells = refused.page.locator(".both tbody td").all_inner_texts()
    assert cells == [f"As {kept.name} has it.", f"As {refused.name} has it."]


# Two approvals


def in_review():
    body = make_organisation_record("Forum")
    Member("curator", username="cem").save(body, step="submit")
    return body


def approving(staff, body):
    """Two who pressed Approve at the same moment."""
    people = [staff(name, "reviewer") for name in ("ana", "ben")]
    for person in people:
        person.page.goto(address(body))
    at_the_same_moment(people, "Approve")
    return people


def who_sees(people, selector):
    return [person for person in people if person.page.locator(selector).count()]


def approvals(person, body):
    person.page.goto(address(body, "history"))
    return person.page.get_by_role("heading", name="Approved").count()


def test_of_two_who_approve_at_the_same_moment_one_does_and_the_other_is_told(staff):
    body = in_review()
    people = approving(staff, body)
    (first,), (told,) = who_sees(people, ".messagelist .success"), who_sees(people, ".both")
    expect(told.page.locator(".both")).to_contain_text(f"{first.name} saved at")
    expect(told.page.locator(".both")).to_contain_text(": approved. The two are the same in every field you see.")
    expect(told.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    assert approvals(told, body) == 1


def test_where_two_have_to_approve_both_count(staff, settings):
    """The first of them changes no word, and the other read the same."""
    settings.REVIEWERS = 2
    body = in_review()
    people = approving(staff, body)
    assert who_sees(people, ".messagelist .success") == people
    assert approvals(people[0], body) == 2
    people[0].page.goto(address(body))
    people[0].standing("Approved")


# A merge while somebody writes


@pytest.fixture
def bodies():
    """The one that stays, and the one that becomes part of it."""
    return make_organisation_record("Forum"), make_organisation_record("The Forum", slug="the-forum")


def look(person, kept, gone):
    """As far as the page that says what will follow."""
    person.page.goto(f"/admin/organisations/organisationrecord/{kept.pk}/merge/{gone.pk}/")
    person.press("Show what will follow")


def test_who_has_the_record_open_that_stays_is_shown_both_versions(pair, bodies):
    kept, gone = bodies
    ana, ben = pair
    ana.page.goto(address(kept))
    ana.fill(acronym="FOR")
    look(ben, kept, gone)
    ben.press("Merge the two")
    ben.told("The two are one now.")
    ana.press(SAVE)
    expect(ana.page.locator(".both")).to_contain_text("The Forum")
    ana.fill(other_names="The Forum")
    ana.tick("I read both.")
    ana.press(PREVIEW)
    kept.refresh_from_db()
    assert (kept.acronym, kept.other_names) == ("FOR", ["The Forum"])


def test_who_has_the_record_open_that_goes_is_told_where_it_went_and_what_they_had_entered(pair, bodies):
    kept, gone = bodies
    ana, ben = pair
    ana.page.goto(address(gone))
    ana.fill(acronym="FOR")
    look(ben, kept, gone)
    ben.press("Merge the two")
    ana.press(SAVE)
    ana.told("The Forum became part of Forum. Nothing of yours was saved.")
    ana.told("You had entered: Acronym: FOR.")
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Forum")


def test_who_is_about_to_merge_what_was_edited_meanwhile_has_to_look_again(pair, bodies):
    kept, gone = bodies
    ana, ben = pair
    look(ben, kept, gone)
    ana.page.goto(address(kept))
    ana.fill(acronym="FOR")
    ana.press(SAVE)
    ben.press("Merge the two")
    expect(ben.page.locator(".errornote")).to_contain_text("Something changed since you saw this page.")
    ben.press("Merge the two")
    ben.told("The two are one now.")
    assert OrganisationRecord.objects.get(merged_into=None).acronym == "FOR"


def test_who_chose_a_body_that_was_merged_meanwhile_chooses_anew(pair, bodies):
    kept, gone = bodies
    who = make_participant_record(make_conference_record(), group="Officers")
    ana, ben = pair
    ana.page.goto(address(who))
    ana.find("organisation", "The Forum")
    ana.fill(role="Chair")
    look(ben, kept, gone)
    ben.press("Merge the two")
    ana.press(SAVE)
    expect(ana.page.locator(".errornote").first).to_be_visible()
    expect(ana.page.locator("#id_role")).to_have_value("Chair")
    ana.find("organisation", "Forum")
    ana.press(PREVIEW)
    who.refresh_from_db()
    assert (who.role, who.organisation) == ("Chair", kept)
