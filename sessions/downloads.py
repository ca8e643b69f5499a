"""Conferences, their sessions and statements as files to take along. All are asked for by id."""

from itertools import groupby

from django.http import HttpResponse, JsonResponse

from organisations.citing.downloads import download
from organisations.gone import missing

from . import citing
from .akoma_ntoso import debate
from .popolo import collection
from .queries import cited_statements, conference_details, participants, programme, session_page, spoken_at


def cite_conference(request, conference_id, format):
    """How to cite a conference, in the format of this name."""
    row = conference_details().filter(pk=conference_id).first()
    return download(citing.conference(row), format) if row else missing(request, "conferences", conference_id)


def cite_session(request, session_id, format):
    """How to cite a session, in the format of this name."""
    row = session_page().filter(pk=session_id).first()
    return download(citing.session(row), format) if row else missing(request, "sessions", session_id)


def cite_statement(request, statement_id, format):
    """How to cite a statement, in the format of this name."""
    row = cited_statements().filter(pk=statement_id).first()
    return download(citing.statement(row), format) if row else missing(request, "statements", statement_id)


def akoma_ntoso(request, conference_id):
    """A conference as a debate in Akoma Ntoso."""
    row = conference_details().filter(pk=conference_id).first()
    if row is None:
        return missing(request, "conferences", conference_id)
    content = debate(row, programme(row), _by_session(spoken_at(row)))
    return HttpResponse(content, content_type="application/xml; charset=utf-8", headers=_named(row, "akn.xml"))


def popolo(request, conference_id):
    """A conference in the terms of Popolo."""
    row = conference_details().filter(pk=conference_id).first()
    if row is None:
        return missing(request, "conferences", conference_id)
    found = collection(row, list(participants().filter(conference=row)), list(spoken_at(row)))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}, headers=_named(row, "popolo.json"))


def _by_session(statements):
    return {session: list(rows) for session, rows in groupby(statements, key=lambda row: row.session_id)}


def _named(row, ending):
    return {"Content-Disposition": f'attachment; filename="conference-{row.pk}.{ending}"'}
