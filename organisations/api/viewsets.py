"""What every kind of the API does: a list that can be filtered, ordered and paged, and the details of one row."""

from django.db.models import Q
from django.http import HttpResponsePermanentRedirect
from django.utils.functional import SimpleLazyObject
from rest_framework.exceptions import MethodNotAllowed, NotFound
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from ..filtering import ValuesFilter
from ..gone import merged
from ..keyset import reverse
from ..problems import BadParameter, BadParameters, Withdrawn
from ..queries import is_withdrawn
from ..questions import ask_by_body, refuse_misunderstood
from .exports import EXPORTS, export
from .selection import Selection, expandable

__all__ = ["PAGING", "SELECTION", "ShelfViewSet", "both_ways", "refuse_misunderstood"]

# What every list takes beside its filters, and what details take as well.
PAGING = ("ordering", "page_size", "cursor", "count", "facets", "format")
SELECTION = ("fields", "lang", "expand")
NO_LANGUAGE = "JSON-LD gives the words as they were written, with every translation beside them: leave this out."


def both_ways(*orderings):
    """``{name: columns}`` of each ordering and its reverse: ("title", "id") is "title", ("-title", "-id") "-title"."""
    named = {columns[0]: columns for columns in orderings}
    backwards = [tuple(reverse(name) for name in columns) for columns in orderings]
    return named | {columns[0]: columns for columns in backwards}


class ShelfViewSet(ReadOnlyModelViewSet):
    """One kind of the API.

    ``kind``: name of the list, as in addresses and in the change log. ``rows``, ``details``: functions that give the
    querysets of the list and of one row. ``orderings``: ``{name: columns}``, the first being the default; the columns
    are never null, unique together, and shown in the answer; by id goes without saying. ``keys``: unique columns a
    row can be asked for by, the one that counts first; ``named_by``: the same in words. ``expandable``:
    ``{path: kind}`` of short rows inside an answer that ``expand`` shows whole. ``reads``: ``{field: relations}`` of
    fields that read other relations of a row than they are named by; ``worded``: the same of what they read besides
    where ``lang`` is asked for. ``jsonld``: a function that gives the details of a row as JSON-LD, where there is a
    type for it.
    """

    kind: str
    filterset_class: type
    serializer_class: type
    detail_serializer_class: type | None = None
    jsonld = None
    orderings: dict
    keys = ("pk",)
    named_by = "Its `id`."
    expandable: dict = {}
    reads: dict = {}
    worded: dict = {}
    lookup_url_kwarg = "id"
    lookup_value_regex = "[-_0-9A-Za-z]+"
    # {kind: its view}, the last that was made.
    kinds: dict = {}
    selection: Selection | None = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        key = cls.serializer_class.Meta.model._meta.pk.name
        cls.orderings = {**cls.orderings, "id": (key,), "-id": (f"-{key}",)}
        ShelfViewSet.kinds[cls.kind] = cls

    def initial(self, request, *args, **kwargs):
        if self.action is None:
            raise MethodNotAllowed(request.method)  # whatever else is wrong with the question
        if request.method == "POST" and self.action == "list":
            ask_by_body(request)
        super().initial(request, *args, **kwargs)
        filters = self.filterset_class.base_filters
        repeatable = [name for name, each in filters.items() if isinstance(each, ValuesFilter)]
        if self.action == "list":
            refuse_misunderstood(request, (*filters, *PAGING, *self.selecting()), repeatable)
        elif self.action == "retrieve":
            refuse_misunderstood(request, ("format", *self.selecting()))
        if self.action in ("list", "retrieve"):
            self.selection = Selection(request, self)

    def selecting(self):
        """The parameters that say what of each row is wanted."""
        return SELECTION if expandable(self) else SELECTION[:-1]

    @property
    def formats(self):
        """Names of the content types this address answers in; the first one if nothing is asked for."""
        if self.action == "list":
            return ("json", *EXPORTS)
        return ("json", "jsonld") if self.jsonld else ("json",)

    def list(self, request):
        """A page of the list, or all of it as a file."""
        if request.accepted_renderer.format in EXPORTS:
            return export(self, request)
        return self.get_paginated_response(self.selection.answers(self.paginate_queryset(self.filtered())))

    def retrieve(self, request, id):
        """One row. What was merged into another one leads there."""
        try:
            row = self.get_object()
        except (NotFound, Withdrawn):
            if row := merged(self.details().model.objects.only("pk"), id):
                here = request.get_full_path()
                return HttpResponsePermanentRedirect(here.replace(f"/{id}/", f"/{row.pk}/", 1))
            raise
        if request.accepted_renderer.format == "jsonld":
            return self._as_jsonld(row)
        [answer] = self.selection.answers([row])
        return Response(answer)

    def _as_jsonld(self, row):
        if self.selection.language:
            raise BadParameters([BadParameter("lang", self.selection.language, NO_LANGUAGE)])
        return Response(self.jsonld(row))

    def filtered(self):
        """The rows that the request asks for, on whatever page, in no order yet. Raises ``BadParameters``."""
        return self.filter_queryset(self.get_queryset())

    def ordering_of(self, request):
        """The columns that the request wants the list ordered by. Raises ``BadParameters``."""
        name = request.query_params.get("ordering", next(iter(self.orderings)))
        if name not in self.orderings:
            message = "This list cannot be ordered like that."
            raise BadParameters([BadParameter("ordering", name, message, list(self.orderings))])
        return self.orderings[name]

    def get_serializer_context(self):
        asked = self.request.query_params if self.request else {}
        words = asked.get("q") if self.action == "list" else None
        # Known once the list is filtered, and not asked for before a row of it is shown.
        found = SimpleLazyObject(lambda: self.filterset.filters["q"].found(words)) if words else None
        return {**super().get_serializer_context(), "sought": found, "lang": asked.get("lang")}

    def get_queryset(self):
        rows = self.rows() if self.action == "list" else self.details()
        return self.selection.needed(rows) if self.selection else rows

    def get_serializer_class(self):
        return self.serializer_class if self.action == "list" else self.detail_serializer_class or self.serializer_class

    def get_object(self):
        """The row asked for. 410 if the row of this id was withdrawn, 404 if there never was one."""
        key = self.kwargs[self.lookup_url_kwarg]
        row = self.find(key)
        if row is None and is_withdrawn(self.kind, key):
            raise Withdrawn
        if row is None:
            raise NotFound("There is nothing with this id here.")
        return row

    def find(self, key):
        """The row that ``key`` names, or None."""
        found = self.get_queryset().filter(Q(*((name, key) for name in self.keys), _connector=Q.OR))
        # A slug may look like an id: then the id counts.
        return min(found, key=lambda row: row.pk != key, default=None)
