"""Which columns of the database may hold a name: those of every model there is, so that no new one is forgotten."""

from typing import NamedTuple

from django.apps import apps
from django.db import models

TEXTS = (models.CharField, models.TextField, models.JSONField)

# Models whose texts are left alone, and why.
LEFT = {
    "organisations.Decision": "digests and terms alone; the database refuses to change a row",
    "organisations.DecisionChain": "a digest",
    "organisations.Change": "kinds and random ids, for those who follow",
    "accounts.Factor": "a random number",
    "accounts.RecoveryCode": "a digest",
    "partners.Count": "a digest",
    "auth.User": "an account is another thing than a record: whoever manages accounts renames or deletes it",
    "auth.Group": "what members of staff may do",
    "auth.Permission": "what the software allows",
    "contenttypes.ContentType": "what models there are",
}
# Worked out of other columns whenever those are written.
DERIVED = {"folded", "search_text"}
DERIVED_MODELS = {"lessons.LessonWord", "lessons.SimilarLesson"}


class Table(NamedTuple):
    """A model, the names of its columns of words, and of those that hold whole files."""

    model: type
    texts: list
    files: list


def tables():
    """``[Table]`` of every model with such columns, those that are left alone and those worked out excepted."""
    found = [Table(model, *_columns(model)) for model in apps.get_models(include_auto_created=True)]
    return [each for each in found if (each.texts or each.files) and not _left(each.model)]


def is_shelf(model):
    """Whether the release alone writes the rows of a model."""
    return ".models.shelf" in model.__module__


def derived(field):
    """Whether a column is worked out of others of its row."""
    return field.name in DERIVED and (is_shelf(field.model) or hasattr(field.model, "fold_words"))


def _left(model):
    return model._meta.label in LEFT or model._meta.label in DERIVED_MODELS


def _columns(model):
    fields = [field for field in model._meta.concrete_fields if not field.choices and not derived(field)]
    texts = [field.attname for field in fields if isinstance(field, TEXTS) and not field.primary_key]
    return texts, [field.attname for field in fields if isinstance(field, models.BinaryField)]


def terms():
    """Words the software uses itself: they cannot be struck out by themselves."""
    found = set()
    for model in apps.get_models():
        found |= {model._meta.model_name, model._meta.app_label}
        for field in model._meta.concrete_fields:
            found |= {field.name, *(str(value) for value, _ in field.flatchoices)}
    return {part for term in found for part in (term, *term.split("_"))}
