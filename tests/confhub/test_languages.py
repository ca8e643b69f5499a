"""The site in ten languages: the address decides, what is not translated says so, and costs stay the same."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as markup

from organisations.models import Country, Organisation, Person
from sessions.models import Theme
from tests.markup import markup_faults
from tests.page_kinds import collection, failures

from .test_pages import QUERIES

pytestmark = pytest.mark.django_db

# {kind: queries more than in English}, for the names of countries and of themes; of what shows neither there are none.
NAMES_OF_BOTH = ["home", "country", "theme", "lessons", "lessons, filtered", "lesson", "conferences", "session"]
NAMES_OF_BOTH += ["statements", "statement", "search", "search, found", "search, filtered", "search, one list"]
NAMES_OF_BOTH += ["search, statements", "search, none found"]
NAMES_OF_BOTH += ["evidence", "evidence, one region", "compare", "compare, countries", "compare, on a theme"]
NAMES_OF_ONE = ["countries", "country without anything", "themes", "conference", "organisations", "organisation"]
NAMES_OF_ONE += ["person"]
MORE = dict.fromkeys(NAMES_OF_BOTH, 2) | dict.fromkeys(NAMES_OF_ONE, 1)
OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
# Words in Latin letters that are the same in Arabic: names of formats, codes, examples of addresses.
LATIN = (
    "Confhub API Atom Akoma Ntoso Popolo JSON CSV BibTeX RIS CSL SHA zip ISO XKX kosovo JavaScript CLDR Unicode OECD"
)
LATIN = {*f"{LATIN} IATI Natural Earth".split()}
# Words that were typed, and names of what was asked, as the page says them back.
TYPED = {*["trust", "trusst", "police", "pollice", "organiser", "Organiser", "atlantis", "country", "kind", "none"]}
TYPED |= {"region", "theme"}


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def in_arabic(pages):
    return {kind: f"/ar{address}" for kind, address in pages.items() if kind != "guide"}


def add_names():
    """Names in Arabic, as every country and theme that ships has them."""
    for row in [*Country.objects.all(), *Theme.objects.all()]:
        row.names = {**row.names, "ar": f"اسم {row.pk.translate(DIGITS)}"}
        row.save()
    Theme.objects.update(definitions={"ar": "جملة واحدة."})


DIGITS = {ord(letter): 0x0627 + place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
DIGITS |= {ord(chr(letter).upper()): to for letter, to in DIGITS.items()}


@pytest.mark.parametrize("size", [1, 3])
def test_pages_in_arabic_are_valid_and_cost_what_they_cost_in_english_and_the_names(client, size):
    cost = {}
    for kind, address in in_arabic(collection(size)).items():
        with CaptureQueriesContext(connection) as queries:
            html = page(client, address)
        cost[kind] = len(queries) - QUERIES[kind]
        assert (kind, markup_faults(html)) == (kind, [])
        assert '<html lang="ar" dir="rtl">' in html
    assert {kind: more for kind, more in cost.items() if more} == MORE


def unmarked_latin(html, names):
    """Words in Latin letters that stand on an Arabic page without a mark of their language; but for ``names``."""
    root = markup.fromstring(html)
    for element in root.xpath("//body//*[@lang or self::script or self::code or self::data]"):
        element.drop_tree()
    text = re.sub(r"https?://\S+", " ", " ".join(root.xpath("//body//text()")))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return sorted(set(re.findall("[A-Za-z]{3,}", text)) - LATIN - TYPED)


def names():
    """Names of bodies, people, places and ids: in no language, or in their own."""
    bodies = [text for row in Organisation.objects.all() for text in (row.name, row.acronym, *row.other_names)]
    people = [text for row in Person.objects.all() for text in (row.name, *row.other_names)]
    return {
        *bodies,
        *people,
        "Prishtina",
        "Prishtinë",
        "http://testserver",
        "A publisher",
        "Its address",
        "The organisers",
    } - {""}


def test_nothing_on_a_page_is_in_english_without_saying_so(client):
    pages = in_arabic(collection(2))
    add_names()
    pages |= {kind: f"/ar{address}" for kind, (_, address) in failures().items()}
    found = {kind: unmarked_latin(client.get(address).content.decode(), names()) for kind, address in pages.items()}
    assert found == {kind: [] for kind in pages}


def test_a_planted_english_word_is_seen():
    html = '<html lang="ar"><body><p>كلمة word <span lang="en">marked</span> JSON INDEP</p></body></html>'
    assert unmarked_latin(html, {"INDEP"}) == ["word"]
