"""What the changes and the snapshot are made of: rows of any kind as its list shows them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.views import APIView


class EveryKind(APIView):
    """An address that speaks of several kinds. ``kinds``: their ``ShelfViewSet``s, named where the API is put together.

    ``operation``: its name in the documentation. ``problems``: ``{status: what it means here}`` beside those that
    every address has.
    """

    kinds = ()
    operation: str
    problems = {}

    def documented_parameters(self):
        """The ``OpenApiParameter``s of the address."""
        return []

    def listing(self, kind):
        """The list of a kind, asked for with this request."""
        return kind(request=self.request, action="list", format_kwarg=None)


def record_field(kinds, help_text, null=False):
    """A documented field that holds a row of any of the kinds, or null."""
    names = [kind.serializer_class.__name__.removesuffix("Serializer") for kind in kinds]
    schemas = [{"$ref": f"#/components/schemas/{name}"} for name in names] + [{"type": "null"}] * null
    field = type("RecordField", (serializers.JSONField,), {})
    return extend_schema_field({"anyOf": schemas})(field)(required=False, help_text=help_text)
