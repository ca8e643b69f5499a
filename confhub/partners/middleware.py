"""Stands before the API: looks at the token, counts the request, and lets it through unchanged or not at all."""

from django.http import JsonResponse
from django.urls import reverse

from confhub.errors import PROBLEM, problem

from .limits import BULK_FILES, standings
from .tokens import NotValid, token_of

CHALLENGE = 'Bearer realm="confhub", error="invalid_token"'


class Meter:
    """Limits of RateLimit-* (draft-ietf-httpapi-ratelimit-headers-06) on every answer under /api/v1/, of /oai and of
    files to take along.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_counted(request.path):
            return self.get_response(request)
        try:
            token, valid = token_of(request), True
        except NotValid:
            # Counted with the address it comes from: nobody can try tokens without end.
            token, valid = None, False
        found = standings(request, token)
        if any(each.exceeded for each in found):
            response = _too_many(_tightest(found))
        else:
            response = self.get_response(request) if valid else _not_valid()
        for name, value in (_said(found) if found else {}).items():
            response.headers[name] = value
        return response


def _is_counted(path):
    return path.startswith((reverse("api:root"), reverse("oai"))) or path.endswith(BULK_FILES)


def _tightest(found):
    """Where least is left, for longest."""
    return min(found, key=lambda each: (each.remaining, -each.reset))


def _said(found):
    tightest = _tightest(found)
    return {
        "RateLimit-Limit": str(tightest.limit),
        "RateLimit-Remaining": str(tightest.remaining),
        "RateLimit-Reset": str(tightest.reset),
        "RateLimit-Policy": ", ".join(f"{each.limit};w={each.seconds}" for each in found),
    }


def _too_many(standing):
    detail = f"{standing.limit} requests in {standing.seconds} seconds are the limit. Ask again in {standing.reset}."
    return _refused(429, "throttled", detail, {"Retry-After": str(standing.reset)})


def _not_valid():
    return _refused(401, "invalid_token", "The token is not valid.", {"WWW-Authenticate": CHALLENGE})


def _refused(status, code, detail, headers):
    body, headers = problem(status, code, detail), {"Cache-Control": "no-store", **headers}
    return JsonResponse(body, status=status, content_type=PROBLEM, headers=headers)
