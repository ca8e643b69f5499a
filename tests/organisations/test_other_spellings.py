"""Other spellings of the same words."""

import pytest

from organisations.other_spellings import other_spellings


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("organisations", ["organizations"]),
        ("organizations", ["organisations"]),
        ("demobilization", ["demobilisation"]),
        ("neighbor", ["neighbour"]),
        ("programmes", ["programs"]),
        ("multi ethnic", ["multiethnic"]),
        ("multiethnic", ["multi ethnic"]),
        ("lawmakers", ["law makers"]),
        ("nongovernmental", ["non governmental"]),
        ("women", ["woman"]),
        ("crisis", ["crises"]),
        ("peacebuilding", ["peace building"]),
        ("1990s", ["1990"]),
        ("1990", ["1990s"]),
        ("2014", []),
        ("policise", []),  # Albanian
        ("police", []),
        ("rise", []),
    ],
)
def test_other_spellings(phrase, others):
    assert [" ".join(each) for each in other_spellings(tuple(phrase.split()))] == others
