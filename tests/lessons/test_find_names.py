"""``find_names``: where names stand, read from standard input and changing nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.desk_factories import make_person_record, make_source_file, make_statement_record

pytestmark = pytest.mark.django_db


def found(monkeypatch, *names):
    """``(what the command writes, whether it fails)``."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(names)))
    out = io.StringIO()
    try:
        call_command("find_names", stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), error.returncode
    return out.getvalue().splitlines(), 0


def test_places_are_said_without_what_stands_there(monkeypatch):
    make_person_record("Đorđe Žižeković", slug="a")
    make_statement_record(text="By Dorde Zizekovic.")
    make_source_file(text="Zizekovic, Dorde: minutes.")
    assert found(monkeypatch, "Đorđe Žižeković", "") == (
        [
            "conference_sessions.HistoricalStatementRecord.text: 1",
            "conference_sessions.SourcePage.text: 1",
            "conference_sessions.StatementRecord.text: 1",
            "files of sources: 1",
            "organisations.HistoricalPersonRecord.name: 1",
            "organisations.PersonRecord.name: 1",
        ],
        1,
    )


def test_nothing_found(monkeypatch):
    make_statement_record(text="By Dorde.")
    assert found(monkeypatch, "Đorđe Žižeković") == (["They stand nowhere. Accounts were not looked at."], 0)
