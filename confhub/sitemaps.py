"""Which pages there are, for search engines (https://www.sitemaps.org/protocol.html).

One file while there is little. Then a file for each kind and each first letter of its ids, which are random: a page
is always in the same file, and no file costs more than its own rows. At 50,000 pages to a file that is enough for
some 1.5 million rows of a kind.
"""

from datetime import UTC
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from lessons.models import Lesson
from lessons.queries import countries_with_counts
from organisations.models import Organisation, Person
from organisations.public_ids import ALPHABET
from organisations.queries import kind_changed_at, last_change
from organisations.xml import document, element
from sessions.models import Conference, Session, Statement, Theme

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# More pages than this are told in several files; the protocol allows no more than MOST in one.
FEW, MOST = 5_000, 50_000
LISTS = [
    "home",
    "about",
    "search",
    "countries",
    "themes",
    "lessons",
    "conferences",
    "statements",
    "organisations",
    "people",
]


class Kind(NamedTuple):
    """Rows with pages. ``columns``: what their addresses are made of."""

    model: type
    columns: tuple

    def rows(self):
        related = [name.partition("__")[0] for name in self.columns if "__" in name]
        return self.model.objects.select_related(*related).only("updated_at", *self.columns).order_by("pk")


KINDS = {
    "lessons": Kind(Lesson, ("title",)),
    "conferences": Kind(Conference, ("slug",)),
    "sessions": Kind(Session, ("slug", "conference__slug")),
    "statements": Kind(Statement, ()),
    "organisations": Kind(Organisation, ("slug",)),
    "people": Kind(Person, ("slug",)),
}


def sitemap(request):
    """All pages, or where the parts of the list are."""
    counts = [kind.model.objects.order_by()[: FEW + 1].count() for kind in KINDS.values()]
    if sum(counts) > FEW:
        return _answer("sitemapindex", _parts())
    rows = [row for kind in KINDS.values() for row in kind.rows()]
    return _answer("urlset", [*_pages_of_no_row(), *map(_page, rows)])


def _parts():
    """Each part is as new as the last change of its kind in the log, withdrawals included."""
    yield _place("sitemap", reverse("sitemap-part"), *_changed(last_change().at))
    for kind in KINDS:
        changed = list(_changed(kind_changed_at(kind)))
        for letter in ALPHABET:
            query = urlencode({"kind": kind, "id": letter})
            yield _place("sitemap", f"{reverse('sitemap-part')}?{query}", *changed)


def sitemap_part(request):
    """The pages of a ``kind`` whose ids begin with the letter ``id``; without them, those of no row."""
    kind, letter = request.GET.get("kind", "pages"), request.GET.get("id", "")
    if kind == "pages":
        return _answer("urlset", _pages_of_no_row())
    if kind not in KINDS or letter not in [*ALPHABET]:
        raise Http404
    return _answer("urlset", map(_page, KINDS[kind].rows().filter(pk__startswith=letter)[:MOST]))


def _pages_of_no_row():
    """Lists, and the countries and themes that something is known of."""
    countries = [row for row in countries_with_counts() if row.lesson_count or row.is_named]
    paths = [*map(reverse, LISTS), *(row.get_absolute_url() for row in [*countries, *Theme.objects.only("slug")])]
    return [_place("url", path) for path in paths]


def _page(row):
    return _place("url", row.get_absolute_url(), *_changed(row.updated_at))


def _changed(at):
    if at:
        yield element("lastmod", at.astimezone(UTC).isoformat(timespec="seconds"))


def _place(name, path, *more):
    return element(name, [element("loc", settings.SITE_URL + path), *more])


def _answer(name, content):
    return HttpResponse(document(name, content, {"xmlns": SITEMAP}), content_type="application/xml; charset=utf-8")
