"""Each check of a page finds the fault it is there for."""

import pytest

from .checks import COLOURS, axe_findings, covered_focus, faint_bars, lost_focus, sideways_scroll, small_targets

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>x</title><meta name="viewport" content="width=device-width">
<style>a, summary, button {{padding: 20px; display: inline-block}} :focus {{outline: 2px solid}} {css}</style></head>
<body><main><h1>x</h1><p>y</p>{body}</main></body></html>"""


def show(page, body="", css=""):
    page.set_viewport_size({"width": 360, "height": 600})
    page.set_content(PAGE.format(body=body, css=css))
    return page


def test_a_page_without_a_fault_passes(page):
    show(page, '<label>Name <input></label><ul><li><a href="#a">a link</a></li></ul>', "input {min-height: 24px}")
    assert axe_findings(page) == []
    assert sideways_scroll(page) == 0
    assert small_targets(page) == []
    assert lost_focus(page) == []


@pytest.mark.parametrize(
    ("body", "css", "rule"),
    [
        ("<input>", "", "label"),
        ('<p lang="xx-nonsense-">z</p>', "", "valid-lang"),
        ("<p>Some words.</p>", "p {color: #aaa; background: #fff}", "color-contrast"),
        ('<a href="#"></a>', "", "link-name"),
        ('<a href="#a">a</a><a href="#b">b</a>', "a {padding: 0; font-size: 8px}", "target-size"),
        ("<h4>z</h4>", "", "heading-order"),
        ("<details><summary>more</summary><input></details>", "", "label"),
    ],
)
def test_axe_finds_it(page, body, css, rule):
    assert rule in [finding.split(":")[0] for finding in axe_findings(show(page, body, css))]


def test_colours_of_the_dark_scheme_are_looked_at(page):
    show(page, "<p>Some words.</p>", "@media (prefers-color-scheme: dark) {p {color: #333; background: #000}}")
    assert axe_findings(page, COLOURS) == []
    page.emulate_media(color_scheme="dark")
    assert [finding.split(":")[0] for finding in axe_findings(page, COLOURS)] == ["color-contrast"]


@pytest.mark.parametrize(
    "body", ["<div style='width: 400px'>z</div>", "<details><summary>more</summary>" + "z" * 200 + "</details>"]
)
def test_a_page_too_wide_is_found(page, body):
    assert sideways_scroll(show(page, body)) > 0


def test_small_targets_are_found_but_not_links_in_a_sentence(page):
    body = '<ul><li><a href="#">small</a></li></ul><p>A sentence with <a href="#">a link</a>.</p><button>b</button>'
    found = small_targets(show(page, body, "a, button {display: inline; padding: 0; font-size: 12px}"))
    assert [one.split(">")[0] for one in found] == ['<a href="#"', "<button"]


def test_focus_that_cannot_be_seen_is_found(page):
    body = '<a href="#a">seen</a><a href="#b" class="lost">not</a><a href="#c" class="away">away</a>'
    css = ".lost:focus {outline: 0} .away {position: fixed; left: -999px}"
    assert [one.split('"')[1] for one in lost_focus(show(page, body, css))] == ["#b", "#c"]


def test_focus_under_a_bar_is_found_unless_the_page_keeps_clear_of_it(page):
    body = "".join(f'<p><a href="#{n}">{n}</a></p>' for n in range(20)) + '<div class="bar">bar</div>'
    css = ".bar {position: sticky; bottom: 0; height: 120px; background: #fff}"
    assert covered_focus(show(page, body, css)) != []
    assert covered_focus(show(page, body, css + "html {scroll-padding-bottom: 140px}")) == []


def test_a_bar_that_is_as_pale_as_the_paper_is_found(page):
    show(page, '<svg class="bar"><rect class="pale" width="9" height="9"/><rect width="9" height="9"/></svg>')
    page.evaluate("document.body.style.background = '#fff'")
    page.evaluate("document.querySelector('.pale').style.fill = '#bbb'")
    assert [bar.split('"')[1] for bar in faint_bars(page)] == ["pale"]
