"""Reports in the admin: the urgent ones first, read by all groups, deleted by keepers alone."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from confhub.reports.models import Report
from tests.desk_factories import make_report
from tests.staff import Member, address, filled, problems, text

pytestmark = pytest.mark.django_db
LIST = address(Report, "changelist")


def words(page):
    return [report.words for report in page.context["cl"].result_list]


@pytest.fixture
def reports():
    """``{words: report}``."""
    now = timezone.now()
    made = [
        make_report("done", done_at=now, safety=True),
        make_report("new", at=now - timedelta(days=1)),
        make_report("late", at=now - timedelta(days=20)),
        make_report("urgent", safety=True),
    ]
    return {report.words: report for report in made}


def test_what_is_open_and_urgent_stands_first(reports):
    assert words(Member("curator").get(LIST)) == ["urgent", "late", "new", "done"]
    assert Report.objects.waiting() == {"urgent": 1, "other": 2}
    assert Report.objects.open().count() == 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"standing": "open"}, ["urgent", "late", "new"]),
        ({"standing": "done"}, ["done"]),
        ({"kind": "safety", "standing": "open"}, ["urgent"]),
        ({"age": "old"}, ["late"]),
        ({"q": "ne"}, ["new", "done"]),
    ],
)
def test_filters(reports, asked, found):
    assert words(Member("reviewer").get(LIST, **asked)) == found


def test_a_list_costs_the_same_for_one_report_and_for_many(reports, django_assert_num_queries):
    member = Member("curator")
    with django_assert_num_queries(8) as few:
        member.get(LIST)
    for number in range(20):
        make_report(f"report {number}")
    with django_assert_num_queries(len(few)):
        member.get(LIST)


def test_done_forgets_how_to_reach_who_wrote(reports):
    report = make_report("Help.", contact="me@example.org", about="/lessons/")
    member = Member("curator")
    assert "me@example.org" in text(member.get(address(report)))
    member.save(report, button="_done", notes="Taken off the site.")
    report.refresh_from_db()
    assert (report.contact, report.notes, report.done_by) == ("", "Taken off the site.", member.account)
    assert report.done_at is not None
    member.save(report, button="_reopen")
    report.refresh_from_db()
    assert (report.done_at, report.done_by) == (None, None)
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == ["Done.", "Opened again."]


def test_how_to_reach_somebody_is_forgotten_in_time(settings):
    settings.REPORT_CONTACT_DAYS = 30
    old, young = (make_report(str(days), contact="x", at=timezone.now() - timedelta(days=days)) for days in (31, 29))
    Member("curator").get(LIST)
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.contact, young.contact) == ("", "x")


def test_what_was_written_cannot_be_changed_and_leads_to_the_page(reports):
    report = make_report("<b>Wrong</b>", about="/lessons/")
    member = Member("keeper")
    page = member.get(address(report))
    assert '<a class="go" href="http://testserver/lessons/">' in page.content.decode()
    assert "&lt;b&gt;Wrong&lt;/b&gt;" in page.content.decode()
    sent = filled(page.content) | {"words": "Right", "contact": "x", "notes": "", "_continue": "1"}
    assert member.client.post(address(report), sent).status_code == 302
    report.refresh_from_db()
    assert (report.words, report.contact) == ("<b>Wrong</b>", "")


@pytest.mark.parametrize("about", ["//evil.example/", "javascript:alert(1)", "https://evil.example/"])
def test_no_link_leads_to_another_site(about):
    report = make_report("Look.", about=about)
    assert f'href="{about}' not in Member("curator").get(address(report)).content.decode()


# Two people who save one report


def late(report, first, second):
    """Two members of staff open a report; ana does ``first``, then ben sends ``second``. Ben and the answer to him."""
    ana, ben = Member("reviewer", username="ana"), Member("curator", username="ben")
    opened = filled(ben.get(address(report)).content)
    ana.save(report, **first)
    answer = ben.client.post(address(report), opened | second)
    report.refresh_from_db()
    return ben, answer


def test_of_two_who_save_one_report_the_second_is_refused_and_shown_both(reports):
    report = reports["urgent"]
    ben, page = late(report, {"notes": "ANA found this."}, {"notes": "BEN notes.", "_continue": "1"})
    assert report.notes == "ANA found this."
    assert problems(page) == [
        "Somebody saved this report while you had it open. Nothing of yours was saved; both versions are shown here."
    ]
    assert page.context["both"]["fields"] == [("notes", "ANA found this.", "BEN notes.")]
    assert "ana saved at" in text(page)
    assert filled(page.content)["notes"] == "BEN notes."
    again = ben.client.post(address(report), filled(page.content) | {"_continue": "1"})
    report.refresh_from_db()
    assert (again.status_code, report.notes) == (200, "ANA found this.")
    read = {"notes": "ANA found this. BEN too.", "read_both": page.context["both"]["token"], "_continue": "1"}
    assert ben.client.post(address(report), filled(page.content) | read).status_code == 302
    report.refresh_from_db()
    assert report.notes == "ANA found this. BEN too."


def test_a_report_that_is_done_meanwhile_stays_as_it_is(reports):
    report = reports["new"]
    _, page = late(report, {"button": "_done", "notes": "Mended."}, {"_done": "1"})
    assert (report.notes, report.done_by.username, page.context["both"]["step"]) == ("Mended.", "ana", "Done")
    assert "what stands there now: done." in text(page)


def test_a_report_that_was_read_may_be_saved_over_once(reports):
    """What was saved after the two were shown has not been read."""
    report = reports["new"]
    ben, page = late(report, {"notes": "First."}, {"notes": "Mine.", "_continue": "1"})
    Member("keeper").save(report, notes="Second.")
    read = {"read_both": page.context["both"]["token"], "_continue": "1"}
    page = ben.client.post(address(report), filled(page.content) | read)
    assert page.context["both"]["fields"] == [("notes", "Second.", "Mine.")]


def test_only_keepers_delete_and_nobody_adds(reports):
    report = reports["new"]
    for group, status in (("curator", 403), ("reviewer", 403), ("keeper", 302)):
        member = Member(group)
        assert member.client.post(address(report, "delete"), {"post": "yes"}).status_code == status
        assert member.get("/admin/reports/report/add/").status_code == 403
    assert not Report.objects.filter(pk=report.pk).exists()
    assert "new" not in LogEntry.objects.get().object_repr


def test_strangers_come_nowhere_near(client, reports):
    assert client.get(LIST).status_code == 302


def test_the_start_page_counts_what_is_open_the_urgent_first(reports):
    member = Member("curator")
    boxes = {name: (count, place) for name, _, count, place in member.get("/admin/").context["boxes"]}
    assert [*boxes][:2] == ["urgent", "reports"]
    assert [boxes[name][0] for name in ("urgent", "reports")] == [1, 2]
    assert words(member.get(boxes["urgent"][1])) == ["urgent"]
    assert words(member.get(boxes["reports"][1])) == ["late", "new"]


def test_the_pages_behind_the_boxes(reports):
    member = Member("curator")
    assert "urgent Safety" in text(member.get("/admin/queue/urgent/"))
    shown = text(member.get("/admin/queue/reports/"))
    assert "Reports: 2 late Mistake" in shown
    assert "urgent" not in shown
    assert shown.index("late") < shown.index("new")


def test_who_may_not_read_reports_has_no_box_of_them(reports):
    nobody = Member()
    assert nobody.get("/admin/").context["boxes"] == []
    assert "Nothing waits here." in text(nobody.get("/admin/queue/reports/"))
