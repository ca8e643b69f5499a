"""A meeting as a debate in Akoma Ntoso (OASIS LegalDocML 1.0): its programme, and what was said in each part of it.

Speeches say how close they are to the words spoken: ``status`` is ``verbatim`` or ``edited``. ``from`` holds the
attribution line, and speeches refer to lines, not to speakers: nothing here joins what the lines do not.
"""

from django.conf import settings

from organisations.xml import document, element

from .choices import Wording

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
EDITOR = "#editor"
# Languages of BCP 47 in ISO 639-2, which the standard asks for.
LANGUAGES = {
    "ar": "ara", "bn": "ben", "bs": "bos", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hr": "hrv", "ka": "kat",
    "ky": "kir", "mk": "mkd", "ru": "rus", "sq": "sqi", "sr": "srp", "tr": "tur", "uk": "ukr",
}  # fmt: skip


def debate(conference, parts, statements):
    """The document as bytes. ``parts``: its programme, as ``Part``s; ``statements``: ``{session id: in order}``."""
    speakers = {}
    for row in (row for rows in statements.values() for row in rows):
        speakers.setdefault(_line(row), (f"speaker-{len(speakers) + 1}", row))
    body = [_section(part, statements, speakers) for part in parts]
    whole = [
        element("meta", [_identification(conference), _references(conference, speakers)]),
        element("preface", [element("longTitle", [element("p", [element("docTitle", conference.title)])])]),
        element("debateBody", body or [_empty(conference)]),
    ]
    return document("akomaNtoso", [element("debate", whole, name="debate")], {"xmlns": NAMESPACE})


def _line(row):
    """What makes two speeches refer to one: the same line, whoever stands behind it."""
    return row.attribution_label, row.person_id, row.organisation_id


def _identification(conference):
    """Work, expression and manifestation: the meeting, our record of it, this file."""
    work = f"/akn/{conference.country_id.lower()}/debate/{conference.start_date}/{conference.pk}"
    expression = f"{work}/{_three(conference.language)}@{conference.updated_at.date()}"
    country = element("FRBRcountry", value=conference.country_id.lower())
    language = element("FRBRlanguage", language=_three(conference.language))
    parts = [
        _frbr("FRBRWork", work, conference.start_date, "held", "#meeting", country),
        _frbr("FRBRExpression", expression, conference.updated_at.date(), "recorded", EDITOR, language),
        _frbr("FRBRManifestation", f"{expression}.xml", conference.updated_at.date(), "recorded", EDITOR),
    ]
    return element("identification", parts, source=EDITOR)


def _frbr(name, uri, day, what, author, *more):
    this = f"{uri.removesuffix('.xml')}/!main{'.xml' if uri.endswith('.xml') else ''}"
    parts = [
        element("FRBRthis", value=this),
        element("FRBRuri", value=uri),
        element("FRBRdate", date=day.isoformat(), name=what),
        element("FRBRauthor", href=author),
    ]
    return element(name, [*parts, *more])


def _three(tag):
    """The language of a tag in three letters; ``und`` if it is not among ours."""
    return LANGUAGES.get(tag.partition("-")[0], "und")


def _references(conference, speakers):
    site = settings.SITE_URL
    first = [
        element("TLCOrganization", eId="editor", href=site, showAs=settings.SITE_NAME),
        element("TLCEvent", eId="meeting", href=_page(conference), showAs=conference.title),
    ]
    return element("references", [*first, *(_speaker(eid, row) for eid, row in speakers.values())], source=EDITOR)


def _speaker(eid, row):
    """A person or a body that is shown; else the line itself, which is nobody in particular."""
    if row.person:
        return element("TLCPerson", eId=eid, href=_page(row.person), showAs=row.attribution_label)
    if row.organisation:
        return element("TLCOrganization", eId=eid, href=_page(row.organisation), showAs=row.attribution_label)
    about = f"{settings.SITE_URL}/about/#speakers"
    return element("TLCConcept", eId=eid, href=about, showAs=row.attribution_label)


def _page(row):
    return settings.SITE_URL + row.get_absolute_url()


def _section(part, statements, speakers):
    session = part.session
    heading = element("heading", session.title)
    said = [_speech(row, speakers[_line(row)][0]) for row in statements.get(session.pk, ())]
    parts = [_section(each, statements, speakers) for each in part.parts]
    return element("debateSection", [heading, *said, *parts], eId=f"session-{session.pk}", name=session.kind)


def _speech(row, speaker):
    status = "verbatim" if row.wording == Wording.VERBATIM else "edited"
    words = [element("p", line) for line in row.text.splitlines() if line.strip()]
    return element(
        "speech",
        [element("from", row.attribution_label), *(words or [element("p", status="removed")])],
        eId=f"statement-{row.pk}",
        by=f"#{speaker}",
        status=status,
        **{"xml:lang": row.language},
    )


def _empty(conference):
    """The body of a debate must not be empty, even where no programme is known."""
    return element("debateSection", [element("heading", conference.title)], eId="programme", name="programme")
