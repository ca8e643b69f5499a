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
    """Leads to the page of the row of this id, or of what it was merged into; else as ``missing``."""
    row = rows.filter(pk=public_id).first() or merged(rows, public_id)
    return redirect(row, permanent=True) if row else missing(request, kind, public_id)


def merged(rows, old):
    """The row whose id or slug ``old`` leads to, because what had it was merged into that; None if there is none."""
    return rows.filter(redirects__old=old).first() if hasattr(rows.model, "redirects") else None
