"""Lists that records keep as JSON, as boxes of text and boxes to tick."""

import pytest
from django.core.exceptions import ValidationError

from organisations.admin.fields import LinesField, MappingField, PairsField, TermsField


def test_lines():
    field = LinesField()
    assert field.prepare_value(["Prishtinë", "Priština"]) == "Prishtinë\nPriština"
    assert field.clean("  Prishtinë \r\n\n Priština") == ["Prishtinë", "Priština"]
    assert field.clean("") == []


def test_required_lines():
    with pytest.raises(ValidationError):
        LinesField(required=True).clean(" \n ")


@pytest.mark.parametrize(
    ("initial", "sent", "changed"),
    [(["a", "b"], "a\nb\n", False), ([], "", False), (None, "", False), (["a"], "b", True), (["a"], "", True)],
)
def test_whether_lines_changed(initial, sent, changed):
    assert LinesField().has_changed(initial, sent) is changed


def test_pairs():
    field = PairsField(keys=("lang", "name"))
    names = [{"lang": "sq", "name": "Prishtinë"}, {"lang": "sr-Latn", "name": "Priština: the city"}]
    assert field.prepare_value(names) == "sq: Prishtinë\nsr-Latn: Priština: the city"
    assert field.clean("sq: Prishtinë\nsr-Latn :  Priština: the city") == names
    assert not field.has_changed(names, "sq: Prishtinë\nsr-Latn: Priština: the city")


@pytest.mark.parametrize("line", ["Prishtinë", "sq:", ": Prishtinë"])
def test_a_line_that_is_no_pair(line):
    field = PairsField(keys=("lang", "name"))
    with pytest.raises(ValidationError, match="is not like “lang: name”"):
        field.clean(line)
    assert field.has_changed([], line)


def test_a_mapping():
    field = MappingField(keys=("tag", "name"))
    assert field.prepare_value({"sq": "Kosova"}) == "sq: Kosova"
    assert field.clean("sq: Kosova\nsr: Косово") == {"sq": "Kosova", "sr": "Косово"}
    assert not field.has_changed({"sq": "Kosova"}, "sq: Kosova")
    assert field.has_changed({}, "broken")


def test_terms():
    field = TermsField(choices=[("police", "Police"), ("media", "Media")])
    assert field.clean(["media", "police"]) == ["media", "police"]
    assert field.clean([]) == []
    assert not field.has_changed(["police", "media"], ["media", "police"])
    with pytest.raises(ValidationError):
        field.clean(["army"])
