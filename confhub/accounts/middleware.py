"""Looks at who asks, once a view wants to know. Public pages never do, and get neither session nor query."""

from functools import partial

from django.utils.functional import SimpleLazyObject

from .rights import note_factor
from .sessions import kept_up


class Staff:
    """Ends sessions that are over, and knows of each account whether its second factor was given."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(partial(_member, request, request.user))
        return self.get_response(request)


def _member(request, user):
    user = kept_up(request, user)
    return note_factor(request, user) if user.is_authenticated else user
