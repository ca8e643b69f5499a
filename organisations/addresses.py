"""Addresses that are the same in every language: what is cited, linked from elsewhere, or told to programs."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from .languages import canonical


def lasting(name, *args):
    """The path of a page without the language that the page being made is in."""
    with override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def lasting_of(row):
    """The same of the page of a row."""
    with override(settings.LANGUAGE_CODE):
        return row.get_absolute_url()


def in_every_language(path):
    """``{code: path}`` of a page in the languages of the site, from its address in any of them."""
    codes = [code for code, _ in settings.LANGUAGES]
    first, _, rest = path.lstrip("/").partition("/")
    rest = f"/{rest}" if first in codes else path
    return {code: rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}" for code in codes}


def languages_of(row):
    """Codes of the languages of the site that the words of a row are there in. Reads its ``translations``."""
    tags = {row.language.lower(), *(each.language.lower() for each in row.translations.all())}
    return [code for code, _ in settings.LANGUAGES if code in tags]


class Alternate(NamedTuple):
    """The same page for readers of another language. ``tag``: theirs, "x-default" for those of all others."""

    tag: str
    path: str


def where_it_is(path, codes):
    """What search engines are told of a page: its ``canonical`` path, and the ``alternates``.

    ``codes``: the languages that its main words are there in. In any other, what they keep is the page without a
    language: only its frame is translated.
    """
    paths = in_every_language(path)
    plain = paths[settings.LANGUAGE_CODE]
    there = [Alternate(canonical(code), paths[code]) for code in codes]
    return {
        "canonical": path if get_language() in codes else plain,
        "alternates": [*there, Alternate("x-default", plain)] if len(there) > 1 else [],
    }


def original(row):
    """The path of a row's page in the language it was written in; of the English one, where the site has not that."""
    path = in_every_language(lasting_of(row))
    return path.get(row.language.lower(), path[settings.LANGUAGE_CODE])
