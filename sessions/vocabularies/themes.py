"""Loads themes.json: the topics statements and lessons are sorted by."""

from pathlib import Path

from django.db import transaction

from organisations.shelving import lock_shelf
from organisations.vocabularies.loading import load_rows, read_json

from ..models import Theme

THEMES = Path(__file__).with_name("themes.json")
FIELDS = ["name", "names", "definition", "definitions", "scope_note", "purpose_codes", "position"]
STEP = 10  # between two positions, so that curators can put a theme of their own in between


@transaction.atomic
def load_themes(entries=None):
    """Load ``entries`` (themes.json where none are given) in their order; returns ``Loaded``. All or nothing."""
    entries = read_json(THEMES)["themes"] if entries is None else entries
    placed = [entry | {"position": STEP * place} for place, entry in enumerate(entries, start=1)]
    lock_shelf()
    _, outcome = load_rows(Theme, placed, FIELDS)
    outcome.log("themes")
    return outcome
