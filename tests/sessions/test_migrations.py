"""Migrations of released versions change nothing of what is public."""

from importlib import import_module

import pytest
from django.apps import apps

from organisations.release import note_changes
from organisations.whole_shelf import find_drift
from tests.desk_factories import (
    make_organisation_record,
    make_participant_record,
    make_session_record,
    make_statement_record,
    publish,
)

pytestmark = pytest.mark.django_db

KNEW = import_module("sessions.migrations.0006_what_a_release_knew")


def test_what_a_release_knew_is_what_is_public(monkeypatch):
    monkeypatch.setattr("organisations.snapshots.BATCH", 1)
    session, body = make_session_record(), make_organisation_record(classification="media")
    speaker = make_participant_record(session.conference, organisation=body, limit="organisation_type")
    said = make_statement_record(session, speaker=speaker, attribution_level="organisation_type")
    silent, early = make_statement_record(session), make_statement_record(session, speaker=make_participant_record())
    publish(session.conference, session, body, speaker, said, silent, early)
    as_released = [record.snapshot for record in (speaker, said, silent, early)]
    assert [snapshot["speaker_released"] for snapshot in as_released[1:]] == [True, False, False]

    KNEW.forget_it(apps, None)
    speaker.refresh_from_db()
    speaker.snapshot["classification"] = ""
    speaker.save()
    KNEW.say_what_was_known(apps, None)

    for record, before in zip((speaker, said, silent, early), as_released, strict=True):
        record.refresh_from_db()
        assert record.snapshot == before
        assert not note_changes([record])
    assert find_drift() == {}
