"""Reading a source in the admin: from a selection to a statement, what is skipped, and what is left."""

import pytest

from sessions.models import SkippedPassage, SourceFile, StatementRecord
from tests.desk_factories import (
    make_passage,
    make_session_record,
    make_skipped_passage,
    make_source_file,
    make_source_record,
    make_statement_record,
)
from tests.staff import Member, address, text

from .test_admin_sources import complaints, room

pytestmark = pytest.mark.django_db

TEXT = "Page one has words.\fThe second page says 𝔸 more.\fThe third."


@pytest.fixture
def file():
    return make_source_file(text=TEXT)


def used(file, start, end, words="Said."):
    return make_statement_record(passage=make_passage(file.source, start=start, end=end), text=words)


# Read


def test_a_page_is_shown_whole_with_the_statements_that_stand_on_it(file):
    used(file, 24, 30, "On the second.")
    used(file, 10, 26, "On both.")
    used(file, 50, 55, "On the third.")
    curator = Member("curator")
    page = curator.get(room(file.source, "text"), number=2)
    assert "\nThe second page says 𝔸 more.\f</textarea>" in page.content.decode()
    assert [line for _, lines in page.context["statements"] for line, *_ in lines] == ["On both.", "On the second."]
    assert curator.get(room(file.source, "text"), at=50, to=55).context["page"].number == 3
    assert curator.get(room(file.source, "text"), number=4).status_code == 404


def test_odd_addresses_are_no_accident(file):
    curator = Member("curator")
    for query in ({"at": "x"}, {"at": "9" * 30}, {"at": 5, "to": 3}, {"at": "-1"}, {"at": "٣"}):
        assert curator.get(room(file.source, "text"), **query).status_code == 200


def test_a_source_without_a_file_leads_to_where_one_is_attached():
    source = make_source_record()
    assert Member("curator").get(room(source, "text")).url == room(source, "file")
    assert Member("curator", username="b").get(room(source, "coverage")).url == room(source, "file")
    assert Member("curator", username="c").get(room(source, "page")).status_code == 404


def test_a_page_comes_as_json_for_the_script(file):
    assert Member("curator").get(room(file.source, "page"), number=2).json() == {
        "label": "2",
        "number": 2,
        "last": 3,
        "start": 20,
        "text": "The second page says 𝔸 more.\f",
    }


def test_a_statement_is_begun_from_a_selection(file):
    session = make_session_record(file.source.conference)
    curator = Member("curator")
    answer = curator.fill(room(file.source, "text"), button="statement", start=24, end=30)
    assert answer.url == f"{address(StatementRecord, 'add')}?source={file.source.pk}&start=24&end=30"
    curator.fill(answer.url, session=session.pk, text="Ours.", kind="claim", place="Page 2")
    passage = StatementRecord.objects.get().passage
    assert (passage.start, passage.end, passage.exact) == (24, 30, "second")
    assert passage.prefix == "Page one has words.\fThe "
    assert passage.suffix == " page says 𝔸 more.\fThe third."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"start": 5, "end": 5}, "It must be behind the start."),
        ({"start": 5, "end": 60}, "The text ends at 59."),
        ({"start": 5, "end": ""}, "This field is required."),
        ({"start": 5, "end": 9, "button": "skip"}, "Say why, for example: address of the publisher."),
        (
            {"start": 5, "end": 9, "button": "skip", "reason": "\u200b"},
            "Say why, for example: address of the publisher.",
        ),
    ],
)
def test_a_wrong_selection_is_refused(file, values, words):
    values = {"button": "statement", **values}
    assert complaints(Member("curator").fill(room(file.source, "text"), **values)) == [words]
    assert SkippedPassage.objects.count() == 0


# Skip, and what is left


def test_a_passage_is_skipped_with_a_reason_once_and_read_after_all(file):
    curator = Member("curator")
    where, skip = f"{room(file.source, 'text')}?number=2", {"start": 20, "end": 48, "reason": "An address."}
    assert curator.fill(where, button="skip", **skip).url == where
    row = SkippedPassage.objects.get()
    assert (row.start, row.end, row.reason, row.skipped_by) == (20, 48, "An address.", curator.account)
    assert complaints(curator.fill(where, button="skip", **skip)) == ["This very passage is skipped already."]
    shown = text(curator.get(room(file.source, "coverage"), number=2))
    assert "Why: An address. curator" in shown
    curator.client.post(room(file.source, "unskip"), {"skip": row.pk})
    assert SkippedPassage.objects.count() == 0
    assert curator.client.post(room(file.source, "unskip"), {"skip": row.pk}).status_code == 302


def test_coverage_tells_used_skipped_and_unread_in_words(file):
    used(file, 0, 19)
    make_skipped_passage(file, 49, 59)
    page = Member("curator").get(room(file.source, "coverage"), number=2)
    shown = text(page)
    assert "Used 15 33 % Skipped on purpose 8 18 % Unread 22 49 %" in shown
    assert "Unread The second page says 𝔸 more." in shown
    assert page.context["unread"] == f"{room(file.source, 'coverage')}?at=20"


def test_a_file_read_to_its_end_says_so(file):
    used(file, 0, 59)
    shown = text(Member("curator").get(room(file.source, "coverage")))
    assert "Nothing is left unread." in shown
    assert "Page one has words. 1 Used on this page 0–20 Said." in shown


def test_nothing_is_counted_in_another_text(file):
    make_skipped_passage(file, 0, 19)
    file.source.text_sha256 = "0" * 64
    file.source.save()
    shown = text(Member("curator").get(room(file.source, "coverage")))
    assert "Chain: broken" in shown
    assert "it cannot be shown in this one" in shown
    make_source_file(file.source, "Another text, as long as it needs to be.")
    assert "Skipped on purpose 0 0 %" in text(Member("keeper").get(room(file.source, "coverage")))


def test_what_keepers_keep_curators_neither_skip_nor_read_after_all(file):
    row = make_skipped_passage(file, 0, 19)
    SourceFile.objects.update(keepers_only=True)
    curator = Member("curator")
    answers = [
        curator.client.post(room(file.source, "text"), {"start": 1, "end": 2, "reason": "x", "skip": 1}),
        curator.client.post(room(file.source, "unskip"), {"skip": row.pk}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert SkippedPassage.objects.get() == row


@pytest.mark.parametrize(("view", "queries"), [("text", 12), ("coverage", 14)])
def test_a_long_text_costs_no_more_queries_and_shows_one_page(django_assert_num_queries, view, queries):
    curator = Member("curator")
    for repeat in (1, 3):
        file = make_source_file(text="A sentence that somebody said.\n" * 12_000 * repeat)
        for place in range(repeat):
            used(file, 31 * place, 31 * place + 30)
            make_skipped_passage(file, 3100 + 31 * place, 3130 + 31 * place)
        with django_assert_num_queries(queries):
            page = curator.get(room(file.source, view))
        assert len(page.content) < 40_000
    assert file.length > 1_000_000
