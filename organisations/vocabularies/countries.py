"""Loads countries.json: the countries, and the names and codes they are found by."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from django.db import transaction

from ..folding import fold
from ..models import Country, CountryAlias
from ..shelving import lock_shelf
from .loading import load_rows, merge, read_json

COUNTRIES = Path(__file__).with_name("countries.json")
FIELDS = ["alpha3", "slug", "name", "region", "names", "local_languages", "user_assigned", "naming_note"]
ALIAS_FIELDS = ["kind", "valid_from", "valid_until"]


@transaction.atomic
def load_countries(entries=None):
    """Load ``entries`` (countries.json where none are given); returns ``Loaded``. All or nothing."""
    entries = read_json(COUNTRIES)["countries"] if entries is None else entries
    lock_shelf()
    countries, outcome = load_rows(Country, entries, FIELDS)
    _load_aliases([(countries[entry["code"]], entry["aliases"]) for entry in entries], outcome)
    outcome.log("countries")
    return outcome


def _load_aliases(shipped, outcome):
    """Bring the aliases in line with ``shipped``, pairs of a country and its aliases as dicts."""
    present = defaultdict(dict)
    for alias in CountryAlias.objects.all():
        present[alias.country_id][alias.name] = alias
    wanted, surplus, changed = [], [], []
    for country, aliases in shipped:
        before, have = country.loaded.get("aliases"), present[country.code]
        writes = _merge_aliases(country, have, aliases, outcome)
        surplus += [have[name].pk for name, values in writes.items() if values is None]
        wanted += [_alias(country, name, values) for name, values in writes.items() if values is not None]
        if country.loaded["aliases"] != before:
            changed.append(country)
    _write_aliases(wanted, surplus)
    Country.objects.bulk_update(changed, ["loaded"])


def _write_aliases(wanted, surplus):
    CountryAlias.objects.filter(pk__in=surplus).delete()
    CountryAlias.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["country", "name"], update_fields=[*ALIAS_FIELDS, "folded"]
    )


def _merge_aliases(country, present, aliases, outcome):
    """``{name: values to write, None to delete}``.

    An alias is merged like a field that is None while the alias is absent: one that curators deleted stays deleted,
    and one that is no longer shipped goes, unless they edited it.
    """
    loaded = country.loaded.get("aliases", {})
    shipped = dict.fromkeys(loaded) | {alias["name"]: _shipped_values(alias) for alias in aliases}
    current = {name: _values(present.get(name)) for name in shipped}
    writes, kept, now_loaded = merge(current, loaded, shipped, blank=dict.fromkeys(shipped))
    country.loaded["aliases"] = {name: values for name, values in now_loaded.items() if values is not None}
    if kept:
        outcome.kept[country.code] |= {f"alias {name}" for name in kept}
    if writes and country.code not in outcome.added:
        outcome.updated[country.code].add("aliases")
    return writes


def _shipped_values(alias):
    return {"kind": CountryAlias.Kind.NAME.value, "valid_from": None, "valid_until": None} | {
        name: alias[name] for name in ALIAS_FIELDS if name in alias
    }


def _values(alias):
    """An alias as plain JSON values; None for none."""
    if alias is None:
        return None
    days = {name: getattr(alias, name) for name in ("valid_from", "valid_until")}
    return {"kind": alias.kind} | {name: day and day.isoformat() for name, day in days.items()}


def _alias(country, name, values):
    days = {k: values[k] and date.fromisoformat(values[k]) for k in ("valid_from", "valid_until")}
    return CountryAlias(country=country, name=name, kind=values["kind"], folded=fold(name), **days)
