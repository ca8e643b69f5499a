"""Copies of a small collection, and for each test a folder of its own to keep them in."""

import io
from pathlib import Path

import pytest
from django.db import transaction

from confhub.offline import subjects
from confhub.offline.building import build
from organisations.models import Country
from sessions.models import Conference
from tests.copies import unpacked
from tests.page_kinds import collection

COUNTRY = "/countries/kosovo/offline.zip"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where files are kept."""
    settings.OFFLINE_FOLDER = str(tmp_path / "offline")
    return Path(settings.OFFLINE_FOLDER)


@pytest.fixture
def take(client):
    """``take(address)``: the bytes of the zip file there."""

    def take(address=COUNTRY):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
        return b"".join(answer.streaming_content)

    return take


@pytest.fixture(scope="module")
def copies(django_db_setup, django_db_blocker):
    """``{"country", "conference": {file: bytes}}`` of the collection with two rows of everything, which is there too.

    Made once for a module whose tests change nothing.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        collection(2)
        country = subjects.country(Country.objects.get(pk="XK"))
        conference = subjects.conference(Conference.objects.get(slug="prishtina-2014"))
        yield {"country": _built(country), "conference": _built(conference)}
        transaction.set_rollback(True)


def _built(subject):
    out = io.BytesIO()
    build(subject, subject.contents(), out)
    return unpacked(out.getvalue())
