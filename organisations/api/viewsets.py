"""What every kind of the API does: a list that can be filtered, ordered and paged, and the details of one row."""

from django.db.models import Q
from rest_framework.exceptions import NotFound
from rest_framework.viewsets import ReadOnlyModelViewSet

from ..filtering import ValuesFilter
from ..keyset import reverse
from ..problems import BadParameter, BadParameters, Withdrawn
from ..queries import is_withdrawn

# What every list takes beside its filters.
PAGING = ("ordering", "page_size", "cursor")


def refuse_misunderstood(request, known, repeatable=()):
    """Raise ``BadParameters`` for parameters not ``known``, without a value, or given twice and not repeatable."""
    errors = []
    for name, values in request.query_params.lists():
        if name not in known:
            errors.append(BadParameter(name, values[0], "There is no such parameter here.", list(known)))
        elif "" in values:
            errors.append(BadParameter(name, "", "Has no value: leave it out, or say what it should be."))
        elif len(values) > 1 and name not in repeatable:
            errors.append(BadParameter(name, values[1], "Can be given only once."))
    if errors:
        raise BadParameters(errors)


def both_ways(*orderings):
    """``{name: columns}`` of each ordering and its reverse: ("title", "id") is "title", ("-title", "-id") "-title"."""
    named = {columns[0]: columns for columns in orderings}
    backwards = [tuple(reverse(name) for name in columns) for columns in orderings]
    return named | {columns[0]: columns for columns in backwards}


class ShelfViewSet(ReadOnlyModelViewSet):
    """One kind of the API.

    ``kind``: name of the list, as in addresses and in the change log. ``rows``, ``details``: functions that give the
    querysets of the list and of one row. ``orderings``: ``{name: columns}``, the first being the default; the columns
    are never null, unique together, and shown in the answer. ``keys``: unique columns a row can be asked for by,
    the one that counts first; ``named_by``: the same in words.
    """

    kind: str
    filterset_class: type
    serializer_class: type
    detail_serializer_class: type | None = None
    orderings: dict
    keys = ("pk",)
    named_by = "Its `id`."
    lookup_url_kwarg = "id"
    lookup_value_regex = "[-_0-9A-Za-z]+"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.action == "list":
            filters = self.filterset_class.base_filters
            repeatable = [name for name, each in filters.items() if isinstance(each, ValuesFilter)]
            refuse_misunderstood(request, (*filters, *PAGING), repeatable)
        elif self.action == "retrieve":
            refuse_misunderstood(request, ())

    def get_queryset(self):
        return self.rows() if self.action == "list" else self.details()

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
