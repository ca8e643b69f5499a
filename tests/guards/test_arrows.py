"""Who may import whom. The table is the design: a file without a room fails, and so does an arrow it does not have."""

import ast

import pytest

from .imports import classes, imports, inner_imports, parsed, read, room_of, words

# Each app may import those before it.
APPS = ["organisations", "sessions", "lessons", "confhub"]

# What both kinds of bundle are made of: nothing in it knows where the items come from.
FORM = ["schema", "layout", "columns", "shown", "problems"]
# room, its files (the first row that fits counts), the rooms of its own app and of those before it that it may import.
ROOMS = [
    (
        "words",
        "choices.py regions.py lines.py folding.py striking.py languages.py cldr.py addresses.py public_ids.py "
        "cells.py vocabularies/abbreviations.py vocabularies/cities.py vocabularies/otherwise.py",
        "",
    ),
    ("vocabulary", "models/vocabulary.py models/naming.py", "words"),
    ("shelf", "models/shelf*.py", "words vocabulary"),
    ("desk", "models/editorial.py models/desk*.py", "words vocabulary"),
    ("models", "models/__init__.py", "desk shelf vocabulary"),
    # The public's side: nothing here leads to a room that is not words, a vocabulary, the shelf or public itself.
    # Before the house: who may ask more often. The house knows nothing of tokens, so no answer can depend on one.
    ("tokens", "confhub/partners/models.py", ""),
    ("token_admin", "confhub/partners/admin.py", "tokens gate"),
    ("gate", "confhub/partners/*.py", "tokens house"),
    # How staff get in. The public's side knows nothing of it.
    ("accounts", "confhub/accounts/*.py", "gate"),
    ("staff_site", "confhub/curation.py confhub/desk.py", "accounts long_lists"),
    ("operating", "confhub/management/*.py", "words vocabulary shelf release kinds tokens gate reports accounts"),
    # What readers report: pages hand it through a door that leads in and not out.
    ("reports", "confhub/reports/models.py", ""),
    ("door", "confhub/reports/door.py", "reports"),
    ("report_admin", "confhub/reports/admin.py", "reports"),
    ("report_pages", "confhub/reports/*.py", "door gate house"),
    ("searching", "confhub/search/*.py", "words vocabulary shelf queries filters search parts api"),
    (
        "offline",
        "confhub/offline/*.py",
        "words vocabulary shelf queries filters moment parts form public_bundle house",
    ),
    (
        "house",
        "confhub/*.py",
        "words vocabulary shelf queries filters keyset moment lookup parts views searching report_pages api urls",
    ),
    ("lookup", "vocabularies/lookup.py", "words vocabulary"),
    ("keyset", "keyset.py", ""),
    ("moment", "moment.py last_change.py vocabularies/kept.py", "words vocabulary shelf"),
    ("search", "search.py snippets.py ranking.py spelling.py other_spellings.py", "words"),
    (
        "filters",
        "filter_*.py filtering.py filters.py understanding.py places.py",
        "words vocabulary shelf lookup moment search",
    ),
    ("queries", "queries.py across.py", "words vocabulary shelf filters"),
    ("form", " ".join(f"lessons/bundles/{name}.py" for name in FORM), "words"),
    ("public_bundle", "lessons/bundles/public.py", "words vocabulary shelf queries form"),
    (
        "parts",
        "gone.py problems.py questions.py charts.py matrix.py comparing.py maps/drawing.py listing.py spreadsheets.py "
        "citing.py citing/*.py atom.py xml.py templatetags/*.py",
        "words vocabulary shelf queries filters keyset",
    ),
    ("terms", "jsonld.py api/jsonld.py akoma_ntoso.py popolo.py", "words vocabulary shelf parts"),
    (
        "views",
        "views.py overviews.py downloads.py feeds.py",
        "words vocabulary shelf queries filters lookup parts terms",
    ),
    ("api", "api.py api/*.py", "words vocabulary shelf queries filters keyset moment lookup search parts terms"),
    ("urls", "urls.py", "views api parts"),
    # The desk's side: the rule, the release, staff.
    ("policy", "policy.py ladder.py editorial.py strength.py telling.py likeness.py findings.py judging.py", "words"),
    ("long_lists", "long_lists.py", ""),
    ("duplicates", "duplicates.py pointing.py", "words desk policy"),
    ("merging", "merging.py merge_log.py", "words desk policy release duplicates"),
    ("shelving", "shelving.py showing.py bulk.py snapshots.py", "words shelf"),
    (
        "release",
        "release.py transitions.py decisions.py acknowledgements.py whole_shelf.py compaction.py",
        "words vocabulary desk shelf shelving moment",
    ),
    ("kinds", "kinds.py kinds/*.py speakers.py programme.py", "words vocabulary desk shelf policy shelving release"),
    ("neighbourhood", "neighbourhood.py", "words shelf policy"),
    ("similar", "similar.py", "words shelf policy shelving release neighbourhood"),
    # The words of sources: no room of the public's may import them.
    ("reading", "reading/*.py", "words desk"),
    # What checks of records read. Only the admin and commands ask them.
    ("safety", "safety.py safety/*.py", "words vocabulary desk shelf policy release kinds"),
    ("lowering", "lowering.py", "words vocabulary desk shelf policy shelving release"),
    ("building", "vocabularies/build_*.py maps/build_*.py maps/topology.py", "words"),
    ("loading", "vocabularies/*.py", "words vocabulary shelving release"),
    ("bundles", "lessons/bundles/*.py", "words vocabulary desk policy shelving release form lookup loading"),
    ("sheets", "lessons/sheets/*.py", "words vocabulary desk policy release form lookup bundles duplicates"),
    # Goes through every table there is: whoever imports it may do so.
    (
        "erasing",
        "lessons/erasing/*.py",
        "words vocabulary desk shelf policy shelving release kinds reading",
    ),
    (
        "admin",
        "admin.py admin/*.py",
        "words vocabulary desk shelf policy release kinds lookup bundles sheets duplicates merging reading safety "
        "lowering long_lists erasing",
    ),
    (
        "commands",
        "management/*.py",
        "words vocabulary desk shelf policy release lookup loading bundles public_bundle form reading safety erasing",
    ),
    ("app", "apps.py __init__.py */__init__.py", ""),
]
PUBLIC = {
    "searching",
    "offline",
    "gate",
    "report_pages",
    "house",
    "lookup",
    "keyset",
    "moment",
    "search",
    "filters",
    "queries",
    "form",
    "public_bundle",
    "parts",
    "terms",
    "views",
    "api",
    "urls",
}
# Ways to a model or a module that no arrow shows.
DOORS = {"get_model", "get_models", "import_module", "import_string", "__import__"}


def wrong_arrows(sources, paths=None):
    """``["file:line what is wrong"]`` of ``{path: source}``; of these paths alone if they are given."""
    may = {room: {room, *allowed.split()} for room, _, allowed in ROOMS}
    faults = []
    for path in paths or sources:
        room = room_of(path, ROOMS)
        if room is None:
            faults.append(f"{path} has no room: add it to the table, or to a file that has one")
            continue
        for found in imports(path, sources):
            faults += _wrong(path, room, may[room], found)
        faults += [f"{path}:{line} imports inside a function" for line in inner_imports(sources[path])]
    return faults


def _wrong(path, room, may, found):
    if found.path and APPS.index(found.path.split("/")[0]) > APPS.index(path.split("/")[0]):
        yield f"{path}:{found.line} imports {found.path}: apps import those before them"
    target = room_of(found.path, ROOMS) if found.path else None
    if target and target not in may and not (target == "app" and not found.name):
        yield f"{path}:{found.line} imports {found.name} of {found.path}: {room} may not import {target}"
    if room in PUBLIC and set(found.name.split(".")) & {*DOORS, "contenttypes"}:
        yield f"{path}:{found.line} imports {found.name}: public code has no such door"


def private_words(sources):
    """``["file:line word"]`` of public code that names a private model, or a way to one, in whatever fashion."""
    private = {name for path in sources if room_of(path, ROOMS) == "desk" for name in classes(sources[path])} - {
        "Record"
    }
    # "Passage" is a plain word too: its model is known by the capital letter, its table by the app.
    forbidden = (
        {name.lower() for name in private - {"Passage"}} | {"conference_sessions_passage", "passage_set"} | DOORS
    )
    return [
        f"{path}:{line} {word!r}"
        for path in sources
        if room_of(path, ROOMS) in PUBLIC
        for line, word in words(sources[path])
        if any(name in word.lower() for name in forbidden) or word.split(".")[-1] == "Passage"
    ]


OURS = read(*APPS)


def test_arrows_run_one_way():
    assert wrong_arrows(OURS) == []


def test_public_code_does_not_name_the_desk():
    assert private_words(OURS) == []


def test_the_table_has_no_room_that_is_gone():
    assert {room for room, _, _ in ROOMS} - {room_of(path, ROOMS) for path in OURS} == set()


def test_no_public_room_may_reach_the_desk_through_others():
    """The table itself is sound: following its arrows from a public room never ends at a private one."""
    may = {room: set(allowed.split()) for room, _, allowed in ROOMS}
    reached = set(PUBLIC)
    while more := {target for room in reached for target in may[room]} - reached:
        reached |= more
    assert reached - PUBLIC == {"words", "vocabulary", "shelf", "tokens", "door", "reports"}


def ways_out(sources, door="confhub/reports/door.py"):
    """What the door for reports has beside its one function, and words in it that could read what lies behind."""
    tree = parsed(sources[door])
    names = [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name != "hand_in"
    ]
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return | ast.Yield) and node.value]
    return [*names, *map(ast.unparse, values), *sorted({word for _, word in words(sources[door])} & READING)]


READING = {"objects", "_base_manager", "_default_manager", "cursor", "connection", "refresh_from_db", "raw", "execute"}


def test_the_door_for_reports_leads_in_and_not_out():
    assert ways_out(OURS) == []


@pytest.mark.parametrize(
    ("planted", "way"),
    [
        ("def hand_in(key):\n    return Report(key=key)", "Report(key=key)"),
        ("def hand_in(key):\n    list(Report.objects.all())", "objects"),
        ("def hand_in(key):\n    pass\ndef count():\n    pass", "count"),
    ],
)
def test_a_planted_way_out_is_seen(planted, way):
    assert ways_out({"confhub/reports/door.py": planted}) == [way]


PLANTED = [
    ("organisations/queries.py", "from sessions.models import Statement", "apps import those before"),
    ("sessions/filters.py", "from lessons.choices import LessonKind", "apps import those before"),
    ("sessions/queries.py", "from .models import StatementRecord", "queries may not import desk"),
    ("lessons/queries.py", "from sessions.models import StatementRecord as S", "queries may not import desk"),
    ("lessons/views.py", "from organisations import models", "views may not import models"),
    ("lessons/views.py", "import organisations.models as m", "views may not import models"),
    ("lessons/views.py", "from sessions.models import *", "views may not import models"),
    ("lessons/views.py", "import sessions.models.desk_statement", "views may not import desk"),
    ("lessons/views.py", "from sessions import policy", "views may not import policy"),
    ("lessons/views.py", "from .erasing.erase import erase", "views may not import erasing"),
    ("sessions/views.py", "from .ladder import strictest", "views may not import policy"),
    ("sessions/api/people.py", "from ..speakers import speakers", "api may not import kinds"),
    ("sessions/api/people.py", "from ...organisations import release", "api may not import release"),
    ("organisations/listing.py", "from .release import release", "parts may not import release"),
    ("confhub/api.py", "from organisations.release import KINDS", "house may not import release"),
    ("confhub/api.py", "from confhub.partners.models import Token", "house may not import tokens"),
    ("confhub/caching.py", "from confhub.partners.tokens import token_of", "house may not import gate"),
    ("confhub/partners/limits.py", "from lessons.models import Lesson", "gate may not import shelf"),
    ("confhub/home.py", "from confhub.accounts.models import Login", "house may not import accounts"),
    ("confhub/home.py", "from confhub.reports.models import Report", "house may not import reports"),
    ("confhub/reports/views.py", "from .models import Report", "report_pages may not import reports"),
    ("lessons/views.py", "from confhub.reports.door import hand_in", "apps import those before"),
    ("confhub/home.py", "from django.apps import apps\nfrom importlib import import_module", "no such door"),
    ("confhub/offline/contents.py", "from lessons.models import LessonRecord", "offline may not import desk"),
    ("confhub/offline/building.py", "from lessons.bundles.exporting import FromDesk", "offline may not import bundles"),
    ("lessons/bundles/public.py", "from .desk import Desk", "public_bundle may not import bundles"),
    ("sessions/views.py", "from .reading.keeping import whole_text", "views may not import reading"),
    ("lessons/bundles/exporting.py", "from sessions.reading import keeping", "bundles may not import reading"),
    ("sessions/policy.py", "from .models import Statement", "policy may not import shelf"),
    ("sessions/models/shelf_meeting.py", "from .desk_meeting import ConferenceRecord", "shelf may not import desk"),
    ("organisations/urls.py", "def later():\n    from . import views", "imports inside a function"),
    ("organisations/helpers.py", "", "has no room"),
]


@pytest.mark.parametrize(("path", "planted", "fault"), PLANTED, ids=[f"{path}: {text}" for path, text, _ in PLANTED])
def test_a_planted_arrow_is_seen(path, planted, fault):
    found = wrong_arrows({**OURS, path: planted}, [path])
    assert any(fault in line for line in found), found


@pytest.mark.parametrize(
    "planted",
    [
        "from sessions import models\nrows = models.StatementRecord.objects",
        'rows = model("conference_sessions.StatementRecord")',
        'cursor.execute("SELECT name FROM organisations_personrecord")',
        "from django.apps import apps\nmodel = apps.get_model(*name)",
        "place = statement.passage_set",
        "rows = models.Passage.objects",
        "rows = getattr(row, 'lessonrecord_set')",
    ],
)
def test_a_planted_word_is_seen(planted):
    desk = {path: source for path, source in OURS.items() if room_of(path, ROOMS) == "desk"}
    assert private_words({**desk, "lessons/views.py": planted}) != []
    assert private_words({**desk, "confhub/home.py": planted}) != []
    assert private_words({**desk, "lessons/kinds.py": planted}) == []
