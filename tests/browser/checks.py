"""What must hold on every page, as functions of a Playwright page: each returns what is wrong, if anything."""

from axe_playwright_python.sync_playwright import Axe

# WCAG 2.2 A and AA, and what axe calls best practice. ``target-size`` is off in axe unless asked for.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["cat.color"]  # what can differ between a light and a dark scheme
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 success criterion 2.5.8

# Read into a page once, and asked for nothing but what it objects to: the rest is long, and takes as long to hand over.
_AXE = Axe().axe_script
_HAS_AXE = "typeof axe !== 'undefined'"
_OBJECTIONS = "options => axe.run(document, options).then(found => found.violations)"
_OPEN_DETAILS = "document.querySelectorAll('details').forEach(box => box.open = true)"

# Links in the middle of a sentence are excepted by the criterion, and shapes on a map beside a list of the same links;
# so is what cannot be seen.
_SMALL = """smallest => [...document.querySelectorAll('a, button, input, summary')]
  .filter(one => !one.closest('p, dd, .links, .map, .skip') || one.matches('.go'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && Math.min(box.width, box.height) < smallest - 0.01)
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""

_FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (one === document.body) return null;
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [one.outerHTML.slice(0, 80), seen && inside];
}"""

_COVERED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const seen = document.elementFromPoint((box.left + box.right) / 2, Math.min(box.bottom - 3, box.top + 12));
  const free = one === document.body || seen && (one.contains(seen) || seen.contains(one) || seen.closest('label'));
  return free ? null : one.outerHTML.slice(0, 90);
}"""

# Relative luminance and contrast as WCAG 2.2 defines them; success criterion 1.4.11 asks for 3 : 1.
_FAINT = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const linear = value => value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const paper = light(parts(getComputedStyle(document.body).backgroundColor));
  const contrast = one => {
    const ink = light(parts(getComputedStyle(one).fill));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
  return [...document.querySelectorAll('svg.bar rect, svg.mix rect')].filter(one => contrast(one) < 3)
    .map(one => one.outerHTML);
}"""

# WCAG 2.2 success criterion 1.4.12
TEXT_SPACING = "* {line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}" + (
    "p {margin-block-end:2em!important}"
)


def open_details(page):
    """Shows what is folded away: axe and the eye skip it otherwise."""
    page.evaluate(_OPEN_DETAILS)


def axe_findings(page, tags=RULES):
    """``["rule: element"]`` of what axe-core objects to by the rules of ``tags``, folded parts opened."""
    open_details(page)
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    if tags is RULES:
        options["rules"] = {"target-size": {"enabled": True}}
    if not page.evaluate(_HAS_AXE):
        page.evaluate(_AXE)
    violations = page.evaluate(_OBJECTIONS, options)
    return [f"{found['id']}: {node['html'][:120]}" for found in violations for node in found["nodes"]]


def sideways_scroll(page):
    """By how many pixels the page is wider than the window; 0 if it fits."""
    open_details(page)
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def small_targets(page):
    """Controls and links outside sentences that are smaller than a finger."""
    open_details(page)
    return page.evaluate(_SMALL, SMALLEST_TARGET)


def faults(page):
    """Everything wrong with a page of the desk as it stands, in both schemes."""
    page.emulate_media(color_scheme="light")
    found = axe_findings(page) + small_targets(page)
    page.emulate_media(color_scheme="dark")
    return [*found, *axe_findings(page, COLOURS), *([f"{wide} px too wide"] if (wide := sideways_scroll(page)) else [])]


def faint_bars(page):
    """Bars that one cannot tell from the paper."""
    return page.evaluate(_FAINT)


def lost_focus(page, stops=200):
    """What Tab reaches without showing it. Presses Tab until it has been all around."""
    lost, first = [], None
    for _ in range(stops):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None or stop[0] == first:
            return lost
        first = first or stop[0]
        if not stop[1]:
            lost.append(stop[0])
    return [*lost, "the walk did not end"]


def covered_focus(page, stops=60):
    """What Tab reaches under something else, such as a bar that stays in place (WCAG 2.2, 2.4.11)."""
    covered = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(_COVERED))
    return [one for one in covered if one]
