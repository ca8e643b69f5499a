"""Everything a stranger can ask of the site: its addresses, their parameters, and what is answered, byte for byte."""

import hashlib
import io
import logging
import re
import zipfile
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import django_filters
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

from confhub.logs import SparingFormatter
from confhub.search.kinds import KINDS
from organisations.api.viewsets import ShelfViewSet
from organisations.filtering import ValuesFilter, facet_names
from organisations.models import Country
from organisations.public_ids import ALPHABET

# Addresses that are not for the public, and why they are left out of the sweep.
EXEMPT = {"admin/": "the desk: for staff who have signed in; what strangers get there is tested apart"}
# Values of a filter that is made of another: what the other finds is tried with every value.
FEW = 2
# Parameters that no filter set has, with values worth trying.
MORE_PARAMETERS = {
    "format": ["json", "csv", "ndjson", "jsonld", "api", "xml", "html"],
    "ordering": ["title", "-updated_at", "speaker", "notes", "snapshot", "folded", "search_text", "person__name", "?"],
    "page_size": ["1", "2", "200", "0"],
    "page": ["1", "2"],
    "facets": ["country,theme", "country", "speaker", "session"],
    "fields": ["notes", "speaker", "id", "title,attribution"],
    "count": ["false", "1"],
    "expand": ["speaker"],
    "lang": ["sq", "mk", "tr-TR", "sr-Latn", "albanian"],
    "q": ["open", "remark", "opne", "opn", "zz", "zzzz"],
    "in": ["lessons", "statements", "organisations", "people", "conferences", "sessions", "countries", "secrets"],
    "language": ["en", "sq"],
    "search": ["open"],
    "after": ["0", "3"],
    "cursor": ["x"],
    "text__contains": ["o"],
    "speaker": ["1"],
    "notes": ["o"],
    "id": ["0", "A"],
    "kinds": ["statements", "lessons,people", "sources", "notes"],
    "limit": ["1", "500"],
    "verb": ["Identify", "ListSets", "ListMetadataFormats", "ListRecords"],
    "metadataPrefix": ["oai_dc"],
    "identifier": ["oai:testserver:countries/XK"],
    "set": ["statements"],
    "until": ["2999-01-01"],
    "resumptionToken": ["1!1!!!"],
    "about": ["/lessons/"],
}
# Requests that say something only with several parameters at once.
MORE_REQUESTS = [
    "/api/v1/changes/?kinds=statements&limit=500",
    "/api/v1/changes/?kinds=statements&theme=trust&limit=500",
    "/api/v1/changes/?kinds=lessons&country=XK&after=3",
    *(f"/oai?verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers")),
    *(f"/oai?verb=ListRecords&metadataPrefix=oai_dc&set={kind}" for kind in ("statements", "participants", "people")),
    "/api/v1/search/?q=open&limit=50",
    "/api/v1/search/?q=-zzzz&limit=50",
    "/api/v1/search/?q=open&kinds=statements,people&lang=sq",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2014-04-24&until=2999-01-01",
    "/oai?verb=ListRecords&resumptionToken=1!1!!!",
    *(f"/sitemap-part.xml?kind={kind}&id={letter}" for kind in ("people", "statements") for letter in ALPHABET),
    *(f"/lessons/feed.atom?{query}" for query in ("q=open", "country=XK&theme=trust", "attribution_level=country")),
    *(f"/{place}/feed.atom?kind=obstacle&status=observation" for place in ("countries/kosovo", "themes/trust")),
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:countries/XK",
]
# Countries side by side: two at least.
MORE_REQUESTS += [
    f"/compare/?country=XK&country={code}{more}" for code in ("AL", "RS") for more in ("", "&theme=trust")
]
# The page that searches: every list, and every filter of each with a value that something has.
FOUND = {"country": "XK", "theme": "trust", "conference": "open-open-conference", "language": "en", "kind": "claim"}
FOUND |= {"status": "observation", "addressed_to": "police", "attribution_level": "named", "region": "southern-europe"}
SEARCHES = [f"/search/?q=open&in={kind.name}" for kind in KINDS.values()]
SEARCHES += [
    f"/search/?q=open&in={kind.name}&{name}={FOUND[name]}"
    for kind in KINDS.values()
    for name in kind.legends
    if name in FOUND
]
MORE_REQUESTS += [*SEARCHES, "/search/?q=Open+remark", "/search/?q=albania+open", "/search/?q=XK"]
# What finds nothing, but for a word of it.
MORE_REQUESTS += ["/search/?q=open+zzzz", "/search/?q=what+is+open+in+zzzz", "/search/?q=open+remark+zzzz+-zz"]
# The same in other languages, one of which has translations.
MORE_REQUESTS += [f"/sq{path}" for path in MORE_REQUESTS if path.startswith(("/search/", "/compare/"))]
MORE_REQUESTS += [f"/{code}/lessons/{more}" for code in ("sq", "ar") for more in ("?country=XK", "feed.atom", "?x=1")]
# Says when an answer was made, in its body; the token of a form does.
CLOCK = re.compile(rb"(?<=<responseDate>)[^<]*|(?<=name=\"token\" value=\")[^\"]*")
FORMATS = [
    "application/json",
    "text/csv",
    "application/x-ndjson",
    "application/ld+json",
    "text/html",
    "application/xml",
    "*/*",
]


class Answer(NamedTuple):
    """What came back. ``log``: what the server wrote down meanwhile. Of a zip file, ``body`` is what is in it."""

    status: str
    headers: tuple
    body: bytes
    log: str

    @property
    def code(self):
        return int(self.status[:3])

    @property
    def timeless(self):
        """The body without the time it was made at."""
        return CLOCK.sub(b"", self.body)

    @property
    def bytes(self):
        """Status line, headers and body; without bytes and seconds counted, which may look like a secret year."""
        headers = [f"{name}: {value}" for name, value in self.headers if name not in COUNTED]
        return "\n".join([self.status, *headers, "", ""]).encode() + self.body


COUNTED = {"Content-Length", "RateLimit-Reset", "Retry-After"}


# Of every request of every ``Site``: one is never counted with another.
NUMBERS = count(1)


class Site(RequestFactory):
    """The site as a stranger sees it. Every request comes from another address, so that none is one too many.

    ``statements``: the SQL of every request so far.
    """

    def __init__(self):
        super().__init__()
        self.handler, self.statements = ClientHandler(enforce_csrf_checks=True), []
        self.handler.load_middleware()

    def ask(self, path, method="GET", body="", **headers):
        """The ``Answer`` to a request; ``headers`` by their names in WSGI: ``HTTP_ACCEPT``. ``body``: JSON."""
        number = next(NUMBERS)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        with written_down() as log, connection.execute_wrapper(self._note):
            asked = self.generic(method, path, body, "application/json" if body else "", REMOTE_ADDR=address, **headers)
            response = self.handler(asked)
            content = b"".join(response)
        status = f"{response.status_code} {response.reason_phrase}"
        cookies = [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
        return Answer(status, (*response.items(), *cookies), opened(content), log.getvalue())

    def request(self, **request):
        """What the base class makes requests of, as the handler takes it."""
        return self._base_environ(**request)

    def _note(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)


def opened(content):
    """A zip file as everything that stands in it, names and times too, and the sum of its bytes; else as it is.

    Without sizes, which may look like a secret year: what differs in size differs in its bytes.
    """
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        parts = [_entry(entry) + found.read(entry) for entry in found.infolist()]
        return b"\n".join([*parts, found.comment, hashlib.sha256(content).hexdigest().encode()])


def _entry(entry):
    words = [entry.filename, *map(str, entry.date_time), ""]
    return b"\n".join([*(word.encode() for word in words), entry.comment, entry.extra, b""])


class written_down:
    """Collects what is logged, as the server would write it with LOG_LEVEL=INFO."""

    def __enter__(self):
        stream = io.StringIO()
        self.handler, self.root = logging.StreamHandler(stream), logging.getLogger()
        self.handler.setFormatter(SparingFormatter())
        self.level = self.root.level
        self.root.addHandler(self.handler)
        self.root.setLevel(logging.INFO)
        return stream

    def __exit__(self, *error):
        self.root.removeHandler(self.handler)
        self.root.setLevel(self.level)


class Pattern(NamedTuple):
    """One address of the URLconf: ``/lessons/%(lesson_id)s/`` with its parameters."""

    template: str
    parameters: tuple

    def filled(self, words):
        return f"/{self.template}" % dict(zip(self.parameters, words, strict=True))


def patterns(resolver=None, prefix=""):
    """Every ``Pattern`` of the URLconf but the exempt ones, in order."""
    for entry in (resolver or get_resolver()).url_patterns:
        expression = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from patterns(entry, expression)
        else:
            found = (Pattern(template, tuple(names)) for template, names in normalize(expression))
            yield from (each for each in found if not each.template.startswith(tuple(EXEMPT)))


def filter_sets(parent=django_filters.FilterSet):
    """Every filter set of the project. Only complete once the URLconf is loaded."""
    get_resolver().url_patterns  # noqa: B018
    for child in parent.__subclasses__():
        yield from (each for each in [child, *filter_sets(child)] if not each.__module__.startswith("django_filters"))


def parameters():
    """``{name: values worth trying}`` of every filter, and of what else one may think of."""
    found = {name: list(values) for name, values in MORE_PARAMETERS.items()}
    for kind in ShelfViewSet.kinds.values():
        found["facets"] = sorted({*found["facets"], *facet_names(kind.filterset_class)})
        found["expand"] = sorted({*found["expand"], *kind.expandable})
    for filter_set in filter_sets():
        for name, each in filter_set.base_filters.items():
            found[name] = sorted({*found.get(name, []), *_values(each)})
    return found


def _values(each):
    """Every value of a filter that a stranger can know of; few of one that is made of another."""
    field, most = each.field, None if type(each) is ValuesFilter else FEW
    if hasattr(field, "options"):
        keys = field.valid() or list(getattr(field, "model", Country).objects.values_list("pk", flat=True))
        return [option.value for option in field.options(keys)][:most]
    return ["2014-04-24", "2014-04-24T00:00:00Z", "2999-01-01", "x"]


def with_query(path, pairs):
    return f"{path}?{urlencode(pairs, doseq=True)}"


def forget():
    """Empty every cache and delete every file that is kept: an answer from before would hide a difference."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    for path in Path(settings.OFFLINE_FOLDER).glob("*.zip"):
        path.unlink()
