"""XML from tuples: escaped, and without what XML has no place for."""

from lxml import etree

from organisations.xml import document, element


def test_words_are_escaped_and_what_xml_does_not_know_is_left_out():
    content = document("a", [element("b", "x < y & \x0bz\ufffe", title='"<&>"', none=None)], {"xmlns": "urn:x"})
    root = etree.fromstring(content)
    [child] = root
    assert (child.tag, child.text, dict(child.attrib)) == ("{urn:x}b", "x < y & z", {"title": '"<&>"'})
