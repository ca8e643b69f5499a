"""Safety checks tell nobody but keepers what they rest on: the same desk twice, with nothing different but the secret.

Neither what a curator and a reviewer read, nor whether a step is refused, may differ.
"""

import re

import pytest
from django.contrib import admin
from django.db import transaction

from organisations.release import KINDS
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.sessions.test_true_speakers import TOKENS
from tests.staff import Member, address

pytestmark = pytest.mark.django_db
BOX = re.compile(rb'<section class="safety".*?</section>', re.DOTALL)
FORM = {"basis": "consent", "basis_reference": "A form"}
NO_FORM = {"basis": "", "basis_reference": ""}


class Desk:
    """A statement in review for each finding that rests on something kept, and what may be so or otherwise.

    ``secrets``: ``{name: (statement, record, values, other values)}``.
    """

    def __init__(self):
        body, other = make_organisation_record("Forum"), make_organisation_record("Radio", classification="media")
        ana, ben = make_person_record("Ana Kovač"), make_person_record("Ben Novak")
        meeting = make_conference_record()
        hall, room = make_session_record(meeting), make_session_record(meeting, disclosure_rule="chatham_house")
        publish(body, other, meeting, hall, room)
        known = {"conference": meeting, "organisation": body, "limit": "organisation", "person": ben}
        self.first, self.second = make_participant_record(role="Director", **known), make_participant_record(**known)
        at_radio = make_participant_record(meeting, organisation=other, limit="organisation", person=ben)
        publish(self.first, self.second, at_radio)
        told, draft = {"speaker": self.second, "attribution_level": "organisation"}, make_session_record(meeting)
        head = make_participant_record(**known | {"role": "Head of office", "limit": "role_organisation"})
        publish(head)
        name = self.said(hall, text="As Ana Kovač put it.")
        family = self.said(hall, text="As Mr Kovač put it.")
        post = self.said(hall, text="As the director of the Forum put it.")
        office = self.said(hall, text="As the head of office of the Forum put it.")
        named = self.said(hall, **told | {"attribution_level": "named"})
        free, aged = self.said(room, **told), self.said(hall, **told)
        line = self.said(draft, **told)
        self.secrets = {
            "who took part": (name, self.first, {"person": ben}, {"person": ana}),
            "whose family name it is": (family, self.first, {"person": ben}, {"person": ana}),
            "who may be named": (named, self.second, NO_FORM, FORM),
            "whose post may be shown": (office, head, NO_FORM, FORM),
            "what consent there is": (
                free,
                free,
                {"consent_reference": "", "consent_date": None},
                {"consent_reference": "A form", "consent_date": "2014-04-24"},
            ),
            "what consent the speaker gave": (aged, self.second, NO_FORM, FORM),
            "who spoke": (line, line, {"speaker": self.second}, {"speaker": at_radio}),
            "who spoke of oneself": (post, post, {"speaker": self.first}, {"speaker": self.second}),
        }

    def said(self, session, **values):
        return make_statement_record(session, state="in_review", **values)

    def let(self, name, which):
        """Let a secret be so (2) or otherwise (3)."""
        _, record, *_ = self.secrets[name]
        model, values = type(record), self.secrets[name][which]
        model.objects.filter(pk=record.pk).update(**values)
        record.refresh_from_db()
        if record.snapshot:
            model.objects.filter(pk=record.pk).update(snapshot=KINDS[model].freeze([record])[record.pk])


NAMES = [
    "who took part",
    "whose family name it is",
    "who may be named",
    "whose post may be shown",
    "what consent there is",
    "what consent the speaker gave",
    "who spoke",
    "who spoke of oneself",
]


@pytest.fixture
def desk(settings):
    settings.SAFETY_LEAST = 2
    return Desk()


def answers(member, record):
    """What a member of staff reads of a statement, and what becomes of it when they try to approve it; undone."""
    member.client.get("/admin/")
    form = member.get(address(record))
    with transaction.atomic():
        member.choose(StatementRecord, "approve", record)
        state = StatementRecord.objects.values_list("state", flat=True).get(pk=record.pk)
        told = member.get("/admin/")
        transaction.set_rollback(True)
    form, told = (TOKENS.sub(b"", page.content) for page in (form, told))
    return [state, form, told, BOX.findall(form)]


def worlds(desk, name, member):
    """The answers in both."""
    found = []
    for which in (2, 3):
        desk.let(name, which)
        found.append(answers(member, desk.secrets[name][0]))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_depends_on_what_is_kept(desk, name):
    for group in ("curator", "reviewer"):
        one, other = worlds(desk, name, Member(group))
        assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_keepers_read_which_it_is(desk, name):
    one, other = worlds(desk, name, Member("keeper"))
    assert one[1] != other[1]


@pytest.mark.parametrize("name", NAMES[:7])
def test_a_planted_fault_is_seen(desk, name, monkeypatch):
    """Whoever is taken for a keeper reads what keepers read."""
    monkeypatch.setattr(admin.site._registry[StatementRecord], "sees_everything", lambda request: True)
    one, other = worlds(desk, name, Member("reviewer"))
    assert one != other


def test_the_secrets_are_those_of_the_desk(desk):
    assert list(desk.secrets) == NAMES
    assert {type(record) for _, record, *_ in desk.secrets.values()} == {ParticipantRecord, StatementRecord}
