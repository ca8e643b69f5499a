"""The description of the API is valid, and true of what the API answers."""

import copy
import json
from datetime import date
from difflib import unified_diff
from io import StringIO

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import OpenAPIV31SpecValidator

from confhub.api import KINDS
from confhub.retiring import RETIRED, Retired
from organisations.api.viewsets import PAGING
from organisations.filtering import facet_names, own_filters
from tests.confhub.test_api_queries import make_everything
from tests.factories import make_change, make_lesson, make_organisation, make_participant, make_person

NAMES = [kind.kind for kind in KINDS]
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def schema():
    """The schema as it is made without a database; a warning is an error."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    return json.loads(out.getvalue())


def assert_described(schema, path, status, answer):
    """The answer is one that the description allows, and no field of it is missing there."""
    [operation] = schema["paths"][path].values()
    described = operation["responses"][str(status)]["content"]
    media_type = answer.headers["Content-Type"]
    validator = jsonschema_rs.Draft202012Validator(
        {**described[media_type]["schema"], "components": closed(schema["components"])}, validate_formats=True
    )
    assert answer.status_code == status
    assert [error.message for error in validator.iter_errors(answer.json())] == []


def closed(node):
    """A schema that refuses fields it does not name."""
    if isinstance(node, dict):
        more = {"additionalProperties": False} if "properties" in node and "type" in node else {}
        return {name: closed(value) for name, value in node.items()} | more
    return [closed(each) for each in node] if isinstance(node, list) else node


def test_the_schema_is_valid_openapi_3_1(schema):
    assert schema["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(schema).validate()


@pytest.mark.django_db
def test_the_schema_is_served_as_it_is_made(client, schema):
    answer = client.get("/api/v1/schema/")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == schema


def test_the_contract_is_the_one_that_was_reviewed(schema):
    now = json.dumps(schema, indent=4, ensure_ascii=False).splitlines()
    reviewed = (settings.BASE_DIR / "docs" / "openapi.json").read_text("utf-8").splitlines()
    changed = "\n".join(unified_diff(reviewed, now, "docs/openapi.json", "the code", lineterm="", n=2))
    assert not changed, f"the contract changed; read docs/api-versions.md, then `make openapi`:\n{changed}"


def test_a_planted_change_of_the_contract_is_seen(schema):
    planted = copy.deepcopy(schema)
    planted["components"]["schemas"]["PurposeCode"]["required"].remove("name")
    with pytest.raises(AssertionError, match=r'-\s+"name"'):
        test_the_contract_is_the_one_that_was_reviewed(planted)


def test_an_address_that_will_go_is_said_to_be_deprecated(monkeypatch):
    monkeypatch.setitem(RETIRED, "/api/v1/themes/", Retired(date(2027, 1, 1), date(2027, 7, 1), "https://x.example/"))
    operations = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    leaving = {path for path, by_method in operations.items() for each in by_method.values() if each.get("deprecated")}
    assert leaving == {"/api/v1/themes/", "/api/v1/themes/{id}/", "/api/v1/themes/query/"}


def test_every_operation_has_a_name_that_stays(schema):
    names = {
        (path, method): operation["operationId"]
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    }
    assert names == {
        ("/api/v1/", "get"): "root",
        ("/api/v1/search/", "get"): "search",
        ("/api/v1/changes/", "get"): "changes",
        ("/api/v1/snapshot/", "get"): "snapshot",
        **{(f"/api/v1/{name}/", "get"): f"{name}_list" for name in NAMES},
        **{(f"/api/v1/{name}/{{id}}/", "get"): f"{name}_retrieve" for name in NAMES},
        **{(f"/api/v1/{name}/query/", "post"): f"{name}_query" for name in NAMES},
    }


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_parameter_is_described_with_its_values(schema, kind):
    described = {each["name"]: each for each in schema["paths"][f"/api/v1/{kind.kind}/"]["get"]["parameters"]}
    expand = {"expand"} if kind.expandable else set()
    assert described.keys() == {*kind.filterset_class.base_filters, *PAGING, "fields", "lang", *expand}
    assert all(each["description"] for each in described.values())
    assert words(described["facets"]) == facet_names(kind.filterset_class)
    assert words(described["fields"]) == kind.serializer_class.Meta.fields
    assert described["ordering"]["schema"]["enum"] == list(kind.orderings)
    assert described["ordering"]["schema"]["default"] == next(iter(kind.orderings))


def words(parameter):
    """What may stand in a parameter between commas."""
    assert (parameter["style"], parameter["explode"]) == ("form", False)
    return parameter["schema"]["items"]["enum"]


def test_what_can_be_shown_whole_is_listed_for_lists_and_details(schema):
    listed = {each["name"]: each for each in schema["paths"]["/api/v1/lessons/"]["get"]["parameters"]}
    assert words(listed["expand"]) == ["countries", "themes", "conferences"]
    detailed = {each["name"]: each for each in schema["paths"]["/api/v1/statements/{id}/"]["get"]["parameters"]}
    assert words(detailed["expand"])[-2:] == ["links.statement", "lessons"]


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_body_is_described_as_the_address_is(schema, kind):
    described = schema["paths"][f"/api/v1/{kind.kind}/"]["get"]["parameters"]
    asked = schema["paths"][f"/api/v1/{kind.kind}/query/"]["post"]
    body = asked["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"].keys() == {each["name"] for each in described}
    assert body["additionalProperties"] is False
    assert "parameters" not in asked
    assert asked["responses"].keys() == {"200", "400", "401", "406", "410", "413", "415", "429"}


def test_terms_are_listed_and_repeatable(schema):
    described = {each["name"]: each for each in schema["paths"]["/api/v1/lessons/"]["get"]["parameters"]}
    kind = described["kind"]["schema"]
    terms = {"type": "string", "enum": ["what_worked", "obstacle", "open_question"]}
    assert kind == {"type": "array", "items": terms, "minItems": 1}
    assert described["from"]["schema"] == {"type": "string", "format": "date"}
    assert described["updated_since"]["schema"] == {"type": "string", "format": "date-time"}


def test_nothing_is_said_to_be_withheld(schema):
    assert "withheld" not in schema["components"]["schemas"]["Level"]["enum"]


def test_every_kind_says_what_it_is(schema):
    for name, component in schema["components"]["schemas"].items():
        if "properties" in component and not name.startswith("Paginated"):
            assert component.get("description"), name


def undescribed(schema):
    """``["kind.field"]`` of fields that say nothing of themselves."""
    components = schema["components"]["schemas"].items()
    fields = [
        (f"{name}.{field}", is_) for name, each in components for field, is_ in each.get("properties", {}).items()
    ]
    return [name for name, described in fields if not described.get("description")]


def test_every_field_says_what_it_is(schema):
    assert undescribed(schema) == []


def test_a_planted_field_that_says_nothing_is_seen(schema):
    planted = copy.deepcopy(schema)
    del planted["components"]["schemas"]["Theme"]["properties"]["name"]["description"]
    assert undescribed(planted) == ["Theme.name"]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_answers_are_as_described(client, schema, name, size):
    made = make_everything(size)
    path = f"/api/v1/{name}/"
    assert_described(schema, path, 200, client.get(path))
    assert_described(schema, path, 200, client.get(f"{path}?page_size=1&count=false"))
    for asked in ("", "?lang=sq"):
        listed, detail = client.get(f"{path}{asked}"), client.get(f"{path}{made[name]}/{asked}")
        assert_described(schema, path, 200, listed)
        assert_described(schema, f"{path}{{id}}/", 200, detail)
        # Names of countries have a language where one is asked for.
        without = {"snippet", *(["language"] if name in ("countries", "themes") and not asked else [])}
        assert_whole(schema, listed.json()["results"], detail.json(), without)
    assert_described(schema, path, 400, client.get(f"{path}?nope=1&ordering="))
    assert_described(schema, path, 406, client.get(path, headers={"accept": "text/html"}))
    assert_described(schema, f"{path}{{id}}/", 200, client.get(f"{path}{made[name]}/"))
    assert_described(schema, f"{path}{{id}}/", 400, client.get(f"{path}{made[name]}/?nope=1"))
    assert_described(schema, f"{path}{{id}}/", 404, client.get(f"{path}ZZZZZZZZ/"))
    make_change(name, "ZZZZZZZZ")
    assert_described(schema, f"{path}{{id}}/", 410, client.get(f"{path}ZZZZZZZZ/"))


def assert_whole(schema, rows, detail, without):
    """No field that is described is missing where none was asked for, which `required` does not say."""
    for each in [*rows, detail]:
        kind = type_of(schema, each["url"], detailed=each is detail)
        assert each.keys() == schema["components"]["schemas"][kind]["properties"].keys() - without


def type_of(schema, url, detailed):
    """Name of the component that describes the row of an address."""
    path = f"/api/v1/{url.split('/')[5]}/"
    answer = schema["paths"][f"{path}{{id}}/" if detailed else path]["get"]["responses"]["200"]["content"]
    described = answer["application/json"]["schema"]["$ref"].rpartition("/")[2]
    if not detailed:
        described = schema["components"]["schemas"][described]["properties"]["results"]["items"]["$ref"]
    return described.rpartition("/")[2]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_parts_wholes_and_facets_are_as_described(client, schema, kind):
    made = make_everything(3)
    path = f"/api/v1/{kind.kind}/"
    facets = ",".join(facet_names(kind.filterset_class))
    assert_described(schema, path, 200, client.get(f"{path}?fields=id&facets={facets}"))
    assert_described(schema, f"{path}{{id}}/", 200, client.get(f"{path}{made[kind.kind]}/?fields=url"))
    listed = [each for each in kind.expandable if each.partition(".")[0] in kind.serializer_class.Meta.fields]
    if kind.expandable:
        assert_described(schema, path, 200, client.get(f"{path}?expand={','.join(listed)}"))
        for asked in ("", "&lang=sq"):
            whole = client.get(f"{path}{made[kind.kind]}/?expand={','.join(kind.expandable)}{asked}")
            assert_described(schema, f"{path}{{id}}/", 200, whole)


@pytest.mark.django_db
def test_questions_as_bodies_are_answered_as_described(client, schema):
    make_lesson()
    path = "/api/v1/lessons/query/"
    bodies = {200: "{}", 400: "[]", 413: " " * 100_001}
    for status, body in bodies.items():
        assert_described(schema, path, status, client.post(path, body, content_type="application/json"))
    assert_described(schema, path, 415, client.post(path, "{}", content_type="text/plain"))
    answer = client.post(path, "{}", content_type="application/json", headers={"accept": "text/html"})
    assert_described(schema, path, 406, answer)


@pytest.mark.django_db
def test_rows_with_nothing_to_show_are_as_described(client, schema):
    make_lesson(addressed_to=[], countries=[], themes=[])
    make_participant()
    make_organisation()
    make_person()
    for name in NAMES:
        answer = client.get(f"/api/v1/{name}/")
        assert_described(schema, f"/api/v1/{name}/", 200, answer)
        for row in answer.json()["results"]:
            assert_described(schema, f"/api/v1/{name}/{{id}}/", 200, client.get(row["url"]))


@pytest.mark.django_db
def test_changes_are_as_described(client, schema):
    path = "/api/v1/changes/"
    made = make_everything(1)
    for kind, key in made.items():
        make_change(kind, key, "released")
    make_change("lessons", "gone")
    make_change("people", "lost", "updated")
    assert_described(schema, path, 200, client.get(path))
    assert_described(schema, path, 200, client.get(f"{path}?kinds=statements&theme=community-policing"))
    assert_described(schema, path, 400, client.get(f"{path}?theme=trust"))
    assert_described(schema, path, 406, client.get(path, headers={"accept": "text/html"}))
    assert_described(schema, path, 410, client.get(f"{path}?after=999"))


def test_parameters_of_changes_are_described(schema):
    described = {each["name"]: each for each in schema["paths"]["/api/v1/changes/"]["get"]["parameters"]}
    own = {name for kind in KINDS for name in own_filters(kind.filterset_class)}
    assert described.keys() == {"after", "kinds", "limit", *own}
    assert described["kinds"]["schema"]["items"]["enum"] == NAMES
    assert described["status"]["description"] == "As in the list; with `kinds` one of: lessons."


@pytest.mark.django_db
def test_the_search_is_as_described(client, schema):
    path = "/api/v1/search/"
    make_everything(1)
    described = {each["name"]: each for each in schema["paths"][path]["get"]["parameters"]}
    assert described.keys() == {"q", "kinds", "limit", "lang"}
    assert {*described["kinds"]["schema"]["items"]["enum"]} == {*NAMES} - {"participants"}
    for query in ("", "?q=-zebra", "?q=zebra", "?q=-zebra&lang=sq&kinds=lessons"):
        assert_described(schema, path, 200, client.get(f"{path}{query}"))
    assert_described(schema, path, 400, client.get(f"{path}?q=a&limit=x"))
    assert_described(schema, path, 406, client.get(path, headers={"accept": "text/html"}))


@pytest.mark.django_db
def test_every_line_of_a_snapshot_is_as_described(client, schema):
    path = "/api/v1/snapshot/"
    make_everything(1)
    described = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/x-ndjson"]["schema"]
    validator = jsonschema_rs.Draft202012Validator(
        {**described, "components": closed(schema["components"])}, validate_formats=True
    )
    lines = [json.loads(line) for line in b"".join(client.get(path).streaming_content).splitlines()]
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []
    assert_described(schema, path, 400, client.get(f"{path}?nope=1"))
    assert_described(schema, path, 406, client.get(path, headers={"accept": "text/html"}))
