"""From the first page of the demo to a lesson, its evidence and its citation: few links, and no search."""

import re

import pytest
from django.core.management import call_command

from lessons.management.commands.prepare_demo import SAMPLE
from tests.reading import words

pytestmark = pytest.mark.django_db
LINK = re.compile('<a (?:[^>]* )?href="([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
LESSON = "Build trust between people and police"


@pytest.fixture
def demo():
    for command, *arguments in (["load_countries"], ["load_themes"], ["import_bundle", str(SAMPLE)], ["release_all"]):
        call_command(command, *arguments, verbosity=0)


def click(client, page, text):
    """The page behind the first link that reads so."""
    links = [(address, re.sub("<[^>]*>", "", inside)) for address, inside in LINK.findall(page.content.decode())]
    address = next(address for address, read in links if read.strip() == text)
    return client.get(address.replace("&amp;", "&"))


WAYS = [
    ["Trust", LESSON],
    ["Themes", "Trust", LESSON],
    ["Countries and map", "Bangladesh", LESSON],
    ["Evidence map", "Trust", LESSON],
]


def test_a_new_reader_comes_to_trust_before_cooperation(client, demo):
    first = client.get("/")
    for way in WAYS:
        page = first
        for text in way:
            page = click(client, page, text)
        read = words(page)
        for part in ("Supports the lesson", "Source: Session", "Cite this lesson", "Based on:"):
            assert (way, part in read) == (way, True)
