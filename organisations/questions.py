"""What a request asks: the parameters of its address, or those of a JSON object that stands for them."""

import json

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from rest_framework.exceptions import ParseError, UnsupportedMediaType

from .languages import is_asked
from .problems import BadParameter, BadParameters, TooLarge

LARGEST_BODY = 100_000
JSON = "application/json"
# Parameters that are one list of words with commas between them.
WORDS = ("facets", "fields", "expand")
# Where any text may stand, what is no text would be looked for as if it were.
FREE = ("q",)


def refuse_misunderstood(request, known, repeatable=()):
    """Raise ``BadParameters`` for parameters not ``known``, without a value, or given twice and not repeatable."""
    errors = []
    for name, values in request.query_params.lists():
        if name not in known:
            errors.append(BadParameter(name, values[0], "There is no such parameter here.", list(known)))
        elif "" in values:
            errors.append(BadParameter(name, "", "Has no value: leave it out, or say what it should be."))
        elif len(values) > 1 and name not in repeatable:
            errors.append(BadParameter(name, values[1], "Can be given only once."))
    if errors:
        raise BadParameters(errors)


def words(request, name, valid):
    """The words of a parameter such as ``fields=id,title``, each once. Raises ``BadParameters`` if not ``valid``."""
    asked = list(dict.fromkeys(request.query_params[name].split(","))) if name in request.query_params else []
    bad = [word for word in asked if word not in valid]
    if bad:
        raise BadParameters([BadParameter(name, word, "This cannot be asked for here.", list(valid)) for word in bad])
    return asked


def number(request, name, default, most, least=1):
    """The whole number that a parameter asks for. Raises ``BadParameters``."""
    text = request.query_params.get(name, str(default))
    if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    raise BadParameters([BadParameter(name, text, f"Must be a whole number from {least} to {most}.")])


def language(request):
    """The language tag that ``lang`` asks for; None if it is not there. Raises ``BadParameters`` if it is none."""
    asked = request.query_params.get("lang")
    if asked is not None and not is_asked(asked):
        raise BadParameters([BadParameter("lang", asked, "Must be a BCP 47 language tag, such as sq, sr-Latn or en.")])
    return asked


def ask_by_body(request):
    """Let ``request.query_params`` be what the JSON object in the body says, as if it stood in the address.

    Raises ``BadParameters``, ``ParseError``, ``UnsupportedMediaType``, ``TooLarge``.
    """
    refuse_misunderstood(request, ())
    if (request.content_type or "").partition(";")[0].strip().lower() != JSON:
        raise UnsupportedMediaType(request.content_type or "")
    # What reads the parameters, here and in every renderer, then need not know of two ways to ask.
    request._request.GET = parameters_of(request._request.read(LARGEST_BODY + 1))


def parameters_of(body):
    """The ``QueryDict`` that the JSON object in a body stands for.

    Raises ``BadParameters``, ``ParseError``, ``TooLarge``, and ``TooManyFieldsSent`` as an address does.
    """
    if len(body) > LARGEST_BODY:
        raise TooLarge
    if not body:  # as it seems where it came in chunks: Django reads none of those
        raise ParseError("There is no body, or one that came without its Content-Length.")
    return _query(_pairs(body))


def _pairs(body):
    """``[(name, value)]`` of a JSON object, in its order."""
    try:
        pairs = json.loads(body.decode(), object_pairs_hook=_Object, parse_constant=_refused)
        json.dumps(pairs, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise ParseError("The body is not JSON in UTF-8.") from error
    if not isinstance(pairs, _Object):
        raise ParseError('The body is not a JSON object, such as {"country": ["XK", "AL"], "page_size": 10}.')
    return pairs


class _Object(list):
    """A JSON object as the pairs it was written in: a name may stand twice."""


def _refused(word):
    raise ValueError(f"{word} is not JSON")


def _query(pairs):
    """The ``QueryDict`` that pairs stand for."""
    asked, errors = QueryDict(mutable=True), []
    for name, value in pairs:
        values = value if isinstance(value, list) and not isinstance(value, _Object) else [value]
        plain = [None if name in FREE and not isinstance(each, str) else _plain(each) for each in values]
        if None in plain:
            errors.append(BadParameter(name, _shown(value), "Must be text, or a list of texts."))
        elif name in asked:
            errors.append(BadParameter(name, _shown(value), "Stands twice in the object: make it a list."))
        else:
            asked.setlist(name, [",".join(plain)] if name in WORDS else plain or [""])
    if errors:
        raise BadParameters(errors)
    if sum(map(len, dict(asked.lists()).values())) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise TooManyFieldsSent
    return asked


def _shown(value):
    return json.dumps(dict(value) if isinstance(value, _Object) else value, ensure_ascii=False)[:100]


def _plain(value):
    """A value as it would stand in an address; None if it could not."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int) else None
