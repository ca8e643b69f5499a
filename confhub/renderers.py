"""In which content types the API answers, and how the one that is asked for is found."""

from django.core.exceptions import SuspiciousOperation
from rest_framework.exceptions import APIException, NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer

from organisations.problems import BadParameter, BadParameters
from organisations.questions import parameters_of


class CSVRenderer(JSONRenderer):
    """Lists as a table (RFC 4180). They are streamed past this class, which is left to write problems."""

    media_type, format = "text/csv", "csv"


class NDJSONRenderer(JSONRenderer):
    """Lists as one JSON object on each line (https://github.com/ndjson/ndjson-spec). Streamed too."""

    media_type, format = "application/x-ndjson", "ndjson"


class JSONLDRenderer(JSONRenderer):
    """Details in the terms of schema.org (https://www.w3.org/TR/json-ld11/)."""

    media_type, format = "application/ld+json", "jsonld"


# JSON has no parameter of this name (RFC 8259, 11), and many ask for it all the same.
CHARSETS = ("", "; charset=utf-8", "; charset=UTF-8")


def preferred_type(request, types):
    """The media type that Django's ``request`` likes best, of those it may have; None if it takes none of them."""
    offered = {f"{each}{charset}": each for each in types for charset in CHARSETS}
    return offered.get(request.get_preferred_type(list(offered)))


class Negotiation(DefaultContentNegotiation):
    """The content type that ``format`` names, else the one that ``Accept`` likes best, of those in ``view.formats``."""

    def select_renderer(self, request, renderers, format_suffix=None):
        formats = getattr(request.parser_context["view"], "formats", None)
        renderers = [each for each in renderers if each.format in (formats or ("json",))]
        asked = request.query_params.get("format") if formats else None
        if asked and asked not in formats:
            raise BadParameters([BadParameter("format", asked, "There is no such format here.", list(formats))])
        liked = asked or preferred_type(request._request, [each.media_type for each in renderers])
        for renderer in renderers:
            if liked in (renderer.format, renderer.media_type):
                return renderer, renderer.media_type
        raise NotAcceptable(available_renderers=renderers)


# Those that a list answers in, the one first that it answers in when it may choose.
OF_LISTS = {each.media_type: each.format for each in (JSONRenderer, CSVRenderer, NDJSONRenderer)}


def asked_format(request):
    """The format in which a list would answer Django's ``request``; for those who count before any view sees it."""
    return _asked(request).get("format") or OF_LISTS.get(preferred_type(request, OF_LISTS))


def _asked(request):
    """The parameters of a request, also those that stand in its body; none where they cannot be read."""
    try:
        return parameters_of(request.body) if request.method == "POST" else request.GET
    except (APIException, SuspiciousOperation, OSError):
        return {}
