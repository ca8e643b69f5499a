"""How long somebody stays logged in: so long without a request, and so long in all."""

from time import time

from django.conf import settings
from django.contrib.auth import logout

BEGAN, SEEN = "began", "seen"
NOTED_EVERY = 60  # seconds


def begin(sender, request, user, **kwargs):
    """Note in a session when it began."""
    request.session[BEGAN] = request.session[SEEN] = int(time())


def kept_up(request, user):
    """The account of a session that is not over, else nobody; a session that is over is ended."""
    if not user.is_authenticated:
        return user
    now, began = int(time()), request.session.get(BEGAN, 0)
    seen = request.session.get(SEEN, 0)
    if now - seen > settings.SESSION_IDLE or now - began > settings.SESSION_COOKIE_AGE:
        request.user = user  # for the one that is being found out is not there yet
        logout(request)
        return request.user
    if now - seen > NOTED_EVERY:
        request.session[SEEN] = now
    return user
