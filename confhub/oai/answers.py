"""Answers of the protocol as XML."""

from datetime import UTC

from django.utils import timezone

from organisations.xml import document, element

from .protocol import PREFIX, SECOND

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = f"{OAI}oai_dc/"
OAI_DC_SCHEMA = f"{OAI}oai_dc.xsd"


def metadata(elements):
    """The metadata of a record, with its own namespaces so that it can be taken out whole."""
    names = {
        "xmlns:oai_dc": OAI_DC,
        "xmlns:dc": DC,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}",
    }
    return element("metadata", [(f"{PREFIX}:dc", [element(f"dc:{name}", value) for name, value in elements], names)])


def stamp(time):
    """A time as the protocol writes it, in whole seconds."""
    return time.astimezone(UTC).strftime(SECOND)


def answer(base, asked, content):
    """A whole answer as bytes. ``base``: our address; ``asked``: the arguments that were understood."""
    names = {"xmlns": OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"}
    head = [element("responseDate", stamp(timezone.now())), ("request", base, asked)]
    return document("OAI-PMH", [*head, *content], names)
