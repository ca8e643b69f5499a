"""A citation in RIS, the format most programs for references can import. One line a value, ended by CR and LF."""

from django.conf import settings


def ris(citation):
    """One record, of something on the web."""
    lines = [("TY", "ELEC"), *((tag, value) for tag, value in _fields(citation) if value), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _fields(citation):
    yield "ID", citation.key
    for author in citation.authors:
        yield "AU", author.unparted
    yield "TI", citation.title
    yield "T2", settings.SITE_NAME
    yield "PB", settings.SITE_NAME
    yield "PY", str(citation.issued.year)
    yield "DA", _date(citation.issued)
    yield "Y2", citation.accessed and _date(citation.accessed)
    yield "M3", citation.genre
    yield "LA", citation.language
    yield "AB", citation.words
    for note in citation.notes():
        yield "N1", note
    yield "UR", citation.permalink


def _date(day):
    return day.strftime("%Y/%m/%d")
