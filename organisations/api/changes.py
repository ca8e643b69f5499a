"""The changes of the shelf in the order they were committed, for those who keep a copy."""

from django.conf import settings
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from ..choices import ChangeAction
from ..filtering import ValuesFilter, own_filters
from ..moment import one_moment
from ..problems import BadParameter, BadParameters, StartOver
from ..queries import changes_after, log_span
from ..questions import number, refuse_misunderstood
from .mirroring import EveryKind, record_field

DEFAULT_LIMIT, LARGEST_LIMIT = 100, 500
# Numbers of the log fit in eight bytes.
LARGEST_SEQ = 2**63 - 1
LEFT = "left"
ASKED = ("after", "kinds", "limit")


class ChangeSerializer(serializers.Serializer):
    """One change. `record` is there with `released` and `updated` alone: nothing more is said of what is gone."""

    seq = serializers.IntegerField(help_text="Its number. Numbers rise in the order of commits.")
    kind = serializers.CharField(help_text="Name of the list the row is, or was, in.")
    id = serializers.CharField(help_text="Id of the row.")
    action = serializers.ChoiceField(
        [*ChangeAction.values, LEFT],
        help_text="`withdrawn`: delete your copy. `left`: it does not fit your filters, or no longer: delete it too.",
    )
    at = serializers.DateTimeField(help_text="When it was released, updated or withdrawn.")


RECORD = "The row as its list shows it now; null if it is gone by now, which a later change says."


def documented(kinds):
    """Serializer class of an answer about these kinds."""
    change = type(
        "ChangeSerializer",
        (ChangeSerializer,),
        {"record": record_field(kinds, RECORD, null=True), "__doc__": ChangeSerializer.__doc__},
    )
    parts = {
        "__doc__": "Changes of the shelf, in the order they were committed.",
        "last": serializers.IntegerField(help_text="The highest number given out so far."),
        "next": serializers.URLField(help_text="Where to go on, now or later: after everything looked at here."),
        "results": change(many=True, help_text="In the order of `seq`; of several changes of a row only the latest."),
    }
    return type("ChangesSerializer", (serializers.Serializer,), parts)


class Changes(EveryKind):
    """Every release, update and withdrawal in the order they were committed.

    Begin with the snapshot, go on after its `seq`, then follow `next` for ever: your copy is the shelf.
    """

    operation = "changes"
    problems = {"410": "Changes after this number are not kept, or there is no such number: start over."}

    def get_serializer_class(self):
        """For the documentation."""
        return documented(self.kinds)

    def documented_parameters(self):
        whole = {"type": "integer", "minimum": 0}
        limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
        names = {"type": "array", "items": {"type": "string", "enum": [kind.kind for kind in self.kinds]}}
        return [
            OpenApiParameter("after", whole | {"default": 0}, description="The last `seq` you have."),
            OpenApiParameter("kinds", names, description="Lists to follow, with commas between.", explode=False),
            OpenApiParameter("limit", limit, description="How many changes to look at."),
            *_documented_filters(self.kinds),
        ]

    def get(self, request):
        asked = self._asked()
        with one_moment():
            span = log_span()
            if not span.floor <= asked["after"] <= span.last:
                raise StartOver
            changes = changes_after(asked["after"], [kind.kind for kind in asked["kinds"]], asked["limit"])
            results = self._results(changes, asked)
        looked_at = changes[-1].seq if len(changes) == asked["limit"] else span.last
        return Response({"last": span.last, "next": self._address(looked_at), "results": results})

    # What is asked

    def _asked(self):
        """``{"after", "limit": number, "kinds": viewsets, "filters": names}``. Raises ``BadParameters``."""
        query = self.request.query_params
        kinds = self._kinds(query.get("kinds"))
        own = own_filters(kinds[0].filterset_class) if len(kinds) == 1 else []
        self._refuse_filters(kinds, own)
        repeatable = [n for kind in kinds for n, f in _filters(kind).items() if isinstance(f, ValuesFilter)]
        refuse_misunderstood(self.request, (*ASKED, *own), repeatable)
        return {
            "after": number(self.request, "after", 0, LARGEST_SEQ, least=0),
            "limit": number(self.request, "limit", DEFAULT_LIMIT, LARGEST_LIMIT),
            "kinds": kinds,
            "filters": [name for name in own if name in query],
        }

    def _kinds(self, text):
        if not text:
            return self.kinds
        known = {kind.kind: kind for kind in self.kinds}
        names = text.split(",")
        unknown = [name for name in names if name not in known]
        if unknown:
            raise BadParameters([BadParameter("kinds", unknown[0], "There is no such list.", list(known))])
        return [known[name] for name in dict.fromkeys(names)]

    def _refuse_filters(self, kinds, own):
        """Say why a filter that the list of a kind has is none here."""
        known = {name for kind in self.kinds for name in _filters(kind)} - {*ASKED, *own}
        mine = _filters(kinds[0]) if len(kinds) == 1 else {}
        errors = [
            BadParameter(name, value, _why_not(name, mine, len(kinds)), [*ASKED, *own])
            for name, value in self.request.query_params.items()
            if name in known and (name in mine or len(kinds) > 1)
        ]
        if errors:
            raise BadParameters(errors)

    # What is answered

    def _results(self, changes, asked):
        latest = {(change.kind, change.public_id): change for change in changes}
        changes = [change for change in changes if latest[change.kind, change.public_id] is change]
        there = [change for change in changes if change.action != ChangeAction.WITHDRAWN]
        records = {kind.kind: self._records(kind, there) for kind in asked["kinds"]}
        return [_result(change, records[change.kind], bool(asked["filters"])) for change in changes]

    def _records(self, kind, changes):
        """``{id: row as the list shows it}`` of the changed rows that are there and fit the filters."""
        ids = [change.public_id for change in changes if change.kind == kind.kind]
        if not ids:
            return {}
        listing = self.listing(kind)
        rows = listing.filter_queryset(listing.get_queryset().filter(pk__in=ids))
        return {record["id"]: record for record in listing.get_serializer(rows, many=True).data}

    def _address(self, after):
        query = QueryDict(mutable=True)
        query["after"] = after
        for name, values in self.request.query_params.lists():
            if name != "after":
                query.setlist(name, values)
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode(safe=',')}"


def _documented_filters(kinds):
    """Filters by name, with the lists whose changes they can be given with."""
    found = {}
    for kind in kinds:
        for name in own_filters(kind.filterset_class):
            found.setdefault(name, []).append(kind.kind)
    text = {"type": "array", "items": {"type": "string"}}
    return [
        OpenApiParameter(name, text, description=f"As in the list; with `kinds` one of: {', '.join(names)}.")
        for name, names in found.items()
    ]


def _filters(kind):
    return kind.filterset_class.base_filters


def _why_not(name, mine, kinds):
    if kinds > 1:
        return "Filters can be given with exactly one kind in “kinds”."
    return "What this filter finds changes with other rows, so that rows would leave it unseen: filter your copy."


def _result(change, records, filtered):
    result = {
        "seq": change.seq,
        "kind": change.kind,
        "id": change.public_id,
        "action": change.action,
        "at": serializers.DateTimeField().to_representation(change.at),
    }
    if change.action == ChangeAction.WITHDRAWN:
        return result
    if filtered and change.public_id not in records:
        return result | {"action": LEFT}
    return result | {"record": records.get(change.public_id)}
