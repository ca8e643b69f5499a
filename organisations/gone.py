"""What a page answers when no row on the shelf has the name that the address holds."""

from django.http import Http404
from django.shortcuts import redirect, render

from .queries import is_withdrawn


def missing(request, kind, public_id):
    """410 if the row of this id was withdrawn, saying nothing of what it was; otherwise raises Http404.

    ``kind``: the API's name of the list. ``public_id``: what the address holds; of a withdrawn slug nothing is kept.
    """
    if is_withdrawn(kind, public_id):
        return render(request, "410.html", status=410)
    raise Http404


def known_by_id(request, kind, rows, public_id):
    """Leads to the page of the row of this id, whose address holds a slug that may change; else as ``missing``."""
    row = rows.filter(pk=public_id).first()
    return redirect(row, permanent=True) if row else missing(request, kind, public_id)
