"""A check of the schema tester for what OpenAPI cannot say: how a question is refused."""

import json
from urllib.parse import parse_qsl, urlsplit

import schemathesis


@schemathesis.check
def refusal_names_what_was_asked(ctx, response, case):
    """A 400 names parameters that were sent, and what is wrong with each; a body that is no question is told so."""
    if response.status_code != 400:
        return
    problem, sent = json.loads(response.content), _names(response.request)
    if problem["code"] == "bad_parameters":
        assert problem["errors"], problem
        assert {error["parameter"] for error in problem["errors"]} <= sent, (problem, sent)
        assert all(error["message"] for error in problem["errors"]), problem
    else:
        assert problem["detail"], problem


def _names(request):
    """Of the address and, if it is an object, of the body."""
    names = {name for name, _ in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)}
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        return names
    return names | (set(body) if isinstance(body, dict) else set())
