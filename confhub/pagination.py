"""Pages of the API's lists."""

from django.conf import settings
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from organisations.keyset import BadCursor, page
from organisations.problems import BadParameter, BadParameters

DEFAULT_SIZE, LARGEST_SIZE = 50, 200


class KeysetPagination(BasePagination):
    """Keyset pages in one of the view's ``orderings``, with the count of the whole list."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        ordering = self._ordering(view.orderings)
        try:
            self.page = page(queryset, ordering, request.query_params.get("cursor"), self._size())
        except BadCursor as error:
            raise self._bad("cursor", str(error)) from error
        self.count = queryset.count()
        return self.page.rows

    def get_paginated_response(self, data):
        return Response(
            {
                "count": self.count,
                "next": self._address(self.page.next),
                "previous": self._address(self.page.previous),
                "results": data,
            }
        )

    def _ordering(self, orderings):
        name = self.request.query_params.get("ordering", next(iter(orderings)))
        if name not in orderings:
            raise self._bad("ordering", "This list cannot be ordered like that.", list(orderings))
        return orderings[name]

    def _size(self):
        size = self.request.query_params.get("page_size", str(DEFAULT_SIZE))
        if not (size.isascii() and size.isdigit() and len(size) < 5 and 1 <= int(size) <= LARGEST_SIZE):
            raise self._bad("page_size", f"Must be a whole number from 1 to {LARGEST_SIZE}.")
        return int(size)

    def _bad(self, parameter, message, valid=()):
        return BadParameters([BadParameter(parameter, self.request.query_params[parameter], message, list(valid))])

    def _address(self, cursor):
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode()}"

    # Documentation

    def get_schema_operation_parameters(self, view):
        names = list(view.orderings)
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE}
        return [
            _parameter("ordering", "Order of the list.", {"type": "string", "enum": names, "default": names[0]}),
            _parameter("page_size", "How many on a page.", size),
            _parameter("cursor", "Place in the list, taken from `next` or `previous`.", {"type": "string"}),
        ]

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many there are on all pages."},
                "next": {**address, "description": "The next page; null on the last one."},
                "previous": {**address, "description": "The page before; null on the first one."},
                "results": schema,
            },
        }


def _parameter(name, description, schema):
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
