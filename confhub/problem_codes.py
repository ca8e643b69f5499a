"""Every code that a problem of the API can have: what it means, and what to do about it."""

from typing import NamedTuple

from confhub.schema import PROBLEMS


class Code(NamedTuple):
    """``code`` and ``status``: as in the answer. ``meaning``, ``advice``: for people, with `code` in backticks."""

    code: str
    status: int
    meaning: str
    advice: str


CODES = [
    Code(
        "bad_parameters",
        400,
        PROBLEMS["400"],
        "`errors` names each parameter, its value, what is wrong with it and the `valid` ones. Mend the request.",
    ),
    Code(
        "parse_error",
        400,
        "The request cannot be read: a body that is not a JSON object in UTF-8, or far too many parameters.",
        "Send one JSON object; split a question of more than a thousand values.",
    ),
    Code(
        "invalid_token",
        401,
        PROBLEMS["401"],
        "Ask without `Authorization`, or get a new token: this one is wrong, expired or revoked.",
    ),
    Code(
        "not_found",
        404,
        "There is nothing at this address, or no row of this id.",
        "Check the address. An id that once answered never becomes 404, but 410.",
    ),
    Code("method_not_allowed", 405, "The address does not take this method.", "Read with `GET`; `POST` to `query/`."),
    Code("not_acceptable", 406, PROBLEMS["406"], "Send `Accept: */*` or no such header, or use `format`."),
    Code("withdrawn", 410, PROBLEMS["410"], "Delete your copy, and tell those who have it from you."),
    Code(
        "start_over",
        410,
        "The place to go on from is not kept any more, or was never given out: an `after` of the changes, or the "
        "`cursor` of an export.",
        "For changes, take the snapshot again and go on after its `seq`; for exports, ask without `cursor`.",
    ),
    Code("too_large", 413, PROBLEMS["413"], "Split the question."),
    Code("unsupported_media_type", 415, PROBLEMS["415"], "Send `Content-Type: application/json`."),
    Code(
        "throttled",
        429,
        PROBLEMS["429"],
        "Wait, then ask less often: `RateLimit-Remaining` says how many requests are left. Partners get a token.",
    ),
    Code("error", 500, "Something went wrong here.", "Try again in a minute; it has been noted."),
]
