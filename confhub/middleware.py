"""What happens to every answer."""

from http import HTTPStatus

from django.middleware.gzip import GZipMiddleware
from django.urls import reverse


class CompressPublic(GZipMiddleware):
    """Compresses public answers. Those of the desk hold secrets and echo what was typed: their size would tell."""

    def process_response(self, request, response):
        if request.path.startswith(reverse("admin:index")):
            return response
        return super().process_response(request, response)


def forget_what_is_missing(get_response):
    """Nobody keeps the answer that something is not there: without a word browsers keep a 410 for ever (RFC 9110)."""

    def respond(request):
        response = get_response(request)
        if response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            response["Cache-Control"] = "no-store"
        return response

    return respond
