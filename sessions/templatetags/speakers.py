"""The line that shows a speaker, in the language of the page where it is made of terms alone."""

from django import template
from django.utils.translation import gettext as _

from organisations.choices import Classification
from organisations.models import Country
from organisations.models.naming import ENGLISH, Name, page_language, terms
from organisations.templatetags.languages import marked

from ..choices import Level
from ..lines import CONCLUSION, FROM, KIND_FROM, UNKNOWN_SPEAKER
from ..models import Participant, Statement

register = template.Library()

# Where a row has its rung, its line, the kind of body and the country.
COLUMNS = {
    Statement: ("attribution_level", "attribution_label", "speaker_classification", "speaker_country_id"),
    Participant: ("level", "label", "classification", "country_id"),
}


@register.filter
def speaker(row):
    """The line of a statement or a participant, as HTML."""
    line = speaker_line(row)
    return marked(line.text, line.language)


def speaker_line(row):
    """The ``Name`` a statement shows its speaker by, or a participant is shown by.

    A line that is exactly what its own rung, kind of body and country make of it says the same in every language;
    any other, of names and of words that staff wrote, stays as it is.
    """
    level, label, *terms_of_it = (getattr(row, name) for name in COLUMNS[type(row)])
    said = page_language()
    same = _same_in(level, *terms_of_it) if said != ENGLISH else {}
    return Name(said, same[label]) if label in same else Name(ENGLISH, label)


def _same_in(level, classification, code):
    """``{line in English: the same in the language of the page}`` of what these terms make."""
    if level == Level.UNATTRIBUTED:
        return {line: _(line) for line in (UNKNOWN_SPEAKER, CONCLUSION)}
    country, kind = terms(Country).get(code), classification and Classification(classification).label
    there = {"country": country.english} if country else {}
    here = {"country": country.name.text} if country else {}
    if level == Level.COUNTRY and country:
        return {FROM % there: _(FROM) % here}
    if level == Level.ORGANISATION_TYPE and kind:
        with_country = (
            {KIND_FROM % {"kind": kind, **there}: _(KIND_FROM) % {"kind": _(kind), **here}} if country else {}
        )
        return {kind: _(kind), **with_country}
    return {}


def _of_a_kind(there, here):
    """The lines of a kind of body: with its country, and without one where none is shown."""
    if "country" in there:
        return {KIND_FROM % there: _(KIND_FROM) % here}
    return {there["kind"]: here["kind"]}
