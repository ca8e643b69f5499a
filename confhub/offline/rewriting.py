"""Makes a page of the site one that is read from a disk: without the network, without a script, without a form."""

from copy import deepcopy
from posixpath import dirname, relpath
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from lxml import html

# What templates write for the one page that only a copy has.
FIRST_PAGE = "copy:first"
STYLE, ICON = "site.css", "icon.svg"
_PARSER = html.HTMLParser(encoding="utf-8")
# What a head may point at. Feeds, searches and other forms of the page are looked for online.
_FILES = {"stylesheet": STYLE, "icon": ICON}
_KEPT_LINKS = {"canonical", *_FILES}
_OF_THE_SITE = "ancestor::*[contains(concat(' ', @class, ' '), ' screen ')]"
_PAGER = "//*[@class='pager']//a[@rel='{}']/@href"


class Place(NamedTuple):
    """Where a page stands: its ``address`` on the site, its ``file`` in the copy.

    ``first``: the address of the list that it is a page of; ``before``, ``after``: the files of its neighbours there.
    """

    address: str
    file: str
    first: str
    before: str
    after: str


class Rewriter:
    """Rewrites pages of one copy. ``files``: ``{address: file}`` of what it holds, addresses as pages write them.

    ``parts``: ``{(address, id): file}`` of what stands on the pages of a list that has several. ``header``: markup
    that takes the place of the site's own.
    """

    def __init__(self, files, header):
        self.files, self.parts = {FIRST_PAGE: "index.html", **files}, {}
        self.header = html.fragment_fromstring(header)

    def rewritten(self, content, place):
        """``(page, next)``: the bytes that stand at a ``Place``, and the address of the page that goes on from it."""
        page = html.document_fromstring(content, parser=_PARSER)
        following = self._turn_pages(page, place)
        _keep_head(page, place.file)
        for header in page.findall("body/header"):
            header.getparent().replace(header, deepcopy(self.header))
        _without_forms(page, settings.SITE_URL + place.address)
        for chips in page.find_class("chips"):
            _words_alone(chips)
        for link in list(page.iter("a")):
            self._lead(link, place)
        return html.tostring(page, encoding="utf-8", doctype="<!doctype html>") + b"\n", following

    def _turn_pages(self, page, place):
        """Knows the page before, whatever its cursor, and the one behind; answers the address of that one, or None."""
        for address in page.xpath(_PAGER.format("prev")):
            self.files[address] = place.before
        following = next(iter(page.xpath(_PAGER.format("next"))), None)
        if following:
            self.files[following] = place.after
        if following or place.before:
            for part in page.xpath("//main//@id"):
                self.parts.setdefault((place.first, part), place.file)
        return following

    def _lead(self, link, place):
        """Let a link lead to a file of the copy, else to the site; so do permalinks and what else is not for paper."""
        href = link.get("href")
        if href is None or href.startswith("#"):
            return
        target, _hash, part = href.partition("#")
        found = self.parts.get((target, part)) or self.files.get(target)
        if found and not link.xpath(_OF_THE_SITE):
            link.set("href", _way(place.file, found) + _hash + part)
        else:
            _lead_online(link, href, place.address)


def _way(file, target):
    return relpath(target, dirname(file) or ".")


def _keep_head(page, file):
    for link in page.findall("head/link"):
        rel = link.get("rel")
        if rel in _FILES:
            link.set("href", _way(file, _FILES[rel]))
        elif rel not in _KEPT_LINKS:
            link.drop_tree()


def _lead_online(link, href, address):
    """Make a link absolute and say so: an arrow for the eye, a word for the ear."""
    if href.startswith("?"):
        href = address.partition("?")[0] + href
    link.set("href", settings.SITE_URL + href if href.startswith("/") else href)
    arrow = html.fragment_fromstring('<span aria-hidden="true">\N{NO-BREAK SPACE}↗</span>')
    word = html.fragment_fromstring('<span class="vh"></span>')
    word.text = f" ({_('online')})"
    link.extend([arrow, word])


def _without_forms(page, online):
    """A sentence that says where to filter, in the place of every form and of the column that it has for itself."""
    for form in list(page.iter("form")):
        place = next(form.iterancestors("aside"), form)
        around = place.getparent()
        around.classes.discard("cols")
        sentence = html.fragment_fromstring(render_to_string("offline/no_form.html", {"online": online}))
        sentence.tail = place.tail
        around.replace(place, sentence)


def _words_alone(chips):
    """The filters that are on are told; they cannot be taken off."""
    for link in chips.find_class("clear"):
        link.drop_tree()
    for mark in chips.xpath(".//li//span"):
        mark.drop_tree()
    for link in list(chips.iter("a")):
        link.drop_tag()
