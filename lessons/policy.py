"""The rule for lessons: whether one may be public, and in which words. Pure: no queries, no clock."""

from organisations.policy import indexed_in_all, released_translations

from .choices import EvidenceRelation
from .strength import strength
from .telling import telling_words

FIELDS = ("title", "text", "language", "kind", "status", "context")


def released_lesson(values, evidence):
    """Public fields of a lesson from its snapshot, or None.

    ``evidence``: ``[(relation, first day of the statement's meeting, its Line)]`` of its statements on the shelf. No
    lesson stands without a public statement that supports it.
    """
    relations = [relation for relation, _, _ in evidence]
    if values is None or EvidenceRelation.SUPPORTS not in relations:
        return None
    found = strength([line for relation, _, line in evidence if relation == EvidenceRelation.SUPPORTS])
    fields = {
        **{name: values[name] for name in FIELDS},
        "date": max(date for _, date, _ in evidence),
        "evidence_count": len(relations),
        "contradicting_count": relations.count(EvidenceRelation.CONTRADICTS),
        "strength": found.term,
        "voice_count": found.voices,
        "voice_country_count": found.countries,
    }
    words = [fields["title"], fields["text"], fields["context"]]
    return {**fields, "search_text": indexed_in_all(words, fields["language"], translations(values, fields))}


def translations(values, fields):
    """``{(language, title, text, context)}``: those translations of a lesson that are public with its ``fields``."""
    words = [fields[name] for name in ("title", "text", "context")]
    return released_translations(values["translations"], fields["language"], words)


def words_to_compare(fields):
    """``{(stem, word, how many there are)}``: the words of a public lesson that it is compared with others by."""
    words = telling_words(fields["title"], fields["text"], fields["language"])
    return {(stem, word, len(words)) for stem, word in words.items()}
