"""Reports from the public: without account, cookie or script, limited, and never shown to the public again."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confhub.partners import counting, limits
from confhub.reports import forms
from confhub.reports.models import Report
from tests.markup import markup_faults

pytestmark = pytest.mark.django_db
WORDS = "The name in the second paragraph puts somebody at risk."


@pytest.fixture
def reader():
    """Somebody in a browser whose forms are checked as those of strangers are."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def filled(reader, about="/lessons/", **values):
    """What the form sends, filled in."""
    page = reader.get("/report/", {"about": about}).content.decode()
    token = re.search('name="token" value="([^"]+)"', page)[1]
    return {"token": token, "kind": "safety", "about": about, "words": WORDS, "contact": "", "website": "", **values}


def complaints(answer):
    return re.findall(r"<li>(?:<a[^>]*>[^<]*</a> )?([^<]+)</li>", re.search(r'role="alert".*?</div>', answer, re.S)[0])


def test_a_report_is_on_the_desk_and_the_reader_is_thanked(reader):
    answer = reader.post("/report/", filled(reader, contact="me@example.org"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/report/sent/")
    report = Report.objects.get()
    kept = (report.safety, report.about, report.words, report.contact, report.done_at)
    assert kept == (True, "/lessons/", WORDS, "me@example.org", None)
    assert "Thank you" in reader.get("/report/sent/").content.decode()


def test_nothing_is_kept_of_who_sent_it_and_the_reader_keeps_nothing(reader):
    answer = reader.post("/report/", filled(reader), REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Odd/1.0")
    assert not reader.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "no-store"
    kept = str(list(Report.objects.values_list()))
    assert "192.0.2.77" not in kept
    assert "Odd" not in kept


def test_one_insert_that_asks_for_nothing_back_is_all_that_reaches_the_desk(reader):
    sent = filled(reader)
    with CaptureQueriesContext(connection) as queries:
        reader.post("/report/", sent)
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert [sql.partition(" (")[0] for sql in statements] == ['INSERT INTO "reports_report"']
    assert "RETURNING" not in statements[0]


def test_a_form_sent_twice_is_kept_once_and_other_words_are_another_report(reader):
    sent = filled(reader)
    answers = [reader.post("/report/", sent).status_code for _ in range(2)]
    reader.post("/report/", sent | {"words": "Other words."})
    assert answers == [303, 303]
    assert sorted(Report.objects.values_list("words", flat=True)) == ["Other words.", WORDS]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": ""}, "Choose one of the two."),
        ({"words": " "}, "Write a few words, so that we know what to look for."),
        ({"words": "x" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"website": "http://spam.example"}, "Leave the last field empty: only programs fill it in."),
        ({"token": "made up"}, str(forms.OLD)),
        ({"token": ""}, str(forms.OLD)),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(reader, changes, complaint):
    answer = reader.post("/report/", filled(reader, contact="me@example.org") | changes)
    page = answer.content.decode()
    assert (answer.status_code, complaints(page)) == (400, [complaint])
    assert 'value="me@example.org"' in page
    assert markup_faults(page) == []
    assert not Report.objects.exists()


def test_what_no_key_types_is_left_out(reader):
    reader.post("/report/", filled(reader, words="a\x00b\x1b\u200d\tc\r\nd"))
    assert Report.objects.get().words == "ab\u200d\tc\r\nd"


def test_a_form_that_lay_open_too_long_comes_back_with_a_new_token(reader, monkeypatch):
    sent = filled(reader)
    monkeypatch.setattr(forms, "AGE", -1)
    page = reader.post("/report/", sent).content.decode()
    monkeypatch.undo()
    token = re.search('name="token" value="([^"]+)"', page)[1]
    assert WORDS in page
    assert reader.post("/report/", sent | {"token": token}).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({}, 303),
    ],
)
def test_another_site_cannot_send_it(reader, headers, status):
    assert reader.post("/report/", filled(reader), headers=headers).status_code == status
    assert Report.objects.exists() == (status == 303)


def test_one_address_sends_so_many_and_is_told_when_to_come_again(reader, settings, monkeypatch):
    settings.REPORT_RATE = [(2, 3600)]
    for module in (limits, counting):
        monkeypatch.setattr(module, "time", lambda: 1_700_002_810.0)  # ten seconds into an hour
    sent = [filled(reader, words=f"Report {number}.") for number in range(3)]
    answers = [reader.post("/report/", each, REMOTE_ADDR="192.0.2.1") for each in sent]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert answers[2].headers["Retry-After"] == "3590"
    assert "press the button again in 60 minutes" in complaints(answers[2].content.decode())[0]
    assert reader.post("/report/", sent[2], REMOTE_ADDR="192.0.2.2").status_code == 303
    assert Report.objects.count() == 3


def test_mistakes_hold_up_no_word_on_safety(reader, settings):
    settings.REPORT_RATE = [(1, 3600)]
    kinds = ("mistake", "mistake", "safety", "safety")
    sent = [reader.post("/report/", filled(reader, kind=kind, words=f"{n}.")) for n, kind in enumerate(kinds)]
    assert [answer.status_code for answer in sent] == [303, 429, 303, 429]


def test_what_is_refused_is_not_counted(reader, settings):
    settings.REPORT_RATE = [(1, 3600)]
    wrong = [reader.post("/report/", filled(reader, words="")).status_code for _ in range(3)]
    assert (wrong, reader.post("/report/", filled(reader)).status_code) == ([400] * 3, 303)


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ("/lessons/", "/lessons/"),
        ("//evil.example/", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("/a\nb", ""),
        ("/" + "x" * 500, ""),
        ('/"><b>', "/&quot;&gt;&lt;b&gt;"),
    ],
)
def test_only_a_path_of_this_site_is_taken_from_the_address(reader, about, shown):
    page = reader.get("/report/", {"about": about}).content.decode()
    field = re.search('<input type="text" name="about"[^>]*>', page)[0]
    assert (re.findall('value="([^"]*)"', field) or [""])[0] == shown
    assert markup_faults(page) == []


def test_every_page_has_the_link_at_the_same_place(client):
    for path in ("/", "/lessons/", "/about/", "/lessons/NNNNNNNN/", "/report/sent/"):
        foot = client.get(path).content.decode().partition('<footer class="foot">')[2]
        assert foot.index(f'<a href="/report/?about={path}" rel="nofollow">') < foot.index("<ul>")


def test_no_other_method_is_answered(client):
    assert [client.generic(method, "/report/").status_code for method in ("PUT", "DELETE", "OPTIONS")] == [405] * 3


@pytest.mark.parametrize("path", ["/report/", "/ar/report/", "/sr-latn/report/sent/"])
def test_nobody_keeps_the_form_in_any_language(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"
