"""The file of a source in the admin: who attaches, reads and removes it, and what is said of files and chains."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from organisations.models import Transition
from sessions.models import Passage, SourceFile, SourcePage
from sessions.reading.normalising import sha256_of
from tests.desk_factories import (
    make_passage,
    make_source_file,
    make_source_record,
    make_statement_record,
    publish,
)
from tests.files import make_pdf
from tests.staff import Member, text

pytestmark = pytest.mark.django_db

TEXT = "Before it. What was said. Behind it."
BYTES = TEXT.encode()


def room(source, view):
    return f"/admin/conference_sessions/sourcerecord/{source.pk}/{view}/"


def attach(member, source, content=BYTES, name="report.txt", **values):
    return member.fill(room(source, "file"), file=SimpleUploadedFile(name, content), **values)


def complaints(page):
    return [words for errors in page.context["form"].errors.values() for words in errors]


def opened(member, source):
    """``{page: status}`` of everything around a source that shows its words."""
    return {view: member.get(room(source, view)).status_code for view in ("text", "page", "coverage", "chain")}


# Attach


def test_a_curator_attaches_a_file_and_its_sums_come_on_the_record():
    source, curator = make_source_record(), Member("curator")
    done = attach(curator, source, keepers_only=None)
    source.refresh_from_db()
    file = SourceFile.objects.get()
    assert (file.name, file.kind, file.attached_by, file.keepers_only) == ("report.txt", "txt", curator.account, False)
    assert (source.file_sha256, source.text_sha256) == (sha256_of(TEXT), sha256_of(TEXT))
    shown = text(curator.get(done.url))
    assert "The file is attached. Its sums are on the record now." in shown
    assert "Chain: intact" in shown


def test_sums_that_come_with_a_file_are_an_edit_like_any_other():
    source, curator = make_source_record(), Member("curator")
    attach(curator, source)
    assert [(row.by, row.step) for row in Transition.objects.all()] == [(curator.account, "edit")]
    newest, first = source.history.all()
    assert (newest.history_user, newest.text_sha256, first.text_sha256) == (curator.account, sha256_of(TEXT), "")
    assert newest.parts == first.parts


def test_a_released_source_that_gets_its_sums_is_changed_since_release():
    source = make_source_record()
    publish(source.conference, source)
    attach(Member("curator"), source)
    source.refresh_from_db()
    assert source.changed_since_release


def test_sums_that_were_recorded_are_never_written_over():
    source = make_source_record(file_sha256="0" * 64, text_sha256="1" * 64)
    curator = Member("curator")
    shown = text(curator.get(attach(curator, source).url))
    source.refresh_from_db()
    assert (source.file_sha256, source.text_sha256) == ("0" * 64, "1" * 64)
    assert "Chain: broken The file is another one" in shown


def test_places_that_were_counted_before_are_not_taken_for_right():
    source, curator = make_source_record(), Member("curator")
    make_passage(source, start=0, end=5)
    shown = text(curator.get(attach(curator, source).url))
    source.refresh_from_db()
    assert source.text_sha256 == ""
    assert "Chain: not to be told The record has no SHA-256 of the text" in shown
    assert "Look at each of them in the text" in shown


@pytest.mark.parametrize(("url", "kept"), [("", True), ("https://example.org/report", False)])
def test_what_anybody_can_read_elsewhere_is_offered_to_curators(url, kept):
    form = Member("curator").get(room(make_source_record(url=url), "file")).context["form"]
    assert form.initial["keepers_only"] is kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"%PDF-1.7\nnothing", "It is damaged, or no PDF: it cannot be opened. Open it, print it into a new PDF"),
        ("Priština".encode("cp1250"), "It is neither PDF nor DOCX, and no text in UTF-8: byte 4 is wrong."),
        (make_pdf([""]), "There is no text in it. If it is a scan"),
        (b"x" * (1024 * 1024 + 1), "It has 1.0\xa0MB; 1 MB are the most."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(settings, content, words):
    settings.SOURCE_FILE_MEGABYTES = 1
    source = make_source_record()
    (said,) = complaints(attach(Member("curator"), source, content))
    assert said.startswith(words)
    assert (SourceFile.objects.count(), SourcePage.objects.count(), LogEntry.objects.count()) == (0, 0, 0)


def test_another_file_needs_a_tick_and_the_same_bytes_make_nothing():
    file, curator = make_source_file(text=TEXT), Member("curator")
    attach(curator, file.source)
    assert SourceFile.objects.get().pk == file.pk
    assert complaints(attach(curator, file.source, b"Other words.")) == [
        "Another file is attached already. Tick this to put the new one in its place."
    ]
    assert SourceFile.objects.get().pk == file.pk
    attach(curator, file.source, b"Other words.", replace="on")
    assert SourcePage.objects.get().text == "Other words."


def test_the_log_names_neither_file_nor_words():
    file, keeper = make_source_file(text="Secret words.", name="secret.txt"), Member("keeper")
    attach(keeper, file.source, b"More secret words.", "secret2.txt", replace="on")
    keeper.client.post(room(file.source, "remove"))
    told = [f"{row.object_repr} {row.change_message}" for row in LogEntry.objects.all()]
    assert [words for words in told if "ecret" in words] == []
    assert len(told) == 2


# Who may


def test_readers_of_a_file_are_those_its_mark_lets_in():
    file = make_source_file()
    others = [Member("curator"), Member("reviewer")]
    keeper, stranger = Member("keeper"), Member()
    everything = dict.fromkeys(("text", "page", "coverage", "chain"), 200)
    nothing = {**dict.fromkeys(("text", "page", "coverage"), 403), "chain": 200}
    assert [opened(member, file.source) for member in [*others, keeper]] == [everything] * 3
    SourceFile.objects.update(keepers_only=True)
    assert [opened(member, file.source) for member in [*others, keeper]] == [nothing, nothing, everything]
    assert opened(stranger, file.source) == dict.fromkeys(everything, 403)


def test_strangers_are_sent_to_the_log_in(client):
    file = make_source_file()
    for view in ("file", "text", "page", "coverage", "chain"):
        assert client.get(room(file.source, view)).url.startswith("/admin/login/")


def test_a_file_of_the_keepers_shows_curators_neither_name_nor_words():
    file = make_source_file(text="Secret words.", name="secret.txt", keepers_only=True)
    make_statement_record(passage=make_passage(file.source, start=0, end=13, exact="Secret wards."))
    curator, seen = Member("curator"), ""
    for view in ("file", "chain"):
        seen += text(curator.get(room(file.source, view)))
    assert "ecret" not in seen
    assert "1 places, 1 broken" in seen
    assert "Only keepers replace this file." in seen
    attach_form = {"file": SimpleUploadedFile("b.txt", b"Mine."), "replace": "on"}
    curator.client.post(room(file.source, "file"), attach_form)
    assert SourceFile.objects.get().name == "secret.txt"


@pytest.mark.parametrize(("group", "left"), [("curator", 1), ("reviewer", 1), ("keeper", 0)])
def test_only_keepers_remove_a_file(group, left):
    file = make_source_file(text=TEXT)
    make_passage(file.source, start=11, end=25, exact="What was said.")
    answer = Member(group).client.post(room(file.source, "remove"))
    assert (answer.status_code, SourceFile.objects.count()) == (403 if left else 302, left)
    assert Passage.objects.filter(exact="").count() == 1 - left


def test_nothing_is_removed_by_a_link():
    file = make_source_file()
    assert Member("keeper").get(room(file.source, "remove")).status_code == 405
    assert SourceFile.objects.count() == 1


# The chain


def test_the_chain_shows_where_it_broke_and_moves_nothing():
    file = make_source_file(text=f"{TEXT} What was said. The end.")
    for start, end in ((11, 25), (12, 26)):
        place = make_passage(file.source, start=start, end=end, exact="What was said.", place=f"Place {start}")
        make_statement_record(passage=place, text=f"Statement at {start}.")
    page = Member("curator").get(room(file.source, "chain"))
    shown = text(page)
    assert "2 places, 1 broken." in shown
    assert "broken 12–26, Place 12 Other words stand there than those recorded." in shown
    assert "What stands there Before it. W hat was said. Behind it. What was said. The end." in shown
    assert "Statement at 12." in shown
    assert "intact 11–25, Place 11" in shown
    assert list(Passage.objects.order_by("start").values_list("start", "end")) == [(11, 25), (12, 26)]


def test_a_place_without_recorded_words_says_so():
    file = make_source_file(text=TEXT)
    make_passage(file.source, start=11, end=99)
    shown = text(Member("curator").get(room(file.source, "chain")))
    assert "The place ends at 99; the text ends at 36." in shown
    assert "Recorded No words were recorded: only the place." in shown
    assert "What stands there Before it. What was said. Behind it." in shown


def test_a_chain_costs_the_same_with_more_in_it(django_assert_num_queries):
    file, curator = make_source_file(text=TEXT * 9), Member("curator")
    for _ in range(2):
        for _ in range(3):
            place = make_passage(file.source, start=0, end=9, place=f"Page {Passage.objects.count()}")
            make_statement_record(passage=place)
        with django_assert_num_queries(12):
            curator.get(room(file.source, "chain"))
