"""In which content types the API answers, and how the one that is asked for is found."""

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer

from organisations.problems import BadParameter, BadParameters


class CSVRenderer(JSONRenderer):
    """Lists as a table (RFC 4180). They are streamed past this class, which is left to write problems."""

    media_type, format = "text/csv", "csv"


class NDJSONRenderer(JSONRenderer):
    """Lists as one JSON object on each line (https://github.com/ndjson/ndjson-spec). Streamed too."""

    media_type, format = "application/x-ndjson", "ndjson"


class JSONLDRenderer(JSONRenderer):
    """Details in the terms of schema.org (https://www.w3.org/TR/json-ld11/)."""

    media_type, format = "application/ld+json", "jsonld"


class Negotiation(DefaultContentNegotiation):
    """The content type that ``format`` names, else the one that ``Accept`` likes best, of those in ``view.formats``."""

    def select_renderer(self, request, renderers, format_suffix=None):
        formats = getattr(request.parser_context["view"], "formats", None)
        renderers = [each for each in renderers if each.format in (formats or ("json",))]
        asked = request.query_params.get("format") if formats else None
        if asked and asked not in formats:
            raise BadParameters([BadParameter("format", asked, "There is no such format here.", list(formats))])
        liked = asked or request._request.get_preferred_type([each.media_type for each in renderers])
        for renderer in renderers:
            if liked in (renderer.format, renderer.media_type):
                return renderer, renderer.media_type
        raise NotAcceptable(available_renderers=renderers)
