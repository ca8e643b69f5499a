"""A citation in BibTeX, with the fields of BibLaTeX for the meeting: both read past what they do not know."""

from django.conf import settings

# What TeX does not take as it stands. Braces by name: BibTeX counts them whatever stands before.
COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\lbrace{}",
        "}": r"\rbrace{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)


def bibtex(citation):
    """One entry. Titles and names stand in braces of their own: they are not taken apart, nor is their case changed."""
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(citation) if value)
    return f"@misc{{{citation.key}{fields}\n}}\n"


def _fields(citation):
    meeting = citation.meeting
    yield "author", " and ".join(f"{{{_tex(author.whole)}}}" for author in citation.authors)
    yield "title", f"{{{_tex(citation.title)}}}"
    yield "year", str(citation.issued.year)
    yield "month", str(citation.issued.month)
    yield "howpublished", _tex(settings.SITE_NAME)
    yield "type", _tex(citation.genre)
    if meeting:
        yield "eventtitle", _tex(meeting.title)
        yield "venue", _tex(meeting.place)
        yield "eventdate", "/".join(day.isoformat() for day in meeting.days)
    yield "url", citation.permalink
    yield "urldate", citation.accessed and citation.accessed.isoformat()
    yield "language", citation.language
    yield "abstract", _tex(citation.words)
    yield "note", _tex(" ".join(citation.notes()))


def _tex(text):
    return " ".join(text.split()).translate(COMMANDS)
