"""Makes tokens, and finds the one a request is sent with."""

import hashlib
import logging
from datetime import timedelta

from django.db import Error, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from .counting import without_waiting
from .models import Token

logger = logging.getLogger(__name__)
# Makes a token that was left lying about easy to recognise.
MARK = "confhub_"
PREFIX, LENGTH = 8, 40
# All that is read of a token here: who uses it is for the desk alone.
NEEDED = ("digest", "scopes", "expires_on", "revoked_at", "used_at")
NOTED_EVERY = timedelta(hours=1)


class NotValid(Exception):
    """A request came with something that is no token, or with one that is wrong, expired or revoked."""


def new_token(**values):
    """``(token, words)``: an unsaved ``Token`` and what its holder has to send. The words cannot be had again."""
    secret = get_random_string(LENGTH)
    words = MARK + secret
    return Token(prefix=secret[:PREFIX], digest=_digest(words), **values), words


def token_of(request):
    """The ``Token`` of the header ``Authorization: Bearer …`` (RFC 6750), None without one. Raises ``NotValid``.

    A database that cannot tell makes the request one of anybody's: a token opens nothing.
    """
    header = request.headers.get("Authorization", "").strip()
    if not header:
        return None
    scheme, _, words = header.partition(" ")
    try:
        token = Token.objects.filter(digest=_digest(words.strip())).only(*NEEDED).order_by().first()
    except Error as error:
        logger.error("Tokens cannot be read (%s): limits are those of anybody", type(error).__name__)
        return None
    if scheme.lower() != "bearer" or token is None or token.standing(timezone.now().date()) != "valid":
        raise NotValid
    _note_use(token)
    return token


def _digest(words):
    # No salt and no stretching: 238 random bits cannot be guessed.
    return hashlib.sha256(words.encode()).hexdigest()


def _note_use(token):
    """At most once an hour, and not at all while somebody else holds the row: no request waits for this."""
    now = timezone.now()
    if token.used_at and token.used_at > now - NOTED_EVERY:
        return
    try:
        with without_waiting(), transaction.atomic():
            skips = connection.features.has_select_for_update_skip_locked
            free = (
                Token.objects.only("pk")
                .order_by()
                .select_for_update(skip_locked=skips)
                .filter(pk=token.pk, used_at=token.used_at)
            )
            free.filter(pk__in=[row.pk for row in free]).update(used_at=now)
    except Error as error:
        logger.error("The use of a token was not noted (%s)", type(error).__name__)
