"""Translations in the admin: entered with what they translate, seen to be stale, confirmed, released with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import LessonTranslation
from sessions.models import StatementTranslation, StatementTranslationRecord
from tests.desk_factories import make_lesson_record, make_session_record, make_statement_record, publish, translate
from tests.staff import Member, address, problems, text

pytestmark = pytest.mark.django_db

STALE, FITS = "The text changed since: look again", "Made of the text as it is"


@pytest.fixture
def said():
    session = make_session_record()
    record = make_statement_record(session, text="Trust grows slowly.")
    publish(session.conference, session, record)
    return record


@pytest.fixture
def lesson(said):
    record = make_lesson_record("Earn trust", evidence=[(said, "supports", "")], context="Where police is feared.")
    publish(record)
    return record


def row(number=0, total=1, **values):
    """What is entered in a row of the translations."""
    values = {"language": "sq", "text": "Besimi rritet ngadalë.", "status": "reviewed", **values}
    return {"translations__TOTAL_FORMS": total, **{f"translations__{number}__{n}": v for n, v in values.items()}}


def words():
    return list(StatementTranslation.objects.values_list("language", "text"))


def test_a_curator_enters_a_translation_and_a_reviewer_releases_it(said):
    curator, reviewer = Member("curator"), Member("reviewer")
    page = curator.save(said, **row(language="sr-latn", translator="Ana"))
    assert page.status_code == 302, problems(page)
    said.refresh_from_db()
    made = StatementTranslationRecord.objects.get()
    assert (made.language, made.translator, made.is_stale) == ("sr-Latn", "Ana", False)
    assert (said.changed_since_release, words()) == (True, [])
    assert FITS in text(curator.get(address(said)))

    asked = reviewer.choose(type(said), "release_after_a_look", said)
    shown = text(asked)
    assert "Translations nothing → sr-Latn, Besimi rritet ngadalë." in shown
    assert "Ana" not in shown
    reviewer.confirm(asked)
    assert words() == [("sr-Latn", "Besimi rritet ngadalë.")]

    curator.save(said, translations__0__DELETE="on")
    reviewer.save(said, step="release")
    assert words() == []


def test_an_edit_of_the_text_makes_it_stale_until_somebody_confirms_it(said):
    curator, reviewer = Member("curator"), Member("reviewer")
    translate(said)
    reviewer.save(said, step="release", notes="With its translation.")
    assert len(words()) == 1

    curator.save(said, text="Trust grows very slowly.")
    assert STALE in text(curator.get(address(said)))
    curator.save(said, notes="Only saved again.")
    assert StatementTranslationRecord.objects.get().is_stale
    reviewer.save(said, step="release")
    assert words() == []

    curator.save(said, translations__0__still_right="on")
    said.refresh_from_db()
    assert (StatementTranslationRecord.objects.get().is_stale, said.changed_since_release) == (False, True)
    assert FITS in text(curator.get(address(said)))
    reviewer.save(said, step="release")
    assert len(words()) == 1


def test_new_words_of_both_at_once_belong_together(said):
    translate(said)
    Member("curator").save(said, text="Other words.", translations__0__text="Fjalë të tjera.")
    assert not StatementTranslationRecord.objects.get().is_stale


def test_text_and_translation_of_a_new_record(said):
    values = {"session": said.session_id, "text": "New.", "kind": "claim", **row()}
    page = Member("curator").add(type(said), **values)
    assert page.status_code == 302, problems(page)
    assert [made.is_stale for made in StatementTranslationRecord.objects.all()] == [False]


def test_all_words_of_a_lesson_are_translated(lesson):
    curator = Member("curator")
    refused = curator.save(lesson, **row(title="Fito besim", text="Teksti."))
    assert problems(refused) == ["Translate this too, or readers would not know that there is more."]
    curator.save(lesson, **row(title="Fito besim", text="Teksti.", context="Ku."))
    page = Member("reviewer").save(lesson, step="release")
    assert page.status_code == 302, problems(page)
    assert LessonTranslation.objects.values_list("language", "title", "text", "context").get() == (
        "sq",
        "Fito besim",
        "Teksti.",
        "Ku.",
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"language": "EN"}, "The words are in this language already."),
        ({"language": "Albanian"}, "“Albanian” is no language tag, such as en, sq or sr-Latn."),
        ({"text": ""}, "This field is required."),
        ({"text": "a\u202eb"}, "This holds a hidden character (U+202E): type the words anew."),
        ({"translator": "a\u202eb"}, "This holds a hidden character (U+202E): type the words anew."),
    ],
)
def test_what_is_wrong_is_said(said, values, reason):
    refused = Member("curator").save(said, **row(**values))
    assert problems(refused) == [reason]
    assert not said.translations.exists()


def test_the_same_language_twice_is_refused(said):
    refused = Member("curator").save(said, **{**row(), **row(1, 2, language="SQ")})
    assert "The same language stands there twice: take one of the rows away." in text(refused)


def test_the_record_does_not_become_one_in_the_language_of_a_translation(said):
    translate(said)
    refused = Member("curator").save(said, language="sq")
    assert problems(refused) == ["The words are in this language already."]


def test_who_may_only_look_changes_nothing(said):
    translate(said)
    nobody = Member()
    assert nobody.get(address(said)).status_code == 403


def test_a_form_costs_the_same_however_many_translations_there_are(said):
    curator, costs = Member("curator"), []
    for language in ("sq", "mk", "ka"):
        translate(said, language)
        curator.get(address(said))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            curator.get(address(said))
        costs.append(len(asked))
    assert len(set(costs)) == 1
