"""The page that erases a person: what it shows beforehand, who may, and what is asked."""

import pytest
from django.urls import reverse

from organisations.models import DecisionWords, PersonRecord
from sessions.models import StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_source_file,
    make_statement_record,
    publish,
)
from tests.staff import Member, address, filled, make_account, problems, text

pytestmark = pytest.mark.django_db
NAME = "Đorđe Žižeković"


def page_of(person):
    return reverse("admin:organisations_personrecord_erase", args=[person.pk])


@pytest.fixture
def person():
    """Somebody public, named in a statement of their own and in one of nobody's, and in a file."""
    person = make_person_record(NAME, other_names=["DJZK"], listed=True, **consent())
    meeting = make_conference_record("2014-evening")
    session = make_session_record(meeting)
    who = make_participant_record(meeting, person=person, limit="named", **consent())
    said = make_statement_record(session, speaker=who, text="Words.", attribution_level="named")
    publish(meeting, session, person, who, said, make_statement_record(session, text=f"So it was {NAME} who came."))
    make_source_file(text=f"Minutes of {NAME}.")
    return person


def looked_at(member, person, **changes):
    sent = filled(member.get(page_of(person)).content) | changes
    return member.client.post(page_of(person), sent)


def test_what_will_happen_is_shown_and_done_once_agreed_to(person):
    keeper = Member("keeper")
    assert page_of(person) in keeper.get(address(person)).content.decode()
    look = looked_at(keeper, person)
    said = text(look)
    for words in [
        f"deleted, with its history and its merges: {person.public_id}.",
        "Their places at meetings are deleted: 1.",
        "shown as unattributed at most: 1.",
        "People that go: 1",
        "Statements: text: 1",
        "So it was [erased] who came.",
        "so it goes with its text and quotations: The report",
    ]:
        assert words in said
    assert PersonRecord.objects.count() == 1
    done = keeper.confirm(look, why="By letter.", sure="on")
    assert done.status_code == 302
    assert person.public_id in text(keeper.client.get(done.url))
    assert (PersonRecord.objects.count(), StatementRecord.objects.filter(speaker=None).count()) == (0, 2)
    assert DecisionWords.objects.get(decision__what="erased").why == "By letter."
    assert keeper.get(page_of(person)).status_code == 404


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"why": "", "sure": "on"}, "Say why: it is all that the log keeps."),
        ({"why": "\u200b", "sure": "on"}, "Say why: it is all that the log keeps."),
        ({"why": f"For {NAME}.", "sure": "on"}, "Say it without the name."),
        ({"why": "By letter."}, "Tick it if you have read what will happen."),
    ],
)
def test_what_is_asked(person, sent, problem):
    keeper = Member("keeper")
    again = keeper.confirm(looked_at(keeper, person), **sent)
    assert (again.status_code, problem in text(again), PersonRecord.objects.count()) == (200, True, 1)


def test_what_changed_since_the_look_is_shown_again(person):
    keeper = Member("keeper")
    look = looked_at(keeper, person)
    make_statement_record(text=f"{NAME} again.")
    again = keeper.confirm(look, why="By letter.", sure="on")
    assert ("Something changed since" in text(again), PersonRecord.objects.count()) == (True, 1)
    assert keeper.confirm(again, why="By letter.", sure="on").status_code == 302


def test_names_of_one_word_are_left_to_the_keeper(person):
    keeper = Member("keeper")
    form = keeper.get(page_of(person))
    assert filled(form.content)["names"] == NAME
    assert "not on the list: DJZK" in text(form)


@pytest.mark.parametrize("line", ["draft", "Statement", "Al"])
def test_words_of_the_software_cannot_be_struck_out(person, line):
    refused = looked_at(Member("keeper"), person, names=f"{NAME}\n{line}")
    assert f"“{line}” also means something else" in text(refused)


def test_a_name_taken_off_the_list_stays(person):
    keeper = Member("keeper")
    look = looked_at(keeper, person, names="")
    assert "They stand in no other text." in text(look)
    keeper.confirm(look, why="By letter.", sure="on")
    assert PersonRecord.objects.count() == 0
    assert sorted(StatementRecord.objects.values_list("text", flat=True))[0] == f"So it was {NAME} who came."


def test_accounts_of_the_name_are_told_and_stay(person):
    account = make_account("curator", username="dorde.zizekovic")
    look = looked_at(Member("keeper"), person)
    assert "Accounts of the same name: dorde.zizekovic" in text(look)
    assert account.pk


def test_only_keepers_with_a_second_factor(person):
    for group in ("curator", "reviewer"):
        member = Member(group)
        assert member.get(page_of(person)).status_code == 403
        assert member.client.post(page_of(person), {"names": NAME}).status_code == 403
        assert "Erase" not in member.get(address(person)).content.decode()
    assert PersonRecord.objects.count() == 1


def test_a_form_that_was_open_meanwhile_does_not_bring_the_name_back(person):
    keeper, curator = Member("keeper"), Member("curator")
    named = StatementRecord.objects.get(speaker=None)
    form = filled(curator.get(address(named)).content)
    keeper.confirm(looked_at(keeper, person), why="By letter.", sure="on")
    refused = curator.client.post(address(named), form | {"_save": "1"})
    assert (refused.status_code, bool(problems(refused))) == (200, True)
    assert StatementRecord.objects.filter(text__contains=NAME).count() == 0


def test_the_history_of_others_stays_without_the_name(person):
    """Field by field, and back to a version."""
    keeper, named = Member("keeper"), StatementRecord.objects.get(speaker=None)
    keeper.save(named, text=f"{NAME} and others.")
    keeper.confirm(looked_at(keeper, person), why="By letter.", sure="on")
    history = text(keeper.get(address(named, "history")))
    assert (NAME in history, "[erased] and others." in history) == (False, True)
    first = named.history.last()
    former = filled(keeper.get(address(named), version=first.history_id).content)
    assert former["text"] == "So it was [erased] who came."
    assert keeper.client.post(address(named), former | {"_save": "1"}).status_code == 302
    assert StatementRecord.objects.get(pk=named.pk).text == "So it was [erased] who came."
