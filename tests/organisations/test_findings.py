"""Ways to reach somebody, and names in words however they are spelled."""

import pytest

from organisations.findings import Finding, Phrases, contacts, family, texts_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ana.kovac@forum.org today.", ["ana.kovac@forum.org"]),
        ("ana [at] forum.org", ["ana [at] forum.org"]),
        ("Call +383 44 123 456.", ["+383 44 123 456"]),
        ("Call 00383 (0)38 123-456 now", ["00383 (0)38 123-456"]),
        ("044/123 456", ["044/123 456"]),
        ("(038) 123 456", ["(038) 123 456"]),
        ("tel. 123-456", ["tel. 123-456"]),
        ("٠٤٤ ١٢٣ ٤٥٦", ["044 123 456"]),
        ("+٣٨٣ ٤٤ ١٢٣ ٤٥٦", ["+383 44 123 456"]),
        ("+383‑44‑123‑456 and +383–38–123–456", ["+383-44-123-456", "+383-38-123-456"]),
        ("agron＠x.org", ["agron@x.org"]),
        ("ag\u200bron@x.\u00adorg", ["agron@x.org"]),
        ("agron [at] x [dot] org", ["agron [at] x [dot] org"]),
        ("agron at x dot org", ["agron at x dot org"]),
        ("тел. 123 456", ["тел. 123 456"]),
        ("tel. no. 123 456", ["tel. no. 123 456"]),
        ("هاتف: 123 456", ["هاتف: 123 456"]),
        ("Law no. 03/2010-112 and Law No. 04/L-072", []),
        ("Journal, ISSN 0350-0268; ISBN 0 521 64298 1, ISBN 978-0-521-64298-1", []),
        ("ISSN 0350-0268, 044/123 456", ["044/123 456"]),
        ("meet us at Hotel Grand. All of us", []),
        ("From 2009–2013, on 2014-04-24, 1 500 000 people, 0.75 of them", []),
        ("Resolution 1325 (2000) and 1244/1999", []),
        ("https://example.org/files/0044123456", []),
        ("Body 00000001", []),
        ("On 01.02.2014 and 01/02/2014, 08-09-2014", []),
        ("sha 0a1b2c3d4e5f00112233445566", []),
    ],
)
def test_contacts(text, found):
    assert [one.about.strip() for one in contacts([("text", text)])] == found


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("044 123 456", "check"),
        ("0712345678", "check"),
        ("(044 123 456)", "check"),
        ("a budget of 044 500 000 denars", "check"),
        ("044/123-456", "must"),
        ("(038) 123 456", "must"),
        ("tel. 044 123 456", "must"),
        ("+383 44 123 456", "must"),
    ],
)
def test_a_number_that_may_be_something_else_is_looked_at(text, level):
    assert [one.level for one in contacts([("text", text)])] == [level]


def test_a_contact_says_where_it_stands():
    (one,) = contacts([("title", "A title"), ("summary", "a@b.org")])
    assert (one.level, one.code, one.where) == ("must", "contact", "summary")


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("It was Saša Rašić who spoke.", "Saša Rašić", True),
        ("it was SASA RASIC who spoke", "Saša Rašić", True),
        ("Рекао је Саша Рашић.", "Saša Rašić", True),
        ("Po rečima Saše Rašića", "Saša Rašić", True),
        ("Rašić, Saša (Forum)", "Saša Rašić", True),
        ("Saša and Rašić", "Saša Rašić", False),
        ("Sašarašić", "Saša Rašić", False),
        ("The forum met", "Forum", True),
        ("The forums met", "Forum", False),
        ("Every word", "", False),
        ("Every word", "–", False),
    ],
)
def test_phrases(text, name, stands):
    assert Phrases([("text", text)]).having(name) == ({0} if stands else set())


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Agron Krasniqi", True),
        ("sipas Agron Krasniqit", True),
        ("Agronit Krasniqi, Agronin Krasniqi", True),
        ("sa Agronom Krasniqijem", True),
        ("са Агроном Красничијем", True),
        ("Krasniqit, Agron", True),
        ("Agron B. Krasniqi", True),
        ("Agron «Goni» Krasniqi", True),
        ("Ag\u00adron Kras\u200bniqi", True),
        ("Agron\u200bKrasniqi", True),
        ("Agron and Krasniqi", False),
        ("Agron met Besa Krasniqi", False),
        ("Agronomy of Krasniqi", False),
        ("Agron Krasniqović", False),
    ],
)
def test_names_in_cases_and_with_a_letter_between(text, stands):
    found = Phrases([("text", text)])
    assert found.naming("Agron Krasniqi") == ({0} if stands else set())
    assert found.may_have("agron krasnic")


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("Ana Kovač", "Ane Kovač", True),
        ("Ana Kovač", "and Kovač", False),
        ("Ana Kovač", "Ana Kovačević", False),
        ("Petar Petrov", "Petar Petrović", False),
        ("აგრონ კრასნიჩი", "აგრონმა კრასნიჩმა თქვა", True),
        ("A. K.", "A. K. said", True),
        ("Forum", "The forums met", False),
    ],
)
def test_short_names_and_names_like_others(name, text, stands):
    assert Phrases([("text", text)]).naming(name) == ({0} if stands else set())


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("Agron Krasniqi", "Mr Krasniqi", True),
        ("Agron Krasniqi", "A. Krasniqit", True),
        ("Krasniqi, Agron", "г. Красничи", True),
        ("Agron Krasniqi", "the krasniqi of it", False),
        ("Drita Hoti", "Hotit", True),
        ("Drita Hoti", "Hotel Grand", False),
        ("Ana Mir", "Mir", False),
        ("Forum", "Forum", False),
    ],
)
def test_a_family_name_alone(name, text, stands):
    assert Phrases([("text", text)]).of_family(family(name)) == ({0} if stands else set())


def test_every_text_of_a_snapshot_is_read():
    values = {
        "title": "A",
        "names": [{"lang": "sq", "name": "B"}],
        "rows": [["x", 1, "C"]],
        "none": None,
        "deep": {"D"},
    }
    assert texts_in(values) == [
        ("title", "A"),
        ("names", "sq"),
        ("names", "B"),
        ("rows", "x"),
        ("rows", "C"),
        ("deep", "D"),
    ]


def test_a_digest_is_of_what_a_finding_rests_on_and_not_of_its_words():
    one, other = Finding("check", "few", "One fits.", "a", "b"), Finding("must", "few", "Nobody fits.", "a", "b")
    assert one.digest == other.digest
    assert one.digest != Finding("check", "few", "One fits.", "a", "c").digest
