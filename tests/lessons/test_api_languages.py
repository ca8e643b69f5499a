"""Words in several languages in the API: all of them as ``translations``, one of them in place with ``lang``."""

import csv
import json

import pytest

from tests.factories import (
    make_conference,
    make_country,
    make_lesson,
    make_link,
    make_organisation,
    make_participant,
    make_session,
    make_statement,
    make_translation,
)

pytestmark = pytest.mark.django_db

KOSOVO = {"sq": "Kosova", "sr": "Косово", "sr-Latn": "Kosovo (lat.)", "en": "not this one"}


@pytest.fixture
def said():
    """A statement in English with translations, a speaker from Kosovo, a link each way, and a lesson on it."""
    kosovo = make_country("XK", names=KOSOVO)
    meeting = make_conference(country=kosovo, countries=[("XK", "participants")])
    body = make_organisation("INDEP", country=kosovo)
    who = make_participant(meeting, country=kosovo)
    values = {"attribution_level": "country", "attribution_label": "Speaker from Kosovo", "speaker_country": kosovo}
    row = make_statement(make_session(meeting), text="Trust grows.", mentions=[body], countries=["XK", "AL"], **values)
    row.who, row.body = who, body
    make_translation(row, "sr", "Поверење расте.")
    make_translation(row, "sq", "Besimi rritet.")
    other = make_statement(row.session, text="Fear grows.")
    make_translation(other, "sq", "Frika rritet.")
    make_link(row, other)
    make_link(make_statement(row.session, text="Përshëndetje.", language="sq"), row)
    return row


@pytest.fixture
def lesson(said):
    row = make_lesson("Earn trust", [(said, "supports")], text="Trust first.", context="Where police is feared.")
    make_translation(row, "sq", "Besimi së pari.", title="Fito besim", context="Ku policia ka frikë.")
    return row


def get(client, path, status=200):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.getvalue()
    return answer.json()


# All of them


def test_every_answer_has_all_translations_in_order_of_language(client, said, lesson):
    translations = [{"language": "sq", "text": "Besimi rritet."}, {"language": "sr", "text": "Поверење расте."}]
    words = {"title": "Fito besim", "text": "Besimi së pari.", "context": "Ku policia ka frikë."}
    assert get(client, f"statements/{said.pk}/")["translations"] == translations
    listed = {row["id"]: row["translations"] for row in get(client, "statements/")["results"]}
    assert listed[said.pk] == translations
    assert get(client, f"lessons/{lesson.pk}/")["translations"] == [{"language": "sq", **words}]
    assert get(client, "lessons/?fields=translations")["results"] == [
        {"id": lesson.pk, "translations": [{"language": "sq", **words}]}
    ]
    assert "translations" not in get(client, "lessons/?fields=title")["results"][0]
    evidence = get(client, f"lessons/{lesson.pk}/")["evidence"]
    assert evidence[0]["statement"]["translations"] == translations


def test_without_lang_nothing_else_is_new(client, said, lesson):
    """As ``docs/openapi.json`` had it before there were languages."""
    row = get(client, f"statements/{said.pk}/")
    assert row["attribution"]["country"] == {"code": "XK", "alpha3": "XKX", "name": "Kosovo"}
    about = {"code": "XK", "alpha3": "XKX", "name": "Kosovo", "context": False, "name_in_source": ""}
    assert row["countries"][1] == about
    assert (row["text"], row["language"]) == ("Trust grows.", "en")
    assert row["lessons"] == [{"id": lesson.pk, "title": "Earn trust"}]
    assert [set(each["statement"]) for each in row["links"]] == [{"id", "url", "text", "kind", "attribution"}] * 2
    assert "language" not in get(client, "countries/XK/")


# One of them in place


def test_a_statement_in_another_language(client, said, lesson):
    row = get(client, f"statements/{said.pk}/?lang=sq")
    assert (row["text"], row["language"]) == ("Besimi rritet.", "sq")
    kosovo = {"code": "XK", "alpha3": "XKX", "name": "Kosova", "language": "sq"}
    assert row["attribution"]["country"] == kosovo
    assert row["countries"] == [
        {"code": "AL", "alpha3": "ALB", "name": "Albania", "language": "en", "context": False, "name_in_source": ""},
        {**kosovo, "context": False, "name_in_source": ""},
    ]
    assert [(each["statement"]["text"], each["statement"]["language"]) for each in row["links"]] == [
        ("Frika rritet.", "sq"),
        ("Përshëndetje.", "sq"),
    ]
    assert row["lessons"] == [{"id": lesson.pk, "title": "Fito besim", "language": "sq"}]
    plain = get(client, f"statements/{said.pk}/")
    same = {"id", "url", "html_url", "conference", "session", "translations", "mentions", "date", "wording"}
    assert {name: row[name] for name in same} == {name: plain[name] for name in same}


def test_a_lesson_in_another_language(client, lesson):
    row = get(client, f"lessons/{lesson.pk}/?lang=sq")
    assert (row["title"], row["text"], row["context"], row["language"]) == (
        "Fito besim",
        "Besimi së pari.",
        "Ku policia ka frikë.",
        "sq",
    )
    assert row["html_url"] == get(client, f"lessons/{lesson.pk}/")["html_url"]
    assert row["evidence"][0]["statement"]["text"] == "Besimi rritet."
    assert [(each["name"], each["language"]) for each in row["countries"]] == [("Kosova", "sq")]


@pytest.mark.parametrize(
    ("asked", "text", "country"),
    [
        ("sq", ("Besimi rritet.", "sq"), ("Kosova", "sq")),
        ("SQ-al", ("Besimi rritet.", "sq"), ("Kosova", "sq")),
        ("sr-Latn-RS", ("Поверење расте.", "sr"), ("Kosovo (lat.)", "sr-Latn")),
        ("sr-Cyrl", ("Поверење расте.", "sr"), ("Косово", "sr")),
        ("mk", ("Trust grows.", "en"), ("Kosovo", "en")),
        ("en-GB", ("Trust grows.", "en"), ("Kosovo", "en")),
        ("sq-u-ca-gregory", ("Besimi rritet.", "sq"), ("Kosova", "sq")),
        ("qaa-x-nobody", ("Trust grows.", "en"), ("Kosovo", "en")),
    ],
)
def test_what_is_not_there_falls_back_and_says_so(client, said, asked, text, country):
    row = get(client, f"statements/{said.pk}/?lang={asked}")
    assert (row["text"], row["language"]) == text
    about = next(each for each in row["countries"] if each["code"] == "XK")
    assert (about["name"], about["language"]) == country


@pytest.mark.parametrize("asked", ["albanian", "sq_AL", "s", "sq,en", "*", "sq%00"])
def test_what_is_no_language_tag_is_refused(client, said, asked):
    for path in ("statements/", f"statements/{said.pk}/", "countries/", "themes/"):
        [error] = get(client, f"{path}?lang={asked}", 400)["errors"]
        assert error["parameter"] == "lang"
        assert error["message"] == "Must be a BCP 47 language tag, such as sq, sr-Latn or en."
    assert get(client, "statements/?lang=", 400)["errors"][0]["parameter"] == "lang"


def test_names_of_countries_wherever_they_stand(client, said, lesson):
    country = get(client, "countries/XK/?lang=sq")
    assert (country["name"], country["language"], country["names"]) == ("Kosova", "sq", KOSOVO)
    for path, name in [
        (f"organisations/{said.body.pk}/?lang=sq", "country"),
        (f"participants/{said.who.pk}/?lang=sq", "country"),
        (f"conferences/{said.conference_id}/?lang=sq", "country"),
    ]:
        assert get(client, path)[name] == {"code": "XK", "alpha3": "XKX", "name": "Kosova", "language": "sq"}
    named = get(client, f"conferences/{said.conference_id}/?lang=sq")["countries"]
    assert [(each["name"], each["language"], each["roles"]) for each in named] == [("Kosova", "sq", ["participants"])]


def test_a_client_can_tell_of_every_text_what_it_is_in(client, said, lesson):
    """Whatever is asked, every country, and every text of a statement or lesson, has its language beside it."""
    kinds = {"statements": "links.statement,lessons,attribution.country,countries", "lessons": "countries,conferences"}
    for kind, paths in kinds.items():
        row = {"statements": said, "lessons": lesson}[kind]
        for expand in ("", f"&expand={paths}"):
            for asked in ("sq", "mk"):
                answer = get(client, f"{kind}/{row.pk}/?lang={asked}{expand}")
                assert list(unmarked(answer)) == []
    assert list(unmarked({"a": [{"code": "XK", "alpha3": "XKX", "name": "Kosovo"}]})) != []


def unmarked(node):
    """Objects with words whose language nothing says."""
    if isinstance(node, dict):
        has_words = {"alpha3"} <= set(node) or "text" in node or ("title" in node and "evidence_count" in node)
        if has_words and not node.get("language"):
            yield node
    for inside in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from unmarked(inside)


def test_rows_shown_whole_are_in_the_language_too(client, said, lesson):
    paths = "links.statement,lessons,attribution.country,countries,mentions,conference"
    row = get(client, f"statements/{said.pk}/?lang=sq&expand={paths}")
    first = row["links"][0]["statement"]
    assert (first["text"], first["language"], first["wording"]) == ("Frika rritet.", "sq", "paraphrase")
    assert (row["lessons"][0]["text"], row["lessons"][0]["language"]) == ("Besimi së pari.", "sq")
    assert {each["name"] for each in (row["attribution"]["country"], row["countries"][1])} == {"Kosova"}
    assert row["mentions"][0]["country"]["name"] == row["conference"]["country"]["name"] == "Kosova"


def test_fields_choose_as_ever(client, said, lesson):
    row = next(r for r in get(client, "statements/?fields=text&lang=sq")["results"] if r["id"] == said.pk)
    assert row == {"id": said.pk, "text": "Besimi rritet."}
    assert get(client, "lessons/?fields=title,language&lang=sq")["results"] == [
        {"id": lesson.pk, "title": "Fito besim", "language": "sq"}
    ]
    assert get(client, "countries/XK/?fields=name,language&lang=sq") == {"id": "XK", "name": "Kosova", "language": "sq"}


# Pages, questions, files


def test_pages_and_questions_keep_the_language(client, said):
    page = get(client, "statements/?lang=sq&page_size=1&ordering=-date")
    assert "lang=sq" in page["next"]
    asked = client.post("/api/v1/statements/query/", {"lang": "sq"}, content_type="application/json")
    assert asked.json()["results"] == get(client, "statements/?lang=sq")["results"]


def test_files_are_in_the_language(client, said, lesson):
    lines = client.get("/api/v1/statements/?lang=sq&format=ndjson").getvalue().splitlines()
    assert [json.loads(line) for line in lines] == get(client, "statements/?lang=sq")["results"]
    table = {row["id"]: row for row in read(client, "statements/?lang=sq&format=csv")}
    row = table[said.pk]
    assert (row["text"], row["language"], row["translations"]) == ("Besimi rritet.", "sq", "sq; sr")
    assert (row["attribution_country_name"], row["attribution_country_language"]) == ("Kosova", "sq")
    assert "attribution_country_language" not in read(client, "statements/?format=csv")[0]
    assert read(client, "lessons/?format=csv")[0]["translations"] == "sq"
    assert "language" not in read(client, "countries/?format=csv")[0]


def read(client, path):
    text = client.get(f"/api/v1/{path}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_words_are_sought_and_counted_as_ever(client, said):
    said.search_text = "trust grows."
    said.save()
    [row] = get(client, "statements/?q=trust&lang=sq&facets=country")["results"]
    assert (row["text"], row["snippet"]) == ("Besimi rritet.", "<mark>Trust</mark> grows. · Speaker from Kosovo")
    assert get(client, "statements/?q=besimi&lang=sq")["count"] == 0


@pytest.mark.parametrize("path", ["changes/?lang=sq", "snapshot/?lang=sq", "?lang=sq", "schema/?lang=sq"])
def test_what_does_not_take_it_says_so(client, path):
    assert [each["parameter"] for each in get(client, path, 400)["errors"]] == ["lang"]


def test_json_ld_has_all_translations_and_takes_no_language(client, said, lesson):
    refused = get(client, f"lessons/{lesson.pk}/?lang=sq&format=jsonld", 400)
    assert [each["parameter"] for each in refused["errors"]] == ["lang"]
    assert get(client, f"lessons/{lesson.pk}/?format=jsonld")["workTranslation"] == [
        {"@type": "Claim", "name": "Fito besim", "inLanguage": "sq", "text": "Besimi së pari."}
    ]
    assert get(client, f"statements/{said.pk}/?format=jsonld")["workTranslation"] == [
        {"@type": "Claim", "inLanguage": "sq", "text": "Besimi rritet."},
        {"@type": "Claim", "inLanguage": "sr", "text": "Поверење расте."},
    ]


def test_names_of_countries_are_read_only_where_they_are_asked_for(client, said, django_assert_num_queries):
    with django_assert_num_queries(7) as plain:
        get(client, "statements/")
    with django_assert_num_queries(7) as asked:
        get(client, "statements/?lang=sq")
    assert ['"names"' in query["sql"] for query in plain].count(True) == 0
    assert ['"names"' in query["sql"] for query in asked].count(True) == 3
