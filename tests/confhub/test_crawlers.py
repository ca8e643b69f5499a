"""What programs look for at fixed places."""

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from confhub import crawlers

pytestmark = pytest.mark.django_db


def test_robots_may_read_all_but_the_desk_and_the_api(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]
    allowed = {path: rules.can_fetch("a robot", path) for path in ("/", "/lessons/x/y/", "/api/guide/", "/oai")}
    assert allowed == dict.fromkeys(allowed, True)
    barred = {path: rules.can_fetch("a robot", path) for path in ("/admin/", "/admin/login/", "/api/v1/lessons/")}
    assert barred == dict.fromkeys(barred, False)
    # A star is part of RFC 9309, which Python's reader does not know.
    assert {"Disallow: /*/offline.zip", "Disallow: /*/report/"} <= set(answer.content.decode().splitlines())


def test_a_browser_learns_how_to_search_here(client):
    root = etree.fromstring(client.get("/opensearch.xml").content)
    name = {"o": crawlers.OPENSEARCH}
    assert root.xpath("string(o:ShortName)", namespaces=name) == "Confhub"
    templates = {each.get("type"): each.get("template") for each in root.xpath("o:Url", namespaces=name)}
    assert templates == {
        "text/html": f"http://testserver{crawlers.SEARCH.format(words='{searchTerms}')}",
        "application/atom+xml": "http://testserver/lessons/feed.atom?q={searchTerms}",
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }
    for template in templates.values():
        path = template.removeprefix("http://testserver").replace("{searchTerms}", "trust")
        assert client.get(path).status_code == 200
    assert (
        '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"'
        in client.get("/").content.decode()
    )


def test_a_long_name_is_cut_to_what_the_format_allows(client, settings):
    settings.SITE_NAME = "A very long name of a site"
    root = etree.fromstring(client.get("/opensearch.xml").content)
    assert len(root.xpath("string(o:ShortName)", namespaces={"o": crawlers.OPENSEARCH})) <= 16
