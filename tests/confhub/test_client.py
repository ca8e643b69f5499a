"""A typed client can be made from the description of the API, and what the guide advises works with it."""

import csv
import json
import subprocess
import sys
from importlib import import_module

import pytest

from confhub.schema import whole_schema
from tests.factories import make_change, make_lesson, make_statement, make_token, make_translation

pytestmark = pytest.mark.django_db(transaction=True)

# No tools are run over what is made; NDJSON, which the generator does not know, is handed on as it comes.
CONFIG = {"post_hooks": [], "content_type_overrides": {"application/x-ndjson": "application/octet-stream"}}
GONE = "WWWWWWWW"


def generated(schema, folder):
    """What the generator has to say of a schema; the client is then the package ``confhub_client`` in ``folder``.

    The generator reads two files and asks nobody.
    """
    (folder / "openapi.json").write_text(json.dumps(schema))
    (folder / "config.yaml").write_text(json.dumps(CONFIG))  # JSON is YAML
    options = ["--path", "openapi.json", "--config", "config.yaml", "--meta", "none", "--output-path", "confhub_client"]
    command = [sys.executable, "-m", "openapi_python_client", "generate", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Makes the client; what the generator said."""
    folder = tmp_path_factory.mktemp("client")
    found = generated(whole_schema(), folder)
    sys.path.insert(0, str(folder))
    yield found
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith("confhub_client")]:
        del sys.modules[name]


@pytest.fixture
def client(said, live_server, settings):
    """The client, without a token, of a server that knows its own address."""
    settings.SITE_URL = live_server.url
    with import_module("confhub_client").Client(live_server.url) as made:
        yield made


def operation(name):
    """The module of an operation: `lessons_list`."""
    return import_module(f"confhub_client.api.{name.partition('_')[0]}.{name}")


def model(name):
    return getattr(import_module("confhub_client.models"), name)


def test_every_operation_is_made_without_a_warning(said):
    assert said == ["Generating confhub_client"]
    for path, operations in whole_schema()["paths"].items():
        for each in operations.values():
            assert hasattr(operation(each["operationId"]), "sync"), path


def test_a_planted_fault_of_the_description_is_said(tmp_path):
    get = {"operationId": "x", "responses": {"200": {"content": {"image/png": {"schema": {}}}, "description": ""}}}
    planted = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"/x/": {"get": get}}}
    assert any("Unsupported content_type" in line for line in generated(planted, tmp_path))


def test_the_questions_of_the_guide(client):
    statement = make_statement(text="Trust comes before help.", search_text="trust comes before help")
    trust = make_lesson("Earn trust", [(statement, "supports")], countries=["XK"], themes=["trust"])
    other = make_lesson("Ask together", countries=["XK", "AL"], themes=["donors"])
    make_lesson("Elsewhere", countries=["KG"])
    lessons = operation("lessons_list").sync

    found = lessons(client=client, country=["XK"], ordering=model("LessonsListOrdering")("title"))
    assert [(row.id, row.title) for row in found.results] == [(other.pk, "Ask together"), (trust.pk, "Earn trust")]
    assert (found.count, found.count_exact, found.next_) == (2, True, None)

    facets = lessons(client=client, country=["XK"], facets=[model("LessonsListFacetsItem").THEME]).facets
    assert {(each.value, each.count) for each in facets["theme"]} == {("trust", 1), ("donors", 1)}

    [row] = operation("statements_list").sync(client=client, q="trust -army").results
    assert row.snippet == "<mark>Trust</mark> comes before help. · Speaker not stated"

    make_translation(trust, "sq", title="Fito besim")
    [row] = lessons(client=client, theme=["trust"], lang="sq").results
    assert (row.title, row.language, row.countries[0].language) == ("Fito besim", "sq", "en")
    [row] = lessons(client=client, theme=["trust"]).results
    assert (row.title, bool(row.countries[0].language)) == ("Earn trust", False)
    assert [(each.language, each.title) for each in row.translations] == [("sq", "Fito besim")]

    ask, body = operation("lessons_query").sync, model("LessonsQueryBody")
    first = ask(client=client, body=body(country=["XK", "AL"], exclude_theme="donors", expand="themes", page_size=1))
    assert [row.themes[0].definition for row in first.results] == [trust.themes.get().definition]
    first = ask(client=client, body=body(page_size=1))
    rest = ask(client=client, body=body(page_size=2, cursor=first.next_cursor))
    assert len({row.id for row in [*first.results, *rest.results]}) == 3

    cited = operation("lessons_retrieve").sync(trust.pk, client=client)
    assert cited.html_url.endswith(trust.get_absolute_url())
    assert [each.statement.attribution.label for each in cited.evidence] == ["Speaker not stated"]


def test_files_and_copies(client):
    lesson, other = make_lesson("Earn trust", countries=["XK"]), make_lesson("Ask together", countries=["KG"])
    make_change("lessons", lesson.pk, "released")
    plain = client.get_httpx_client()

    table = plain.get("/api/v1/lessons/", params={"country": "XK", "format": "csv"}).content.decode("utf-8-sig")
    assert [row["title"] for row in csv.DictReader(table.splitlines())] == ["Earn trust"]

    lines = [json.loads(line) for line in plain.get("/api/v1/snapshot/").text.splitlines()]
    head, end = lines[0]["snapshot"], lines[-1]["end"]
    assert (head["seq"], head["kinds"]["lessons"], end["rows"]) == (1, 2, len(lines) - 2)

    make_change("lessons", other.pk, "released")
    make_change("lessons", GONE)
    follow = operation("changes").sync
    [released, gone] = follow(client=client, after=head["seq"]).results
    assert (released.action.value, released.record.title) == ("released", "Ask together")
    assert (gone.action.value, gone.id, bool(gone.record)) == ("withdrawn", GONE, False)
    [left, *_] = follow(client=client, after=1, kinds=[model("ChangesKindsItem").LESSONS], country=["XK"]).results
    assert (left.action.value, left.id) == ("left", other.pk)


def test_problems_tokens_and_answers_one_has(client, live_server):
    lesson = make_lesson()
    make_change("lessons", GONE)
    lessons, details = operation("lessons_list"), operation("lessons_retrieve")

    refused = lessons.sync(client=client, country=["nowhere"])
    assert (refused.code, refused.status) == ("bad_parameters", 400)
    assert [(each.parameter, each.value) for each in refused.errors] == [("country", "nowhere")]
    assert [details.sync(key, client=client).code for key in (GONE, "NNNNNNNN")] == ["withdrawn", "not_found"]

    _, headers = make_token()
    partner = import_module("confhub_client").AuthenticatedClient
    words = headers["Authorization"].removeprefix("Bearer ")
    with partner(live_server.url, token=words) as known, partner(live_server.url, token="wrong") as unknown:
        mine = lessons.sync_detailed(client=known)
        assert lessons.sync(client=unknown).code == "invalid_token"
    anybody = lessons.sync_detailed(client=client)
    assert mine.content == anybody.content
    assert int(mine.headers["RateLimit-Limit"]) != int(anybody.headers["RateLimit-Limit"])

    plain = client.get_httpx_client()
    tag = plain.get(f"/api/v1/lessons/{lesson.pk}/").headers["ETag"]
    assert plain.get(f"/api/v1/lessons/{lesson.pk}/", headers={"If-None-Match": tag}).status_code == 304
