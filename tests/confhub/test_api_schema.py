"""The description of the API is valid, and true of what the API answers."""

import json
from io import StringIO

import jsonschema_rs
import pytest
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV31SpecValidator

from confhub.api import KINDS
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
    described = schema["paths"][path]["get"]["responses"][str(status)]["content"]
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


def test_the_schema_is_served_as_it_is_made(client, schema):
    answer = client.get("/api/v1/schema/")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == schema


def test_every_operation_has_a_name_that_stays(schema):
    names = {path: operation["get"]["operationId"] for path, operation in schema["paths"].items()}
    assert names == {
        "/api/v1/": "root",
        **{f"/api/v1/{name}/": f"{name}_list" for name in NAMES},
        **{f"/api/v1/{name}/{{id}}/": f"{name}_retrieve" for name in NAMES},
    }
    assert all(operations.keys() == {"get"} for operations in schema["paths"].values())


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_parameter_is_described_with_its_values(schema, kind):
    described = {each["name"]: each for each in schema["paths"][f"/api/v1/{kind.kind}/"]["get"]["parameters"]}
    assert described.keys() == {*kind.filterset_class.base_filters, "ordering", "page_size", "cursor"}
    assert all(each["description"] for each in described.values())
    assert described["ordering"]["schema"]["enum"] == list(kind.orderings)
    assert described["ordering"]["schema"]["default"] == next(iter(kind.orderings))


def test_terms_are_listed_and_repeatable(schema):
    described = {each["name"]: each for each in schema["paths"]["/api/v1/lessons/"]["get"]["parameters"]}
    kind = described["kind"]["schema"]
    assert kind == {"type": "array", "items": {"type": "string", "enum": ["what_worked", "obstacle", "open_question"]}}
    assert described["from"]["schema"] == {"type": "string", "format": "date"}
    assert described["updated_since"]["schema"] == {"type": "string", "format": "date-time"}


def test_nothing_is_said_to_be_withheld(schema):
    assert "withheld" not in schema["components"]["schemas"]["Level"]["enum"]


def test_every_kind_says_what_it_is(schema):
    for name, component in schema["components"]["schemas"].items():
        if "properties" in component and not name.startswith("Paginated"):
            assert component.get("description"), name


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_answers_are_as_described(client, schema, name, size):
    made = make_everything(size)
    path = f"/api/v1/{name}/"
    assert_described(schema, path, 200, client.get(path))
    assert_described(schema, path, 200, client.get(f"{path}?page_size=1"))
    assert_described(schema, path, 400, client.get(f"{path}?nope=1&ordering="))
    assert_described(schema, path, 406, client.get(path, headers={"accept": "text/html"}))
    assert_described(schema, f"{path}{{id}}/", 200, client.get(f"{path}{made[name]}/"))
    assert_described(schema, f"{path}{{id}}/", 400, client.get(f"{path}{made[name]}/?nope=1"))
    assert_described(schema, f"{path}{{id}}/", 404, client.get(f"{path}ZZZZZZZZ/"))
    make_change(name, "ZZZZZZZZ")
    assert_described(schema, f"{path}{{id}}/", 410, client.get(f"{path}ZZZZZZZZ/"))


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
