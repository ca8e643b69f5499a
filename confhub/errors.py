"""What is answered when something goes wrong: problem details (RFC 9457) under /api/, a page elsewhere."""

from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.http import JsonResponse
from django.views import defaults
from rest_framework.exceptions import APIException, ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"


def problem(status, code, detail, **more):
    """The body of an answer that is not the one asked for."""
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code, **more}


def api_exception_handler(error, context):
    """Turns what a view of the API raises into a problem; None for what only the server's log should know."""
    if isinstance(error, SuspiciousOperation):
        error = ParseError("The request cannot be read.")
    response = exception_handler(error, context)
    if response is None:
        return None
    if not isinstance(error, APIException):
        return _answer(response, "not_found", "There is nothing at this address.")
    if hasattr(error, "errors"):
        faults = [fault._asdict() for fault in error.errors]
        return _answer(response, error.default_code, error.default_detail, errors=faults)
    return _answer(response, error.default_code, str(error.detail))


def _answer(response, code, detail, **more):
    headers = {name: response[name] for name in ("Retry-After", "WWW-Authenticate") if name in response}
    body = problem(response.status_code, code, detail, **more)
    return Response(body, response.status_code, headers=headers, content_type=PROBLEM)


# Django's own errors: addresses that nothing answers, requests that no view sees, bugs.


def bad_request(request, exception):
    if not _under_api(request):
        return defaults.bad_request(request, exception)
    return _django(400, "parse_error", "The request cannot be read.")


def not_found(request, exception):
    if not _under_api(request):
        return defaults.page_not_found(request, exception)
    return _django(404, "not_found", "There is nothing at this address.")


def server_error(request):
    if not _under_api(request):
        return defaults.server_error(request)
    return _django(500, "error", "Something went wrong here. It has been noted.")


def _under_api(request):
    return request.path.startswith("/api/")


def _django(status, code, detail):
    return JsonResponse(problem(status, code, detail), status=status, content_type=PROBLEM)
