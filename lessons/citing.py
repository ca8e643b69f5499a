"""How lessons are cited."""

from django.conf import settings

from organisations.addresses import lasting
from organisations.citing.citation import Author, Citation, Meeting, report


def lesson(row):
    """What was learned, the meetings it comes from and the documents its evidence stands in, each once.

    Reads ``conferences``, and ``evidence`` with the source of each statement.
    """
    found = {each.statement.source_id: each.statement.source for each in row.evidence.all() if each.statement.source}
    return Citation(
        kind="lesson",
        id=row.pk,
        path=lasting("lesson-id", row.pk),
        title=row.title,
        language=row.language,
        changed=row.updated_at.date(),
        authors=(Author(settings.SITE_NAME),),
        meetings=tuple(map(_meeting, row.conferences.all())),
        reports=tuple(map(report, found.values())),
    )


def _meeting(row):
    return Meeting(row.title, row.language, row.place, row.start_date)
