"""What is wrong with the markup of a page."""

import re
from html.parser import HTMLParser

import html5lib

# The one element of this name that no browser runs: data, and nothing fetched.
DATA_BLOCK = ("script", [("type", "application/ld+json")])


class Links(HTMLParser):
    """Collects ``ids``, ``references`` (what href and src point at) and what strict markup does not have."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.references, self.headings, self.faults = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src", "action"):
                self.references.append((tag, value))
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{name} on {tag}")
        if tag in ("script", "style", "iframe", "object", "embed") and (tag, attrs) != DATA_BLOCK:
            self.faults.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def markup_faults(html):
    """What is wrong with a page's markup; an empty list if nothing is."""
    found = Links(html)
    parser = html5lib.HTMLParser()
    parser.parse(html)
    faults = [*found.faults, *(f"{code} at {place}" for place, code, _ in parser.errors)]
    faults += [f"id {one} twice" for one in set(found.ids) if found.ids.count(one) > 1]
    faults += [
        f"#{value[1:]} points nowhere"
        for _, value in found.references
        if value[:1] == "#" and value[1:] not in found.ids
    ]
    if found.headings[:1] != [1] or found.headings.count(1) != 1:
        faults.append("not exactly one h1, first of all headings")
    faults += [f"h{b} after h{a}" for a, b in zip(found.headings, found.headings[1:], strict=False) if b > a + 1]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))
    return faults + re.findall(r".{15}\s[,.;](?=\s)", text)
