"""Translations travel in bundles, with what they were made of; in public ones only what is public."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from lessons.models import LessonTranslationRecord
from organisations.languages import digest
from organisations.whole_shelf import release_whole_shelf
from sessions.models import StatementRecord, StatementTranslation, StatementTranslationRecord
from tests.bundles import small_bundle, translation, write_bundle
from tests.factories import make_country, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies():
    for code in ("XK", "AL", "GE", "MK"):
        make_country(code)
    make_theme("trust")


def load(folder, bundle):
    out = io.StringIO()
    call_command("import_bundle", write_bundle(folder, bundle), stdout=out, verbosity=0)
    return out.getvalue()


def refused(folder, bundle):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_bundle", write_bundle(folder, bundle), stderr=out, verbosity=0)
    return [line.partition("bundle.json: ")[2] for line in out.getvalue().splitlines() if "bundle.json: " in line]


def export(*arguments):
    out = io.StringIO()
    call_command("export_bundle", "2014-town", *arguments, stdout=out)
    return json.loads(out.getvalue())


def stale():
    return {row.language: row.is_stale for row in StatementTranslationRecord.objects.all()}


def test_they_come_to_the_desk_as_they_were(tmp_path):
    load(tmp_path, small_bundle())
    assert stale() == {"sq": False, "sr-Latn": True, "tr": False}
    columns = ("language", "title", "text", "context", "translator", "status")
    assert LessonTranslationRecord.objects.values_list(*columns).get() == (
        "sq",
        "Pyet",
        "Pyet njerëzit.",
        "Në qytete.",
        "",
        "reviewed",
    )
    assert "no change (15 unchanged)" in load(tmp_path, small_bundle())


def test_one_that_does_not_say_what_it_was_made_of_is_of_the_words_beside_it(tmp_path):
    bundle = small_bundle()
    bundle["statements"][1]["translations"] = [translation(text="Çfarë.", language="SQ-al")]
    bundle["statements"][2]["translations"] = [translation(text="Asgjë.")]
    bundle["lessons"][0]["translations"][0].pop("made_of")
    load(tmp_path, bundle)
    assert stale() == {"sq-AL": False, "sq": False}
    assert not LessonTranslationRecord.objects.get().is_stale
    assert "no change (15 unchanged)" in load(tmp_path, bundle)


def test_an_edit_of_the_words_in_the_file_leaves_them_stale(tmp_path):
    load(tmp_path, small_bundle())
    bundle = export()
    bundle["statements"][1]["text"] = "What s2 says now."
    load(tmp_path, bundle)
    assert stale() == {"sq": True, "sr-Latn": True, "tr": True}


def test_what_is_left_out_stays_and_what_is_empty_goes(tmp_path):
    load(tmp_path, small_bundle())
    bundle = small_bundle()
    del bundle["statements"][1]["translations"]
    assert "no change (15 unchanged)" in load(tmp_path, bundle)
    assert len(stale()) == 3
    bundle["statements"][1]["translations"] = []
    assert "statements: 1 changed, 2 unchanged" in load(tmp_path, bundle)
    assert stale() == {}
    assert "translations" not in export()["statements"][1]


def test_an_import_releases_none_and_marks_what_is_released(tmp_path):
    load(tmp_path, small_bundle())
    release_whole_shelf()
    assert list(StatementTranslation.objects.values_list("language", flat=True)) == ["sq"]
    bundle = small_bundle()
    bundle["statements"][1]["translations"][0]["text"] = "Tjetër."
    load(tmp_path, bundle)
    assert StatementTranslation.objects.get().text == "Çfarë thotë s2."
    assert StatementRecord.objects.get(key="s2").changed_since_release


def test_a_public_bundle_has_what_is_public_and_no_translator(tmp_path):
    bundle = small_bundle()
    for item in (*bundle["statements"][1]["translations"], *bundle["lessons"][0]["translations"]):
        item["translator"] = "Ana"
    load(tmp_path, bundle)
    release_whole_shelf()
    public = export("--public")
    words = {"title": "Pyet", "text": "Pyet njerëzit.", "context": "Në qytete."}
    [lesson] = public["lessons"]
    assert lesson["translations"] == [translation(digest("Ask first", "Ask people first.", "In towns."), **words)]
    translations = [each["translations"] for each in public["statements"] if "translations" in each]
    assert translations == [[translation(digest("What s2 says."), text="Çfarë thotë s2.")]]
    assert "Ana" not in json.dumps(public)


WRONG = [
    ({"language": "en"}, "language", '"en" is the language of the words themselves'),
    ({"language": "EN"}, "language", '"EN" is the language of the words themselves'),
    ({"language": "english!"}, "language", '"english!" is not a language tag such as en or sr-Latn'),
    ({"language": "sq-12"}, "language", '"sq-12" is no language tag such as en or sr-Latn'),
    ({"text": ""}, "text", "is empty"),
    ({"status": "done"}, "status", '"done" is not one of "machine", "draft", "reviewed"'),
    ({"made_of": ""}, "made_of", None),
    ({"made_of": "z" * 64}, "made_of", None),
]


@pytest.mark.parametrize(("values", "part", "reason"), WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path, values, part, reason):
    bundle = small_bundle()
    bundle["statements"][1]["translations"][0] |= values
    [line] = refused(tmp_path, bundle)
    place, _, said = line.partition(": ")
    assert place == f"statements[1].translations[0].{part}"
    assert said == reason or (reason is None and "64 hexadecimal digits in small letters" in said)
    assert not StatementTranslationRecord.objects.exists()


def test_a_language_stands_once_and_nothing_is_left_out(tmp_path):
    bundle = small_bundle()
    bundle["statements"][1]["translations"][1]["language"] = "SQ"
    bundle["lessons"][0]["translations"][0]["context"] = ""
    assert refused(tmp_path, bundle) == [
        'statements[1].translations[1].language: "SQ" is that of translations[0] already',
        "lessons[0].translations[0].context: is empty: translate this too",
    ]
