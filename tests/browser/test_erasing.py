"""The pages that erase a person, in a real browser: on a phone and on a desk, with the longest words there are."""

import pytest
from django.conf import settings
from django.test import Client

from tests.desk_factories import (
    consent,
    make_participant_record,
    make_person_record,
    make_report,
    make_source_file,
    make_statement_record,
    publish,
)
from tests.staff import address, make_account, sign_in

from .checks import axe_findings, sideways_scroll, small_targets
from .following import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Đorđe Žižeković"
UNBROKEN = "n" * 180


def make_person():
    """Somebody with names in a public statement, a report and a file."""
    person = make_person_record(NAME, other_names=["DJZK", UNBROKEN], listed=True, **consent())
    said = make_statement_record(text=f"{UNBROKEN} {NAME} said it.")
    who = make_participant_record(said.session.conference, person=person, role="Chair", **consent())
    publish(said.session.conference, said.session, person, who, said)
    make_report(f"{NAME} may be at risk.")
    make_source_file(text=f"By {NAME}.")
    return person


def faults(page):
    return [axe_findings(page), sideways_scroll(page), small_targets(page)]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_person_is_erased(browser, live_server, width):
    client, person = Client(), make_person()
    sign_in(client, make_account("keeper"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context = browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    context.add_cookies([cookie | {"url": live_server.url}])
    page, found = context.new_page(), {}
    page.goto(live_server.url + address(person))
    follow(page.get_by_role("link", name="Erase this person…"))
    found["names"] = faults(page)
    follow(page.get_by_role("button", name="Show what will happen"))
    found["look"] = faults(page)
    follow(page.get_by_role("button", name="Erase this person"))
    page.get_by_text("Say why").wait_for()
    found["asked again"] = faults(page)
    page.get_by_label("Why, without the name").fill("By letter.")
    page.get_by_label("I have read what will happen").check()
    follow(page.get_by_role("button", name="Erase this person"))
    page.get_by_text("Note this id somewhere else").wait_for()
    context.close()
    assert found == {name: faults_of_none() for name in found}


def faults_of_none():
    return [[], 0, []]
