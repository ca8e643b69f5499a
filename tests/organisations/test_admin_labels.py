"""What staff read for records, and the boxes they type in."""

import pytest
from django.contrib import admin

from organisations.admin.labels import isolated, shortened
from organisations.models import Country, OrganisationRecord


@pytest.mark.parametrize("text", ["Forum", "Форум", "", "2014"])
def test_a_text_from_left_to_right_stays_as_it_is(text):
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["حوار الأمن", "דו-שיח", "Forum حوار"])
def test_a_text_from_right_to_left_keeps_to_itself(text):
    assert isolated(text) == f"\u2068{text}\u2069"


def test_a_text_is_shortened_to_one_line():
    assert shortened("One\n two") == "One two"
    assert shortened("abcdef", 4) == "abc…"


@pytest.mark.parametrize(("model", "name"), [(OrganisationRecord, "summary"), (Country, "naming_note")])
def test_boxes_for_texts_turn_with_what_is_typed(rf, model, name):
    own, request = admin.site._registry[model], rf.get("/")
    boxes = [own.formfield_for_dbfield(model._meta.get_field(n), request).widget for n in (name, "name")]
    assert [box.attrs["dir"] for box in boxes] == ["auto", "auto"]
