"""Browsers of members of staff."""

import pytest
from django.conf import settings
from django.test import Client

from tests.staff import make_account, sign_in

from .people import Person


@pytest.fixture
def staff(browser, live_server):
    """Opens a browser of its own for somebody: ``staff("ana")`` before they log in, ``staff("ana", "reviewer")`` after.

    ``options``: of the browser, such as ``java_script_enabled=False``.
    """
    opened = []

    def staff(name, *groups, width=1280, **options):
        size = {"width": width, "height": 740}
        context = browser.new_context(viewport=size, reduced_motion="reduce", base_url=live_server.url, **options)
        opened.append(context)
        if groups:
            client = Client()
            sign_in(client, make_account(*groups, username=name))
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        return Person(context, name)

    yield staff
    for context in opened:
        context.close()
