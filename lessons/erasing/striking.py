"""Strikes names out of the desk, and brings what was made of those words in line with them."""

from collections import defaultdict

from django.utils import timezone

from organisations.bulk import update
from organisations.editorial import state_after_edit
from organisations.models import Country, CountryAlias, DecisionWords
from organisations.release import KINDS, kinds, note_changes, note_vocabulary, sync
from sessions.models import Theme

from .identity import forget_digests
from .places import strike

BATCH = 1000
VOCABULARIES = {Country: "countries", CountryAlias: "countries", Theme: "themes"}
# Columns of a record that translations of it are made of.
WORDS = {"snapshot", "title", "text", "public_text", "context"}


def strike_all(names, found):
    """``found``: what ``places.standing`` yields, without rows of the shelf, which follows."""
    columns, given, terms = _by_row(found), {}, defaultdict(set)
    records = {}
    for model, rows in columns.items():
        if model is DecisionWords:
            # Words that were changed would look like a chain that was; of words that are gone it still verifies.
            model.objects.filter(pk__in=list(rows)).delete()
            continue
        struck = strike(names, model, list(rows), given)
        if model in VOCABULARIES:
            terms[VOCABULARIES[model]] |= {getattr(row, "country_id", row.pk) for row in struck}
        if model in KINDS:
            records[model] = _renewed(model, struck, rows)
    _bring_in_line(records)
    for name, keys in terms.items():
        note_vocabulary(name, sorted(keys))


def _by_row(found):
    """``{model: {key: columns}}``."""
    columns = defaultdict(lambda: defaultdict(set))
    for model, key, column, _ in found:
        columns[model][key].add(column)
    return columns


def _renewed(model, records, columns):
    """Struck records. Nobody approved these words; of which words translations were made, is not known any more."""
    said = [record for record in records if hasattr(record, "shown_words") and columns[record.pk] & WORDS]
    for record in said:
        if record.snapshot:
            record.snapshot = record.snapshot | {"translations": []}
    if said:
        _forget_what_translations_were_made_of(said)
    for record in records:
        record.state = state_after_edit(record.state, record.is_released)
    update(model, ["state", "snapshot"], [(record.state, record.snapshot, record.pk) for record in records])
    forget_digests(KINDS[model].name, records)
    return records


def _forget_what_translations_were_made_of(records):
    """Digests of words, those kept with versions too: whoever guesses the words right could tell."""
    translations = records[0].translations
    translations.model.objects.filter(**{f"{translations.field.name}__in": records}).update(made_of="")
    name = translations.model._meta.model_name
    versions = type(records[0]).history.filter(id__in=[record.pk for record in records], parts__has_key=name)
    kept = list(versions)
    for version in kept:
        for row in version.parts[name]:
            row["made_of"] = ""
    versions.model.objects.bulk_update(kept, ["parts"], batch_size=BATCH)


def _with_those_led_to(records):
    """And, of what was merged into others, these others: former addresses are part of their rows."""
    found = {record.pk: record for record in records}
    ahead = {getattr(record, "merged_into_id", None) for record in records} - {None, *found}
    while ahead:
        step = type(records[0]).objects.in_bulk(ahead)
        found |= step
        ahead = {record.merged_into_id for record in step.values()} - {None, *found}
    return list(found.values())


def _bring_in_line(records):
    at = timezone.now()
    for kind in kinds():
        struck = records.get(kind.record, [])
        for start in range(0, len(struck), BATCH):
            sync(kind, _with_those_led_to(struck[start : start + BATCH]), at, explicit=True)
    for model, struck in records.items():
        for start in range(0, len(struck), BATCH):
            note_changes(model.objects.filter(pk__in=[record.pk for record in struck[start : start + BATCH]]))
