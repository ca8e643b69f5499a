"""Whether a basis for naming somebody hidden is on file is for keepers: the same desk twice, with and without it."""

import re

import pytest

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
from tests.lessons.test_admin_sheets import upload
from tests.sessions.test_true_speakers import TOKENS
from tests.staff import Member, address, filled, text

pytestmark = pytest.mark.django_db
TICKS = re.compile('name="acknowledged" value="([^"]*)"')
CONSENT = {"consent_reference": "A form", "consent_date": "2014-04-24"}
WORLDS = ({"basis": "", "basis_reference": ""}, {"basis": "consent", "basis_reference": "A form"})


class Desk:
    """A meeting that is out, and the one director of a body, whose person is kept; not released yet."""

    def __init__(self):
        body, ana = make_organisation_record("Forum"), make_person_record("Ana Kovač")
        self.meeting = make_conference_record()
        self.session = make_session_record(self.meeting)
        publish(body, ana, self.meeting, self.session)
        values = {"role": "Director", "limit": "role_organisation", "unique_post": True, "listed": True}
        self.director = make_participant_record(self.meeting, organisation=body, person=ana, **values)

    def answers(self, ask):
        """What ``ask`` gives without a basis on file, and with one."""
        found = []
        for values in WORLDS:
            ParticipantRecord.objects.filter(pk=self.director.pk).update(**values)
            self.director.refresh_from_db()
            if self.director.snapshot:
                snapshot = KINDS[ParticipantRecord].freeze([self.director])[self.director.pk]
                ParticipantRecord.objects.filter(pk=self.director.pk).update(snapshot=snapshot)
            found.append(ask())
        return found


@pytest.fixture
def desk():
    return Desk()


def form(member, record):
    """A form, without what differs each time."""
    member.get("/admin/")
    return TOKENS.sub(b"", member.get(address(record)).content)


@pytest.mark.parametrize("group", ["curator", "reviewer"])
def test_the_form_of_a_participant_does_not_tell(desk, group):
    """Neither what the public will see, nor the checks, nor the names of their boxes."""
    member = Member(group)
    one, other = desk.answers(lambda: form(member, desk.director))
    assert one == other
    assert b"follows from what only the keepers see" in one


def test_keepers_read_the_line(desk):
    keeper = Member("keeper")
    one, other = desk.answers(lambda: text(keeper.get(address(desk.director))))
    post = "“Director, Forum” is a post held by one person"
    assert (post in one, post in other) == (False, True)


def test_what_is_out_may_be_read_by_all(desk):
    ParticipantRecord.objects.filter(pk=desk.director.pk).update(**WORLDS[1])
    desk.director.refresh_from_db()
    publish(desk.director)
    page = text(Member("curator").get(address(desk.director)))
    assert "“Director, Forum” is a post held by one person" in page
    assert "follows from what only the keepers see" not in page


def test_a_sheet_that_asks_for_a_name_is_refused_in_the_same_words(desk):
    """The rule that a name needs a basis would tell whether there is one."""
    curator, sheet = Member("curator"), f"public_id,limit\n{desk.director.public_id},named\n".encode()
    one, other = desk.answers(lambda: text(upload(curator, sheet, ParticipantRecord)))
    assert "only keepers show more by a sheet" in one
    assert one == other


def test_a_new_row_that_asks_for_a_name_is_told_what_it_needs(desk):
    sheet = f"conference,role,limit\n{desk.meeting.slug},Guest,named\n".encode()
    assert '"named" needs a basis' in text(upload(Member("curator"), sheet, ParticipantRecord))


# What they said: the director is released, and not on the shelf as long as no public statement names them


@pytest.fixture
def spoken(desk, settings):
    settings.SAFETY_LEAST = 2
    ParticipantRecord.objects.filter(pk=desk.director.pk).update(listed=False)
    desk.director.refresh_from_db()
    publish(desk.director)
    return desk


def said(desk, session=None, **values):
    values = {"speaker": desk.director, "attribution_level": "role_organisation"} | values
    return make_statement_record(session or desk.session, **values)


@pytest.mark.parametrize("group", ["curator", "reviewer"])
@pytest.mark.parametrize("rung", ["named", "role_organisation", "organisation"])
def test_the_form_of_a_statement_does_not_tell(spoken, group, rung):
    """Neither whether the speaker stays in it, nor what the public will see, nor the checks."""
    member, record = Member(group), said(spoken, attribution_level=rung)
    one, other = spoken.answers(lambda: form(member, record))
    assert one == other
    assert b'name="speaker"' not in one
    assert (b"More may be shown if the keepers have a basis" in one) is (rung != "organisation")


def test_a_step_is_refused_in_either_case(spoken):
    """Nor does it tell what a keeper left standing."""
    record, reviewer, keeper = said(spoken, state="in_review"), Member("reviewer"), Member("keeper")

    def tried():
        names = TICKS.findall(keeper.get(address(record)).content.decode())
        keeper.client.post(address(record, "acknowledge"), {"acknowledged": names, "reason": "Known."})
        told = form(reviewer, record)
        reviewer.choose(StatementRecord, "approve", record)
        return [told, StatementRecord.objects.get(pk=record.pk).state]

    one, other = spoken.answers(tried)
    assert one == other
    assert one[1] == "in_review"


def test_keepers_read_the_line_of_a_statement(spoken):
    keeper, record = Member("keeper"), said(spoken)
    one, other = spoken.answers(lambda: text(keeper.get(address(record))))
    post = "“Director, Forum” is a post held by one person"
    assert (post in one, post in other) == (False, True)
    assert "More may be shown" not in one + other


def test_reviewers_read_it_before_the_release(spoken):
    record = said(spoken, state="approved")
    reviewer = Member("reviewer")
    pages = spoken.answers(lambda: text(reviewer.choose(StatementRecord, "release_after_a_look", record)))
    assert ["Director, Forum" in page for page in pages] == [False, True]


def test_who_is_out_is_told_of(spoken):
    """As soon as the public reads the post, so does everybody here; and of further statements of theirs."""
    ParticipantRecord.objects.filter(pk=spoken.director.pk).update(**WORLDS[1])
    spoken.director.refresh_from_db()
    record, curator = said(spoken), Member("curator")
    publish(spoken.director, record)
    for one in (record, said(spoken)):
        page = curator.get(address(one))
        assert filled(page.content)["speaker"] == str(spoken.director.pk)
        assert "Director, Forum" in text(page)
        assert "More may be shown" not in text(page)


def test_what_is_out_is_previewed_as_the_public_reads_it(spoken):
    """A line that a consent opened, of a speaker who is kept; a change makes it less again."""
    room = make_session_record(spoken.meeting, disclosure_rule="chatham_house")
    record = said(spoken, room, attribution_level="organisation", **CONSENT)
    publish(room, record)
    curator = Member("curator")
    page = curator.get(address(record))
    assert "speaker" not in filled(page.content)
    assert "Forum" in text(page).partition("The public sees:")[2][:100]
    curator.save(record, text="Put better.")
    assert "More may be shown" in text(curator.get(address(record)))
