"""Every request worth making: each address of the URLconf with each object, parameter, format and method."""

import json
import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings

from organisations.models import Country
from organisations.release import kinds
from sessions.models import Session, Theme

from ..surface import FEW, FORMATS, MORE_REQUESTS, parameters, patterns, with_query

METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"]
LINK = re.compile(rb'(?:href|src|action|content)="(/[^"]*|http://testserver/[^"]*)"|"http://testserver(/[^"]*)"')
# A word of the right form that nothing has: what is asked with it is the measure of what a secret word may tell.
NOBODY = "qzw0000k"
# One in which the world has translations, and one that is written from right to left, in which it has none.
IN_LANGUAGES = ("sq", "ar")
LANGUAGE = re.compile(f"/({'|'.join(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)})/")


class Request(NamedTuple):
    path: str
    method: str = "GET"
    accept: str = ""
    body: str = ""

    def of(self, site):
        """The ``Answer`` of a ``Site``."""
        headers = {"HTTP_ACCEPT": self.accept} if self.accept else {}
        return site.ask(self.path, self.method, self.body, **headers)


def asking(path, pairs=()):
    """The request that asks an address with parameters: a question with a body where the address takes one."""
    if not path.endswith("/query/"):
        return Request(with_query(path, pairs) if pairs else path)
    values = {name: [value for other, value in pairs if other == name] for name, _ in pairs}
    return Request(path, "POST", body=json.dumps(values))


def public_words():
    """``{kind and column: words}`` that name public rows in addresses."""
    found = {"countries code": _column(Country, "code"), "countries alpha3": _column(Country, "alpha3")}
    found |= {"countries slug": _column(Country, "slug"), "themes slug": _column(Theme, "slug")}
    for kind in kinds():
        found[f"{kind.name} id"] = _column(kind.shelf, "pk")
        if any(field.name == "slug" for field in kind.shelf._meta.fields):
            found[f"{kind.name} slug"] = _column(kind.shelf, "slug")
    return {name: words for name, words in found.items() if words}


def _column(model, name):
    return list(model.objects.order_by("pk").values_list(name, flat=True))


def private_words(world):
    """The same of records that are not on the shelf: ids that never were, and secret slugs and keys of any."""
    found = {}
    for kind in kinds():
        for record in kind.record.objects.order_by("pk"):
            for column in ("public_id", "slug", "key", "pk"):
                word = str(getattr(record, column, ""))
                if column == "pk" or word in world.secrets.ids or world.secrets.found_in(word.encode()):
                    found.setdefault(f"{kind.name} {column}", []).append(word)
    return {name: words[:3] if name.endswith(" pk") else words for name, words in found.items()}


def public_pairs():
    """``[(first, second)]`` for addresses with two words: a session in its conference, a lesson with its title."""
    sessions = Session.objects.order_by("pk").values_list("conference__slug", "slug")
    lessons = next(kind.shelf for kind in kinds() if kind.name == "lessons").objects.order_by("pk")
    return [*sessions, *((lesson.pk, lesson.slug) for lesson in lessons), *((lesson.pk, "other") for lesson in lessons)]


class Unfilled(AssertionError):
    """A pattern of the URLconf that the sweep knows no words for."""


class Sweep:
    """Asks everything a stranger could who knows all that is public. ``answers``: ``{Request: Answer}``.

    ``taken``: ``{pattern: kinds of words it answers for}``. ``understood``: ``{address: parameters that matter}``.
    ``parameters``: ``{name: values worth trying}``.
    """

    def __init__(self, site, under=""):
        """``under``: sweep only patterns that begin so."""
        self.site, self.under, self.parameters = site, under, parameters()
        self.answers, self.taken, self.understood = {}, {}, {}

    def ask(self, *request):
        """The answer to a request, asked once."""
        request = Request(*request)
        if request not in self.answers:
            self.answers[request] = request.of(self.site)
        return self.answers[request]

    def run(self):
        """Ask everything; returns itself. Raises ``Unfilled``."""
        for path in [self.richest(pattern) for pattern in self._patterns()]:
            for method in METHODS:
                self.ask(path, method)
            for accept in FORMATS:
                self.ask(*asking(path)._replace(accept=accept))
            self._every_parameter(path)
        for path in MORE_REQUESTS:
            if path.startswith(f"/{self.under}"):
                self.ask(path)
        for link in sorted({link for answer in self.answers.values() for link in links(answer)}):
            self.ask(link)
        return self

    def _patterns(self):
        return [pattern for pattern in patterns() if pattern.template.startswith(self.under)]

    def richest(self, pattern):
        """The address of the object whose answer shows most; every one is asked. Raises ``Unfilled``."""
        return max(self.every_object(pattern), key=self._how_rich)

    def _how_rich(self, path):
        answer = self.ask(*asking(path))
        return answer.code == 200, len(answer.body)

    def every_object(self, pattern):
        """Addresses of a pattern, one for each object it answers for."""
        self.taken[pattern] = []
        if not pattern.parameters:
            tried = {"": [()]}
        elif len(pattern.parameters) == 1:
            tried = {kind: [(word,) for word in words] for kind, words in public_words().items()}
        else:
            tried = {pair: [pair] for pair in public_pairs() if len(pair) == len(pattern.parameters)}
        for kind, words in tried.items():
            if self.ask(*asking(pattern.filled(words[0]))).code < 400:
                self.taken[pattern].append(kind)
        found = [pattern.filled(word) for kind in self.taken[pattern] for word in tried[kind]]
        if not found:
            raise Unfilled(f"no word of the world fits {pattern.template}: teach the sweep, or exempt it with a reason")
        for path in found:
            self.ask(*asking(path))
        return found

    def _every_parameter(self, path):
        """Each parameter with each of its values; those that do not seem to matter many at once.

        A body says what an address says, and is read as one: few values are tried there.
        """
        known = {name: values[: FEW if asking(path).body else None] for name, values in self.parameters.items()}
        if self._no_matter(path, [(name, NOBODY) for name in known]):
            matter = []
        else:
            matter = [name for name in known if not self._no_matter(path, [(name, NOBODY)])]
        self.understood[path] = matter
        for name in matter:
            self._each(path, [(name, value) for value in known[name]])
        for pairs in _rounds({name: values for name, values in known.items() if name not in matter}):
            if not self._no_matter(path, pairs):
                self._each(path, pairs)

    def _each(self, path, pairs):
        for pair in pairs:
            self.ask(*asking(path, [pair]))

    def _no_matter(self, path, pairs):
        """Whether these parameters make no difference together, or are all refused as unknown."""
        plain, answer = self.ask(*asking(path)), self.ask(*asking(path, pairs))
        same = (answer.status, without_echo(asking(path, pairs), answer)) == (plain.status, plain.timeless)
        return same or answer.body.count(b"is no such parameter") == len(dict(pairs))


def _rounds(values):
    """Lists of pairs of ``{name: values}``: all at once, then the first value of each, the second of each, and on."""
    yield [(name, value) for name, some in values.items() for value in some]
    for number in range(max(map(len, values.values()), default=0)):
        yield [(name, some[number]) for name, some in values.items() if number < len(some)]


def without_echo(request, answer):
    """The body without the parameters that were asked: a page repeats them where it leads to itself."""
    echo = f"?{request.path.partition('?')[2]}"
    body = answer.timeless
    for written in (echo, escape(echo), quote(echo)):
        body = body.replace(written.encode(), b"")
    return body


def links(answer):
    """Addresses of this site that an answer shows, but for files and for the desk.

    Each page leads to itself in ten languages: of those it is asked for in the two of ``IN_LANGUAGES``, and what is
    asked of it with parameters is asked in English; ``MORE_REQUESTS`` has some of that in others.
    """
    found = {unescape((here or there).decode()) for here, there in LINK.findall(answer.body)}
    found = {link.removeprefix("http://testserver").partition("#")[0] for link in found}
    return {link for link in found if not link.startswith(("/static/", "/admin/")) and _is_asked(link)}


def _is_asked(link):
    language = LANGUAGE.match(link)
    return not language or (language[1] in IN_LANGUAGES and "?" not in link)
