"""Every public word is in the catalogue of every language, whole; and what programs read is what people edit."""

from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.utils.translation import to_locale

from confhub import messages


def catalog(*entries, fuzzy=False):
    """A catalogue of Arabic with ``(msgid, string)``."""
    made = Catalog(locale="ar", charset="utf-8")
    made._num_plurals, made._plural_expr = messages.PLURALS["ar"]
    for msgid, string in entries:
        made.add(msgid, string, flags=["fuzzy"] if fuzzy else [])
    return made


def faults(entry, **how):
    msgid, _ = entry
    return list(messages.faults("ar", catalog(entry, **how), catalog((msgid, ""))))


@pytest.fixture(scope="module")
def current():
    return messages.template()


def test_every_language_of_the_site_has_a_catalogue():
    others = [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    assert sorted(others) == sorted(messages.PLURALS)
    assert sorted(path.name for path in messages.LOCALE.iterdir()) == sorted(others)


@pytest.mark.parametrize("folder", messages.PLURALS)
def test_a_catalogue_is_whole_and_in_step_with_the_code(folder, current):
    assert list(messages.faults(folder, messages.read(folder), current)) == []


@pytest.mark.parametrize("folder", messages.PLURALS)
def test_what_programs_read_is_what_people_edit(folder):
    path = messages.LOCALE / folder / "LC_MESSAGES" / "django.mo"
    words = GNUTranslations(BytesIO(path.read_bytes()))._catalog
    edited = {}
    for each in messages.read(folder):
        key = each.id[0] if each.pluralizable else each.id
        key = f"{each.context}\x04{key}" if each.context else key
        forms = enumerate(messages.forms_of(each))
        edited |= {(key, n): form for n, form in forms} if each.pluralizable else {key: each.string}
    assert {key: words[key] for key in words if key} == {key: edited[key] for key in edited if key}


@pytest.mark.parametrize("folder", messages.PLURALS)
def test_a_draft_of_a_machine_says_so_in_the_file_and_on_the_pages(folder):
    header = messages.read(folder).header_comment
    codes = [code for code, _ in settings.LANGUAGES if to_locale(code) == folder]
    assert ("made by a machine" in header) == (codes[0] in settings.MACHINE_MADE)


def test_writing_a_catalogue_again_changes_nothing(current):
    path = messages.LOCALE / "ar" / "LC_MESSAGES" / "django.po"
    assert messages.written(messages.brought_up("ar", current)) == path.read_bytes()


def test_words_of_templates_and_code_are_gathered(current):
    found = {each.id: [path for path, _ in each.locations] for each in current if each.id}
    assert "templates/parts/header.html" in found["Countries"]
    assert found["Previous session"] == ["templates/sessions/session.html"]
    assert ("%(n)s lesson", "%(n)s lessons") in found
    assert found["What got in the way"] == ["lessons/choices.py"]
    assert not [path for paths in found.values() for path in paths if "admin" in path or "guide" in path]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (("Lessons", ""), "Lessons: has no words"),
        (("Lessons", " "), "Lessons: has no words"),
        (("To %(name)s", "إلى"), "To %(name)s: إلى has [], not ['%(name)s']"),
        (("To %(name)s", "إلى %(nom)s"), "To %(name)s: إلى %(nom)s has ['%(nom)s'], not ['%(name)s']"),
        (("<b>x</b>", "<b>x"), "<b>x</b>: <b>x has ['<b'], not ['<b', '</b']"),
        ((("%(n)s a", "%(n)s b"), ("x",) * 5), "('%(n)s a', '%(n)s b'): has 5 forms, not 6"),
        (
            (("%(n)s a", "%(n)s b"), ("0", "1", "2", "%(n)s", "%(n)s", "x")),
            "('%(n)s a', '%(n)s b'): x has [], not ['%(n)s']",
        ),
    ],
)
def test_a_planted_fault_is_seen(entry, fault):
    assert fault in faults(entry)


def test_a_form_for_one_number_may_say_it_in_words():
    assert faults((("%(n)s a", "%(n)s b"), ("none", "one", "two", "%(n)s c", "%(n)s d", "%(n)s e"))) == []


def test_what_is_missing_left_over_fuzzy_or_wrongly_counted_is_seen():
    made = catalog(("Old", "قديم"))
    made._num_plurals = 2
    said = list(messages.faults("ar", made, catalog(("New", ""))))
    assert said[:2] == ["New: is not in the catalogue", "Old: is used nowhere"]
    assert said[2].startswith("the plural forms are not (6,")
    assert faults(("Lessons", "دروس"), fuzzy=True) == ["Lessons: is marked as fuzzy"]
