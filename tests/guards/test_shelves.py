"""The two sets of tables: every model is on one side, and nothing leads from the public one to the private one."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from organisations.models import Country, Record

from .columns import COLUMNS

LABELS = ["organisations", "conference_sessions", "lessons", "confhub", "partners", "reports", "accounts"]
# Private models that are no record of their own, and why they are private.
PARTS = {
    "Decision": "who is shown as having said what, and since when",
    "DecisionWords": "what the digests of decisions stand for",
    "DecisionChain": "how many decisions there were",
    "Acknowledgement": "who found that what may stand, and why",
    "Transition": "who wrote and who approved, and why",
    "OrganisationRelationRecord": "may name a body that is not public",
    "ConferenceOrganisationRecord": "may name a body that is not public",
    "ConferenceCountryRecord": "waits for its meeting",
    "Passage": "quotes the source, and says what it reveals",
    "SourceFile": "others' work, and may name anybody",
    "SourcePage": "others' work, and may name anybody",
    "SkippedPassage": "a place in a text that is not public, and what staff think of it",
    "StatementCountryRecord": "waits for its statement",
    "StatementLinkRecord": "may name a statement that is not public",
    "LessonCountryRecord": "waits for its lesson",
    "SheetUpload": "a file of records that nobody has agreed to yet",
    "DistinctRecords": "names records that may not be public",
    "MergeRecord": "holds what a record was, and snapshots",
    "EvidenceRecord": "may name a statement that is not public",
    "StatementTranslationRecord": "may be a draft, or made of words that are not public",
    "LessonTranslationRecord": "may be a draft, or made of words that are not public",
    "ParticipantRecord_sessions": "who spoke where",
    "StatementRecord_themes": "waits for its statement",
    "StatementRecord_mentions": "may name a body that is not public",
    "LessonRecord_themes": "waits for its lesson",
    "Factor": "what codes are made of, with the key of the site",
    "RecoveryCode": "lets somebody in",
    "Login": "who came when, and from where",
    "Report": "says what somebody is afraid of",
}
# What stands before the API: neither public nor of the desk, and without a way to either.
GATE = {"Token": "who may ask more often", "Count": "how often somebody asked"}


def ours():
    """Every model of the project, those Django makes for many-to-many fields included."""
    return [m for label in LABELS for m in apps.get_app_config(label).get_models(include_auto_created=True)]


def is_private(model):
    """Records, their parts and logs, and every version of a record."""
    return issubclass(model, Record) or model.__name__ in PARTS or hasattr(model, "history_object")


def ways_to_the_desk(public, private):
    """``["Model.name leads to Other"]``: every field and every reverse accessor from a public model to another model.

    A relation without an accessor (``related_name="+"``) is no way: no code can follow it.
    """
    for model in public:
        for field in model._meta.get_fields(include_hidden=True):
            if field.related_model in private and _has_accessor(model, field):
                yield f"{model.__name__}.{_name(field)} leads to {field.related_model.__name__}"


def _name(field):
    return field.name if field.concrete else field.get_accessor_name()


def _has_accessor(model, field):
    return field.concrete or not field.hidden or hasattr(model, field.get_accessor_name() or "+")


def unreviewed_columns(public, reviewed):
    """``["Model.column"]`` of columns that nobody has said may be public, and of reviewed ones that are gone."""
    there = {f"{model.__name__}.{field.name}" for model in public for field in model._meta.concrete_fields}
    known = {f"{model}.{column}" for model, columns in reviewed.items() for column in columns}
    return sorted(there ^ known)


PUBLIC = [model for model in ours() if model.__name__ in COLUMNS]
PRIVATE = [model for model in ours() if is_private(model)]
BEFORE = [model for model in ours() if model.__name__ in GATE]


def test_every_model_is_public_or_private_and_none_is_both():
    assert {model.__name__ for model in ours()} == {*COLUMNS, *GATE, *(model.__name__ for model in PRIVATE)}
    assert not {model.__name__ for model in PRIVATE} & {*COLUMNS, *GATE}
    assert not set(COLUMNS) & set(GATE)
    assert set(PARTS) <= {model.__name__ for model in PRIVATE}


def test_nothing_public_leads_to_the_desk():
    assert list(ways_to_the_desk(PUBLIC, PRIVATE)) == []


def test_tokens_and_counts_lead_nowhere_and_nothing_leads_to_them():
    links = [field for model in BEFORE for field in model._meta.get_fields(include_hidden=True) if field.related_model]
    assert [(field.model.__name__, field.name) for field in links] == [("Token", "created_by")]
    assert [
        field for model in [*PUBLIC, *PRIVATE] for field in model._meta.get_fields() if field.related_model in BEFORE
    ] == []


def test_public_models_lead_to_public_models_alone():
    reached = {f.related_model for m in PUBLIC for f in m._meta.get_fields() if f.related_model}
    assert reached <= set(PUBLIC)


def test_every_public_column_was_looked_at():
    assert unreviewed_columns(PUBLIC, COLUMNS) == []


def test_every_reason_is_given():
    assert [(model, name) for model, columns in COLUMNS.items() for name, why in columns.items() if not why] == []


@pytest.mark.parametrize("model", [model for model in PRIVATE if "_" not in model.__name__], ids=lambda m: m.__name__)
def test_a_private_model_points_at_public_ones_without_a_way_back(model):
    links = [field for field in model._meta.get_fields() if field.concrete and field.related_model in PUBLIC]
    assert [field.name for field in links if not field.remote_field.hidden] == []


class Planted(models.Model):
    class Meta:
        abstract = True
        app_label = "lessons"


@isolate_apps("lessons")
def test_a_planted_way_to_the_desk_is_seen():
    class Secret(Planted):
        country = models.ForeignKey("Land", models.CASCADE)
        lands = models.ManyToManyField("Land", related_name="secrets")
        hidden = models.ForeignKey("Land", models.CASCADE, related_name="+")

    class Land(Planted):
        first = models.ForeignKey(Secret, models.CASCADE, related_name="+")
        only = models.OneToOneField(Secret, models.CASCADE, related_name="+")

    assert list(ways_to_the_desk([Land], [Secret])) == [
        "Land.secret_set leads to Secret",
        "Land.secrets leads to Secret",
        "Land.first leads to Secret",
        "Land.only leads to Secret",
    ]


@isolate_apps("lessons")
def test_a_planted_way_from_a_vocabulary_is_seen():
    class Diary(Planted):
        country = models.ForeignKey(Country, models.CASCADE, related_name="+")
        note = models.TextField()

    class Page(Planted):
        diary = models.ForeignKey(Diary, models.CASCADE)

    assert list(ways_to_the_desk([Page, Country], [Diary])) == ["Page.diary leads to Diary"]
    assert list(ways_to_the_desk([Diary], [Page])) == ["Diary.page_set leads to Page"]


@isolate_apps("lessons")
def test_a_planted_column_is_seen():
    class Person(Planted):
        email = models.EmailField()

    assert unreviewed_columns([Person], {"Person": {"id": "random", "gone": "was there"}}) == [
        "Person.email",
        "Person.gone",
    ]
