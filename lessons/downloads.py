"""Lessons as files to take along."""

from organisations.citing.downloads import download
from organisations.gone import missing

from . import citing
from .queries import cited_lessons


def cite_lesson(request, lesson_id, format):
    """How to cite a lesson, in the format of this name."""
    row = cited_lessons().filter(pk=lesson_id).first()
    return download(citing.lesson(row), format) if row else missing(request, "lessons", lesson_id)
