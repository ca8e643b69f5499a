"""What is found, and what of it comes first: the same on every database. Each line is a question somebody has."""

import pytest

from confhub.search.kinds import KINDS, LESSONS
from lessons.models import Lesson
from organisations.understanding import understood
from tests.factories import make_translation

pytestmark = pytest.mark.usefixtures("prishtina", "db")

PRISHTINA = ["Civil society’s role and contribution in security building"]
MACEDONIA = ["Public data that are hard to get", "Civil society lacks resources"]
KYRGYZ = ["A network with reform concepts", "Shut out of reform", "Community policing gives citizens"]
BY_TITLE = ["Build trust between people", "Civil society can be a bridge", "Building trust includes"]
POLICE = ["Build trust between people", "Community policing gives citizens", "A network brought community policing"]
FORCE = ["Whether the Kosovo Security Force became", "Civil society was criticised"]
MEMBERS = ["European Union", "EU Special Representative", "EU missions", "European Union Office in Kosovo"]

# (what is typed, the list, how the first rows begin, how many there are; None for any number)
EXPECTED = [
    # accents and scripts
    ("Prishtine", "conferences", PRISHTINA, 1),
    ("Prishtinë", "conferences", PRISHTINA, 1),
    ("Priština", "conferences", PRISHTINA, 1),
    ("PRISTINA", "conferences", PRISHTINA, 1),
    ("Prishtina", "conferences", PRISHTINA, 1),
    ("Prishtina", "statements", ["Saferworld organised", "During the Brussels agreement"], 2),
    ("prishtina -Brussels", "statements", ["Saferworld organised"], 1),
    ("Prishtina security", "conferences", PRISHTINA, 1),
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
    ("اليمن", "statements", ["There were also representatives", "In Yemen, civil society"], 4),
    ("Maqedonia e Veriut", "lessons", MACEDONIA, 2),
    ("Kirgizstan", "lessons", KYRGYZ, 6),
    ("Shqipëria", "countries", ["Albania"], 1),
    ("Srbija", "countries", ["Serbia"], 1),
    ("Србија", "countries", ["Serbia"], 1),
    ("Turkey", "countries", ["Türkiye"], 1),
    ("Great Britain", "countries", ["United Kingdom"], 1),
    ("USA", "countries", ["United States"], 1),
    ("বাংলাদেশ", "countries", ["Bangladesh"], 1),
    ("საქართველო", "countries", ["Georgia"], 1),
    ("Georgia", "countries", ["Georgia", "South Georgia"], 2),
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
    ("UN", "organisations", ["United Nations", "UN missions", "United Nations Mission in Kosovo"], 3),
    # abbreviations of the field
    ("CSO", "lessons", ["Credible organisations are wanted", "A network with reform concepts"], 12),
    ("CSOs", "lessons", ["Credible organisations are wanted", "A network with reform concepts"], 12),
    ("ngo", "statements", ["For Montenegro, it was felt"], 4),
    ("NGOs Montenegro", "lessons", ["Credible organisations are wanted"], 1),
    ("SSR", "lessons", ["Shut out of reform", "Talks with the European Union"], 4),
    ("SSR", "themes", ["Security sector reform"], 1),
    ("security sector reform", "lessons", ["Shut out of reform", "Civil society was criticised"], 5),
    ("CSO", "themes", ["Civil society capacity"], 1),
    ("CSO -police", "lessons", ["Credible organisations are wanted", "Civil society carries information"], 8),
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
    ("police", "themes", ["Police reform", "Community policing", "Trust"], 3),
    ("reconciliation", "lessons", ["Less progress on reconciliation"], 1),
    # English forms
    ("policing", "lessons", POLICE, 10),
    ("police", "lessons", POLICE, 10),
    ("trusted", "lessons", BY_TITLE, 7),
    ("donor", "lessons", ["Donors had to be won over"], 1),
    ("coordination", "lessons", ["Governments should coordinate better"], 1),
    ("reforms", "themes", ["Police reform", "Security sector reform"], 2),
    ("small arms", "themes", ["Small arms and light weapons control"], 1),
    ("communities", "themes", ["Community policing", "Community security"], 4),
    ("gender", "lessons", ["Women and men should take part", "Involve youth"], 2),
    ("woman", "lessons", ["Women and men should take part"], 1),
    ("women", "lessons", ["Women and men should take part"], 1),
    # phrases and minus
    ('"community policing"', "lessons", ["Community policing gives citizens", "A network brought"], 5),
    ('"policing community"', "lessons", [], 0),
    ("police -community", "lessons", ["Civil society can influence", "A network with reform concepts"], 4),
    ('police -"community policing"', "lessons", ["Civil society can influence"], 5),
    ('"north Kosovo"', "statements", ["In 2014 north Kosovo was", "In 2014, because of"], 5),
    ("law-makers", "lessons", ["A network brought community policing", "Many policies exist"], 2),
    ("lawmakers", "lessons", ["A network brought community policing", "Many policies exist"], 2),
    ("multi-ethnic", "lessons", ["Whether the Kosovo Security Force became"], 1),
    ("civil society organizations", "lessons", ["A network with reform concepts", "Shut out of reform"], 12),
    # questions, as people ask them
    ("trust in the police", "lessons", ["Build trust between people", "Civil society can be a bridge"], 4),
    ("access to the data", "lessons", ["Public data that are hard to get", "Civil society lacks resources"], 2),
    ("distrust of the police", "lessons", ["Civil society can be a bridge"], 1),
    ("who monitors the police?", "lessons", ["Civil society can influence how the police"], 1),
    ("Why do people fear the police?", "lessons", ["Build trust between people", "In some places, fear"], 2),
    ("how to build trust", "lessons", ["Build trust between people", "Building trust includes"], 2),
    ("police in Albania", "lessons", ["Community policing gives citizens", "Civil society can be a bridge"], 2),
    ("Who speaks for local people?", "lessons", ["Who speaks for local people?"], 1),
    # words that are codes too
    ("arms", "lessons", ["Where many citizens are armed"], 4),
    ("arms", "countries", [], 0),
    ("can", "countries", [], 0),
    ("CAN", "countries", ["Canada"], 1),
    ("in", "countries", [], 0),
    ("minority", "countries", [], 0),
    ("UK", "countries", ["United Kingdom"], 1),
    ("U.K.", "statements", ["Participants came from the UK"], 1),
    ("Great Britain", "statements", ["Participants came from the UK"], 1),
    ("U.N.", "organisations", ["United Nations"], 3),
    ("MoU", "statements", ["A Memorandum of Understanding"], 1),
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
    # people as other alphabets write them, in any order, with initials and titles
    ("Sasha Rashich", "people", ["Saša Rašić"], 1),
    ("Саша Рашич", "people", ["Saša Rašić"], 1),
    ("Rashiq Sasha", "people", ["Saša Rašić"], 1),
    ("Rashich", "statements", ["Civil society organisations play an important role"], 5),
    ("Никола Фердинанд", "people", ["Ferdinand Nikolla"], 1),
    ("gnochi", "people", ["Thomas Gnocchi"], 1),
    ("Mr T. Gnocchi", "people", ["Thomas Gnocchi"], 1),
    ("S. Rašić", "people", ["Saša Rašić"], 1),
    # what is said of a country's people and things; where bodies are and meetings were
    ("Serbian", "countries", ["Serbia"], 1),
    ("Kosovars", "countries", ["Kosovo"], 1),
    ("Georgian communities", "lessons", ["Let communities create demand"], 1),
    ("Bangladeshi women", "lessons", ["Women and men should take part"], 1),
    ("Government of Kyrgyzstan", "organisations", ["Kyrgyz Government"], 1),
    ("Ministry of Justice Serbia", "organisations", ["Ministry of Justice"], 1),
    ("Kosovo", "conferences", PRISHTINA, 1),
    ("Serbia", "conferences", [], 0),
    # days and years of a meeting
    ("2014", "conferences", PRISHTINA, 1),
    ("2013", "conferences", [], 0),
    ("24 April 2014", "conferences", PRISHTINA, 1),
    ("April 24, 2014", "conferences", PRISHTINA, 1),
    ("2014-04-24", "conferences", PRISHTINA, 1),
    ("24.04.2014", "conferences", PRISHTINA, 1),
    ("24/04/2014", "conferences", PRISHTINA, 1),
    ("Prishtina conference 2014", "conferences", PRISHTINA, 1),
    # cities under names that do not sound alike
    ("Beograd", "statements", ["During the Brussels agreement"], 1),
    ("Београд", "statements", ["During the Brussels agreement"], 1),
    ("Bruxelles", "statements", ["During the Brussels agreement"], 1),
    # themes by what belongs to them
    ("corruption", "themes", ["Oversight and accountability"], 1),
    ("transitional justice", "themes", ["Dealing with the past"], 1),
    ("WPS", "themes", ["Gender and youth"], 1),
    ("interethnic", "themes", ["Inter-ethnic relations"], 1),
    ("interethnic relations", "lessons", ["Less progress on reconciliation"], 2),
    ("multi ethnic", "lessons", ["Whether the Kosovo Security Force became"], 1),
    # whole questions
    (
        "what has worked against distrust of the police, and where?",
        "lessons",
        ["Civil society can be a bridge"],
        1,
    ),
    ("what happened in Yemen?", "lessons", ["Where many citizens are armed"], 1),
    ("tell me about Kosovo", "countries", ["Kosovo"], 1),
    ("lessons about community policing", "lessons", ["Community policing gives citizens"], None),
    # countries by long and foreign names that are shown nowhere
    ("Republic of Serbia", "countries", ["Serbia"], 1),
    ("Macédoine", "lessons", MACEDONIA, 2),
    ("Mali i Zi", "countries", ["Montenegro"], 1),
    # decades
    ("1990s", "statements", ["It was acknowledged that complex issues"], 1),
    ("1990's", "statements", ["It was acknowledged that complex issues"], 1),
    ("1990", "lessons", ["Less progress on reconciliation", "Building trust includes"], 2),
    # digits of other scripts
    ("٢٠١٤", "conferences", PRISHTINA, 1),
    ("২০১৪", "conferences", PRISHTINA, 1),
    # signs between words
    ("police/trust", "lessons", ["Build trust between people", "Civil society can be a bridge"], 4),
    ("trust,police", "lessons", ["Build trust between people", "Civil society can be a bridge"], 4),
    ("U.N", "organisations", ["United Nations", "UN missions", "United Nations Mission in Kosovo"], 3),
    ("MoJ", "organisations", ["Ministry of Justice"], 1),
    # Arabic with and without the article
    ("ثقة", "statements", ["الثقة"], 1),
    ("يمن", "countries", ["Yemen"], 1),
    ("شرطة", "themes", ["Police reform", "Community policing"], None),
    # nothing
    ("comunity polcing", "lessons", [], 0),
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
    assert count in (len(found), None)


def api_found(client, text, names):
    """``{kind: what the API finds in its list, as it calls itself}``."""
    asked = {"q": text, "kinds": ",".join(names), "limit": MOST}
    found = {name: [] for name in names}
    for hit in client.get("/api/v1/search/", asked).json()["results"]:
        found[hit["kind"]].append(hit["record"]["id"])
    shown = {name: KINDS[name].rows().in_bulk(keys) for name, keys in found.items()}
    return {name: [str(shown[name][key]) for key in keys] for name, keys in found.items()}


@pytest.mark.parametrize(("text", "name"), dict.fromkeys((text, name) for text, name, *_ in EXPECTED))
def test_the_api_finds_the_same_in_the_same_order(client, text, name):
    assert api_found(client, text, [name]) == {name: rows_found(text, name)[:MOST]}


MOST = 50


SAME = [
    ["Macedonia", "FYROM", "North Macedonia", "MK", "MKD", "the former Yugoslav Republic of Macedonia", "Македонија"],
    ["Prishtine", "Prishtinë", "Priština", "Приштина", "pristina", "Prishtina", "PRISHTINA"],
    ["Saša Rašić", "sasa rasic", "Саша Рашић", "Sasha Rashich"],
    ["Kosovo", "Kosova", "Косово", "XK", "XKX"],
    ["police", "Policing", "POLICES"],
]


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_what_means_the_same_finds_the_same_in_every_list(texts):
    found = [{name: set(rows_found(text, name)) for name in KINDS} for text in texts]
    assert all(each == found[0] for each in found)
    assert any(found[0].values())


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_the_api_finds_the_same_in_every_list_at_once(client, texts):
    assert api_found(client, texts[0], KINDS) == {name: rows_found(texts[0], name)[:MOST] for name in KINDS}


def test_a_title_in_another_language_counts_as_a_title():
    found = understood("police")
    last = LESSONS.order(found)(LESSONS.asked("police", found).qs)[-1]
    make_translation(Lesson.objects.get(pk=last), title="Police")
    assert LESSONS.order(found)(LESSONS.asked("police", found).qs)[0] == last
