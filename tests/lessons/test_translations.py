"""Translations of statements and lessons, from the desk to the shelf: only what was reviewed, of the words shown."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from lessons.models import LessonTranslation
from lessons.policy import translations as lesson_translations
from organisations.languages import digest
from organisations.models import Change
from organisations.release import KINDS, note_changes, release, withdraw
from organisations.whole_shelf import find_drift, release_whole_shelf
from sessions import policy
from sessions.models import StatementTranslation
from tests.desk_factories import make_lesson_record, make_session_record, make_statement_record, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """A released statement with a reviewed translation that is not released yet."""
    session = make_session_record()
    record = make_statement_record(session, text="Trust grows slowly.")
    publish(session.conference, session, record)
    translate(record, "sq", "Besimi rritet ngadalë.")
    return record


@pytest.fixture
def lesson(said):
    """The same of a lesson."""
    record = make_lesson_record("Earn trust", evidence=[(said, "supports", "")], context="Where police is feared.")
    publish(record)
    translate(record, "sq", "Teksti.", title="Fito besim", context="Ku ka frikë.")
    return record


def public():
    """Every translation on the shelf."""
    statements = StatementTranslation.objects.values_list("statement", "language", "text")
    lessons = LessonTranslation.objects.values_list("lesson", "language", "title", "text", "context")
    return {*statements, *lessons}


def log_of(record):
    return list(Change.objects.filter(public_id=record.public_id).order_by("seq").values_list("action", flat=True))


def edit(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    note_changes([record])


# Out and off again


def test_a_translation_comes_with_a_release_and_goes_with_a_withdrawal(said, lesson):
    assert public() == set()
    note_changes([said])
    note_changes([lesson])
    assert (said.changed_since_release, lesson.changed_since_release) == (True, True)

    release([said])
    release([lesson])
    words = {
        (said.public_id, "sq", "Besimi rritet ngadalë."),
        (lesson.public_id, "sq", "Fito besim", "Teksti.", "Ku ka frikë."),
    }
    assert public() == words
    assert (log_of(said), log_of(lesson)) == (["released", "updated"], ["released", "updated"])
    assert find_drift() == {}

    withdraw([said])
    assert public() == set()
    assert (log_of(said)[-1], log_of(lesson)[-1]) == ("withdrawn", "withdrawn")


def test_an_edit_of_a_translation_shows_only_when_it_is_released(said):
    release([said])
    row = said.translations.get()
    row.text = "Besimi do kohë."
    row.save()
    note_changes([said])
    assert public() == {(said.public_id, "sq", "Besimi rritet ngadalë.")}
    release([said])
    assert public() == {(said.public_id, "sq", "Besimi do kohë.")}
    said.translations.all().delete()
    release([said])
    assert (public(), log_of(said)) == (set(), ["released", "updated", "updated", "updated"])


@pytest.mark.parametrize(("status", "shown"), [("machine", False), ("draft", False), ("reviewed", True)])
def test_only_what_was_reviewed_is_public(said, lesson, status, shown):
    for record in (said, lesson):
        record.translations.update(status=status)
        release([record])
    assert (len(public()) == 2) is shown


# Words that are not those it was made of


def test_an_edit_of_the_words_leaves_the_translation_until_it_is_released_then_takes_it(said):
    release([said])
    edit(said, text="Trust grows.")
    assert len(public()) == 1
    release([said])
    assert public() == set()
    edit(said, text="Trust grows slowly.")
    release([said])
    assert len(public()) == 1


@pytest.mark.parametrize("changed", [{"title": "Earn"}, {"text": "Other."}, {"context": ""}])
def test_every_word_of_a_lesson_counts(lesson, changed):
    release([lesson])
    assert len(public()) == 1
    edit(lesson, **changed)
    release([lesson])
    assert public() == set()


@pytest.mark.parametrize("public_text", ["Trust grows.", ""])
def test_redacting_a_statement_takes_the_translation_of_its_full_words_off(said, public_text):
    release([said])
    edit(said, redacted=True, public_text=public_text)
    release([said])
    assert public() == set()
    assert find_drift() == {}


def test_a_translation_of_the_public_words_of_a_redacted_statement_is_public(said):
    edit(said, redacted=True, public_text="Trust grows.")
    translate(said, "mk", "Довербата расте.")
    release([said])
    assert public() == {(said.public_id, "mk", "Довербата расте.")}
    edit(said, redacted=False, public_text="")
    release([said])
    assert public() == {(said.public_id, "sq", "Besimi rritet ngadalë.")}


def test_of_nothing_there_is_no_translation(said):
    edit(said, redacted=True, public_text="")
    row = said.translations.get()
    row.confirm()
    row.save()
    assert not row.is_stale
    release([said])
    assert public() == set()


def test_what_is_in_the_language_of_the_record_by_now_is_no_translation(said):
    said.language = "SQ"
    said.save()
    release([said])
    assert public() == set()


# When it was made of which words


def test_a_new_translation_is_made_of_the_words_shown_now(said, lesson):
    assert said.translations.get().made_of == digest("Trust grows slowly.")
    words = ("Earn trust", "What follows from it.", "Where police is feared.")
    assert lesson.translations.get().made_of == digest(*words)
    assert digest("a", "b") != digest("ab") != digest("a\0b", "")


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        ({"text": "Tjetër."}, True),
        ({"language": "mk"}, True),
        ({"status": "draft"}, False),
        ({"translator": "A"}, False),
    ],
)
def test_only_new_words_of_the_translator_make_it_fit_again(said, changed, anew):
    edit(said, text="Trust grows.")
    row = said.translations.get()
    assert row.is_stale
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    said.save()
    assert said.translations.get().is_stale is not anew


def test_somebody_may_confirm_that_it_still_fits(said):
    edit(said, text="Trust does grow slowly.")
    row = said.translations.get()
    row.confirm()
    row.save()
    release([said])
    assert len(public()) == 1


@pytest.mark.parametrize(
    "values",
    [{}, {"redacted": True, "public_text": "Less."}, {"redacted": True, "public_text": ""}],
    ids=["whole", "redacted", "redacted to nothing"],
)
def test_the_desk_and_the_rule_mean_the_same_words(said, lesson, values):
    edit(said, **values)
    frozen = KINDS["statements"].freeze([said])[said.pk]
    assert said.shown_words() == (policy.shown_text(frozen),)
    fields = KINDS["lessons"].freeze([lesson])[lesson.pk]
    assert len(lesson_translations(fields, fields)) == 1


def test_there_is_one_translation_into_a_language_however_it_is_written(said):
    with pytest.raises(IntegrityError), transaction.atomic():
        translate(said, "SQ")
    assert translate(said, "SR-latn-rs").language == "sr-Latn-RS"


# The guard itself, and what was released before there were translations


def test_a_planted_rule_that_forgets_the_words_is_seen(said, monkeypatch):
    edit(said, redacted=True, public_text="")
    release([said])
    everything = lambda values, fields: {(row[0], row[-1]) for row in values["translations"]}  # noqa: E731
    monkeypatch.setattr("sessions.policy.translations", everything)
    release_whole_shelf()
    assert len(public()) == 1


@pytest.mark.parametrize(
    ("label", "name"), [("conference_sessions", "0005_translations"), ("lessons", "0006_translations")]
)
def test_the_migration_makes_no_released_record_one_that_was_edited(said, lesson, label, name):
    record = {"conference_sessions": said, "lessons": lesson}[label]
    record.translations.all().delete()
    release([record])
    as_released = record.snapshot
    package = apps.get_app_config(label).name
    migration = import_module(f"{package}.migrations.{name}")

    migration.forget_them(apps, None)
    record.refresh_from_db()
    assert "translations" not in record.snapshot
    migration.say_that_there_are_none(apps, None)
    record.refresh_from_db()
    assert record.snapshot == as_released
    note_changes([record])
    assert not record.changed_since_release
