"""What readers of each language find: the list of languages, translations and originals, addresses that stay."""

import re

import pytest
from django.conf import settings
from django.test import Client
from lxml import html as markup

from sessions.models import Theme
from tests.factories import (
    make_change,
    make_conference,
    make_country,
    make_lesson,
    make_organisation,
    make_relation,
    make_session,
    make_similar,
    make_source,
    make_statement,
    make_theme,
    make_translation,
    with_words,
)
from tests.page_kinds import collection

pytestmark = pytest.mark.django_db
OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]


def root_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return markup.fromstring(response.content.decode())


def links(root, rel):
    return {each.get("hreflang"): each.get("href") for each in root.xpath(f"//link[@rel='{rel}'][not(@type)]")}


def language_of(element):
    """The language that an element's text is said to be in."""
    return element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]


@pytest.fixture
def lesson():
    """In English, with an Albanian translation; so is the one statement it stands on."""
    said = make_statement(text="Trust comes first.", themes=["trust"])
    row = make_lesson("Earn trust", [(said, "supports")], text="People must trust.", context="Where fear was.")
    make_translation(row, "sq", "Njerëzit duhet të besojnë.", title="Fito besimin", context="Ku kishte frikë.")
    make_translation(said, "sq", "Besimi vjen i pari.")
    with_words(row, said)
    return row


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("sr-latn", "sr-Latn"), ("ar", "ar"), ("bn", "bn")])
def test_the_list_of_languages_leads_to_this_page_in_each_by_its_own_name(client, code, tag):
    prefix = "" if code == "en" else f"/{code}"
    root = root_of(client, f"{prefix}/lessons/?kind=obstacle&x=%C3%AB")
    assert root.get("lang") == tag
    found = [(a.get("href"), a.get("lang"), a.get("dir"), a.text) for a in root.xpath("//details[@class='lang']//a")]
    assert found[0] == ("/lessons/?kind=obstacle&x=%C3%AB", "en", "ltr", "English")
    assert found[3] == ("/sr-latn/lessons/?kind=obstacle&x=%C3%AB", "sr-Latn", "ltr", "Srpski")
    assert found[8] == ("/ar/lessons/?kind=obstacle&x=%C3%AB", "ar", "rtl", "العربية")
    assert len(found) == 10
    [here] = root.xpath("//details[@class='lang']//a[@aria-current]")
    assert here.get("lang") == tag


@pytest.mark.parametrize("code", OTHERS)
def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_says(code):
    client = Client(headers={"accept-language": "fr, ka;q=0.9"})
    root = root_of(client, f"/{code}/about/")
    assert root.get("lang").lower() == code
    assert root.get("dir") == ("rtl" if code == "ar" else "ltr")
    assert root.xpath("//h1/text()") != ["About"]
    plain, own = client.get("/about/"), client.get(f"/{code}/about/")
    assert '<html lang="en" dir="ltr">' in plain.content.decode()
    assert plain.headers["Vary"] == own.headers["Vary"] == "Accept-Encoding"
    assert "Content-Language" not in own.headers
    assert not client.cookies


@pytest.mark.parametrize("address", ["/en/lessons/", "/fr/lessons/", "/AR/lessons/", "/ar-EG/lessons/", "/ar/api/v1/"])
def test_there_are_no_other_languages_and_nothing_but_pages_in_them(client, address):
    assert client.get(address).status_code == 404


def test_a_translated_lesson_shows_its_words_and_whose_they_were(client, lesson):
    root = root_of(client, f"/sq{lesson.get_absolute_url()}")
    text = root.xpath("//main")[0].text_content()
    assert root.xpath("//h1/text()") == ["Fito besimin"]
    assert "Njerëzit duhet të besojnë." in text
    assert "Ku kishte frikë." in text
    assert "Besimi vjen i pari." in text
    assert "People must trust." not in text
    assert not root.xpath("//p[@class='notice']")
    [back] = root.xpath("//p[@class='tongue']/a")
    assert (back.get("href"), back.get("hreflang")) == (lesson.get_absolute_url(), "en")
    # A citation names the title that the lesson was given, and the address that stays.
    [cited] = root.xpath("//p[@class='cite']")
    assert cited.xpath("cite[@lang='en']/text()") == ["Earn trust"]
    assert f"http://testserver/lessons/{lesson.pk}/" in cited.text_content()


def test_what_is_not_translated_is_marked_and_one_notice_says_so(client, lesson):
    root = root_of(client, f"/ka{lesson.get_absolute_url()}")
    assert [(each.text, each.get("lang"), each.get("dir")) for each in root.xpath("//h1")] == [
        ("Earn trust", "en", "ltr")
    ]
    assert root.xpath("//title/@lang") == ["en"]
    assert len(root.xpath("//p[@class='notice']")) == 1
    assert ["ინგლისური" in each.text for each in root.xpath("//p[@class='tongue']")] == [True, True]
    plain = root_of(client, lesson.get_absolute_url())
    assert not plain.xpath("//*[@class='notice' or @class='tongue']")


def test_a_text_in_another_language_is_marked_on_an_english_page_too(client):
    row = make_statement(text="Besimi fitohet.", language="sq")
    root = root_of(client, row.get_absolute_url())
    assert len(root.xpath("//p[@class='notice']")) == 1
    assert root.xpath("//div[@class='said']/@lang") == ["sq"]
    assert "Albanian" in root.xpath("//p[@class='tongue']")[0].text


def test_search_engines_are_told_where_the_words_are_translated(client, lesson):
    path = lesson.get_absolute_url()
    own, plain = f"http://testserver/sq{path}", f"http://testserver{path}"
    there = {"en": plain, "sq": own, "x-default": plain}
    for address, canonical in ((path, plain), (f"/sq{path}", own), (f"/ar{path}", plain)):
        root = root_of(client, address)
        assert links(root, "canonical") == {None: canonical}
        assert links(root, "alternate") == there
    bare = make_lesson("Not translated").get_absolute_url()
    root = root_of(client, f"/ar{bare}")
    assert links(root, "canonical") == {None: f"http://testserver{bare}"}
    assert links(root, "alternate") == {}


def test_pages_of_the_sites_own_words_are_there_in_every_language_and_lists_in_one(client):
    make_theme()
    root = root_of(client, "/ar/countries/")
    assert links(root, "canonical") == {None: "http://testserver/ar/countries/"}
    assert sorted(links(root, "alternate")) == sorted(
        ["ar", "bn", "en", "ka", "ky", "mk", "ru", "sq", "sr", "sr-Latn", "x-default"]
    )
    lists = root_of(client, "/ar/lessons/")
    assert links(lists, "canonical") == {None: "http://testserver/lessons/"}
    assert links(lists, "alternate") == {}


def test_links_stay_in_the_language_but_for_addresses_that_stay_the_same(client, lesson):
    root = root_of(client, f"/ar{lesson.get_absolute_url()}")
    found = {a.get("href") for a in root.xpath("//a[not(@hreflang)]")}
    inside = {href for href in found if href.startswith("/") and not href.startswith("/ar/")}
    kinds = {re.sub(r"[0-9]{8}", "ID", href) for href in inside}
    files = {"/lessons/ID/cite.bib", "/lessons/ID/cite.ris", "/lessons/ID/cite.json"}
    assert kinds == {"/lessons/ID/", "/api/v1/lessons/ID/", "/api/docs/", "/api/guide/", *files}
    [data] = root.xpath("//script[@type='application/ld+json']/text()")
    assert "/ar/" not in data


def test_a_feed_has_the_same_ids_in_every_language_and_the_words_of_each(client, lesson):
    plain, own = (client.get(f"{prefix}/lessons/feed.atom").content.decode() for prefix in ("", "/sq"))
    assert re.findall("<entry><id>(.*?)</id>", plain) == re.findall("<entry><id>(.*?)</id>", own)
    assert "<id>http://testserver/lessons/feed.atom</id>" in plain
    assert "<id>http://testserver/sq/lessons/feed.atom</id>" in own
    assert 'xml:lang="sq"><id>' in own
    assert "<title>Fito besimin</title>" in own
    assert f'href="http://testserver/sq{lesson.get_absolute_url()}"' in own


def test_a_search_stays_in_the_language_and_finds_words_of_translations(client, lesson):
    make_country().__class__.objects.filter(pk="XK").update(names={"ar": "كوسوفو"})
    root = root_of(client, "/sq/search/?q=besimin")
    assert root.xpath("//form[@class='find big']/@action") == ["/sq/search/"]
    assert "".join(root.xpath("//li[contains(@class,'card')]/h3//text()")) == "Fito besimin"
    assert [each.text for each in root.xpath("//mark")] == ["besimin"]
    arabic = root_of(client, "/ar/search/?q=كوسوفو")
    assert arabic.xpath("//ul[@class='plain names']/li/a/@href") == ["/ar/countries/kosovo/"]
    assert "كوسوفو" in arabic.xpath("//datalist/option/@value")


def test_failures_are_in_the_language_of_the_address(client, monkeypatch):
    make_change("lessons", "WWWWWWWW")
    titles = {
        404: "/ar/lessons/NNNNNNNN/x/",
        410: "/ar/lessons/WWWWWWWW/x/",
        400: "/ar/lessons/?country=atlantis",
    }
    said = {status: root_of(client, address, status) for status, address in titles.items()}
    assert {root.get("lang") for root in said.values()} == {"ar"}
    assert "“atlantis”" not in said[400].text_content()
    unread = markup.fromstring(client.get("/ar/", headers={"Host": "somebody.else"}).content.decode())
    assert (unread.get("lang"), unread.get("dir")) == ("ar", "rtl")
    monkeypatch.setattr("confhub.home.render", lambda *args: 1 / 0)
    client.raise_request_exception = False
    fault = markup.fromstring(client.get("/ar/").content.decode())
    assert (fault.get("lang"), fault.xpath("//a/@href")) == ("ar", ["/ar/"])


def test_readers_are_told_that_a_machine_wrote_the_draft(client, settings):
    assert "machine" not in root_of(client, "/about/").xpath("//footer")[0].text_content()
    before = len(root_of(client, "/ar/about/").xpath("//footer//p"))
    settings.MACHINE_MADE = []
    assert len(root_of(client, "/ar/about/").xpath("//footer//p")) == before - 1


def test_names_of_a_page_are_sorted_in_its_language(client):
    for code, name in (("XK", "Косово"), ("ME", "Јужна"), ("AL", "Алфа")):
        make_country(code, names={"sr": name})
    make_lesson(countries=["XK", "ME", "AL"])
    root = root_of(client, "/sr/countries/")
    assert [a.text for a in root.xpath("//div[@class='regions']//a")] == ["Алфа", "Јужна", "Косово"]


BODIES = {
    "/organisations/": "//ul[@class='plain rows']/li/a",
    "/countries/kosovo/": "//ul[@class='plain']/li/a[contains(@href,'/organisations/')]",
    "/conferences/meeting/": "//aside//dd/a[contains(@href,'/organisations/')]",
    "/statements/SSSSSSSS/": "//aside//dd/a[contains(@href,'/organisations/')]",
    "/organisations/alliance/": "//section/ul[@class='plain']/li/a[contains(@href,'/organisations/')]",
}


@pytest.fixture
def bodies():
    """Two bodies on every kind of page that names bodies, the one with a name, the other with a description."""
    kosovo = make_country()
    named = make_organisation("Saferworld (UK)", country=kosovo, other_names=["Saferworld, Inc."])
    described = make_organisation("The government.", name_is_description=True, country=kosovo, summary="It governs.")
    meeting = make_conference("meeting", organisations=[(named, "organiser"), (described, "partner")])
    said = make_statement(make_session(meeting), id="SSSSSSSS", mentions=[named, described])
    alliance = make_organisation("Alliance", country=kosovo)
    make_relation(alliance, named)
    make_relation(described, alliance)
    with_words(named, described, said)
    return [named, described]


@pytest.mark.parametrize("address", BODIES)
def test_names_of_bodies_run_as_their_letters_do_and_descriptions_are_in_english(client, bodies, address):
    found = root_of(client, f"/ar{address}").xpath(BODIES[address])
    own = {link.text_content(): [(each.tag, dict(each.attrib)) for each in link] for link in found}
    assert own["Saferworld (UK)"] == [("bdi", {"lang": ""})]
    assert own["The government."] == [("span", {"lang": "en", "dir": "ltr"})]
    plain = root_of(client, address).xpath(BODIES[address])
    assert {link.text_content(): len(link) for link in plain} == dict.fromkeys(own, 1) | {"The government.": 0}


def test_the_page_of_a_body_marks_its_name(client, bodies):
    named, described = (root_of(client, f"/ar{row.get_absolute_url()}") for row in bodies)
    assert [dict(each.attrib) for each in named.xpath("//h1 | //title")] == [{"lang": "", "dir": "auto"}] * 2
    assert [dict(each.attrib) for each in described.xpath("//h1 | //title")] == [{"lang": "en", "dir": "ltr"}] * 2
    assert named.xpath("//p[@class='aka']/bdi/text()") == ["Saferworld, Inc."]
    assert named.xpath("//nav[@class='crumbs']//bdi/text()") == ["Saferworld (UK)"]


def test_a_search_marks_summaries_of_bodies_and_of_sessions(client, bodies):
    albanian = make_session(make_conference(language="sq"), title="Hapja", summary="Police fjalë.")
    police = make_organisation("Ministria", summary="Runs the police.", other_names=["Police Ministria"])
    with_words(albanian, police)
    cards = {}
    for kind in ("organisations", "sessions"):
        for card in root_of(client, f"/ar/search/?q=police&in={kind}").xpath("//li[contains(@class,'card')]"):
            cards[kind] = [(each.tag, each.text_content(), dict(each.attrib)) for each in card[:2]]
    assert cards["organisations"] == [
        ("h3", "Ministria", {"lang": "", "dir": "auto"}),
        ("p", "Police Ministria", {"lang": "", "dir": "auto"}),
    ]
    assert cards["sessions"] == [
        ("h3", "Hapja", {"lang": "sq", "dir": "ltr"}),
        ("p", "Police fjalë.", {"lang": "sq", "dir": "ltr"}),
    ]
    [card] = root_of(client, "/ar/search/?q=runs&in=organisations").xpath("//li[contains(@class,'card')]")
    assert [dict(each.attrib) for each in card.xpath("p[.='Runs the police.']")] == [{"lang": "en", "dir": "ltr"}]
    [card] = root_of(client, "/ar/search/?q=government&in=organisations").xpath("//li[contains(@class,'card')]")
    assert dict(card.xpath("h3")[0].attrib) == {"lang": "en", "dir": "ltr"}


def test_sources_are_in_their_own_language_whole(client, bodies):
    make_source(
        bodies[0].conference_roles.get().conference,
        creator="Autori",
        publisher="Botuesi",
        publisher_details="Rruga 1.",
        language="sq",
    )
    root = root_of(client, "/ar/conferences/meeting/")
    line, details = root.xpath("//ul[@class='plain sources']/li/p | //ul[@class='plain sources']//dd[1]/span")
    assert line.text_content() == "Autori (2014). The report. Botuesi."
    assert details.text_content() == "Botuesi, Rruga 1."
    assert line.attrib == details.attrib == {"lang": "sq", "dir": "ltr"}


def test_lists_have_the_comma_of_the_language(client):
    for code, name in (("XK", "كوسوفو"), ("AL", "ألبانيا")):
        make_lesson(countries=[make_country(code, names={"ar": name}).pk], themes=["trust"])
    root = root_of(client, "/ar/compare/?country=XK&country=AL")
    assert root.xpath("//h1")[0].text_content() == "ألبانيا، كوسوفو"
    assert root_of(client, "/compare/?country=XK&country=AL").xpath("//h1")[0].text_content() == "Albania, Kosovo"


@pytest.mark.parametrize(
    ("code", "ends"), [("sr", "2014."), ("ru", "2014\u202fг."), ("mk", "2014\u202fг."), ("en", "2014.")]
)
def test_citations_end_in_one_stop_whatever_a_date_ends_in(client, code, ends):
    said = make_statement()
    paths = [said.conference.get_absolute_url(), said.session.get_absolute_url(), said.get_absolute_url()]
    for path in (*paths, make_lesson("What now?", [(said, "supports")]).get_absolute_url()):
        [cited] = root_of(client, path if code == "en" else f"/{code}{path}").xpath("//p[@class='cite']")
        assert ends in cited.text_content()
        assert not re.search(r"[.?]\.", cited.text_content())


def test_the_day_behind_a_place_in_latin_letters_stays_with_its_month(client):
    """Among Arabic letters a number that follows Latin ones is set beside those."""
    said = make_statement()
    for row in (said, said.session, said.conference):
        [cited] = root_of(client, f"/ar{row.get_absolute_url()}").xpath("//p[@class='cite']")
        assert "Prishtina" in cited.xpath("bdi/text()")


@pytest.mark.parametrize("code", OTHERS)
def test_an_id_leads_to_the_page_in_the_language_asked_for(client, code, lesson):
    session = lesson.evidence.get().statement.session
    for path, row in ((f"/lessons/{lesson.pk}/", lesson), (f"/sessions/{session.pk}/", session)):
        for prefix in ("", f"/{code}"):
            answer = client.get(f"{prefix}{path}")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"{prefix}{row.get_absolute_url()}")


def test_a_country_has_a_local_name_once(client):
    make_country("KG", local_languages=["ky", "ru", "sq"], names={"ky": "Кыргызстан", "ru": "Кыргызстан", "sq": "K"})
    found = root_of(client, "/countries/kyrgyzstan/").xpath("//p[@class='aka']/span")
    assert [(each.get("lang"), each.text) for each in found] == [("ky", "Кыргызстан"), ("sq", "K")]


def test_no_proper_name_is_said_to_be_in_the_language_of_the_page(client):
    """Of a person, a body, a town: who reads aloud in Arabic must not be told that they are Arabic."""
    name = re.compile(r"Rašić|Рашић|Ministry of|MIA|Organiser|Member \d|Prishtin|Priština")
    for kind, address in collection(2).items():
        root = root_of(client, address if kind == "guide" else f"/ar{address}")
        texts = [text for text in root.xpath("//title//text() | //body//text()") if name.search(text)]
        wrong = [text for text in texts if language_of(_around(text)) == "ar"]
        assert (kind, wrong) == (kind, [])
        assert texts or kind not in {"people", "person", "organisation", "organisations", "statement", "conference"}


def _around(text):
    """The element that a text stands in."""
    return text.getparent().getparent() if text.is_tail else text.getparent()


def test_themes_that_lessons_share_stand_between_commas_of_the_page_each_in_its_language(client, lesson):
    theme = make_theme("untold")
    for slug, name in (("trust", "الثقة"), ("donors", "المانحون")):
        Theme.objects.filter(pk=make_theme(slug).pk).update(names={"ar": name})
    for row in (lesson, make_lesson("Elsewhere", countries=["RS"])):
        row.themes.add(make_theme("trust"), make_theme("donors"), theme)
    make_similar(lesson, row, themes=["donors", "trust", theme.pk], words=["trust"])
    [said, *_] = root_of(client, f"/ar{lesson.get_absolute_url()}").xpath("//ul[@class='links']/li[contains(., '، ')]")
    assert ", " not in said.text_content()
    assert [(each.text, each.get("lang")) for each in said.xpath("span")] == [(theme.name, "en")]
