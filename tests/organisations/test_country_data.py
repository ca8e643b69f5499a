"""countries.json: every entry of ISO 3166-1 and Kosovo, no region, and nothing that is said to be part of another."""

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from organisations.models import Country, CountryAlias
from organisations.regions import Region
from organisations.vocabularies.countries import COUNTRIES
from organisations.vocabularies.loading import read_json
from organisations.vocabularies.lookup import name_key

# ISO 3166-1, alpha-2 and alpha-3, written out so that a mistake of the sources shows.
ISO = """
AD/AND AE/ARE AF/AFG AG/ATG AI/AIA AL/ALB AM/ARM AO/AGO AQ/ATA AR/ARG AS/ASM AT/AUT AU/AUS AW/ABW AX/ALA
AZ/AZE BA/BIH BB/BRB BD/BGD BE/BEL BF/BFA BG/BGR BH/BHR BI/BDI BJ/BEN BL/BLM BM/BMU BN/BRN BO/BOL BQ/BES
BR/BRA BS/BHS BT/BTN BV/BVT BW/BWA BY/BLR BZ/BLZ CA/CAN CC/CCK CD/COD CF/CAF CG/COG CH/CHE CI/CIV CK/COK
CL/CHL CM/CMR CN/CHN CO/COL CR/CRI CU/CUB CV/CPV CW/CUW CX/CXR CY/CYP CZ/CZE DE/DEU DJ/DJI DK/DNK DM/DMA
DO/DOM DZ/DZA EC/ECU EE/EST EG/EGY EH/ESH ER/ERI ES/ESP ET/ETH FI/FIN FJ/FJI FK/FLK FM/FSM FO/FRO FR/FRA
GA/GAB GB/GBR GD/GRD GE/GEO GF/GUF GG/GGY GH/GHA GI/GIB GL/GRL GM/GMB GN/GIN GP/GLP GQ/GNQ GR/GRC GS/SGS
GT/GTM GU/GUM GW/GNB GY/GUY HK/HKG HM/HMD HN/HND HR/HRV HT/HTI HU/HUN ID/IDN IE/IRL IL/ISR IM/IMN IN/IND
IO/IOT IQ/IRQ IR/IRN IS/ISL IT/ITA JE/JEY JM/JAM JO/JOR JP/JPN KE/KEN KG/KGZ KH/KHM KI/KIR KM/COM KN/KNA
KP/PRK KR/KOR KW/KWT KY/CYM KZ/KAZ LA/LAO LB/LBN LC/LCA LI/LIE LK/LKA LR/LBR LS/LSO LT/LTU LU/LUX LV/LVA
LY/LBY MA/MAR MC/MCO MD/MDA ME/MNE MF/MAF MG/MDG MH/MHL MK/MKD ML/MLI MM/MMR MN/MNG MO/MAC MP/MNP MQ/MTQ
MR/MRT MS/MSR MT/MLT MU/MUS MV/MDV MW/MWI MX/MEX MY/MYS MZ/MOZ NA/NAM NC/NCL NE/NER NF/NFK NG/NGA NI/NIC
NL/NLD NO/NOR NP/NPL NR/NRU NU/NIU NZ/NZL OM/OMN PA/PAN PE/PER PF/PYF PG/PNG PH/PHL PK/PAK PL/POL PM/SPM
PN/PCN PR/PRI PS/PSE PT/PRT PW/PLW PY/PRY QA/QAT RE/REU RO/ROU RS/SRB RU/RUS RW/RWA SA/SAU SB/SLB SC/SYC
SD/SDN SE/SWE SG/SGP SH/SHN SI/SVN SJ/SJM SK/SVK SL/SLE SM/SMR SN/SEN SO/SOM SR/SUR SS/SSD ST/STP SV/SLV
SX/SXM SY/SYR SZ/SWZ TC/TCA TD/TCD TF/ATF TG/TGO TH/THA TJ/TJK TK/TKL TL/TLS TM/TKM TN/TUN TO/TON TR/TUR
TT/TTO TV/TUV TW/TWN TZ/TZA UA/UKR UG/UGA UM/UMI US/USA UY/URY UZ/UZB VA/VAT VC/VCT VE/VEN VG/VGB VI/VIR
VN/VNM VU/VUT WF/WLF WS/WSM YE/YEM YT/MYT ZA/ZAF ZM/ZMB ZW/ZWE
"""
LANGUAGES = {"en", "sq", "sr", "sr-Latn", "mk", "ka", "ru", "ky", "ar", "bn"}
REGIONS_IN_USE = {
    *("western balkans", "balkans", "central asia", "south caucasus", "middle east", "africa", "europe", "asia"),
    *("eu", "european union", "un", "united nations", "nato", "osce", "north kosovo", "eurozone", "world"),
    *(name_key(label) for label in Region.labels if label != "Antarctica"),
}


@pytest.fixture(scope="module")
def entries():
    return read_json(COUNTRIES)["countries"]


@pytest.fixture(scope="module")
def by_code(entries):
    return {entry["code"]: entry for entry in entries}


def aliases(entry, **wanted):
    return {a["name"] for a in entry["aliases"] if all(a.get(key) == value for key, value in wanted.items())}


def test_every_entry_of_iso_3166_1_and_kosovo_and_nothing_else(entries):
    iso = [tuple(pair.split("/")) for pair in ISO.split()]
    assert len(iso) == 249
    assert [(e["code"], e["alpha3"]) for e in entries] == sorted([*iso, ("XK", "XKX")])


def test_only_kosovo_has_a_user_assigned_code(entries):
    assert [e["code"] for e in entries if e["user_assigned"]] == ["XK"]


@pytest.mark.parametrize("field", ["code", "alpha3", "slug", "name"])
def test_keys_are_unique(entries, field):
    assert len({e[field] for e in entries}) == 250


def test_slugs_are_words_and_no_slug_reads_as_a_code(entries):
    codes = {e[field].lower() for e in entries for field in ("code", "alpha3")}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", e["slug"]) for e in entries)
    assert not codes & {e["slug"] for e in entries}


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("XK", "Kosovo", "kosovo"),
        ("MK", "North Macedonia", "north-macedonia"),
        ("KG", "Kyrgyzstan", "kyrgyzstan"),
        ("GB", "United Kingdom", "united-kingdom"),
        ("BA", "Bosnia and Herzegovina", "bosnia-and-herzegovina"),
        ("CI", "Côte d’Ivoire", "cote-divoire"),
        ("TR", "Türkiye", "turkiye"),
        ("TW", "Taiwan", "taiwan"),
        ("PS", "Palestine", "palestine"),
        ("HK", "Hong Kong", "hong-kong"),
        ("EH", "Western Sahara", "western-sahara"),
        ("CD", "Democratic Republic of the Congo", "democratic-republic-of-the-congo"),
        ("CG", "Congo", "congo"),
        ("KP", "North Korea", "north-korea"),
    ],
)
def test_english_names(by_code, code, name, slug):
    assert (by_code[code]["name"], by_code[code]["slug"]) == (name, slug)


def test_every_country_has_a_known_region(entries):
    assert {e["region"] for e in entries} == set(Region.values)


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("southern-europe", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"),
        ("central-asia", "KG KZ TJ TM UZ"),
        ("antarctica", "AQ"),
    ],
)
def test_regions_hold_their_countries(entries, region, codes):
    assert [e["code"] for e in entries if e["region"] == region] == codes.split()


def test_every_country_is_named_in_every_language_of_the_interface(entries):
    assert {e["code"] for e in entries if not e["names"].keys() >= LANGUAGES} == set()
    assert all(e["names"]["en"] == e["name"] for e in entries)


def test_local_languages_always_have_a_name(entries):
    assert all(set(e["local_languages"]) <= e["names"].keys() for e in entries)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("XK", {"sq": "Kosovë", "sr": "Косово", "sr-Latn": "Kosovo"}),
        ("MK", {"mk": "Северна Македонија", "sq": "Maqedonia e Veriut"}),
        ("RS", {"sr": "Србија", "sr-Latn": "Srbija"}),
        ("ME", {"sr-Latn": "Crna Gora"}),
        ("GE", {"ka": "საქართველო"}),
        ("KG", {"ky": "Кыргызстан", "ru": "Кыргызстан"}),
        ("YE", {"ar": "اليمن"}),
        ("BD", {"bn": "বাংলাদেশ"}),
        ("UA", {"uk": "Україна"}),
        ("CY", {"el": "Κύπρος", "tr": "Kıbrıs"}),
        ("PS", {"ar": "فلسطين"}),
        ("HK", {"en": "Hong Kong", "zh-Hant": "香港"}),
    ],
)
def test_local_names(by_code, code, names):
    entry = by_code[code]
    assert {tag: entry["names"][tag] for tag in entry["local_languages"]} == names


def test_no_name_says_whose_part_a_place_is(by_code):
    china = re.compile("China|Kina|Кина|Китай|Кытай|中國|中国|中華|ჩინეთ|الصين|চীন|SAR|САР|Province", re.IGNORECASE)
    serbia = re.compile("Serb|Srb|Срб|Серб|სერბ|صرب|সার্বিয়া|Metoh|Метох|Yugo", re.IGNORECASE)
    for code, pattern in [("HK", china), ("MO", china), ("TW", china), ("XK", serbia)]:
        entry = by_code[code]
        texts = [*entry["names"].values(), *aliases(entry), entry["naming_note"]]
        assert [text for text in texts if pattern.search(text)] == []
    assert "part_of" not in {field for entry in by_code.values() for field in entry}


def test_models_know_no_part_of():
    links = [f.name for m in (Country, CountryAlias) for f in m._meta.get_fields() if f.related_model is Country]
    assert links == ["country"]


def test_codes_kosovo_is_known_by(by_code):
    assert aliases(by_code["XK"], kind="code") == {"XKK", "UNK", "RKS", "KOS"}


def test_code_aliases_are_no_codes_of_others(entries):
    own = {e[field] for e in entries for field in ("code", "alpha3")}
    assert own & {name for e in entries for name in aliases(e, kind="code")} == set()


@pytest.mark.parametrize(
    ("code", "name", "until"),
    [
        *(("MK", name, "2019-02-13") for name in ("Macedonia", "FYROM", "FYR Macedonia", "Македонија")),
        ("MK", "The former Yugoslav Republic of Macedonia", "2019-02-13"),
        ("SZ", "Swaziland", "2018-04-18"),
        ("CV", "Cape Verde", "2013-10-23"),
        ("TR", "Turkey", "2022-05-31"),
        ("TL", "East Timor", "2002-05-19"),
        ("MM", "Burma", "1989-06-17"),
    ],
)
def test_former_names_end_on_the_day_before_the_new_one(by_code, code, name, until):
    assert name in aliases(by_code[code], valid_until=until)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("KG", name) for name in ("Kyrgyz Republic", "Kirgizstan", "Kirghizistan", "Кыргызстан")),
        *(("XK", name) for name in ("Kosova", "Kosovë")),
        *(("CD", name) for name in ("DRC", "DR Congo")),
        *(("GB", "UK"), ("GR", "EL"), ("CZ", "Czech Republic"), ("CI", "Ivory Coast"), ("SY", "Syrian Arab Republic")),
        *(("PS", name) for name in ("State of Palestine", "Occupied Palestinian Territory")),
    ],
)
def test_names_without_dates(by_code, code, name):
    assert name in aliases(by_code[code], valid_from=None, valid_until=None)


def test_dates_of_aliases_are_days_in_order(entries):
    for alias in (a for e in entries for a in e["aliases"]):
        days = [date.fromisoformat(alias[key]) for key in ("valid_from", "valid_until") if key in alias]
        assert all(first < last for first, last in pairwise(days))
        assert alias.keys() <= {"name", "kind", "valid_from", "valid_until"}


def test_one_name_means_one_country(entries):
    meaning = defaultdict(set)
    for entry in entries:
        for name in [*entry["names"].values(), *aliases(entry)]:
            meaning[name_key(name)].add(entry["code"])
    assert {name: codes for name, codes in meaning.items() if len(codes) > 1} == {}


def test_no_alias_repeats_the_name_or_another_alias(entries):
    for entry in entries:
        keys = [name_key(name) for name in [entry["name"], *(a["name"] for a in entry["aliases"])]]
        assert len(keys) == len(set(keys)), entry["code"]


def test_no_region_is_a_country(entries):
    english = {name_key(name) for e in entries for name in [e["name"], e["slug"].replace("-", " "), *aliases(e)]}
    assert english & REGIONS_IN_USE == set()


def test_naming_notes_are_there_where_a_name_needs_one(entries):
    notes = {e["code"]: e["naming_note"] for e in entries if e["naming_note"]}
    assert notes.keys() == {"MK", "XK"}
    assert "not a position on status" in notes["XK"]
    assert "13 February 2019" in notes["MK"]


def test_what_curators_of_the_data_decided_is_in_the_file(by_code):
    for code, own in read_json(COUNTRIES.with_name("curated.json")).items():
        entry = by_code[code]
        assert own == {field: entry[field] if field != "names" else own["names"] for field in own}
        assert own.get("names", {}).items() <= entry["names"].items()


def test_the_file_is_small_and_has_one_country_a_line():
    text = COUNTRIES.read_text(encoding="utf-8")
    assert len(text.encode()) < 250_000
    assert len(text.splitlines()) == 250 + 2
