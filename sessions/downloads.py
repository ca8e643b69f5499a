"""Conferences, their sessions and statements as files to take along. All are asked for by id."""

from organisations.citing.downloads import download
from organisations.gone import missing

from . import citing
from .queries import cited_statements, conference_details, session_page


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
