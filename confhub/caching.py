"""What others may keep of our answers, and how they learn that what they keep is still true."""

import hashlib
from time import time

from django.conf import settings
from django.http import HttpResponseNotModified
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

from confhub.software import build
from organisations.addresses import in_every_language
from organisations.last_change import last_change
from organisations.models.naming import once

# Anybody may keep an answer and must ask before using it again: a withdrawal has to show at once.
KEEP_AND_ASK, KEEP_NOTHING = "public, no-cache", "no-store"
APART = ("/admin/", "/report/", "/healthz")


class Revalidate:
    """Gives public answers their ETag and Last-Modified before they are made, and makes none that somebody has already.

    The last change of the shelf and the software make an answer what it is, so these two and the request make its
    ETag. A change during the making leaves a new answer with an old ETag: it is made again next time, never kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not is_public(request.path):
            return _not_kept(self.get_response(request))
        tag, modified = validators(request)
        if is_kept(request, tag, modified):
            return _kept(request, HttpResponseNotModified(), tag, modified)
        response = self.get_response(request)
        return _kept(request, response, tag, modified) if response.status_code < 400 else _not_kept(response)


def is_public(path):
    """Whether others may keep what is at an address: not what is for staff, for machines, or has a form in it."""
    return not in_every_language(path)[settings.LANGUAGE_CODE].startswith(APART)


def validators(request):
    """``(ETag, Last-Modified)`` of the answer to a request. Weak: compressed or not, it is the same answer.

    Last-Modified is empty within the second of the change: there may be another one before that second is over. It
    stays empty where there was: that may have come to light long after, and somebody has the date of the first.
    """
    last = once(last_change, last_change)
    digest, built = build()
    parts = [digest, settings.SITE_NAME, settings.SITE_URL, last.seq, request.get_full_path()]
    parts += [request.headers.get("Accept", "")] if _negotiates(request) else []
    tag = hashlib.blake2b(repr(parts).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    modified, before = int(max(built, _second(last.at))), _second(last.before)
    return f'W/"{last.seq}-{tag}"', http_date(modified) if before < modified < int(time()) else ""


def _second(at):
    return int(at.timestamp()) if at else 0


def is_kept(request, tag, modified):
    """Whether somebody has this very answer (RFC 9110, 13.1). A date counts only if it is the one we gave."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tag.removeprefix("W/") in [each.removeprefix("W/") for each in parse_etags(tags)]
    return bool(modified) and request.headers.get("If-Modified-Since") == modified


def _negotiates(request):
    return request.path.startswith(reverse("api:root"))


def _kept(request, response, tag, modified):
    response.headers["ETag"], response.headers["Cache-Control"] = tag, KEEP_AND_ASK
    if modified:
        response.headers["Last-Modified"] = modified
    if _negotiates(request):
        patch_vary_headers(response, ["Accept"])
    return response


def _not_kept(response):
    if "no-store" not in response.get("Cache-Control", ""):
        response.headers["Cache-Control"] = KEEP_NOTHING
    return response
