"""Pages of the API's lists."""

from django.conf import settings
from django.urls import reverse
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from organisations.filtering import facet_names, facets
from organisations.keyset import BadCursor, page
from organisations.listing import COUNTED, counted
from organisations.problems import BadParameter, BadParameters
from organisations.questions import number, words

DEFAULT_SIZE, LARGEST_SIZE, LARGEST_FACET = 50, 200, 250
FACET = {
    "type": "object",
    "required": ["value", "label", "count"],
    "properties": {
        "value": {"type": "string", "description": "As the filter takes it."},
        "label": {"type": "string", "description": "The same in words."},
        "count": {"type": "integer", "description": "How many rows it would find."},
    },
}
OF_VALUES = (
    "Adds how many rows each value of these filters would find beside the other filters: at most the "
    f"{LARGEST_FACET} most frequent ones, and those asked for. A filter's own values do not narrow its counts."
)
CURSOR = (
    "Place in the list, from `next_cursor` or `previous_cursor`. With CSV and NDJSON, from `next_cursor`, or the `id` "
    "of the last row that came whole: the answer then goes on behind it, in CSV without its first line."
)


class KeysetPagination(BasePagination):
    """Keyset pages in the order the request wants, with the count of the whole list, and of values where asked."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.view = request, view
        size = number(request, "page_size", DEFAULT_SIZE, LARGEST_SIZE)
        ordering, is_counted = view.ordering_of(request), self._is_counted()
        names = words(request, "facets", facet_names(view.filterset_class))
        try:
            self.page = page(queryset, ordering, request.query_params.get("cursor"), size)
        except BadCursor as error:
            raise self._bad("cursor", str(error)) from error
        self.count = counted(queryset) if is_counted else None
        self.facets = {name: self._facet(name) for name in names}
        return self.page.rows

    def get_paginated_response(self, data):
        envelope = {
            "count": None if self.count is None else min(self.count, COUNTED),
            "count_exact": self.count is not None and self.count <= COUNTED,
            "next": self._address(self.page.next),
            "next_cursor": self.page.next,
            "previous": self._address(self.page.previous),
            "previous_cursor": self.page.previous,
        }
        return Response({**envelope, **({"facets": self.facets} if self.facets else {}), "results": data})

    def _is_counted(self):
        count = self.request.query_params.get("count", "true")
        if count not in ("true", "false"):
            raise self._bad("count", "Must be true or false.", ["true", "false"])
        return count == "true"

    def _facet(self, name):
        """What each value of a filter would find, without the page or the filter's own values."""
        found = facets(self.view.filterset, name, LARGEST_FACET)
        return [{"value": facet.value, "label": facet.label, "count": facet.count} for facet in found]

    def _bad(self, parameter, message, valid=()):
        return BadParameters([BadParameter(parameter, self.request.query_params[parameter], message, list(valid))])

    def _address(self, cursor):
        """Of the list, also where it was asked for by POST."""
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return f"{settings.SITE_URL}{reverse(f'api:{self.view.kind}-list')}?{query.urlencode()}"

    # Documentation

    def get_schema_operation_parameters(self, view):
        names = list(view.orderings)
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE}
        return [
            parameter("ordering", "Order of the list.", {"type": "string", "enum": names, "default": names[0]}),
            parameter("page_size", "How many on a page. Not with CSV and NDJSON, which are whole.", size),
            parameter("cursor", CURSOR, {"type": "string"}),
            parameter("count", "`false`: do not count the list.", {"type": "boolean", "default": True}),
            of_words("facets", OF_VALUES, facet_names(view.filterset_class)),
        ]

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        cursor = {"type": ["string", "null"]}
        return {
            "type": "object",
            "required": ["count", "count_exact", "next", "next_cursor", "previous", "previous_cursor", "results"],
            "properties": {
                "count": {
                    "type": ["integer", "null"],
                    "description": f"How many there are on all pages; {COUNTED} if more; null if not counted.",
                },
                "count_exact": {"type": "boolean", "description": "Whether `count` is neither a limit nor null."},
                "next": {**address, "description": "The next page; null on the last one."},
                "next_cursor": {**cursor, "description": "The same as a `cursor`, to ask on by POST."},
                "previous": {**address, "description": "The page before; null on the first one."},
                "previous_cursor": {**cursor, "description": "The same as a `cursor`."},
                "facets": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": FACET},
                    "description": "With the parameter `facets`: its filters and their values.",
                },
                "results": {**schema, "description": "The rows of this page."},
            },
        }


def parameter(name, description, schema):
    """A parameter of an address, as OpenAPI has it."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def of_words(name, description, valid):
    """A parameter that is a list of words with commas between them."""
    schema = {"type": "array", "items": {"type": "string", "enum": list(valid)}}
    return {**parameter(name, f"{description} With commas between them.", schema), "style": "form", "explode": False}
