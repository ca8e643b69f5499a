"""Asks our own public addresses as somebody of whom nothing is known: no cookie, no account, no header."""

from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve
from django.utils.translation import get_language


def request_for(address):
    """A request for an address of this site, in the language that is active."""
    parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.LANGUAGE_CODE = get_language()
    return request


def ask(address):
    """The answer that its view gives. Raises ``Http404`` where there is no such row, ``Unexpected`` for all but 200.

    Past the middleware: nothing is counted, compressed or looked up again for each of many pages.
    """
    request = request_for(address)
    request.resolver_match = match = resolve(request.path_info)
    response = match.func(request, *match.args, **match.kwargs)
    if not getattr(response, "is_rendered", True):
        response.render()
    if response.status_code != 200:
        raise Unexpected(f"{address} answers {response.status_code}")
    return response


class Unexpected(Exception):
    """An address that a copy is made of does not answer with what is there."""
