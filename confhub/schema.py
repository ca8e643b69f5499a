"""The description of the API (OpenAPI 3.1), made from the code that serves it."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from confhub.errors import PROBLEM
from confhub.pagination import of_words, parameter
from confhub.retiring import retired
from organisations.api.selection import expandable
from organisations.api.viewsets import ShelfViewSet
from organisations.languages import ASKED
from organisations.problems import ProblemSerializer
from organisations.questions import JSON, WORDS, refuse_misunderstood

PROBLEMS = {
    "400": "A parameter that is unknown here, is empty, or has a value it cannot have: nothing is ignored.",
    "401": "A token was sent that is not valid. Without one, the answer is the same.",
    "404": "There is no such row.",
    "406": "The `Accept` header takes none of the content types of this answer.",
    "410": "The row was withdrawn.",
    "413": "The body has more than 100,000 bytes.",
    "415": "The body is not `application/json`.",
    "429": "More requests than the limit: `Retry-After` says in how many seconds to ask again.",
}
ON_EVERY, ON_DETAILS, ON_QUERIES = ["400", "401", "406", "429"], ["404", "410"], ["413", "415"]
TOO_LONG = {
    "description": "The address is longer than the web server takes, about 4,000 characters: ask by POST.",
    "content": {"text/html": {"schema": {"type": "string"}}},
}
IN_LANGUAGE = (
    "BCP 47 tag, such as `sq` or `sr-Latn`: names of countries and the words of statements and lessons come in this "
    "language, or in a wider one (`sr` for `sr-RS`), where they are there in it; the `language` beside them says which "
    "it is. Everything else is as without it. Not with JSON-LD, which has all translations."
)
START_OVER = "The row that `cursor` names is not there: start over without it."
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
    """Documents formats and problems beside the answers, what of a row can be asked for, and the question as a body."""

    def get_operation_id(self):
        if self.method == "POST":
            return f"{self.view.kind}_query"
        return getattr(self.view, "operation", None) or super().get_operation_id()

    def map_renderers(self, attribute):
        """The first content type alone; others that a view has are documented with its formats."""
        return [getattr(self.view.renderer_classes[0], attribute)]

    def get_override_parameters(self):
        own = getattr(self.view, "documented_parameters", list)()
        formats = getattr(self.view, "formats", None)
        if not formats:
            return own
        description = "Format of the answer; goes before the `Accept` header."
        return [*own, OpenApiParameter("format", str, description=description, enum=formats, default=formats[0])]

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        for name in getattr(self.view, "formats", ())[1:]:
            media_type, schema = FORMATS[name]
            bodies["200"]["content"][media_type] = {"schema": schema}
        problem = self._get_response_for_code(ProblemSerializer, "400", [PROBLEM])
        problems = {status: {**problem, "description": text} for status, text in self._problems().items()}
        return bodies | problems | ({} if self._is_query() else {"414": TOO_LONG})

    def _problems(self):
        own = ON_DETAILS if "{id}" in self.path else ON_QUERIES if self._is_query() else []
        texts = {status: PROBLEMS[status] for status in sorted([*ON_EVERY, *own])}
        listed = {"410": START_OVER} if self._is_query() or getattr(self.view, "action", "") == "list" else {}
        return texts | listed | getattr(self.view, "problems", {})

    def _resolve_path_parameters(self, variables):
        found = super()._resolve_path_parameters(variables)
        return [{**parameter, "description": self.view.named_by} for parameter in found]

    def _is_query(self):
        return self.method == "POST"

    def _get_parameters(self):
        return [] if self._is_query() else self._parameters()

    def _parameters(self):
        own = _selecting(self.view) if isinstance(self.view, ShelfViewSet) else []
        return [{**each, "schema": _not_empty(each["schema"])} for each in super()._get_parameters() + own]

    def _get_request_body(self, direction="request"):
        properties = {parameter["name"]: _property(parameter) for parameter in self._parameters()}
        schema = {"type": "object", "additionalProperties": False, "properties": properties}
        return {"content": {JSON: {"schema": schema}}, "required": True} if self._is_query() else None


def _selecting(view):
    """Parameters that say what of each row is wanted."""
    fields = of_words("fields", "These fields only, and the `id`.", view.get_serializer_class().Meta.fields)
    lang = parameter("lang", IN_LANGUAGE, {"type": "string", "pattern": f"^{ASKED}$"})
    paths = expandable(view)
    whole = "Shows what stands there in short as the list of its own kind does, with what it says beside."
    return [fields, lang, *([of_words("expand", whole, paths)] if paths else [])]


def _not_empty(schema):
    """The schema of a parameter that is there: it then has a value."""
    if schema["type"] == "array":
        return {**schema, "items": _not_empty(schema["items"]), "minItems": 1}
    return {**schema, "minLength": 1} if schema["type"] == "string" and not {"enum", "format"} & set(schema) else schema


def _property(parameter):
    """A parameter as a member of a JSON object: one value or several where it can be repeated."""
    schema = parameter["schema"]
    words = {"type": "string", "minLength": 1, "description": "The same with commas between them."}
    if schema["type"] == "array":
        one = words if parameter["name"] in WORDS else schema["items"]
        schema = {"anyOf": [schema, one]}
    return {**schema, "description": parameter["description"]}


def mark_retired(result, **_):
    """Addresses that will go are marked so. A hook of drf-spectacular."""
    for path, operations in result["paths"].items():
        if retired(path):
            for operation in operations.values():
                operation["deprecated"] = True
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
