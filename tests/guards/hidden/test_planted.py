"""The sweep sees what it is there to see: each kind of leak is planted once, and found."""

import logging
from base64 import b64encode
from html import escape
from io import BytesIO
from types import ModuleType
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.http import Http404, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import path

from confhub import urls
from organisations.models import PersonRecord

from ..surface import Site
from .sweep import Sweep, Unfilled
from .telling import desk_reads, leaks, query, unlike

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("name", "value"), [("ordering", "notes"), ("kind", "claim"), ("kind", "question"), ("attribution_level", "named")]
)
def test_a_planted_secret_behind_a_parameter_that_the_page_repeats_is_seen(world, planted, name, value):
    def view(request):
        links = f'<a href="/sq{escape(request.get_full_path())}"> <a href="/report/?about={quote(request.path)}">'
        return HttpResponse(links + (world["draft remark"].text if request.GET.get(name) == value else ""))

    assert leaks(world.secrets, planted(view).answers) != {}


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
