"""Builds a copy: pages, data, sources, sums. Whoever asks for it, it is made of what anybody is answered."""

from io import StringIO
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse

from confhub.sitemaps import KINDS
from lessons.bundles.layout import write_out
from lessons.bundles.public import FromShelf

from .archive import SUMS, Archive
from .asking import ask, request_for
from .contents import last_inside, rows_with_pages, sources_of
from .rewriting import FIRST_PAGE, ICON, STYLE, Place, Rewriter
from .subjects import NAMES

EVIDENCE = "lessons-with-evidence.json"
BUNDLE = "conference-bundle.json"


def build(subject, contents, out):
    """Write the copy of a ``Subject`` with these ``contents`` into the binary file ``out``."""
    last = last_inside(contents)
    with Archive(out, subject.name, last.at) as archive:
        _Copy(subject, contents, last, archive).write()


class _Copy:
    """One copy while it is written. ``last``: the ``LastInside``. ``pages``: ``{address: file}``, in their order."""

    def __init__(self, subject, contents, last, archive):
        self.subject, self.contents, self.last, self.archive = subject, contents, last, archive
        self.pages = _pages(subject, contents)
        self.rewriter = Rewriter(self.pages, render_to_string("offline/header.html", self._said()))

    def write(self):
        for file in (STYLE, ICON):
            with open(finders.find(file), "rb") as found:
                self.archive.add(file, found.read())
        for address, file in list(self.pages.items()):
            self._write_page(address, file)
        self._write_tables()
        self._write_files()
        self._write_first_page()

    def _said(self):
        """What the templates of a copy know."""
        subject = self.subject
        return {
            "subject": subject,
            "first_page": FIRST_PAGE,
            "last": self.last,
            "site_name": settings.SITE_NAME,
            "online": settings.SITE_URL + subject.address,
            "newest": settings.SITE_URL + subject.newest,
        }

    # Pages

    def _write_page(self, first, file):
        """A page and those that go on from it."""
        address, before, number = first, "", 1
        while address:
            name, after = _numbered(file, number), _numbered(file, number + 1)
            content = ask(address).content
            page, address = self.rewriter.rewritten(content, Place(address, name, first, before, after))
            self.archive.add(name, page)
            before, number = name, number + 1

    def _write_first_page(self):
        counts = [(NAMES[kind], len(keys)) for kind, keys in self.contents.items() if kind in KINDS and keys]
        shown = {
            "counts": counts,
            "sources": sources_of(self.contents),
            "changes": self._changes(),
            "tables": [(NAMES[kind], f"data/{kind}.json", f"data/{kind}.csv") for kind in self.subject.tables],
            "files": sorted(f"data/{name}" for name in [*self.subject.files, EVIDENCE, *self._bundles()]),
            "sums": SUMS,
        }
        content = render_to_string("offline/index.html", self._said() | shown, request_for(self.subject.address))
        self.rewriter.files |= {file: file for file in [*self.archive.sums, SUMS]}
        place = Place(self.subject.address, "index.html", "", "", "")
        self.archive.add("index.html", self.rewriter.rewritten(content.encode(), place)[0])

    def _changes(self):
        """Where programs read what has changed since, of the kinds that are inside."""
        kinds = sorted(kind for kind, keys in self.contents.items() if keys)
        asked = urlencode({"after": self.last.seq, "kinds": ",".join(kinds)}, safe=",")
        return f"{settings.SITE_URL}{reverse('api:changes')}?{asked}"

    # Data

    def _write_tables(self):
        for kind, address in self.subject.tables.items():
            with self.archive.adding(f"data/{kind}.csv") as out:
                for part in ask(f"{address}&format=csv"):
                    out.write(part)
            with self.archive.adding(f"data/{kind}.json") as out:
                lines = (line for part in ask(f"{address}&format=ndjson") for line in part.splitlines())
                _write_array(out, lines)

    def _write_files(self):
        for name, address in self.subject.files.items():
            self.archive.add(f"data/{name}", ask(address).content)
        with self.archive.adding(f"data/{EVIDENCE}") as out:
            lessons = (reverse("api:lessons-detail", args=[key]) for key in sorted(self.contents["lessons"]))
            _write_array(out, (ask(address).content for address in lessons))
        for name, bundle in self._bundles().items():
            out = StringIO()
            write_out(out, bundle.conference(), bundle.items)
            self.archive.add(f"data/{name}", out.getvalue().encode())

    def _bundles(self):
        """The conference in the form that another confhub imports; a country has none."""
        return {BUNDLE: FromShelf(self.subject.row)} if "conference.json" in self.subject.files else {}


def _pages(subject, contents):
    """``{address: file}``: sessions first, whose further pages others lead to by the ids of what stands there."""
    rows = sorted(rows_with_pages(contents), key=lambda found: found[0] != "sessions")
    pages = {row.get_absolute_url(): f"{kind}/{row.pk}.html" for kind, row in rows}
    lists = {address: f"{kind}/index.html" for address, kind in subject.lists.items() if contents[kind]}
    return pages | {subject.address: subject.file, reverse("about"): "about.html"} | lists


def _numbered(file, number):
    return file if number == 1 else f"{file.removesuffix('.html')}-{number}.html"


def _write_array(out, items):
    """Finished JSON values as one list."""
    before = b"[\n"
    for item in items:
        out.write(before + item)
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")
