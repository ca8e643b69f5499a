"""What a copy holds: the same pages, whole among themselves, and the data as the API gives them."""

import csv
import io
import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from lessons.models import Lesson
from organisations.models import Organisation, Person
from sessions.models import Conference, Session, Statement
from tests.copies import broken_links, pages, references, rows_in, text_of
from tests.markup import markup_faults

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("copies")]
BOTH = pytest.mark.parametrize("kind", ["country", "conference"])


def keys(model, **asked):
    return set(model.objects.filter(**asked).values_list("pk", flat=True))


def online(trees, name):
    return {each for each in references(trees[name]) if each.startswith("http://testserver/")}


def cited(tree):
    """``[(name, content)]`` of what the head of a page says of how to cite it."""
    metas = [(each.get("name", ""), each.get("content")) for each in tree.iter("meta")]
    return [(name, said) for name, said in metas if name.startswith("citation_")]


# Pages


@BOTH
def test_no_link_is_broken(copies, kind):
    assert broken_links(copies[kind]) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'href="about.html#places"', b'href="nowhere.html"'),
        (b'href="about.html#places"', b'href="about.html#nothing"'),
        (b'href="about.html#places"', b'href="/about/"'),
        (b'href="site.css"', b'href="static/site.css"'),
        (b'href="about.html#places"', b'href="?theme=trust"'),
        (b'href="about.html#places"', b'href="copy:first"'),
    ],
)
def test_a_broken_link_is_seen(copies, good, bad):
    files = dict(copies["country"])
    assert good in files["index.html"]
    files["index.html"] = files["index.html"].replace(good, bad, 1)
    assert broken_links(files) == [f"index.html: {bad.decode()[6:-1]}"]


def test_a_country_holds_its_lessons_their_evidence_and_where_and_by_whom_it_was_said(copies):
    said = keys(Statement, conference__slug="prishtina-2014", evidence__isnull=False)
    bodies = keys(Organisation, statements__isnull=False) | keys(Organisation, conference_roles__isnull=False)
    assert rows_in(copies["country"]) == {
        "countries": {"XK"},
        "lessons": keys(Lesson, countries__country="XK"),
        "statements": said | keys(Statement, about__country="XK"),
        "sessions": keys(Session, statements__in=said) | keys(Session, slug="session-1"),
        "conferences": keys(Conference, slug="prishtina-2014"),
        "organisations": bodies | keys(Organisation, country="XK"),
        "people": keys(Person),
    }


def test_a_conference_holds_all_of_it(copies):
    conference = Conference.objects.get(slug="prishtina-2014")
    assert rows_in(copies["conference"]) == {
        "lessons": keys(Lesson),
        "statements": keys(Statement, conference=conference),
        "sessions": keys(Session, conference=conference),
        "conferences": {conference.pk},
        "organisations": keys(Organisation, conference_roles__conference=conference)
        | keys(Organisation, statements__conference=conference),
        "people": keys(Person),
    }


@BOTH
def test_pages_say_what_the_site_says(client, copies, kind):
    trees, compared = pages(copies[kind]), 0
    for model in (Lesson, Statement, Conference, Organisation, Person):
        for row in model.objects.all():
            name = f"{model._meta.model_name.replace('person', 'people')}s/{row.pk}.html".replace("peoples", "people")
            if name in trees:
                compared += 1
                site = pages({"a.html": client.get(row.get_absolute_url()).content})["a.html"]
                assert text_of(trees[name]) == text_of(site)
                assert cited(trees[name]) == cited(site)
                assert bool(cited(site)) == (model in (Lesson, Statement, Conference))
    assert compared > 10


@BOTH
def test_nothing_is_fetched_run_or_sent(copies, kind):
    for name, tree in pages(copies[kind]).items():
        tags = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
        assert tags & {"form", "input", "button", "iframe", "img", "object", "style"} == set()
        assert {each.get("type") for each in tree.iter("script")} <= {"application/ld+json"}
        shown = [each.get("href") for each in tree.iter("link") if each.get("rel") in ("stylesheet", "icon")]
        up = "../" if "/" in name else ""
        assert shown == [f"{up}site.css", f"{up}icon.svg"]
        assert {each.get("rel") for each in tree.iter("link")} <= {"stylesheet", "icon", "canonical"}
        assert markup_faults(copies[kind][name].decode()) == []


def test_permalinks_and_other_forms_lead_to_the_site(copies):
    lesson = Lesson.objects.first()
    found = online(pages(copies["country"]), f"lessons/{lesson.pk}.html")
    forms = ("", "cite.bib", "cite.ris", "cite.json")
    assert {f"http://testserver/lessons/{lesson.pk}/{form}" for form in forms} <= found
    assert f"http://testserver/api/v1/lessons/{lesson.pk}/" in found


def test_a_list_says_how_it_was_chosen(copies):
    words = text_of(pages(copies["country"])["statements/index.html"])
    assert "Country: Kosovo" in words
    assert "Remove" not in words
    assert "Filters work on the site" in words


@BOTH
def test_names_of_files_work_everywhere(copies, kind):
    names = list(copies[kind])
    assert len({name.casefold() for name in names}) == len(names)
    part = "[A-Za-z0-9][A-Za-z0-9.-]*"
    assert [name for name in names if not re.fullmatch(f"{part}(/{part})?", name)] == []
    assert max(map(len, names)) < 60


# Data


def listed(client, address):
    """All rows of a list of the API, page after page."""
    rows = []
    while address:
        page = client.get(address).json()
        rows, address = rows + page["results"], page["next"]
    return rows


TABLES = {
    "country": ["lessons", "statements", "conferences", "organisations"],
    "conference": ["lessons", "statements", "sessions", "participants", "organisations", "people"],
}


@BOTH
def test_tables_are_what_the_api_gives(client, copies, kind):
    asked = "country=XK" if kind == "country" else "conference=prishtina-2014"
    for name in TABLES[kind]:
        address = f"/api/v1/{name}/?{asked}"
        rows = json.loads(copies[kind][f"data/{name}.json"])
        assert rows == listed(client, address)
        assert rows
        table = copies[kind][f"data/{name}.csv"]
        assert table == b"".join(client.get(f"{address}&format=csv").streaming_content)
        assert [row["id"] for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig")))] == [r["id"] for r in rows]


@BOTH
def test_lessons_come_with_their_evidence(client, copies, kind):
    rows = json.loads(copies[kind]["data/lessons-with-evidence.json"])
    belongs = {"country": {"countries__country": "XK"}, "conference": {"conferences__slug": "prishtina-2014"}}[kind]
    assert rows == [client.get(f"/api/v1/lessons/{key}/").json() for key in sorted(keys(Lesson, **belongs))]
    assert min(len(row["evidence"]) for row in rows) > 0


def test_a_conference_comes_in_its_other_forms(client, copies):
    conference = Conference.objects.get(slug="prishtina-2014")
    bundle = StringIO()
    call_command("export_bundle", conference.slug, "--public", stdout=bundle)
    files = copies["conference"]
    assert files["data/conference-bundle.json"].decode() == bundle.getvalue()
    assert json.loads(files["data/conference.json"]) == client.get(f"/api/v1/conferences/{conference.pk}/").json()
    for name in ("popolo.json", "akoma-ntoso.xml"):
        assert files[f"data/{name}"] == client.get(f"/conferences/{conference.pk}/{name}").content
