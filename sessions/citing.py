"""How meetings, their parts and what was said there are cited."""

from organisations.addresses import lasting, lasting_of
from organisations.citing.citation import Author, Citation, Meeting, report

from .choices import ConferenceRole, Level


def conference(row):
    """A meeting with those who held it. Reads ``organisations`` and ``sources``."""
    organisers = [each.organisation for each in row.organisations.all() if each.role == ConferenceRole.ORGANISER]
    return Citation(
        kind="conference",
        id=row.pk,
        path=lasting("conference", row.pk),
        title=row.title,
        language=row.language,
        changed=row.updated_at.date(),
        held=row.start_date,
        authors=tuple(Author(body.name) for body in organisers),
        meetings=(Meeting(row.title, row.language, row.place, row.start_date, row.end_date),),
        reports=tuple(report(source) for source in row.sources.all()),
    )


def session(row):
    """A part of a meeting, which nobody is the author of. Reads the whole of ``conference``."""
    meeting = row.conference
    return Citation(
        kind="session",
        id=row.pk,
        path=lasting("session-id", row.pk),
        title=row.title,
        language=meeting.language,
        changed=row.updated_at.date(),
        held=meeting.start_date,
        meetings=(Meeting(meeting.title, meeting.language, meeting.place, meeting.start_date, meeting.end_date),),
        reports=tuple(report(source) for source in meeting.sources.all()),
    )


def statement(row):
    """What was said, by whom as far as its line says; an unattributed one names nobody.

    Its words are no title: programs put titles in quotation marks, and a paraphrase is not a quotation.
    """
    meeting = row.conference
    return Citation(
        kind="statement",
        id=row.pk,
        path=lasting_of(row),
        title=f"Statement {row.pk}: {row.session.title}",
        language=row.language,
        changed=row.updated_at.date(),
        held=row.date,
        authors=(_speaker(row),) if row.attribution_level != Level.UNATTRIBUTED else (),
        meetings=(Meeting(meeting.title, meeting.language, meeting.place, row.date),),
        reports=(report(row.source),) if row.source else (),
        genre=row.get_wording_display(),
        words=row.text,
    )


def _speaker(row):
    """Who spoke, by name only if that is what the line begins with."""
    line, name = row.attribution_label, row.person.name if row.person else ""
    shown = name and row.attribution_level == Level.NAMED and f"{line}, ".startswith(f"{name}, ")
    return Author(line, name if shown else "")
