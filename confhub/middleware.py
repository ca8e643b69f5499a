"""What happens to every answer."""

import re

import brotli
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import patch_vary_headers

# Brotli, unless it is refused with q=0 (RFC 9110, 12.5.3).
TAKES_BROTLI = re.compile(r"(^|[\s,])br\s*($|,|;(?!\s*q=0(\.0*)?\s*(,|$)))")


class CompressPublic(GZipMiddleware):
    """Compresses public answers, streams with Brotli where the client takes it.

    Those of the desk hold secrets and echo what was typed: their size would tell.
    """

    def process_response(self, request, response):
        if request.path.startswith(reverse("admin:index")) or (response.streaming and request.method == "HEAD"):
            return response
        if response.streaming and TAKES_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            return _with_brotli(response)
        return super().process_response(request, response)


def _with_brotli(response):
    response.streaming_content = _compressed(response.streaming_content)
    response["Content-Encoding"] = "br"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _compressed(parts):
    """The parts compressed, each one sent at once. If there is an error on the way, the end is missing."""
    compressor = brotli.Compressor(quality=4)
    for part in parts:
        yield compressor.process(part) + compressor.flush()
    yield compressor.finish()
