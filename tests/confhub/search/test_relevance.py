"""What is found, and what of it comes first: the same on every database. Each line is a question somebody has."""

import pytest

from confhub.search.kinds import KINDS
from organisations.understanding import understood

pytestmark = pytest.mark.usefixtures("prishtina", "db")

PRISHTINA = ["Civil society’s role and contribution in security building"]
MACEDONIA = ["Public data that are hard to get", "Civil society lacks resources"]
KYRGYZ = ["A network with reform concepts", "Shut out of reform", "Community policing gives citizens"]
BY_TITLE = ["Build trust between people", "Civil society can be a bridge", "Building trust includes"]
POLICE = ["Build trust between people", "Community policing gives citizens", "A network brought community policing"]
FORCE = ["Whether the Kosovo Security Force became", "Civil society was criticised"]
MEMBERS = ["European Union", "EU Special Representative", "EU missions", "European Union Office in Kosovo"]

# (what is typed, the list, how the first rows begin, how many there are)
EXPECTED = [
    # accents and scripts
    ("Prishtine", "conferences", PRISHTINA, 1),
    ("Prishtinë", "conferences", PRISHTINA, 1),
    ("Priština", "conferences", PRISHTINA, 1),
    ("PRISTINA", "conferences", PRISHTINA, 1),
    ("Приштина", "conferences", PRISHTINA, 1),
    ("приштина", "statements", ["Saferworld organised", "During the Brussels agreement"], 2),
    ("Saša Rašić", "people", ["Saša Rašić"], 1),
    ("sasa rasic", "people", ["Saša Rašić"], 1),
    ("RASIC, Sasa", "people", ["Saša Rašić"], 1),
    ("Саша Рашић", "people", ["Saša Rašić"], 1),
    ("rasic", "statements", ["Civil society organisations play an important role"], 5),
    ("Istrefi", "people", ["Astrit Istrefi"], 1),
    ("citizens' voice", "lessons", ["Community policing gives citizens"], 1),
    ("citizens’ voice", "lessons", ["Community policing gives citizens"], 1),
    # countries by any name
    ("Macedonia", "lessons", MACEDONIA, 2),
    ("FYROM", "lessons", MACEDONIA, 2),
    ("North Macedonia", "lessons", MACEDONIA, 2),
    ("MK", "lessons", MACEDONIA, 2),
    ("mkd", "lessons", MACEDONIA, 2),
    ("Maqedonia", "lessons", MACEDONIA, 2),
    ("Македонија", "lessons", MACEDONIA, 2),
    ("former Yugoslav Republic of Macedonia", "lessons", MACEDONIA, 2),
    ("FYROM", "countries", ["North Macedonia"], 1),
    ("MK", "statements", ["Participants came from", "Countries in transition"], 2),
    ("Kosova", "countries", ["Kosovo"], 1),
    ("Косово", "countries", ["Kosovo"], 1),
    ("XKX", "lessons", ["Whether the Kosovo Security Force became", "Are authorities genuinely"], 13),
    ("Kyrgyz Republic", "lessons", KYRGYZ, 6),
    ("Kyrgyzstan", "lessons", KYRGYZ, 6),
    ("Кыргызстан", "lessons", KYRGYZ, 6),
    ("Yemen", "statements", ["There were also representatives", "In Yemen, civil society"], 4),
    # found by the names of countries and themes
    ("police Albania", "lessons", ["Community policing gives citizens", "Civil society can be a bridge"], 2),
    ("Bangladesh police", "lessons", ["Build trust between people", "In some places, fear", "Find out about"], 3),
    ("SALW", "lessons", ["Long engagement", "Where many citizens are armed"], 2),
    ("police -Albania", "lessons", ["Build trust between people", "A network brought"], 8),
    # acronyms
    ("KSF", "lessons", FORCE, 2),
    ("Kosovo Security Force", "lessons", FORCE, 2),
    ("KSF", "organisations", ["Kosovo Security Force", "Ministry of Kosovo Security Force"], 2),
    ("ksf", "statements", ["While the Kosovo Security Force", "With enough support"], 6),
    ("UNMIK", "organisations", ["United Nations Mission in Kosovo"], 1),
    ("EU", "organisations", MEMBERS, 5),
    ("MIA", "organisations", ["Ministry of Internal Affairs"], 1),
    # exact names first, then titles, then texts
    ("Kosovo Police", "organisations", ["Kosovo Police"], 1),
    ("European Union", "organisations", ["European Union", "European Union Office in Kosovo"], 5),
    ("Saferworld", "organisations", ["Saferworld", "BRAC"], 2),
    ("trust", "themes", ["Trust"], 1),
    ("community policing", "themes", ["Community policing"], 1),
    ("Conclusions", "sessions", ["Conclusions"], 1),
    ("trust", "lessons", BY_TITLE, 7),
    ("police trust", "lessons", ["Build trust between people", "Civil society can be a bridge"], 4),
    ("Build trust between people and police", "lessons", ["Build trust between people"], 1),
    ("police", "themes", ["Police reform", "Community policing"], 2),
    ("reconciliation", "lessons", ["Less progress on reconciliation"], 1),
    # English forms
    ("policing", "lessons", POLICE, 10),
    ("police", "lessons", POLICE, 10),
    ("trusted", "lessons", BY_TITLE, 7),
    ("donor", "lessons", ["Donors had to be won over"], 1),
    ("coordination", "lessons", ["Governments should coordinate better"], 1),
    ("woman", "lessons", [], 0),
    ("women", "lessons", ["Women and men should take part"], 1),
    # phrases and minus
    ('"community policing"', "lessons", ["Community policing gives citizens", "A network brought"], 5),
    ('"policing community"', "lessons", [], 0),
    ("police -community", "lessons", ["Civil society can influence", "A network with reform concepts"], 4),
    ('police -"community policing"', "lessons", ["Civil society can influence"], 5),
    ('"north Kosovo"', "statements", ["In 2014 north Kosovo was", "In 2014, because of"], 5),
    ("law-makers", "lessons", ["A network brought community policing", "Many policies exist"], 2),
    ("follow-up", "lessons", ["Follow up to keep good results"], 1),
    # languages without stems: words as they stand, in either script
    ("besimi", "statements", ["Besimi fitohet"], 1),
    ("besim", "statements", [], 0),
    ("fitoheting", "statements", [], 0),
    ("policisë", "statements", ["Besimi fitohet"], 1),
    ("poverenje", "statements", ["Поверење се стиче"], 1),
    ("ПОВЕРЕЊЕ", "statements", ["Поверење се стиче"], 1),
    ('"tako kaže zajednica"', "statements", ["Поверење се стиче"], 1),
    ("полицija i gradjani", "lessons", [], 0),
    ("полиција грађани", "lessons", ["Policija i građani"], 1),
    ("ნდობა", "statements", ["ნდობა ნელა"], 1),
    ("الثقة", "statements", ["الثقة"], 1),
    ("বিশ্বাস", "statements", ["বিশ্বাস"], 1),
    # nothing
    ("comunity polcing", "lessons", [], 0),
    ("lawmakers", "lessons", [], 0),
    ("***", "lessons", [], 0),
]


def rows_found(text, name):
    """How the rows of a list begin that ``text`` finds, in the order they are shown in."""
    kind, found = KINDS[name], understood(text)
    rows = kind.asked(text, found).qs
    keys = kind.order(found)(rows) if kind.columns else rows.values_list("pk", flat=True)
    shown = kind.rows().in_bulk(list(keys))
    return [str(shown[key]) for key in keys]


@pytest.mark.parametrize(("text", "name", "first", "count"), EXPECTED)
def test_what_comes_first(text, name, first, count):
    found = rows_found(text, name)
    assert [row[: len(begins)] for row, begins in zip(found, first, strict=False)] == first
    assert len(found) == count


SAME = [
    ["Macedonia", "FYROM", "North Macedonia", "MK", "MKD", "the former Yugoslav Republic of Macedonia", "Македонија"],
    ["Prishtine", "Prishtinë", "Priština", "Приштина", "pristina"],
    ["Saša Rašić", "sasa rasic", "Саша Рашић"],
    ["Kosovo", "Kosova", "Косово", "XK", "XKX"],
    ["police", "Policing", "POLICES"],
]


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_what_means_the_same_finds_the_same_in_every_list(texts):
    found = [{name: set(rows_found(text, name)) for name in KINDS} for text in texts]
    assert all(each == found[0] for each in found)
    assert any(found[0].values())
