"""Which names are offered as the same, and which are not."""

import pytest

from organisations.likeness import ACRONYM, INITIALS, NEARLY, SAME, Index, alike, known


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Saša Rašić", "Саша Рашић", SAME),
        ("Rašić Saša", "sasa rasic", SAME),
        ("Institute of Prishtinë", "Prishtina Institute", SAME),
        ("Centre for Peace and Security", "Center for Peace & Security", NEARLY),
        ("Belgrade Centre for Security Policy", "Belgrade Center for Security Policies", NEARLY),
        ("Forum for Civic Initiative", "Forum for Civic Initiatives", NEARLY),
        ("S. Rašić", "Saša Rašić", INITIALS),
        ("Министарство правде", "Ministarstvo pravde", SAME),
        ("Fondacija za mir", "Fondacija mir", SAME),
        ("Ministry of Justice", "Ministry of Defence", ""),
        ("Ana Ilić", "Eva Ilić", ""),
        ("Ana Ilić", "Ana Savić", ""),
        ("School 1", "School 2", ""),
        ("Police of Kosovo", "Police of Serbia", ""),
        ("UN", "EU", ""),
    ],
)
def test_names(one, other, why):
    assert (alike(known([one]), known([other])), alike(known([other]), known([one]))) == (why, why)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ((["Group for Peace"], "INDEP"), (["INDEP"], ""), ACRONYM),
        ((["Organization for Security and Co-operation in Europe"], ""), (["OSCE"], "OSCE"), ACRONYM),
        ((["Kosovo Police"], "KP"), (["Kosovo Party"], "KP"), ""),
        ((["One"], "FIQ"), (["Two"], "FIQ"), ACRONYM),
        ((["One", "Forum for Security"], ""), (["Форум за безбедност", "Forum for Security"], ""), SAME),
    ],
)
def test_acronyms_and_other_names(one, other, why):
    assert alike(known(*one), known(*other)) == alike(known(*other), known(*one)) == why


def test_an_index_finds_what_comparing_all_pairs_finds():
    names = ["Saša Rašić", "Саша Рашић", "S. Rašić", "Sasa Rasik", "Ana Ilić", "Forum for Security", "Forum Security"]
    entries, index = {name: known([name]) for name in names}, Index()
    for name, entry in entries.items():
        index.add(name, entry)
    for name, entry in entries.items():
        assert index.near(entry) == {other: why for other in names if (why := alike(entry, entries[other]))}, name


def test_nothing_is_like_nothing():
    assert alike(known([""]), known([""])) == ""
    assert Index().near(known(["A"])) == {}
