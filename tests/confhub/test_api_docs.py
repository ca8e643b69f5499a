"""The page that documents the API: drawn by our own files alone, under a policy that lets in nothing else."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_page_reads_without_a_script(client):
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    assert b"http://testserver/api/v1/lessons/?country=XK" in answer.content
    assert not answer.cookies


def test_scripts_are_let_in_on_this_page_alone_and_only_ours(client):
    policy = client.get("/api/docs/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in client.get("/api/v1/").headers["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_drawn_and_can_be_tried_without_a_foreign_host(page, live_server, settings, width):
    settings.SITE_URL = live_server.url
    requested, refused = [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/api/docs/")
    page.locator("#operations-themes-themes_list .opblock-summary-control").click()
    page.locator("#operations-themes-themes_list .try-out__btn").click()
    page.locator("#operations-themes-themes_list .execute").click()
    page.locator("#operations-themes-themes_list .live-responses-table").wait_for()
    asked = "count=true&format=json&ordering=position&page_size=50"
    assert [url.split("?")[1] for url in requested if "/api/v1/themes/" in url] == [asked]
    assert [url for url in requested if not url.startswith(live_server.url)] == []
    assert refused == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.context.cookies() == []
