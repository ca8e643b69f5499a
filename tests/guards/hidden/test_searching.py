"""The search tells no word that is not on the shelf: not as a suggestion, not as another spelling of what was typed."""

from functools import partial

import pytest

from confhub.search.kinds import KINDS, NAMED
from confhub.search.names import Names
from organisations.models import Organisation, PersonRecord

from ..surface import Site, with_query
from .sweep import Request, asking, private_words
from .telling import faults, leaks, unlike

pytestmark = pytest.mark.django_db
# The longest question that is mended.
WORDS = 6


def answers(words, address="/search/"):
    """``{Request: Answer}`` of searches for words."""
    asked = [Request(with_query(address, [("q", " ".join(some))])) for some in words]
    site = Site()
    return {request: request.of(site) for request in asked}


@pytest.mark.parametrize("address", ["/search/", "/api/v1/search/"])
def test_a_word_that_is_nearly_a_secret_brings_none_out(world, address):
    secrets = [word for word in world.secrets.meanings if word.startswith("qzx")]
    near = [secret[:-1] for secret in secrets]
    runs = [near[n : n + WORDS] for n in range(0, len(near), WORDS)]
    found = answers([*runs, *([word] for word in near[::20])], address)
    assert len(near) > 200
    assert leaks(world.secrets, found) == {}


def test_a_word_that_is_nearly_public_is_mended(world):
    """Otherwise nothing would have come out above because nothing ever does."""
    [answer] = answers([["opne", "litsed"]]).values()
    assert b"Did you mean" in answer.body


def test_a_secret_word_in_a_filter_of_the_search_is_a_word_nothing_has(world):
    site, words = Site(), [word for some in private_words(world).values() for word in some]
    lists = [(kind.name, name) for kind in KINDS.values() for name in kind.legends]
    assert len(lists) > 20
    assert faults(unlike(site, partial(filtered, kind, name), words) for kind, name in lists) == []


def filtered(kind, name, words):
    """The request for one list of the search, with every word in one of its filters."""
    return asking("/search/", [("q", "open"), ("in", kind), *((name, word) for word in words)])


def secret_names():
    names = list(PersonRecord.objects.values_list("name", flat=True))
    return Names([(NAMED[2], Organisation(slug="planted", name=name), [name]) for name in names], names)


def test_planted_secret_names_are_seen(world, monkeypatch):
    secret = next(iter(world.secrets.found_in(world["draft person"].name.encode())))
    monkeypatch.setattr("confhub.search.views.public_names", secret_names)
    [begun] = leaks(world.secrets, answers([[secret[:-1]]])).values()
    monkeypatch.setattr("confhub.search.instead.finds", lambda text: True)
    monkeypatch.setattr(Names, "beginning", lambda names, text: [])
    [meant] = leaks(world.secrets, answers([[secret[:-1]]])).values()
    assert secret in begun
    assert meant


def test_planted_secret_names_in_the_api_are_seen(world, monkeypatch):
    secret = next(iter(world.secrets.found_in(world["draft person"].name.encode())))
    monkeypatch.setattr("confhub.search.everything.public_names", secret_names)
    monkeypatch.setattr("confhub.search.instead.finds", lambda text: True)
    [meant] = leaks(world.secrets, answers([[secret[:-1]]], "/api/v1/search/")).values()
    assert meant


def test_a_planted_secret_suggestion_is_seen(world, monkeypatch):
    names = [world["draft person"].name]
    monkeypatch.setattr("confhub.search.views.suggestions", lambda: names)
    assert leaks(world.secrets, answers([["open"]])) != {}
