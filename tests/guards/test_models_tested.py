"""Every model is made by a factory that tests use."""

from django.apps import apps

from .imports import read, words

LABELS = ["organisations", "conference_sessions", "lessons", "confhub", "partners", "reports", "accounts"]
FACTORIES = ["tests/factories.py", "tests/desk_factories.py"]
# Models that no factory makes, and who does.
MADE_ELSEWHERE = {
    "OrganisationRedirect": "the release makes them, see make_merge",
    "PersonRedirect": "the release makes them, see make_merge",
    "ShelfSequence": "the release makes its one row",
    "Count": "counting makes them",
    "Decision": "edits make them",
    "DecisionWords": "goes with a decision",
    "DecisionChain": "the first decision makes its one row",
    "Factor": "setting one up makes it, in tests/confhub/accounts",
    "RecoveryCode": "setting up a factor makes them",
    "Login": "every login makes one",
    "SourceFile": "attach, for make_source_file",
    "SourcePage": "attach, for make_source_file",
    "Token": "new_token, for make_token",
}


def models():
    """Every model of the project but those made of others: for many-to-many fields, and for the history of records."""
    found = [model for label in LABELS for model in apps.get_app_config(label).get_models()]
    return [model.__name__ for model in found if not hasattr(model, "history_object")]


def named_in(sources):
    return {part for source in sources for _, word in words(source) for part in word.split(".")}


def unmade(names, sources):
    """Models that no factory names."""
    return set(names) - named_in(sources) - set(MADE_ELSEWHERE)


TESTS = {path: source for path, source in read("tests").items() if not path.startswith("tests/guards/")}


def test_every_model_has_a_factory():
    assert unmade(models(), [TESTS[path] for path in FACTORIES]) == set()


def test_exceptions_are_models():
    assert set(MADE_ELSEWHERE) <= set(models())


def test_a_planted_model_that_nobody_tests_is_seen():
    names = [*models(), "Newsletter"]
    assert unmade(names, [TESTS[path] for path in FACTORIES]) == {"Newsletter"}
