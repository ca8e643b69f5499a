"""The rules of a bundle that a schema cannot state, for one item at a time: ``(path inside the item, reason)``.

Items come with the parts left out that are not as the schema says; a rule is silent about what is missing.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from organisations.languages import canonical, is_tag
from sessions.choices import Level

from .columns import TRANSLATED, shown_words

# Entries of a list that may stand once: what they are told apart by.
_ONCE = {
    "conference": {"organisations": ("organisation", "role"), "countries": ("country", "role")},
    "organisations": {"relations": ("kind", "organisation")},
    "statements": {"countries": ("country",)},
    "lessons": {"countries": ("country", "role"), "evidence": ("statement",)},
}
_is_address = URLValidator(schemes=["http", "https"])


def broken(section, item):
    """Yields ``(path, reason)`` for every rule the item breaks by itself."""
    for name, columns in _ONCE.get(section, {}).items():
        yield from _twice(name, columns, item.get(name) or ())
    yield from _RULES.get(section, _nothing)(item)


def _nothing(item):
    return ()


def _twice(name, columns, entries):
    seen = {}
    for number, entry in enumerate(entries):
        values = tuple(entry[column] for column in columns)
        if seen.setdefault(values, number) != number:
            yield f"{name}[{number}]", f"{' '.join(values)} stands there already, in {name}[{seen[values]}]"


def _conference(item):
    start, end = item.get("start_date"), item.get("end_date")
    if start and end and start > end:
        yield "end_date", f"{end} is before start_date, {start}"
    if "headcount" in item and "headcount_note" in item:
        if item["headcount"] is not None and not item["headcount_note"]:
            yield "headcount_note", "is empty: say which source reports the headcount"
        if item["headcount"] is None and item["headcount_note"]:
            yield "headcount_note", "is there without a headcount"


def _source(item):
    if item.get("url"):
        try:
            _is_address(item["url"])
        except ValidationError:
            yield "url", f'"{item["url"]}" is no address that begins with http:// or https://'
    if item.get("issued") and not _is_date(item["issued"]):
        yield "issued", f'"{item["issued"]}" is not in the calendar'


def _is_date(text):
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _basis(item):
    if "basis" in item and "basis_reference" in item:
        if item["basis"] and not item["basis_reference"]:
            yield "basis_reference", "is empty: say where the basis can be checked"
        if item["basis_reference"] and not item["basis"]:
            yield "basis", "is empty, but basis_reference is there"


def _person(item):
    yield from _basis(item)
    if item.get("listed") and item.get("basis") == "":
        yield "listed", "needs a basis: only somebody who may be named can be listed"


def _participant(item):
    yield from _basis(item)
    if item.get("limit") == Level.NAMED and item.get("basis") == "":
        yield "limit", '"named" needs a basis'


def _statement(item):
    if item.get("text") == "" and item.get("public_text") is None:
        yield "text", "is empty"
    yield from _translations("statements", item)
    passage = item.get("passage")
    if passage and passage["end"] <= passage["start"]:
        yield "passage.end", f"{passage['end']} is not behind start, {passage['start']}"


def _link(item):
    if "from" in item and item["from"] == item.get("to"):
        yield "to", "is the statement itself"


def _lesson(item):
    yield from _translations("lessons", item)


def _translations(section, item):
    """Each into another language, once, and whole."""
    seen = {canonical(item.get("language", "")): "the language of the words themselves"}
    shown = shown_words(section, item)
    for number, each in enumerate(item.get("translations") or ()):
        tag = canonical(each["language"])
        if tag in seen:
            yield f"translations[{number}].language", f'"{each["language"]}" is {seen[tag]}'
        if not is_tag(each["language"]):
            yield f"translations[{number}].language", f'"{each["language"]}" is no language tag such as en or sr-Latn'
        seen.setdefault(tag, f"that of translations[{number}] already")
        for name, words in zip(TRANSLATED[section], shown, strict=True):
            if words and not each[name]:
                yield f"translations[{number}].{name}", "is empty: translate this too"


_RULES = {
    "conference": _conference,
    "sources": _source,
    "people": _person,
    "participants": _participant,
    "statements": _statement,
    "statement_links": _link,
    "lessons": _lesson,
}
