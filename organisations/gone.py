"""What a page answers when there is no such row on the shelf."""

from django.http import Http404
from django.shortcuts import render

from .queries import is_withdrawn


def missing(request, kind, public_id):
    """410 if the row of this id was withdrawn, saying nothing of what it was; otherwise raises Http404.

    ``kind``: the API's name of the list. ``public_id``: what the address holds; of a withdrawn slug nothing is kept.
    """
    if is_withdrawn(kind, public_id):
        return render(request, "410.html", status=410)
    raise Http404
