"""No secret comes out: every address, object, parameter, format and method is tried, and every byte of what comes back
is searched, the server's log included. A secret word asks no better than a word that nothing has.
"""

import re
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from confhub.partners import limits
from lessons import views
from sessions.models import Conference
from tests.factories import make_token

from ..surface import Site, filter_sets
from .sweep import LANGUAGE, NOBODY, Request, asking, private_words, public_pairs
from .telling import desk_reads, faults, leaks, query, unlike
from .world import public_models

pytestmark = pytest.mark.django_db


def test_no_answer_holds_a_secret(world, sweep):
    assert leaks(world.secrets, sweep.answers) == {}


def test_the_sweep_saw_everything_public(sweep):
    """Every row of the shelf has come out somewhere; otherwise the sweep has proved nothing."""
    seen = b"".join(answer.body for answer in sweep.answers.values())
    kinds = [model for model in public_models() if hasattr(model, "get_absolute_url") or model.__name__ == "Source"]
    unseen = [
        f"{model.__name__} {row.pk}" for model in kinds for row in model.objects.all() if row.pk.encode() not in seen
    ]
    assert unseen == []


def test_the_sweep_used_every_filter(sweep):
    asked = {name for request in sweep.answers for name in re.findall(r"[?&](\w+)=", request.path)}
    declared = {name for filter_set in filter_sets() for name in filter_set.base_filters}
    assert len(list(filter_sets())) >= 9
    assert declared <= asked & set(sweep.parameters)


def test_nothing_breaks(sweep):
    assert {request: answer.log for request, answer in sweep.answers.items() if answer.code >= 500} == {}


def test_only_the_shelf_is_read(sweep):
    assert desk_reads(sweep.site.statements) == []


def test_a_stranger_is_never_told_that_something_is_forbidden(sweep):
    """403 would say that there is something. Only a form sent without its token gets it, whatever the address."""
    forbidden = {request.method for request, answer in sweep.answers.items() if answer.code in (401, 403)}
    assert forbidden <= {"POST", "PUT", "PATCH", "DELETE"}


def test_a_secret_word_in_an_address_is_a_word_nothing_has(world, sweep):
    words = private_words(world)
    found = []
    for pattern, kinds in sweep.taken.items():
        if len(pattern.parameters) == 1:
            own = {kind.split()[0] for kind in kinds}
            for name, some in words.items():
                some = some if name.split()[0] in own else some[:1]
                found += [unlike(sweep.site, pattern.filled, [word]) for word in some]
    assert faults(found) == []


def test_a_secret_word_in_an_address_of_two_is_a_word_nothing_has(world, sweep):
    words, pairs = private_words(world), public_pairs()
    found = []
    for pattern in (pattern for pattern in sweep.taken if len(pattern.parameters) == 2):
        for first in [*dict(pairs), *words["conferences slug"]]:
            behind = partial(lambda pattern, first, words: pattern.filled([first, *words]), pattern, first)
            found += [unlike(sweep.site, behind, [word]) for word in words["sessions slug"]]
        for word in [*words["conferences slug"], *words["lessons public_id"]]:
            before = partial(lambda pattern, words: pattern.filled([*words, pairs[0][1]]), pattern)
            found.append(unlike(sweep.site, before, [word]))
    assert faults(found) == []


def test_a_secret_word_in_a_parameter_is_a_word_nothing_has(world, sweep):
    """Everywhere one of each kind in every parameter at once, also in those that do not seem to matter; where one
    does matter, all of them, or one after the other if it cannot be repeated, or with commas between them if it takes
    a list. In other languages, where the same code answers, at once is enough.
    """
    words = private_words(world)
    one_each = [some[len(some) // 2] for some in words.values()]
    found = []
    for address, names in sweep.understood.items():
        found.append(unlike(sweep.site, query(address, *sweep.parameters), one_each))
        for name in names if not LANGUAGE.match(address) else ():
            found.append(unlike(sweep.site, query(address, name), [word for some in words.values() for word in some]))
            found += [unlike(sweep.site, query(address, name), [word]) for word in one_each if name in SINGLE]
            found += [unlike(sweep.site, listed(address, name), one_each)] if name in LISTS else []
    assert faults(found) == []


SINGLE = {"q", "search", "cursor", "after", "identifier", "set"}
LISTS = {"ordering", "facets", "fields", "expand", "kinds"}


def listed(address, name):
    """A function that makes a request of words: all of them in one parameter, with commas between them."""
    return lambda words: asking(address, [(name, ",".join(words))])


def test_the_desk_tells_strangers_nothing_but_to_sign_in(world):
    """The same answer for records that are there and for those that are not."""
    site = Site()
    for record in (world["draft person"], world["draft remark"], world["draft lesson"]):
        opts = record._meta
        for page in ("change/", "delete/", "history/", ""):
            address = partial("/admin/{}/{}/{}/{}".format, opts.app_label, opts.model_name)
            assert unlike(site, partial(_inserted, address, page), [str(record.pk)]) == ""
        answer = site.ask(f"/admin/{opts.app_label}/{opts.model_name}/?q=qzx0001k")
        assert (answer.code, answer.body) == (302, b"")


def _inserted(address, page, words):
    return address(words[0], page)


def test_a_token_shows_no_secret_and_not_itself(world, sweep):
    """Asked with a token, valid or not, nothing comes out that does not come out without; its name never does."""
    secrets, site = world.secrets, Site()
    _, valid = make_token(secrets.words("name of a token"))
    _, revoked = make_token(secrets.words("name of a revoked token"), revoked_at=timezone.now())
    paths = [sweep.richest(pattern) for pattern in sweep.taken if pattern.template.startswith("api/v1/")]
    for headers, refused in ((valid, set()), (revoked, {401}), ({"Authorization": f"Bearer {NOBODY}"}, {401})):
        sent = {"HTTP_AUTHORIZATION": headers["Authorization"]}
        answers = {request: site.ask(*request[:2], request.body, **sent) for request in map(asking, paths)}
        assert len(answers) > 15
        assert {answer.code for answer in answers.values() if answer.code >= 400} == refused
        assert leaks(secrets, answers) == {}
        words = headers["Authorization"].removeprefix("Bearer ").encode()
        assert [r for r, answer in answers.items() if words in answer.bytes + answer.log.encode()] == []


def test_seconds_to_wait_are_no_secret_year(world, monkeypatch):
    monkeypatch.setattr(limits, "time", lambda: 3600 * 500_000 - 1907)
    answer = Site().ask("/api/v1/")
    assert answer.headers.count(("RateLimit-Reset", "1907")) == 1
    assert leaks(world.secrets, {Request("/api/v1/"): answer}) == {}


# Errors, and what is written down of them


@pytest.mark.parametrize("address", ["/lessons/XXXXXXXX/", "/"])
def test_an_error_says_nothing_of_a_secret(world, monkeypatch, settings, address):
    """A database names the row it refuses; neither the page nor the log repeats it."""
    secret = world["unlisted person"].name

    def refuse(*args, **kwargs):
        raise IntegrityError(f"Key (name)=({secret}) already exists.")

    monkeypatch.setattr(views, "lesson_page", refuse)
    monkeypatch.setattr("confhub.home.lessons", refuse)
    assert not settings.DEBUG
    answer = Site().ask(address)
    assert answer.code == 500
    assert "IntegrityError" in answer.log
    assert leaks(world.secrets, {Request(address): answer}) == {}


def test_an_error_of_the_api_says_nothing_of_a_secret(world, monkeypatch):
    def refuse(*args, **kwargs):
        raise IntegrityError(world["unlisted person"].name)

    monkeypatch.setattr("lessons.api.LessonViewSet.rows", staticmethod(refuse))
    answer = Site().ask("/api/v1/lessons/")
    assert answer.code == 500
    assert leaks(world.secrets, {Request("/api/v1/lessons/"): answer}) == {}


@pytest.mark.parametrize(
    "headers", [{"HTTP_HOST": "evil.example"}, {"HTTP_RANGE": "bytes=0-10"}, {"QUERY_STRING": "a=%00"}]
)
def test_odd_requests_say_nothing_of_a_secret(world, headers):
    site = Site()
    answers = {
        Request(address): site.ask(address, **headers) for address in ("/", "/lessons/", "/api/v1/lessons/", "/x")
    }
    assert leaks(world.secrets, answers) == {}


# What commands print, and what is given away as a file


def printed(*command):
    """What a command says on both streams."""
    out, err = StringIO(), StringIO()
    call_command(*command, stdout=out, stderr=err)
    return (out.getvalue() + err.getvalue()).encode()


@pytest.mark.parametrize("options", [[], ["--check"], ["--verbosity=3"]])
def test_release_all_prints_no_secret(world, options):
    assert world.secrets.found_in(printed("release_all", *options)) == set()


def test_a_public_bundle_holds_no_secret(world):
    conferences = Conference.objects.values_list("slug", flat=True)
    bundles = {slug: printed("export_bundle", slug, "--public") for slug in conferences}
    found = {slug: world.secrets.explain(world.secrets.found_in(data)) for slug, data in bundles.items()}
    assert min(map(len, bundles.values())) > 500
    assert {slug: words for slug, words in found.items() if words} == {}


def test_a_public_bundle_is_not_made_of_a_conference_that_is_not_public(world):
    with pytest.raises(CommandError) as error:
        call_command("export_bundle", world["draft conference"].slug, "--public")
    assert world.secrets.found_in(str(error.value).replace(world["draft conference"].slug, "").encode()) == set()


def test_import_bundle_prints_no_secret(world, tmp_path):
    """A file full of secrets goes in; what is said about it counts and names nothing."""
    file = tmp_path / "bundle.json"
    call_command("export_bundle", "open-open-conference", output=str(file))
    assert len(world.secrets.found_in(file.read_bytes())) > 50
    file.write_text(file.read_text("utf-8").replace("Open remark", "Open new remark"), "utf-8")
    assert world.secrets.found_in(printed("import_bundle", str(file), "--verbosity=3")) == set()


# Each guard, with a fault planted
