"""Makes countries.json. Run by developers when a new edition of the sources is out:

    python -m organisations.vocabularies.build_countries path/to/cldr-core

Sources: which codes are in ISO 3166-1, their alpha-3 codes, regions and official languages come from the Unicode
CLDR core data (package ``cldr-core``, the argument); names from the CLDR as Babel carries it; what we decide
ourselves from ``curated.json`` beside this file, which wins.

English names are the ISO 3166-1 short names in plain reading order ("Viet Nam", "Türkiye"); where ISO adds a formal
part to a plain name ("Bolivia (Plurinational State of)", "Russian Federation") the plain name is shown and the ISO
form is an alias. ISO's form for Taiwan and the long CLDR forms for Hong Kong and Macao are left out: they say whose
part a place is, and this vocabulary does not.
"""

import json
import sys
from pathlib import Path

import babel
from django.utils.text import slugify

from ..regions import Region

HERE = Path(__file__).parent
USER_ASSIGNED = {"XK"}
INTERFACE_LANGUAGES = ["en", "sq", "sr", "sr-Latn", "mk", "ka", "ru", "ky", "ar", "bn"]
LICENCE = "CLDR data © 2004-2026 Unicode, Inc.; see UNICODE-LICENSE."
WORLD, ANTARCTICA = "001", "AQ"
FIRST_PRIVATE_NUMBER = 900  # M49 numbers from here on are no ISO 3166-1 entries
REGIONS = {
    "154": Region.NORTHERN_EUROPE,
    "155": Region.WESTERN_EUROPE,
    "039": Region.SOUTHERN_EUROPE,
    "151": Region.EASTERN_EUROPE,
    "143": Region.CENTRAL_ASIA,
    "145": Region.WESTERN_ASIA,
    "034": Region.SOUTHERN_ASIA,
    "035": Region.SOUTH_EASTERN_ASIA,
    "030": Region.EASTERN_ASIA,
    "015": Region.NORTHERN_AFRICA,
    "011": Region.WESTERN_AFRICA,
    "017": Region.MIDDLE_AFRICA,
    "014": Region.EASTERN_AFRICA,
    "018": Region.SOUTHERN_AFRICA,
    "021": Region.NORTHERN_AMERICA,
    "013": Region.CENTRAL_AMERICA,
    "029": Region.CARIBBEAN,
    "005": Region.SOUTH_AMERICA,
    "053": Region.AUSTRALIA_AND_NEW_ZEALAND,
    "054": Region.MELANESIA,
    "057": Region.MICRONESIA,
    "061": Region.POLYNESIA,
}


class Cldr:
    """The parts of the CLDR core data that are needed, read from the folder ``core``."""

    def __init__(self, core):
        self.version = json.loads((core / "package.json").read_text(encoding="utf-8"))["version"]
        self.codes = self._read(core, "codeMappings")
        self.containment = self._read(core, "territoryContainment")
        self.territories = self._read(core, "territoryInfo")

    def _read(self, core, part):
        return json.loads((core / "supplemental" / f"{part}.json").read_text(encoding="utf-8"))["supplemental"][part]

    def regions(self):
        """``{alpha-2: M49 code of the sub-region}`` for everything in the world, codes outside ISO included."""
        found, groups = {}, [WORLD]
        for group in groups:
            for part in self.containment[group]["_contains"]:
                if part in self.containment:
                    groups.append(part)
                else:
                    found[part] = group
        return found

    def in_iso(self, code):
        number = self.codes.get(code, {}).get("_numeric")
        return number is not None and int(number) < FIRST_PRIVATE_NUMBER

    def official_languages(self, code):
        """Language tags; those official only in practice where the law names none."""
        languages = self.territories.get(code, {}).get("languagePopulation", {})
        for status in ("official", "de_facto_official"):
            tags = [tag.replace("_", "-") for tag, facts in languages.items() if facts.get("_officialStatus") == status]
            if tags:
                return tags
        return []


def name_in(code, tag):
    """The CLDR name of ``code`` in the language ``tag``; None where Babel has none."""
    try:
        return babel.Locale.parse(tag, sep="-").territories.get(code)
    except babel.UnknownLocaleError:
        return None


def names(code, tags, own):
    """``{tag: name}`` for the interface languages and ``tags``; names in ``own`` win."""
    found = {tag: name_in(code, tag) for tag in dict.fromkeys([*INTERFACE_LANGUAGES, *tags])}
    return {tag: name for tag, name in {**found, **own}.items() if name}


def entry(cldr, code, group, own):
    """One country as it stands in countries.json; ``own`` is its part of curated.json."""
    local = own.get("local_languages", cldr.official_languages(code))
    name = own.get("name", name_in(code, "en"))
    translated = names(code, local, {"en": name, **own.get("names", {})})
    return {
        "code": code,
        "alpha3": own.get("alpha3", cldr.codes[code]["_alpha3"]),
        "slug": slugify(name),
        "name": name,
        "region": Region.ANTARCTICA if code == ANTARCTICA else REGIONS[group],
        "names": translated,
        "local_languages": [tag for tag in local if tag in translated],
        "user_assigned": code in USER_ASSIGNED,
        "naming_note": own.get("naming_note", ""),
        "aliases": own.get("aliases", []),
    }


def build(core):
    """The text of countries.json: one country a line, by code."""
    cldr = Cldr(core)
    own = json.loads((HERE / "curated.json").read_text(encoding="utf-8"))
    regions = cldr.regions()
    codes = sorted(code for code in regions if cldr.in_iso(code) or code in USER_ASSIGNED)
    lines = [json.dumps(entry(cldr, code, regions[code], own.get(code, {})), ensure_ascii=False) for code in codes]
    source = f"Unicode CLDR {cldr.version}; names: CLDR in Babel {babel.__version__}; curated.json. {LICENCE}"
    return '{"source": %s, "countries": [\n%s\n]}\n' % (json.dumps(source, ensure_ascii=False), ",\n".join(lines))  # noqa: UP031


if __name__ == "__main__":
    (HERE / "countries.json").write_text(build(Path(sys.argv[1])), encoding="utf-8")
