"""Copies to take along: a country or a conference as one file that opens without the network."""

from functools import partial

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render

from organisations.gone import missing
from organisations.models import Country
from sessions.models import Conference

from . import subjects
from .building import build
from .contents import MOST, TooMuch
from .keeping import Busy, kept

ZIP = "application/zip"
WAIT = 30  # seconds; a large file takes twice as long


def of_country(request, slug):
    """The pages of a country and what they rest on."""
    return _file(request, subjects.country(get_object_or_404(Country, slug=slug)))


def of_conference(request, conference_id):
    """The pages of a conference, which is asked for by id: the address outlives a title."""
    row = Conference.objects.filter(pk=conference_id).first()
    return _file(request, subjects.conference(row)) if row else missing(request, "conferences", conference_id)


def _file(request, subject):
    if request.method == "HEAD":
        return HttpResponse(content_type=ZIP)
    try:
        found = kept(subject.name, partial(_write, subject))
    except TooMuch:
        return render(request, "offline/too_much.html", {"subject": subject, "most": MOST}, status=404)
    except Busy:
        waiting = render(request, "offline/busy.html", {"subject": subject}, status=503)
        waiting.headers["Retry-After"] = str(WAIT)
        return waiting
    return FileResponse(found, as_attachment=True, filename=f"{subject.name}.zip", content_type=ZIP)


def _write(subject, out):
    build(subject, subject.contents(), out)
