"""The source beside the form of a statement."""

import pytest

from sessions.models import Passage, SourceFile, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_passage,
    make_session_record,
    make_source_file,
    make_source_record,
    make_statement_record,
)
from tests.staff import Member, address, problems, text

pytestmark = pytest.mark.django_db

TEXT = "Before it, at some length. What was said. Behind it, as long as that."


@pytest.fixture
def session():
    return make_session_record(make_conference_record())


@pytest.fixture
def file(session):
    return make_source_file(make_source_record(session.conference), TEXT)


@pytest.fixture
def said(session, file):
    return make_statement_record(session, passage=make_passage(file.source, start=27, end=41))


def test_the_passage_stands_beside_its_statement_with_its_neighbours(said):
    shown = text(Member("curator").get(address(said)))
    assert "The source The report Chain: intact Words at 27–41" in shown
    assert "Before it, at some length. What was said. Behind it, as long as that." in shown


def test_offsets_that_were_typed_show_their_words_after_saving(said):
    curator = Member("curator")
    saved = curator.save(said, button="_continue", start=0, end=9)
    assert curator.get(saved.url).context["pane"].quote.exact == "Before it"
    assert Passage.objects.get().exact == "Before it"


def test_a_form_that_is_refused_shows_the_words_it_names(said):
    page = Member("curator").save(said, text="", start=0, end=9)
    assert page.context["pane"].quote.exact == "Before it"


def test_a_place_beyond_the_text_is_refused(said):
    page = Member("curator").save(said, start=27, end=99)
    assert problems(page) == ["The text of this source ends at 69."]


def test_a_place_that_is_not_whole_says_what_it_needs(said):
    page = Member("curator").save(said, place="")
    assert problems(page) == ["A place needs all four: source, start, end, and in “Place” how readers find it."]


def test_a_broken_chain_is_told_beside_the_form(said, file):
    file.source.text_sha256 = "0" * 64
    file.source.save()
    curator = Member("curator")
    assert "Chain: broken The text is another one" in text(curator.get(address(said)))
    curator.save(said, start=0, end=9)
    assert Passage.objects.get().exact == ""


def test_recorded_words_that_do_not_stand_there_break_the_chain_beside_the_form(said):
    Passage.objects.update(exact="What was sald.")
    shown = text(Member("curator").get(address(said)))
    assert "Chain: broken Other words stand there than those recorded." in shown


def test_a_damaged_text_breaks_it_too(said, file):
    file.pages.update(text=TEXT.upper())
    assert "Chain: broken The text kept here is not as it was read" in text(Member("curator").get(address(said)))


def test_the_one_source_of_a_meeting_offers_itself(session, file):
    curator = Member("curator")
    add = address(StatementRecord, "add")
    assert curator.get(add).context["pane"] is None
    assert curator.get(add, session=session.pk).context["pane"].page.text == TEXT
    make_source_file(make_source_record(session.conference))
    assert curator.get(add, session=session.pk).context["pane"] is None
    assert curator.get(add, source=file.source.pk).context["pane"].quote is None


@pytest.mark.parametrize("start", ["x", "99999999999", "-1", "", "٣"])
def test_odd_places_in_an_address_choose_nothing(file, start):
    page = Member("curator").get(address(StatementRecord, "add"), source=file.source.pk, start=start, end=9)
    assert page.context["pane"].quote is None


def test_a_file_of_the_keepers_shows_curators_no_word(said):
    SourceFile.objects.update(keepers_only=True)
    shown = text(Member("curator").get(address(said)))
    assert "The file of this source is kept by the keepers" in shown
    assert "Before it" not in shown
    assert "Before it" in text(Member("keeper").get(address(said)))


def test_a_source_without_a_file_says_why_nothing_stands_there(session):
    said = make_statement_record(session, passage=make_passage(make_source_record(session.conference)))
    assert "No file is attached to this source" in text(Member("curator").get(address(said)))


def test_a_statement_without_a_source_has_no_pane(session):
    assert Member("curator").get(address(make_statement_record(session))).context["pane"] is None


def test_words_of_a_source_are_shown_as_text(session):
    file = make_source_file(make_source_record(session.conference), "\n<b>Said</b> & </textarea><script>1</script>")
    said = make_statement_record(session, passage=make_passage(file.source, start=1, end=12))
    page = Member("curator").get(address(said)).content.decode()
    assert "</textarea><script>1" not in page
    assert "<b>Said" not in page
    assert ">\n\n&lt;b&gt;Said&lt;/b&gt; &amp; &lt;/textarea" in page


def test_the_pane_costs_the_same_however_much_stands_on_the_page(said, django_assert_num_queries):
    curator = Member("curator")
    curator.get(address(said))  # what a process keeps once it has read it
    for _ in range(2):
        with django_assert_num_queries(50):
            curator.get(address(said))
        for _ in range(3):
            make_statement_record(said.session, passage=said.passage)
