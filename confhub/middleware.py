"""What happens to every answer."""

import gzip
import zlib

import brotli
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

from confhub.caching import is_public
from confhub.retiring import retired
from organisations.models.naming import terms_read_once

DESK = "/admin/"
SHORTEST = 200  # bytes; below that compressing gains nothing
LEVELS = {"br": 5, "gzip": 6}
PLAIN = ("text/", "image/svg+xml")  # of static files; pictures and fonts are compressed already
PACKED = "application/zip"  # nothing is gained a second time
# What pages of others may send and read. No cookie ever comes along: what they see is what anybody sees.
READERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, "
        "Deprecation, Sunset"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",  # a long query is sent by POST; nothing is written
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class DeskOnly:
    """Where the desk has a host of its own, nothing else is served there; static files and health come before."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/":
            return HttpResponseRedirect(DESK)
        if not request.path.startswith((DESK, "/healthz")):
            return HttpResponseNotFound("Only the desk is here.\n", "text/plain", headers={"Cache-Control": "no-store"})
        return self.get_response(request)


class LanguageOfAddress:
    """The address alone says the language of the interface: the one it begins with, else English.

    Django's own middleware adds to ``Vary`` and names one language of an answer that may hold several.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with override(language_of(request.path_info)), terms_read_once():
            return self.get_response(request)


def language_of(path):
    """The code of the language that an address begins with: "ar" of "/ar/lessons/"; English without one."""
    first = path.split("/")[1:2]
    return next((code for code, _ in settings.LANGUAGES if [code] == first), settings.LANGUAGE_CODE)


class OpenToReaders:
    """Lets pages of every origin read the API, answers what browsers ask first, and says which addresses will go."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=READERS | PREFLIGHT)
        response, leaving = self.get_response(request), retired(request.path)
        for name, value in {**READERS, **(leaving.headers() if leaving else {})}.items():
            response.headers[name] = value
        return response


class CompressPublic:
    """Compresses public answers. Those of the desk hold secrets and echo what was typed: their size would tell.

    HEAD gets the headers of the compressed answer and no body. Django's own middleware knows no Brotli, and makes the
    length of an answer random to guard what ours do not hold.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_public(request.path):
            patch_vary_headers(response, ["Accept-Encoding"])
            _compress(response, encoding_for(request.headers.get("Accept-Encoding", "")))
        if request.method == "HEAD":
            _drop_body(response)
        return response


class CompressPlainFiles:
    """Compresses static files where they were not collected, as in the demo: a first visit fetches the style sheet.

    A file has one weak ETag then, compressed or not; WhiteNoise, which comes next, knows strong ones alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        if (tag := request.META.get("HTTP_IF_NONE_MATCH", "")).startswith("W/"):
            request.META["HTTP_IF_NONE_MATCH"] = tag.removeprefix("W/")
        response = self.get_response(request)
        if response.has_header("ETag"):
            response.headers["ETag"] = f"W/{response.headers['ETag']}"
            patch_vary_headers(response, ["Accept-Encoding"])
            _compress_file(request, response)
        return response


def _compress_file(request, response):
    if response.status_code == 200 and response.get("Content-Type", "").startswith(PLAIN):
        _compress(response, encoding_for(request.headers.get("Accept-Encoding", "")))
    if request.method == "HEAD":
        _drop_body(response)


def _drop_body(response):
    """What GET would say of the answer, without it. A stream is not even begun: making it may take minutes."""
    if response.streaming:
        response.streaming_content = ()
    elif response.content:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""


def encoding_for(accepted):
    """ "br", "gzip" or "" for none: what a client likes best, Brotli if it does not mind (RFC 9110, 12.5.3)."""
    weights = dict(_weight(each) for each in accepted.lower().split(",") if each.strip())
    return max(LEVELS, key=lambda name: weights.get(name, 0)) if any(weights.get(name) for name in LEVELS) else ""


def _weight(each):
    name, _, weight = each.partition(";")
    try:
        return name.strip(), float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip(), 0


def _compress(response, encoding):
    if not encoding or response.has_header("Content-Encoding") or response.get("Content-Type") == PACKED:
        return
    if response.streaming:
        response.streaming_content = compressed_parts(response.streaming_content, encoding)
        del response.headers["Content-Length"]
    else:
        small = compressed(response.content, encoding) if len(response.content) >= SHORTEST else response.content
        if len(small) >= len(response.content):
            return
        response.content = small
        response.headers["Content-Length"] = str(len(small))
    response.headers["Content-Encoding"] = encoding


def compressed(content, encoding):
    """The whole of an answer; the same bytes each time."""
    if encoding == "br":
        return brotli.compress(content, mode=brotli.MODE_TEXT, quality=LEVELS["br"])
    return gzip.compress(content, LEVELS["gzip"], mtime=0)


def compressed_parts(parts, encoding):
    """An answer that is made while it is sent: the first part goes out at once."""
    if encoding == "br":
        packer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=LEVELS["br"])
        add, flush, finish = packer.process, packer.flush, packer.finish
    else:
        packer = zlib.compressobj(LEVELS["gzip"], wbits=zlib.MAX_WBITS | 16)
        add, flush, finish = packer.compress, lambda: packer.flush(zlib.Z_SYNC_FLUSH), packer.flush
    sent = False
    for part in parts:
        packed = add(part) + (b"" if sent else flush())
        sent = True
        if packed:
            yield packed
    yield finish()
