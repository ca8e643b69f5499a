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

from confhub.context import IN_EVERY_LANGUAGE
from lessons.models import Lesson
from lessons.queries import countries_with_counts
from organisations.addresses import in_every_language, languages_of
from organisations.last_change import last_change
from organisations.models import Organisation, Person
from organisations.public_ids import ALPHABET
from organisations.queries import kind_changed_at
from organisations.xml import document, element
from sessions.models import Conference, Session, Statement, Theme

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# More pages than this are told in several files; the protocol allows no more than MOST in one.
FEW, MOST = 5_000, 50_000
LISTS = [
    "home",
    "about",
    "countries",
    "themes",
    "evidence",
    "compare",
    "lessons",
    "conferences",
    "statements",
    "organisations",
    "people",
]


class Kind(NamedTuple):
    """Rows with pages. ``columns``: what their addresses are made of. ``worded``: whether they have translations."""

    model: type
    columns: tuple
    worded: bool = False

    def rows(self):
        related = [name.partition("__")[0] for name in self.columns if "__" in name]
        rows = self.model.objects.select_related(*related).only("updated_at", *self.columns).order_by("pk")
        return rows.prefetch_related("translations") if self.worded else rows

    def pages(self, rows):
        """Each row's page, in each language that its words are there in."""
        for row in rows:
            yield from (_page(row, path) for path in _paths(row, languages_of(row) if self.worded else ()))


KINDS = {
    "lessons": Kind(Lesson, ("title", "language"), worded=True),
    "conferences": Kind(Conference, ("slug",)),
    "sessions": Kind(Session, ("slug", "conference__slug")),
    "statements": Kind(Statement, ("language",), worded=True),
    "organisations": Kind(Organisation, ("slug",)),
    "people": Kind(Person, ("slug",)),
}


def sitemap(request):
    """All pages, or where the parts of the list are."""
    counts = [kind.model.objects.order_by()[: FEW + 1].count() for kind in KINDS.values()]
    if sum(counts) > FEW:
        return _answer("sitemapindex", _parts())
    rows = [page for kind in KINDS.values() for page in kind.pages(kind.rows())]
    return _answer("urlset", [*_pages_of_no_row(), *rows])


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
    rows = KINDS[kind].rows().filter(pk__startswith=letter)[:MOST]
    return _answer("urlset", KINDS[kind].pages(rows))


def _pages_of_no_row():
    """Lists, and the countries and themes that something is known of, in each language that they are there in."""
    countries = [row for row in countries_with_counts() if row.lesson_count or row.is_named]
    terms = [row.get_absolute_url() for row in [*countries, *Theme.objects.only("slug")]]
    plain = [reverse(name) for name in LISTS if name not in IN_EVERY_LANGUAGE]
    worded = [*(reverse(name) for name in LISTS if name in IN_EVERY_LANGUAGE), *terms]
    paths = [*plain, *(path for each in worded for path in in_every_language(each).values())]
    return [_place("url", path) for path in paths]


def _paths(row, codes):
    """The addresses of a row's page: the plain one, and those of other languages that its words are there in."""
    paths = in_every_language(row.get_absolute_url())
    return [paths[code] for code in paths if code == settings.LANGUAGE_CODE or code in codes]


def _page(row, path):
    return _place("url", path, *_changed(row.updated_at))


def _changed(at):
    if at:
        yield element("lastmod", at.astimezone(UTC).isoformat(timespec="seconds"))


def _place(name, path, *more):
    return element(name, [element("loc", settings.SITE_URL + path), *more])


def _answer(name, content):
    return HttpResponse(document(name, content, {"xmlns": SITEMAP}), content_type="application/xml; charset=utf-8")
