"""A form of a new record that is sent twice makes one record."""

import pytest

from organisations.models import OrganisationRecord
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db

ADD = address(OrganisationRecord, "add")
VALUES = {"name": "Forum", "slug": "forum", "classification": "network", "_continue": "1"}


def test_the_second_sending_is_answered_with_the_record_of_the_first():
    curator = Member("curator")
    sent = filled(curator.get(ADD).content) | VALUES

    first, second = curator.client.post(ADD, sent), curator.client.post(ADD, {**sent, "slug": "forum-2"})

    record = OrganisationRecord.objects.get()
    assert [(page.status_code, page.url) for page in (first, second)] == [(302, address(record))] * 2
    assert "The form was sent twice; there is one record." in text(curator.get(second.url))


def test_two_forms_make_two_records():
    curator = Member("curator")
    for slug in ("forum", "other"):
        curator.add(OrganisationRecord, **{**VALUES, "slug": slug})
    assert OrganisationRecord.objects.count() == 2


def test_a_form_that_came_back_with_mistakes_still_makes_its_record():
    curator = Member("curator")
    sent = filled(curator.get(ADD).content) | VALUES
    back = curator.client.post(ADD, {**sent, "name": ""})
    assert filled(back.content)["once"] == sent["once"]
    curator.client.post(ADD, sent)
    assert OrganisationRecord.objects.count() == 1


def test_what_was_made_and_deleted_again_may_be_made_anew():
    curator = Member("curator")
    sent = filled(curator.get(ADD).content) | VALUES
    curator.client.post(ADD, sent)
    OrganisationRecord.objects.all().delete()
    curator.client.post(ADD, sent)
    assert OrganisationRecord.objects.count() == 1


def test_the_token_is_its_owners_alone():
    one, other = Member("curator"), Member("curator", username="other")
    sent = filled(one.get(ADD).content) | VALUES
    one.client.post(ADD, sent)
    other.client.post(ADD, {**sent, "slug": "other"})
    assert OrganisationRecord.objects.count() == 2


def test_a_window_of_its_own_gets_the_same_record_twice():
    curator = Member("curator")
    sent = filled(curator.get(f"{ADD}?_popup=1").content) | VALUES
    data = [curator.client.post(f"{ADD}?_popup=1", sent).context_data["popup_response_data"] for _ in range(2)]
    assert data[0] == data[1]
    assert OrganisationRecord.objects.count() == 1
