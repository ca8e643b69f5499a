"""What staff read when the desk refuses a page or a form: whole pages that say what to do."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from organisations.models import OrganisationRecord
from tests.staff import Member, address, make_account, sign_in, text

pytestmark = pytest.mark.django_db


def test_a_page_that_an_account_may_not_open_says_so_and_leads_back():
    answer = Member("curator").client.get(address(Group, "changelist"))
    assert answer.status_code == 403
    assert "If your work needs it, ask a keeper." in text(answer)
    assert 'href="/admin/"' in answer.content.decode()


def test_a_form_from_before_a_login_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)
    sign_in(client, make_account("curator"))
    answer = client.post(address(Group, "add"), {"name": "x"})
    assert answer.status_code == 403
    assert "Nothing was saved" in text(answer)
    assert "copy what you typed" in text(answer)


@pytest.mark.parametrize(
    ("place", "status"),
    [
        (address(OrganisationRecord, "changelist") + "?state__exact=dra%00ft", 200),
        (address(OrganisationRecord, "changelist") + "?%00=1", 400),  # no filter is called so
        ("/admin/autocomplete/?term=%00&app_label=organisations&model_name=organisationrecord&field_name=country", 200),
    ],
)
def test_a_sign_that_no_database_takes_is_left_out_of_an_address(place, status):
    assert Member("curator").client.get(place).status_code == status
