"""Going from page to page in a browser."""


def follow(way):
    """Clicks a link or button that leads to another page, or place, and waits until the browser is there.

    A click alone may return while the page it was made on still stands; what is looked at next is then that page.
    """
    with way.page.expect_navigation():
        way.click()
