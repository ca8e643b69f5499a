"""Catalogues of the words pages are made of: gathered from code and templates, kept per language, compiled.

``python -m confhub.messages`` brings every catalogue in step with the code and compiles it (docs/translating.md).
Nothing but Babel is needed: no gettext programs.
"""

import re
from collections import Counter
from datetime import UTC, datetime
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
BEGUN = datetime(2026, 11, 26, tzinfo=UTC)
# {folder under locale: (number of plural forms, which one a number takes)}, as gettext and Django count them.
SLAVIC = (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)")
PLURALS = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"),
    "bn": (2, "(n > 1)"),
    "ka": (2, "(n!=1)"),
    "ky": (2, "(n != 1)"),
    "mk": (2, "(n % 10 == 1 && n % 100 != 11) ? 0 : 1"),
    "ru": SLAVIC,
    "sq": (2, "(n != 1)"),
    "sr": SLAVIC,
    "sr_Latn": SLAVIC,
}
# What readers never see in another language: the desk, and the documentation of the API.
STAFF = ("admin", "desk", "partners", "management", "migrations", "bundles", "guide", "guide.html", "api_docs.html")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACES = re.compile(r"%\(\w+\)[sd]|%")
TAGS = re.compile(r"</?\w+")
HEADER = """\
# {name} words of the pages of confhub.
# A first draft made by a machine, which nobody who speaks the language has read yet.
# Whoever has read it removes this line and the one above, and the language from MACHINE_MADE in the settings.
#"""


def sources():
    """Paths of code and templates that make public pages, in order."""
    code = [path for app in ("organisations", "sessions", "lessons", "confhub") for path in (ROOT / app).rglob("*.py")]
    found = [*code, *(ROOT / "templates").rglob("*.html")]
    return sorted(path for path in found if not set(path.relative_to(ROOT).parts) & {*STAFF})


def messages(path):
    """``[(msgid or (msgid, plural), context or None)]`` of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django writes a template as code; that code has no blocks, so that its lines begin anywhere.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _, message, _, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        yield message, context


def template():
    """A ``Catalog`` of every public message, and the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for path in sources():
        for message, context in messages(path):
            catalog.add(message, locations=[(str(path.relative_to(ROOT)), 0)], context=context)
    return catalog


def read(folder):
    """The ``Catalog`` of a language as it is kept."""
    with (LOCALE / folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=folder, charset="utf-8")


def written(catalog):
    """The bytes of a catalogue as text: each message with the files it stands in."""
    file = BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalog):
    """The bytes of a catalogue as programs read it; the same each time."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def brought_up(folder, current):
    """The catalogue of a language in step with the messages there are: new ones empty, old ones gone."""
    path = LOCALE / folder / "LC_MESSAGES" / "django.po"
    catalog = read(folder) if path.exists() else _new(folder)
    catalog.update(current, no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def _new(folder):
    known = {"project": "confhub", "version": "1", "last_translator": "nobody", "language_team": "none"}
    dates = {"creation_date": BEGUN, "revision_date": BEGUN}
    catalog = Catalog(locale=folder, charset="utf-8", fuzzy=False, **known, **dates)
    catalog.header_comment = HEADER.format(name=catalog.locale.english_name)
    catalog._num_plurals, catalog._plural_expr = PLURALS[folder]
    return catalog


def faults(folder, catalog, current):
    """What is wrong with a language's ``catalog``, given the messages there are: ``["message: fault"]``."""
    known, wanted = ({(each.id, each.context) for each in some if each.id} for some in (catalog, current))
    yield from (f"{message}: is not in the catalogue" for message, _ in wanted - known)
    yield from (f"{message}: is used nowhere" for message, _ in known - wanted)
    if (catalog.num_plurals, catalog.plural_expr) != PLURALS[folder]:
        yield f"the plural forms are not {PLURALS[folder]}"
    singles = _numbers_of_one(PLURALS[folder])
    for message in catalog:
        if message.id:
            yield from (f"{message.id}: {fault}" for fault in _faults_of(message, singles))


def _faults_of(message, singles):
    """``singles``: whether a form is for one number alone, which it may say in words."""
    forms = forms_of(message)
    if message.fuzzy:
        yield "is marked as fuzzy"
    if message.pluralizable and len(forms) != len(singles):
        yield f"has {len(forms)} forms, not {len(singles)}"
    for place, form in enumerate(forms):
        given = message.id[-1] if message.pluralizable else message.id
        spoken = {"%(n)s"} if message.pluralizable and singles[place : place + 1] == [True] else set()
        if not form.strip():
            yield "has no words"
        elif _marks(form) | spoken != _marks(given) | spoken:
            yield f"{form} has {sorted(_marks(form))}, not {sorted(_marks(given))}"
        elif TAGS.findall(form) != TAGS.findall(given):
            yield f"{form} has {TAGS.findall(form)}, not {TAGS.findall(given)}"


def forms_of(message):
    """The words of a message: one text, or one for each plural form."""
    return list(message.string) if message.pluralizable else [message.string or ""]


def _marks(text):
    """The places that a text leaves for what is put in, and whether it has another sign of per cent."""
    return set(PLACES.findall(text))


def _numbers_of_one(plurals):
    count, rule = plurals
    forms = Counter(map(c2py(rule), range(1_000)))
    return [forms[form] == 1 for form in range(count)]


def is_empty(message):
    """Whether a message, or a form of it, has no words."""
    return bool(message.id) and not all(forms_of(message))


def main():
    """Writes every catalogue, and what programs read of it."""
    current = template()
    for folder in PLURALS:
        place = LOCALE / folder / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        catalog = brought_up(folder, current)
        (place / "django.po").write_bytes(written(catalog))
        catalog = read(folder)
        (place / "django.mo").write_bytes(compiled(catalog))
        print(f"{folder}: {len(catalog)} messages, {sum(map(is_empty, catalog))} of them without words")


if __name__ == "__main__":
    main()
