"""No secret comes out: every address, object, parameter, format and method is tried, and every byte of what comes back
is searched, the server's log included. A secret word asks no better than a word that nothing has.
"""

import logging
import re
from base64 import b64encode
from functools import partial
from io import BytesIO, StringIO
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from confhub import urls
from lessons import views
from organisations.models import PersonRecord
from sessions.models import Conference
from tests.factories import make_token

from ..surface import Site, filter_sets, parameters
from .sweep import NOBODY, Request, Sweep, Unfilled, asking, private_words, public_pairs
from .world import public_models

pytestmark = pytest.mark.django_db


def leaks(secrets, answers):
    """``{request: {secret: meaning}}``. A word that was sent may be sent back."""
    found = {}
    for request, answer in answers.items():
        sent = secrets.found_in(f"{request.path} {request.body}".encode())
        words = secrets.found_in(answer.bytes + answer.log.encode()) - sent
        if words:
            found[request] = secrets.explain(words)
    return found


def desk_reads(statements):
    """SQL that reads a table the public may not read, or writes at all."""
    shelf = {model._meta.db_table for model in public_models()}
    public = shelf | {f"{table}_words" for table in shelf}  # SQLite's index of their words
    tables = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
    return [
        sql
        for sql in statements
        if set(tables.findall(sql)) - public or not sql.lstrip("(").startswith(("SELECT", "SAVEPOINT"))
    ]


def ghost(word):
    """A word like ``word`` that nothing has: the same signs, but for one that is always there."""
    if word.isdigit():
        return f"9{word}999"
    return word.replace("qzx", "qzw") if "qzx" in word else f"{word[:-2]}{'00' if word[-2:] != '00' else '11'}"


def unlike(site, address, words):
    """What differs between the answers for secret words and for their ghosts; empty if they are alike but for these.

    ``address``: makes an address, or a ``Request``, of a list of words.
    """
    ghosts = [ghost(word) for word in words]
    mine, theirs = (_plain(_request(address(some)).of(site), some) for some in (words, ghosts))
    different = next((pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]), "lengths")
    return "" if mine == theirs else f"{str(address(words))[:200]}: {different}"


def _request(address):
    return address if isinstance(address, Request) else Request(address)


def _plain(answer, words):
    """Lines of status, headers and body without the words, and without what follows from their length."""
    headers = [f"{n}: {v}" for n, v in answer.headers if n not in MADE_OF_THE_REQUEST]
    text = "\n".join([answer.status, *headers, answer.timeless.decode("utf-8", "replace")])
    any_word = "|".join(map(re.escape, words))
    return re.sub(rf"(?<![\w-])({any_word})(?![\w-])", "·", text, flags=re.IGNORECASE).splitlines()


# Headers that follow from the words asked, or from the clock.
MADE_OF_THE_REQUEST = {"Content-Length", "ETag", "Expires", "Last-Modified", "RateLimit-Reset"}


def faults(found):
    return [fault for fault in found if fault]


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
    assert declared <= asked & set(parameters())


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
    does matter, all of them, or one after the other if it cannot be repeated.
    """
    words = private_words(world)
    one_each = [some[len(some) // 2] for some in words.values()]
    found = []
    for address, names in sweep.understood.items():
        found.append(unlike(sweep.site, query(address, *parameters()), one_each))
        for name in names:
            found.append(unlike(sweep.site, query(address, name), [word for some in words.values() for word in some]))
            found += [unlike(sweep.site, query(address, name), [word]) for word in one_each if name in SINGLE]
    assert faults(found) == []


SINGLE = {"q", "search", "cursor", "ordering", "count", "facets", "fields", "expand"}
SINGLE |= {"kinds", "after", "identifier", "set"}


def query(address, *names):
    """A function that makes a request of words: each of them in each of the parameters."""
    return lambda words: asking(address, [(name, word) for name in names for word in words])


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


@pytest.fixture
def planted(settings):
    """Puts a view at ``/planted/``, or at another address below it, and sweeps that."""

    def plant(view, address="planted/"):
        settings.ROOT_URLCONF = ModuleType("planted")
        settings.ROOT_URLCONF.urlpatterns = [path(address, view), *urls.urlpatterns]
        return Sweep(Site(), under="planted/").run()

    return plant


def only_for(condition, secret):
    """A view that says the secret to some requests alone."""

    def view(request, **words):
        return HttpResponse(secret if condition(request, words) else "nothing", content_type="text/plain")

    return view


@pytest.mark.parametrize(
    "condition",
    [
        lambda request, words: True,
        lambda request, words: request.method == "OPTIONS",
        lambda request, words: request.headers.get("Accept") == "text/csv",
        lambda request, words: request.GET.get("ordering") == "notes",
        lambda request, words: request.GET.get("attribution_level") == "unattributed",
        lambda request, words: request.GET.get("format") == "csv",
    ],
)
def test_a_planted_secret_in_an_answer_is_seen(world, planted, condition):
    assert leaks(world.secrets, planted(only_for(condition, world["draft remark"].text)).answers) != {}


def test_a_planted_secret_of_one_object_is_seen(world, planted):
    last = world["remark about bodies"].public_id
    view = only_for(lambda request, words: words["id"] == last, world["draft remark"].text)
    found = leaks(world.secrets, planted(view, "planted/<str:id>/").answers)
    assert {request.path.partition("?")[0] for request in found} == {f"/planted/{last}/"}


def zipped(**files):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda secret: HttpResponse(headers={"X-Speaker": secret.encode("ascii", "ignore")}),
        lambda secret: HttpResponse(status=200, reason=secret.encode("ascii", "ignore").decode()),
        lambda secret: HttpResponseRedirect(f"/people/{secret}/"),
        lambda secret: HttpResponse(b64encode(secret.encode())),
        lambda secret: HttpResponse(zipped(file=secret * 9)),
        lambda secret: HttpResponse(zipped(**{secret: "a name"})),
    ],
    ids=["header", "status line", "redirect", "cursor", "zip file", "name in a zip file"],
)
def test_a_planted_secret_in_any_byte_is_seen(world, planted, make):
    assert leaks(world.secrets, planted(lambda request: make(world["draft remark"].text)).answers) != {}


def test_a_planted_secret_in_the_log_is_seen(world, planted):
    def view(request):
        logging.getLogger("confhub").warning("Looked at %s", world["draft remark"].text)
        return HttpResponse("nothing")

    assert leaks(world.secrets, planted(view).answers) != {}


def test_a_planted_oracle_is_seen(world, planted):
    """A filter on what is hidden says yes or no, though it shows nothing."""

    def view(request):
        known = PersonRecord.objects.filter(slug__in=request.GET.getlist("person")).exists()
        return HttpResponse(f"{'some' if known else 'no'} statements of {request.GET.get('q')}")

    site = planted(view).site
    slugs = [record.slug for record in (world["unlisted person"], world["draft person"])]
    assert unlike(site, query("/planted/", "person"), slugs[:1]) != ""
    assert unlike(site, query("/planted/", "person", "organisation"), slugs) != ""
    assert unlike(site, query("/planted/", "organisation"), slugs) == ""
    assert desk_reads(site.statements) != []


def test_a_planted_refusal_is_seen(world, planted):
    """ "You may not" instead of "there is nothing": whoever asks learns that there is something."""

    def view(request, slug):
        if slug.startswith("open"):
            return HttpResponse("here it is")
        if PersonRecord.objects.filter(slug=slug).exists():
            return HttpResponseForbidden()
        raise Http404

    site = planted(view, "planted/<str:slug>/").site
    assert unlike(site, lambda words: f"/planted/{words[0]}/", [world["draft person"].slug]) != ""
    assert unlike(site, lambda words: f"/planted/{words[0]}/", ["qzx9999k"]) == ""


def test_an_address_the_sweep_cannot_fill_is_seen(world, planted):
    with pytest.raises(Unfilled, match="planted/"):
        planted(only_for(lambda request, words: False, ""), "planted/<int:year>/<int:month>/<int:day>/")
