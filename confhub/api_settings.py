"""Settings of the API that are the same on every machine: how it answers, and how it describes itself."""

API = {
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "confhub.renderers.CSVRenderer",
        "confhub.renderers.NDJSONRenderer",
        "confhub.renderers.JSONLDRenderer",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "confhub.renderers.Negotiation",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_FILTER_BACKENDS": ["confhub.filter_backend.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "confhub.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "confhub.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "confhub.errors.api_exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
# Of drf-spectacular, which writes docs/openapi.json.
DESCRIPTION = {
    "DESCRIPTION": "What was said at conferences and what was learned from it. Read-only, without a key.",
    "SECURITY": [{}, {"token": []}],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "Partners may ask more often with a token. The answers are the same without.",
            }
        }
    },
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "confhub.schema_answers.whole_answers",
        "confhub.schema.mark_retired",
    ],
    # Terms that stand under the same name in different answers.
    "ENUM_NAME_OVERRIDES": {
        "Classification": "organisations.choices.Classification",
        "CountryAliasKind": "organisations.models.CountryAlias.Kind",
        "Direction": ["to", "from"],
        "EvidenceRelation": "lessons.choices.EvidenceRelation",
        "LessonKind": "lessons.choices.LessonKind",
        "Level": "sessions.api.fields.PUBLIC_LEVELS",
        "LinkKind": "sessions.choices.LinkKind",
        "RelationKind": "organisations.choices.RelationKind",
        "SessionKind": "sessions.choices.SessionKind",
        "StatementKind": "sessions.choices.StatementKind",
    },
}
