"""What every page's template knows."""

from typing import NamedTuple

from django.conf import settings
from django.utils.encoding import escape_uri_path, iri_to_uri

from organisations.addresses import in_every_language, where_it_is
from organisations.languages import canonical
from organisations.models.naming import page_language
from organisations.templatetags.languages import direction

# Pages that the site says in its own words, names and definitions: they are there in every language.
IN_EVERY_LANGUAGE = {"home", "about", "countries", "country", "themes", "theme", "evidence", "compare"}


class Language(NamedTuple):
    """A language of the site, by its own name. ``address``: this page in it, with all that is asked of it.

    ``here``: whether the page is in it.
    """

    tag: str
    name: str
    dir: str
    address: str
    here: bool


def site(request):
    """The site's name and origin, ``section``, which the menu marks, and the page in the languages of the site."""
    paths = in_every_language(request.path)
    section = paths[settings.LANGUAGE_CODE].split("/")[1]
    languages = [_language(request, each, paths) for each in settings.LANGUAGES]
    place = request.resolver_match
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "section": section,
        "language": next(each for each in languages if each.here),
        "languages": [] if section == "api" else languages,
        "machine_made": page_language() in settings.MACHINE_MADE,
        **where_it_is(request.path, paths if place and place.url_name in IN_EVERY_LANGUAGE else ()),
    }


def _language(request, language, paths):
    code, name = language
    query = request.META["QUERY_STRING"]
    address = iri_to_uri(escape_uri_path(paths[code]) + (f"?{query}" if query else ""))
    return Language(canonical(code), name, direction(code), address, code == page_language())
