"""The description of the API (OpenAPI 3.1), made from the code that serves it."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from confhub.errors import PROBLEM
from organisations.api.viewsets import refuse_misunderstood
from organisations.problems import ProblemSerializer

PROBLEMS = {
    "400": "A parameter that is unknown here, is empty, or has a value it cannot have: nothing is ignored.",
    "404": "There is no such row.",
    "406": "The `Accept` header takes none of the content types of this answer.",
    "410": "The row was withdrawn.",
}
START_OVER = "The row that `cursor` names is not there: start over without it."
# Fields that an answer may lack, wherever they stand.
SOMETIMES = {"errors", "snippet"}
# What a format is beside JSON.
FORMATS = {
    "csv": (
        "text/csv",
        {"type": "string", "description": "The whole list as a table (RFC 4180), UTF-8 with its mark."},
    ),
    "ndjson": ("application/x-ndjson", {"type": "string", "description": "The whole list, an object on each line."}),
    "jsonld": (
        "application/ld+json",
        {
            "type": "object",
            "description": "The row in the terms of schema.org.",
            "required": ["@context", "@type", "@id", "url"],
            "properties": {
                "@context": {"type": "string", "const": "https://schema.org"},
                "@type": {"type": "string"},
                "@id": {"type": "string", "format": "uri"},
                "url": {"type": "string", "format": "uri"},
            },
            "additionalProperties": True,
        },
    ),
}


class ProblemAutoSchema(AutoSchema):
    """Documents the formats of the answers, and the problems beside them."""

    def map_renderers(self, attribute):
        return ["application/json"] if attribute == "media_type" else ["json"]

    def get_override_parameters(self):
        formats = getattr(self.view, "formats", None)
        if not formats:
            return []
        description = "Format of the answer; goes before the `Accept` header."
        return [OpenApiParameter("format", str, description=description, enum=formats, default=formats[0])]

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        for name in getattr(self.view, "formats", ())[1:]:
            media_type, schema = FORMATS[name]
            bodies["200"]["content"][media_type] = {"schema": schema}
        problem = self._get_response_for_code(ProblemSerializer, "400", [PROBLEM])
        return bodies | {status: {**problem, "description": text} for status, text in self._problems().items()}

    def _problems(self):
        if "{id}" in self.path:
            return PROBLEMS
        listed = {"410": START_OVER} if self._is_list_view() else {}
        return {"400": PROBLEMS["400"], "406": PROBLEMS["406"], **listed}

    def _resolve_path_parameters(self, variables):
        found = super()._resolve_path_parameters(variables)
        return [{**parameter, "description": self.view.named_by} for parameter in found]


def whole_answers(result, **_):
    """Every field is in every answer, and none can be written. A hook of drf-spectacular."""
    for schema in result["components"]["schemas"].values():
        for described in schema.get("properties", {}).values():
            described.pop("readOnly", None)
        if "properties" in schema:
            schema["required"] = [field for field in schema["properties"] if field not in SOMETIMES]
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
