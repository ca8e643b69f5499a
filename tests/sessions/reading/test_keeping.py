"""Files of sources in the database: whole or not at all, and held against what was recorded."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sessions.models import Passage, SourceFile, SourcePage
from sessions.reading import chain, keeping
from sessions.reading.extracting import extracted
from sessions.reading.normalising import Cut
from tests.desk_factories import make_passage, make_skipped_passage, make_source_file, make_source_record
from tests.files import make_pdf

pytestmark = pytest.mark.django_db

TEXT = "Before it. What was said, Priština 𝔸. Behind it."


def words(file):
    return {verdict.word for _, verdict in keeping.check(file.source, keeping.attached(file.source)).passages}


def test_a_file_is_kept_with_its_pages():
    data, source = make_pdf(["One.", "Two."]), make_source_record()
    file = keeping.attach(source, extracted(data), name="report.pdf", content=data)
    assert list(file.pages.values_list("number", "label", "start", "end", "text")) == [
        (1, "1", 0, 5, "One.\f"),
        (2, "2", 5, 9, "Two."),
    ]
    assert bytes(SourceFile.objects.get().content) == data
    assert (file.kind, file.length, keeping.whole_text(file)) == ("pdf", 9, "One.\fTwo.")


def test_another_file_takes_the_place_of_the_first_or_nothing_changes(monkeypatch):
    first = make_source_file(text="First.")
    make_source_file(first.source, "Second.")
    assert list(SourcePage.objects.values_list("text", flat=True)) == ["Second."]
    # A page that the database refuses.
    monkeypatch.setattr("sessions.reading.keeping.cut", lambda text: [Cut("1", 6, 0)])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_source_file(first.source, "Third.")
    assert list(SourcePage.objects.values_list("text", flat=True)) == ["Second."]


def test_a_source_has_one_file():
    file = make_source_file()
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFile.objects.create(source=file.source, name="b", kind="txt", content=b"", length=0)


def test_pages_are_found_by_their_characters():
    file = make_source_file(text="one\ftwo\fthree")
    assert [keeping.page_at(file, at).number for at in (0, 3, 4, 12, 999)] == [1, 1, 2, 3, 3]


def test_the_chain_holds_and_one_changed_character_breaks_it():
    file = make_source_file(text=TEXT)
    make_passage(file.source, start=11, end=36)
    assert words(file) == {"intact"}
    page = file.pages.get()
    page.text = page.text.replace("said", "sald")
    page.save()
    found = keeping.check(file.source, keeping.attached(file.source))
    assert found.source == chain.Verdict("broken", (chain.KEPT.text,))
    assert words(file) == {"broken"}


def test_changed_bytes_break_it_too():
    file = make_source_file(text=TEXT)
    SourceFile.objects.update(content=b"Other bytes.")
    found = keeping.check(file.source, keeping.attached(file.source))
    assert found.source == chain.Verdict("broken", (chain.KEPT.file,))


def test_another_file_breaks_it_though_the_words_stand_where_they_stood():
    file = make_source_file(text=TEXT)
    passage = make_passage(file.source, start=11, end=36)
    keeping.quote(passage)
    make_source_file(file.source, TEXT + " And more.", fits=False)
    assert words(file) == {"broken"}


def test_words_are_quoted_once_from_a_text_that_fits():
    file = make_source_file(text=TEXT)
    passage = make_passage(file.source, start=11, end=36)
    keeping.quote(passage)
    passage.refresh_from_db()
    assert (passage.prefix, passage.exact, passage.suffix) == (
        "Before it. ",
        "What was said, Priština 𝔸",
        ". Behind it.",
    )
    Passage.objects.update(exact="Recorded before.")
    passage.refresh_from_db()
    keeping.quote(passage)
    assert passage.exact == "Recorded before."


@pytest.mark.parametrize("fault", ["another text", "damaged", "beyond", "no file"])
def test_nothing_is_quoted_from_a_text_that_does_not_fit(fault):
    file = make_source_file(text=TEXT, fits=fault != "another text")
    passage = make_passage(file.source, start=11, end=99 if fault == "beyond" else 36)
    if fault == "damaged":
        file.pages.update(text=TEXT.upper())
    if fault == "no file":
        file.delete()
    keeping.quote(passage)
    assert Passage.objects.get().exact == ""


def test_removing_a_file_leaves_no_word_of_it():
    file = make_source_file(text=TEXT)
    keeping.quote(make_passage(file.source, start=11, end=36))
    make_skipped_passage(file, 0, 10)
    keeping.remove(file.source)
    assert (SourceFile.objects.count(), SourcePage.objects.count()) == (0, 0)
    assert list(Passage.objects.values_list("start", "end", "exact", "prefix", "suffix")) == [(11, 36, "", "", "")]
    assert file.source.skipped.count() == 1


def test_bytes_are_not_read_with_the_text():
    file = make_source_file(text=TEXT)
    with CaptureQueriesContext(connection) as asked:
        keeping.whole_text(keeping.attached(file.source))
    assert [query["sql"] for query in asked if "content" in query["sql"]] == []
