"""The order of what is found."""

import pytest

from organisations.models import Organisation
from organisations.ranking import flat, place, ranked
from organisations.search import Sought, sought
from tests.factories import make_organisation


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Kosovo Police"], 0),
        (["KP", "kosovo POLICES"], 0),
        (["Police of Kosovo"], 1),
        (["Kosovo", "Police"], 1),
        (["Police"], 2),
        (["Policía"], 3),
        ([], 3),
    ],
)
def test_exact_names_come_first_then_the_more_of_the_words(names, expected):
    assert place(names, sought("kosovo police")) == expected


def test_a_phrase_counts_once_and_what_means_the_same_counts():
    found = Sought((("north", "macedonia"), ("police",)), (), ((("north", "macedonia"), (("fyrom",),)),))
    assert place(["FYROM and the police"], found) == 1
    assert place(["North of Macedonia: police"], found) == 2


@pytest.mark.django_db
def test_rows_that_are_equally_good_stay_in_their_own_order_and_no_more_are_ranked_than_anybody_reads(monkeypatch):
    for name in ("B police", "A police", "Police", "C", "D"):
        make_organisation(name, other_names=["Police force"] if name == "D" else [])
    names = dict(Organisation.objects.values_list("pk", "name"))

    def order():
        return [names[key] for key in ranked(Organisation.objects.all(), sought("police"), ("name", "other_names"))]

    assert order() == ["Police", "A police", "B police", "D", "C"]
    monkeypatch.setattr("organisations.ranking.MOST", 2)
    assert order() == ["A police", "B police"]


def test_every_text_of_a_column_is_a_name():
    assert list(flat(["a", "", None, ["b", {"lang": "sq", "name": "c"}], {"en": "d"}])) == ["a", "b", "sq", "c", "d"]
