"""The whole shelf in one answer, as it was at one moment."""

from django.http import StreamingHttpResponse
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from ..moment import one_moment
from ..queries import changed_at, log_span
from .mirroring import EveryKind, record_field
from .viewsets import refuse_misunderstood

NDJSON = "application/x-ndjson"
BATCH = 500


class LinesRenderer(JSONRenderer):
    """JSON values, one on each line. What is rendered here is a problem: rows are streamed."""

    media_type, format = NDJSON, "ndjson"
    charset = None


class SnapshotHeadSerializer(serializers.Serializer):
    """What the snapshot is of."""

    seq = serializers.IntegerField(help_text="The last change that is in it.")
    at = serializers.DateTimeField(allow_null=True, help_text="When that was; null if nothing was ever changed.")
    kinds = serializers.DictField(child=serializers.IntegerField(), help_text="How many rows of each list follow.")


class SnapshotEndSerializer(serializers.Serializer):
    """The last line of a snapshot that is whole."""

    seq = serializers.IntegerField(help_text="As in the first line.")
    rows = serializers.IntegerField(help_text="How many rows there were.")


def documented(kinds):
    """Serializer class of a line."""
    parts = {
        "__doc__": "One line of the snapshot: the first is `snapshot`, the last `end`, the others rows.",
        "snapshot": SnapshotHeadSerializer(required=False, help_text="What the snapshot is of."),
        "kind": serializers.CharField(required=False, help_text="Name of the list the row is in."),
        "record": record_field(kinds, "The row as its list shows it."),
        "end": SnapshotEndSerializer(required=False, help_text="That it is whole."),
    }
    return type("SnapshotLineSerializer", (serializers.Serializer,), parts)


class Snapshot(EveryKind):
    """Every row of every kind at one moment, one JSON value on each line (NDJSON).

    The first line says which `seq` of the changes it stands at, the last one that it is whole. What follows are the
    changes after that `seq`.
    """

    operation = "snapshot"
    problems = {"406": "The answer is NDJSON, and the `Accept` header does not take it."}
    renderer_classes = [LinesRenderer]
    formats = (LinesRenderer.format,)

    def get_serializer_class(self):
        """For the documentation."""
        return documented(self.kinds)

    def get(self, request):
        refuse_misunderstood(request, ("format",))
        return StreamingHttpResponse(self._lines(), content_type=NDJSON)

    def head(self, request):
        """Nothing is read for an answer without a body."""
        refuse_misunderstood(request, ("format",))
        return StreamingHttpResponse((), content_type=NDJSON)

    def _lines(self):
        renderer = LinesRenderer()
        with one_moment():
            for value in self._values():
                yield renderer.render(value, NDJSON) + b"\n"

    def _values(self):
        last = log_span().last
        counts = {kind.kind: self.listing(kind).get_queryset().count() for kind in self.kinds}
        yield {"snapshot": {"seq": last, "at": changed_at(last), "kinds": counts}}
        for kind in self.kinds:
            yield from self._rows(kind)
        yield {"end": {"seq": last, "rows": sum(counts.values())}}

    def _rows(self, kind):
        """Rows of a kind by key, so that memory holds one batch."""
        listing, last = self.listing(kind), ""
        while True:
            batch = list(listing.get_queryset().filter(pk__gt=last).order_by("pk")[:BATCH])
            for record in listing.get_serializer(batch, many=True).data:
                yield {"kind": kind.kind, "record": record}
            if len(batch) < BATCH:
                return
            last = batch[-1].pk
