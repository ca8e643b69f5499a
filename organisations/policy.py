"""The rule for bodies, people and translations: whether they may be public, and in which words.

Pure: no queries, no clock.

Everything here works on snapshots: the values of a record frozen at its release.
"""

from .choices import TranslationStatus
from .folding import indexed, latin
from .languages import digest


def released_organisation(values, named):
    """Public fields of a body from its snapshot, or None.

    ``values``: the snapshot, None if nothing was released. ``named``: whether something on the shelf names the body.
    """
    if values is None or not (named or values["listed"]):
        return None
    fields = {name: values[name] for name in _ORGANISATION_FIELDS}
    words = [values["name"], values["acronym"], *values["other_names"], values["summary"]]
    return {**fields, "country_id": values["country"], "search_text": latin(" ".join(words))}


_ORGANISATION_FIELDS = ("slug", "name", "acronym", "other_names", "name_is_description", "classification", "summary")


def released_person(values, named):
    """Public fields of a person from the snapshot, or None.

    A person who is only listed needs a basis for naming; one who is named has it checked where they are named.
    """
    if values is None or not (named or may_be_listed(values)):
        return None
    fields = {name: values[name] for name in ("slug", "name", "other_names")}
    return {**fields, "search_text": latin(" ".join([values["name"], *values["other_names"]]))}


def may_be_listed(values):
    """Whether a person may stand in the list of people though nothing released names them."""
    return bool(values["listed"] and values["basis"])


def released_translations(translations, language, words):
    """``{(language, *words)}``: those translations of a public record that may be public with it.

    ``translations``: ``[(language, status, made of, *words)]`` from its snapshot. ``language``, ``words``: what the
    public reads of the record itself. A translation of other words than these is none: the record was edited since, or
    its full words are not for the public.
    """
    fitting = {(TranslationStatus.REVIEWED, digest(*words))} if any(words) else set()
    return {
        (tag, *translated)
        for tag, status, made_of, *translated in translations
        if (status, made_of) in fitting and tag.lower() != language.lower()
    }


def indexed_in_all(words, language, translations):
    """The words of a row as the index has them, with those of its public ``translations``: ``{(language, *words)}``."""
    others = (indexed(" ".join(texts), tag) for tag, *texts in sorted(translations))
    return " ".join([indexed(" ".join(words), language), *others])
