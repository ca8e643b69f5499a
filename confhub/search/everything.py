"""The search as an address of the API: the best rows of every list in one answer."""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from organisations.api.mirroring import EveryKind, record_field
from organisations.api.selection import Selection
from organisations.filter_fields import WordsField
from organisations.languages import ASKED as LANGUAGE
from organisations.listing import COUNTED, counted
from organisations.problems import BadParameter, BadParameters
from organisations.questions import language, number, refuse_misunderstood, words
from organisations.understanding import understood

from .cards import place_of
from .instead import meant
from .kinds import KINDS, LESSONS, NAMED
from .names import public_names

DEFAULT_LIMIT, LARGEST_LIMIT = 10, 50
ASKED = ("q", "kinds", "limit", "lang")
# What is called as it was asked for, before what says it, before what is only joined to it.
EXACTLY, BY_NAME, LEARNED, SAID, OTHERWISE = range(5)


class FoundInSerializer(serializers.Serializer):
    """How much of one list was found."""

    kind = serializers.CharField(help_text="Name of the list.")
    count = serializers.IntegerField(help_text=f"How many rows hold it; {COUNTED} if more.")
    count_exact = serializers.BooleanField(help_text="Whether `count` is no limit.")
    url = serializers.URLField(help_text="All of them, with every filter of that list.")


def documented(kinds):
    """Serializer class of an answer about these kinds."""
    hit = {
        "__doc__": "A row that was found.",
        "kind": serializers.CharField(help_text="Name of the list it is in."),
        "record": record_field(kinds, "The row as its list shows it for `q`, with its `snippet`."),
    }
    hit = type("FoundSerializer", (serializers.Serializer,), hit)
    spelling = "Another spelling that finds something, where nothing was found and one is near; else null."
    parts = {
        "__doc__": "What was found in every list.",
        "lists": FoundInSerializer(many=True, help_text="How much in which list; none where nothing was asked."),
        "meant": serializers.CharField(allow_null=True, help_text=spelling),
        "results": hit(many=True, help_text="The first rows of every list, best first."),
    }
    return type("SearchSerializer", (serializers.Serializer,), parts)


class Search(EveryKind):
    """What is found in every list at once, in whatever spelling it was typed.

    First what is called exactly so or has it in its name, then lessons, statements, and what is found by what it is
    joined to. To filter, page or count by value, ask the `url` of the list.
    """

    operation = "search"

    def get_serializer_class(self):
        """For the documentation."""
        return documented([self._view(kind) for kind in KINDS.values()])

    def documented_parameters(self):
        limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
        names = {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}
        tag = {"type": "string", "pattern": f"^{LANGUAGE}$"}
        return [
            OpenApiParameter("q", WordsField.schema, description="What to look for, as in `q` of every list."),
            OpenApiParameter("kinds", names, description="Lists to look in, with commas between.", explode=False),
            OpenApiParameter("limit", limit, description="How many rows of each list."),
            OpenApiParameter("lang", tag, description="BCP 47 tag of the language of the rows, as in every list."),
        ]

    def get(self, request):
        refuse_misunderstood(request, ASKED)
        text, kinds = self._text(), self._kinds()
        limit = number(request, "limit", DEFAULT_LIMIT, LARGEST_LIMIT)
        language(request)
        return Response(self._answer(text, kinds, limit) if text else {"lists": [], "meant": None, "results": []})

    # What is asked

    def _text(self):
        text = self.request.query_params.get("q", "")
        if len(text) > WordsField.longest:
            raise BadParameters([BadParameter("q", text, f"Is longer than {WordsField.longest} characters.")])
        return text

    def _kinds(self):
        return [KINDS[name] for name in words(self.request, "kinds", list(KINDS)) or KINDS]

    # What is answered

    def _answer(self, text, kinds, limit):
        found = understood(text)
        asked = {kind: kind.asked(text, found) for kind in kinds}
        totals = {kind: counted(filters.qs) for kind, filters in asked.items()}
        hits = [hit for kind, total in totals.items() if total for hit in self._hits(kind, asked[kind], found, limit)]
        hits.sort(key=lambda hit: hit[0])
        return {
            "lists": [self._found_in(kind, total) for kind, total in totals.items()],
            "meant": None if any(totals.values()) else meant(text, public_names()),
            "results": [{"kind": kind.name, "record": record} for _, kind, record in hits],
        }

    def _view(self, kind):
        return next(view for view in self.kinds if view.kind == kind.name)

    def _hits(self, kind, filters, found, limit):
        """``[(group, kind, record)]`` of the first rows of a list, best first."""
        order = kind.order(found)
        keys = order(filters.qs)[:limit] if order else list(filters.qs.values_list("pk", flat=True)[:limit])
        listing = self.listing(self._view(kind))
        listing.filterset, listing.selection = filters, Selection(self.request, listing)
        rows = {row.pk: row for row in listing.get_queryset().filter(pk__in=keys)}
        rows = [rows[key] for key in keys if key in rows]
        groups = [_group(kind, row, found) for row in rows]
        return list(zip(groups, [kind] * len(rows), listing.selection.answers(rows), strict=True))

    def _found_in(self, kind, total):
        query = QueryDict(mutable=True)
        query.update({name: self.request.query_params[name] for name in ("q", "lang") if name in self.request.GET})
        return {
            "kind": kind.name,
            "count": min(total, COUNTED),
            "count_exact": total <= COUNTED,
            "url": f"{settings.SITE_URL}{reverse(f'api:{kind.name}-list')}?{query.urlencode()}",
        }


def _group(kind, row, found):
    place = place_of(kind, row, found) if kind.columns else None
    if place == 0:
        return EXACTLY
    if kind in NAMED:
        return BY_NAME if place == 1 else OTHERWISE
    return LEARNED if kind is LESSONS else SAID
