"""XML from plain tuples: ``(name, content, attributes)``, where content is text or a list of elements."""

import io
import re

from django.utils.xmlutils import SimplerXMLGenerator

# What XML 1.0 has no place for.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name, content=(), /, **attributes):
    """An element as a tuple: ``content`` is text or a list of elements; attributes that are None are left out."""
    return name, content, {key: value for key, value in attributes.items() if value is not None}


def document(name, content, attributes):
    """A whole document as bytes; ``name``, ``content`` and ``attributes`` of its root."""
    out = io.StringIO()
    writer = SimplerXMLGenerator(out, "utf-8")
    writer.startDocument()
    _write(writer, name, content, attributes)
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
