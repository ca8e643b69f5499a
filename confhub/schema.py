"""The description of the API (OpenAPI 3.1), made from the code that serves it."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from confhub.errors import PROBLEM
from organisations.api.viewsets import refuse_misunderstood
from organisations.problems import ProblemSerializer

PROBLEMS = {
    "400": "A parameter that is unknown here, is empty, or has a value it cannot have: nothing is ignored.",
    "404": "There is no such row.",
    "406": "The answer is JSON, and the `Accept` header does not take it.",
    "410": "The row was withdrawn.",
}
# Fields that an answer may lack.
SOMETIMES = {("Problem", "errors")}


class ProblemAutoSchema(AutoSchema):
    """Documents the problems beside the answers."""

    def _get_response_bodies(self, direction="response"):
        statuses = ["400", "406"] if self._is_list_view() or "{id}" not in self.path else list(PROBLEMS)
        problem = self._get_response_for_code(ProblemSerializer, "400", [PROBLEM])
        problems = {status: {**problem, "description": PROBLEMS[status]} for status in statuses}
        return super()._get_response_bodies(direction) | problems

    def _resolve_path_parameters(self, variables):
        found = super()._resolve_path_parameters(variables)
        return [{**parameter, "description": self.view.named_by} for parameter in found]


def whole_answers(result, **_):
    """Every field is in every answer, and none can be written. A hook of drf-spectacular."""
    for name, schema in result["components"]["schemas"].items():
        for described in schema.get("properties", {}).values():
            described.pop("readOnly", None)
        if "properties" in schema:
            schema["required"] = [field for field in schema["properties"] if (name, field) not in SOMETIMES]
    return result


@cache
def whole_schema():
    """The schema as plain data; the same as long as the process lives."""
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaView(APIView):
    """This description (OpenAPI 3.1)."""

    @extend_schema(exclude=True)
    def get(self, request):
        refuse_misunderstood(request, ())
        return Response(whole_schema())
