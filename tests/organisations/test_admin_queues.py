"""The numbered boxes of the start page, the lists behind them, and going from one record to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.admin import queues
from organisations.editorial import ENDS_ROUND
from organisations.models import OrganisationRecord, PersonRecord
from organisations.transitions import contents
from tests.desk_factories import make_organisation_record, make_person_record, make_transition, publish
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db
LIST = address(OrganisationRecord, "changelist")


@pytest.fixture
def ana():
    return Member("reviewer", username="ana")


@pytest.fixture
def ben():
    return Member("reviewer", username="ben")


def boxes(member):
    """``{name: (count, address)}`` of the start page."""
    return {name: (count, place) for name, _, count, place in member.get("/admin/").context["boxes"]}


def counts(member):
    return {name: count for name, (count, _) in boxes(member).items() if count}


def listed(page):
    return [record.desk_label for record in page.context["cl"].result_list]


def everything(ana, ben):
    """A record for each box, and some for none."""
    make_organisation_record("Draft")
    for sender, name in ((ana, "Sent by Ana"), (ben, "Sent by Ben")):
        sender.save(make_organisation_record(name), step="submit")
    changed, out = make_organisation_record("Changed", listed=True), make_organisation_record("Out", listed=True)
    publish(changed, out)
    ben.save(changed, summary="New.")
    make_organisation_record("Risky", high_risk=True)
    old = make_organisation_record("Old")
    OrganisationRecord.objects.filter(pk=old.pk).update(updated_at=datetime.now(UTC) - timedelta(days=15))
    gone = make_organisation_record("Gone", high_risk=True, assigned_to=ana.account)
    OrganisationRecord.objects.filter(pk=gone.pk).update(state="withdrawn")
    ana.choose(OrganisationRecord, "assign_to_me", changed)


def test_the_boxes_count_and_lead_to_what_they_count(ana, ben):
    everything(ana, ben)
    assert counts(ana) == {"high": 1, "first": 3, "second": 1, "mine": 1, "changed": 1, "old": 1}
    found = {name: listed(ana.get(place)) for name, (count, place) in boxes(ana).items() if count}
    assert found == {
        "high": ["Risky"],
        "first": ["Draft", "Old", "Risky"],
        "second": ["Sent by Ben"],
        "mine": ["Changed"],
        "changed": ["Changed"],
        "old": ["Old"],
    }
    assert listed(ben.get(boxes(ben)["second"][1])) == ["Sent by Ana"]
    assert "mine" not in counts(ben)


HISTORIES = {
    "sent": ["ana edit", "ana submit"],
    "sent by another": ["ana edit", "ben submit"],
    "returned and sent by another": ["ana edit", "ana submit", "ana return", "ben submit"],
    "sent once, not written": ["ana submit", "ben return", "cem submit"],
    "withdrawn": ["ana edit", "ben withdraw", "ben reopen", "cem submit"],
    "released since": ["ana edit", "ben release", "ben withdraw", "cem reopen", "cem submit"],
    "edited since its release": ["ana edit", "ben release", "ana edit", "ben withdraw", "cem submit"],
    "approved": ["cem submit", "ana approve"],
    "approved in a former round": ["cem submit", "ana approve", "ben return", "cem submit"],
    "edited since its approval": ["cem submit", "ana approve", "ben edit"],
    "of before the log": [],
}


@pytest.mark.parametrize("taken", HISTORIES.values(), ids=HISTORIES)
def test_the_second_review_offers_what_one_may_approve(ana, ben, settings, taken):
    settings.REVIEWERS = 2
    members, made = (
        {"ana": ana, "ben": ben, "cem": Member("curator", username="cem")},
        make_organisation_record("Forum"),
    )
    content, ended = contents([made])[made.pk], 0
    later = [place for place, one in enumerate(taken) if one.endswith("edit")]
    for place, (name, step) in enumerate(one.split() for one in taken):
        now = content if not later or place >= later[-1] else "0" * 64
        make_transition(made, by=members[name].account, step=step, round=ended, content=now)
        ended += step in ENDS_ROUND
    out = datetime.now(UTC) if "ben release" in taken else None
    OrganisationRecord.objects.filter(pk=made.pk).update(state="in_review", round=ended, released_at=out)
    for member in (ana, ben):
        offered = "approve" in dict(member.get(address(made)).context["buttons"]["steps"])
        assert counts(member).get("second", 0) == len(listed(member.get(LIST, queue="second"))) == offered


def test_what_is_out_and_marked_has_a_box_of_its_own(ana):
    """It waits for nobody, and is not forgotten."""
    out = make_organisation_record("Out", listed=True, high_risk=True)
    publish(out, make_organisation_record("Harmless", listed=True))
    make_organisation_record("Not out", high_risk=True)
    assert {name: counts(ana)[name] for name in ("exposed", "high")} == {"exposed": 1, "high": 1}
    assert listed(ana.get(boxes(ana)["exposed"][1])) == ["Out"]


def test_a_box_over_several_kinds_leads_to_a_page_of_them(ana, ben):
    make_person_record("Milena")
    make_organisation_record("Later"), make_organisation_record("Risky", high_risk=True)
    count, place = boxes(ana)["first"]
    assert (count, place) == (3, "/admin/queue/first/")
    shown = text(ana.get(place))
    assert "Organisations: 2 Risky Draft High risk" in shown
    assert shown.index("Risky") < shown.index("Later")
    assert "People: 1 Milena" in shown


def test_a_box_that_is_not_there(ana):
    assert ana.get("/admin/queue/nothing/").status_code == 404
    assert "Nothing waits here." in text(ana.get("/admin/queue/mine/"))


def test_the_boxes_are_for_staff(client, ana):
    assert client.get("/admin/queue/first/").status_code == 302
    make_organisation_record("Forum")
    nobody = Member()
    assert (boxes(nobody), text(nobody.get("/admin/queue/first/")).count("Forum")) == ({}, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_boxes_cost_the_same_whatever_they_count(ana, count):
    for number in range(count):
        make_organisation_record(high_risk=True)
        make_person_record(assigned_to=ana.account, slug=f"person-{number}")
    for place, cost in (("/admin/", 14), ("/admin/queue/first/", 20)):
        ana.get(place)
        with CaptureQueriesContext(connection) as queries:
            ana.get(place)
        assert len(queries) == cost


def test_records_are_taken_on_and_given_back(ana, ben):
    record = make_organisation_record("Forum")
    ana.choose(OrganisationRecord, "assign_to_me", record)
    assert OrganisationRecord.objects.get().assigned_to == ana.account
    assert "ana" in text(ben.get(address(OrganisationRecord, "changelist")))
    assert listed(ben.get(address(OrganisationRecord, "changelist"), queue="nobody")) == []
    ben.choose(OrganisationRecord, "assign_to_nobody", record)
    assert listed(ben.get(address(OrganisationRecord, "changelist"), queue="nobody")) == ["Forum"]


def test_on_to_the_next_through_the_list_it_was_opened_from(ana):
    first, second, third = (make_organisation_record(name) for name in ("A", "B", "C"))
    make_person_record("Not of this list")
    carried = "?_changelist_filters=queue%3Dfirst%26o%3D-1"

    def on_from(record, **how):
        page = ana.fill(address(record) + carried, **{"button": "_next", **how})
        return page.url

    assert on_from(first) == address(second) + carried
    assert on_from(second, name="B2") == address(third) + carried
    end = on_from(third)
    assert end == f"{LIST}?queue=first&o=-1"
    assert "That was the last one in this queue. 2 before it still wait." in text(ana.get(end))


@pytest.mark.parametrize("button", ["_next", "_save"])
def test_what_is_saved_unchanged_waits_as_long_as_before(ana, ben, button):
    record, then = make_organisation_record("A"), datetime.now(UTC) - timedelta(days=15)
    OrganisationRecord.objects.update(updated_at=then)
    sent = filled(ben.get(address(record)).content) | {"summary": "Ben's.", "_save": "1"}
    assert ana.save(record, button=button).status_code == 302
    assert (OrganisationRecord.objects.get().updated_at, counts(ana)["old"]) == (then, 1)
    assert ben.client.post(address(record), sent).status_code == 302
    assert OrganisationRecord.objects.get().summary == "Ben's."


def test_a_row_that_is_changed_is_an_edit_of_the_record(ana):
    other = make_organisation_record("Other")
    record, then = make_organisation_record("A", relations=[("member_of", other, "")]), datetime.now(UTC)
    ana.save(record, relations__0__note="New.")
    record.refresh_from_db()
    assert record.updated_at > then


def test_a_step_goes_on_too_and_goes_on_going_on(ana):
    first, second = make_organisation_record("A"), make_organisation_record("B")
    page = ana.fill(address(first), step="submit", _next="1")
    assert page.url == address(second) + "?_on=1"
    assert 'name="_next" value="1" checked' in ana.get(page.url).content.decode()
    assert "checked" not in ana.get(address(second)).content.decode().partition('name="_next" value="1"')[2][:9]
    assert OrganisationRecord.objects.get(pk=first.pk).state == "in_review"


def test_behind_the_last_one_is_the_list(ana):
    only = make_organisation_record("A")
    page = ana.fill(address(only) + "?_changelist_filters=queue%3Dfirst", button="_next")
    assert page.url == address(OrganisationRecord, "changelist") + "?queue=first"
    assert "That was the last one in this queue." in text(ana.get(page.url))


def test_who_is_not_in_the_queue_begins_with_its_first(ana):
    first, other = make_organisation_record("A"), make_organisation_record("B")
    OrganisationRecord.objects.filter(pk=other.pk).update(state="in_review")
    carried = "?_changelist_filters=queue%3Dfirst"
    assert ana.fill(address(other) + carried, button="_next").url == address(first) + carried


def test_of_a_queue_too_long_to_know_its_end_the_first_comes_again(ana, monkeypatch):
    monkeypatch.setattr(queues, "AHEAD", 2)
    first, second, _ = (make_organisation_record(name) for name in ("A", "B", "C"))
    assert ana.fill(address(second), button="_next").url == address(first)


def test_without_a_list_the_queue_is_what_waits(ana):
    first, second = make_person_record("A"), make_person_record("B")
    assert ana.fill(address(first), button="_next").url == address(second)
    assert PersonRecord.objects.count() == 2
