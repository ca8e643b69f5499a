"""Answers of the protocol as XML."""

import io
import re
from datetime import UTC

from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from .protocol import PREFIX, SECOND

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = f"{OAI}oai_dc/"
OAI_DC_SCHEMA = f"{OAI}oai_dc.xsd"
# What XML 1.0 has no place for.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name, content=(), **attributes):
    """An element as a tuple: ``content`` is text or a list of elements; attributes that are None are left out."""
    return name, content, {key: value for key, value in attributes.items() if value is not None}


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
    out = io.StringIO()
    writer = SimplerXMLGenerator(out, "utf-8")
    writer.startDocument()
    _write(writer, "OAI-PMH", [*head, *content], names)
    return out.getvalue().encode()


def _write(writer, name, content, attributes):
    writer.startElement(name, {key: _clean(value) for key, value in attributes.items()})
    if isinstance(content, str):
        writer.characters(_clean(content))
    else:
        for each in content:
            _write(writer, *each)
    writer.endElement(name)


def _clean(text):
    return NO_XML.sub("", text)
