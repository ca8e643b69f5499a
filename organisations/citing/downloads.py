"""Citations as files: one for each format, at addresses that end in ``cite.<name>``."""

from typing import NamedTuple

from django.http import HttpResponse
from django.urls import path

from .bibtex import bibtex
from .csl import csl
from .ris import ris


class Format(NamedTuple):
    """``write`` makes the text of a ``Citation``."""

    label: str
    media_type: str
    write: object


FORMATS = {
    "bib": Format("BibTeX", "application/x-bibtex", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}


def download(citation, name):
    """A citation in the format of this name."""
    found = FORMATS[name]
    headers = {"Content-Disposition": f'attachment; filename="{citation.kind}-{citation.id}.{name}"'}
    return HttpResponse(found.write(citation), content_type=f"{found.media_type}; charset=utf-8", headers=headers)


def cite_paths(below, view, name):
    """The addresses of all formats below one; ``view`` takes ``format`` besides what the address holds."""
    return [path(f"{below}cite.{format}", view, {"format": format}, name=f"{name}-{format}") for format in FORMATS]
