"""Who really spoke, and who stands behind a role, cannot be found out in the admin by those who are not keepers.

The same desk twice, with nothing different but the secret: every page must be the same, byte for byte.
"""

import re
from html import unescape
from urllib.parse import urlencode, urljoin

import pytest
from django.contrib import admin

from lessons.admin.sheets import TYPES
from organisations.models import PersonRecord
from organisations.release import KINDS
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_statement_record,
    publish,
)
from tests.files import undated
from tests.staff import Member, address, filled, problems, text

pytestmark = pytest.mark.django_db

NOT_PAGES = re.compile(r"/admin/(logout|jsi18n|password_change)")
# One filter, one order at a time, and of lists that could tell something; of the two files of a list one as it is.
MANY = re.compile(
    r"#|=.*=|\?o=-?\d+\.|_changelist_filters|_facets|/xlsx/\?|/(country|theme|organisationrecord|personrecord)/\?"
)
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"')
# What a list, an autocomplete or an address might be asked to find out.
LOOKUPS = [
    "speaker",
    "speaker__id__exact",
    "speaker__isnull",
    "speaker__person__name",
    "speaker__person__folded__contains",
]
LOOKUPS += [
    "person",
    "person__id__exact",
    "person__isnull",
    "person__name__startswith",
    "consent_reference",
    "key",
    "o",
]
FIELDS = [
    ("statementrecord", "speaker"),
    ("statementrecord", "session"),
    ("statementlinkrecord", "other"),
    ("participantrecord", "person"),
]


class Desk:
    """A conference at which ``first`` and ``second``, of the same body and rung, might each have said two things.

    ``private`` is a draft, ``public`` is released; both show the body alone. ``masked``: a participant whose person
    might be ``person`` or ``other``.
    """

    def __init__(self):
        body = make_organisation_record("Forum")
        self.person, self.other = make_person_record("Zorica Kanarinac"), make_person_record("Milena Slavuj")
        self.meeting = make_conference_record()
        self.session = make_session_record(self.meeting)
        publish(body, self.person, self.other, self.meeting, self.session)
        known = {"conference": self.meeting, "organisation": body, "limit": "organisation"}
        self.first = make_participant_record(person=self.person, role="Kormoran", key="kanarinac", **known)
        self.second = make_participant_record(person=self.other, role="Flamingo", key="slavuj", **known)
        self.masked = make_participant_record(person=self.person, key="masked", **known, **consent("Form of Kanarinac"))
        publish(self.first, self.second, self.masked)
        told = {"session": self.session, "attribution_level": "organisation"}
        self.private = make_statement_record(speaker=self.first, text="It is a draft.", **told)
        self.public = make_statement_record(speaker=self.first, text="It is out.", **told)
        publish(self.public)
        self.lesson = make_lesson_record(evidence=[(self.public, "supports", ""), (self.private, "supports", "")])
        publish(self.lesson)

    def spoken_by(self, participant):
        """Let both statements have been said by a participant, nothing else being different."""
        keys = [self.private.pk, self.public.pk]
        StatementRecord.objects.filter(pk__in=keys).update(speaker=participant)
        # As it is now, and as it was, which the history keeps.
        StatementRecord.history.filter(id__in=keys).update(speaker=participant)
        self._freeze(StatementRecord, self.public)

    def stands_for(self, person):
        """Let the masked participant be a person."""
        ParticipantRecord.objects.filter(pk=self.masked.pk).update(person=person)
        ParticipantRecord.history.filter(id=self.masked.pk).update(person=person)
        self._freeze(ParticipantRecord, self.masked)

    def _freeze(self, model, record):
        record.refresh_from_db()
        snapshot = KINDS[model].freeze([record])[record.pk]
        model.objects.filter(pk=record.pk).update(snapshot=snapshot)


@pytest.fixture
def desk():
    return Desk()


def crawl(member):
    """Every address of the admin that links lead to from the start page."""
    found, waiting = {}, ["/admin/"]
    while waiting:
        place = waiting.pop()
        if place not in found:
            page = member.get(place)
            found[place] = page.status_code
            links = re.findall(r'(?:href|action)="([^"]*)"', page.content.decode()) if _is_html(page) else []
            waiting += [link for link in (urljoin(place, unescape(one)) for one in links) if _is_page(link)]
    return sorted(found)


def _is_html(page):
    return page.status_code == 200 and page["Content-Type"].startswith("text/html")


def _is_page(link):
    return link.startswith("/admin/") and not (NOT_PAGES.match(link) or MANY.search(link))


def questions(desk, pages):
    """Addresses that no link leads to, and that somebody curious would type."""
    lists = [address(model, "changelist") for model in (StatementRecord, ParticipantRecord, PersonRecord)]
    words = ["kanarinac", "slavuj", "kormoran", "flamingo", "form of"]
    keys = [desk.first.pk]
    asked = [
        f"{one}?{urlencode({name: value})}" for one in lists[:2] for name in LOOKUPS for value in (*words[:2], *keys, 1)
    ]
    asked += [f"{one}?{urlencode({'q': word})}" for one in lists[:2] for word in words]
    for model, field in FIELDS:
        where = {"app_label": "conference_sessions", "model_name": model, "field_name": field}
        asked += [f"/admin/autocomplete/?{urlencode({**where, 'term': word})}" for word in ("", *words)]
    return [*pages, *asked, *(address(one, view) for one in _records(desk) for view in ("delete", "history"))]


def _records(desk):
    return [desk.private, desk.public, desk.first, desk.second, desk.masked, desk.person, desk.other, desk.session]


def pages(member, places, desk):
    """``{address: (status, bytes)}``."""
    member.get("/admin/")  # takes what was left to be said by an action before
    return {place: _shown(member.get(place)) for place in places}


def answers(member, places, desk):
    """``{what was asked: (status, bytes)}`` of pages, of forms sent with mistakes, and of bulk steps not confirmed."""
    found = pages(member, places, desk)
    for record in (desk.private, desk.public, desk.masked, desk.session):
        sent = filled(member.get(address(record)).content) | {
            "text": "",
            "position": "none",
            "limit": "none",
            "title": "",
        }
        found["mistakes", str(record)] = _shown(member.client.post(address(record), sent))
    for action in ("release_after_a_look", "withdraw_after_a_look"):
        for record in (desk.public, desk.first, desk.masked, desk.meeting):
            found[action, str(record)] = _shown(member.choose(type(record), action, record))
    return found


def _shown(page):
    if page.get("Content-Type") == TYPES["xlsx"]:
        return page.status_code, undated(page.content)
    return page.status_code, TOKENS.sub(b"", page.getvalue())


def differences(member, places, desk, *changes, ask=answers):
    """What was asked that was answered differently when nothing but secrets differed.

    ``changes``: ``(change, one, other)``, with ``one`` as it is now and again afterwards.
    """
    before = ask(member, places, desk)
    for change, _, other in changes:
        change(other)
    after = ask(member, places, desk)
    for change, one, _ in changes:
        change(one)
    return [asked for asked in before if before[asked] != after[asked]]


def who_spoke(desk):
    """The secret of the statements, as a change."""
    return desk.spoken_by, desk.first, desk.second


def who_stands_behind(desk):
    """The secret of the masked participant, as a change."""
    return desk.stands_for, desk.person, desk.other


@pytest.mark.parametrize("group", ["curator", "reviewer"])
def test_pages_depend_neither_on_who_spoke_nor_on_who_stands_behind_a_role(desk, group):
    member = Member(group)
    places = questions(desk, crawl(member))
    assert len(places) > 150
    assert differences(member, places, desk, who_spoke(desk), who_stands_behind(desk)) == []


def by_name_of_speaker(request, queryset, term):
    """A search of the list that looks where it must not."""
    return queryset.filter(speaker__person__folded__contains=term), False


def test_keepers_see_both(desk):
    keeper = Member("keeper")
    forms = [address(desk.private), address(desk.masked), address(desk.session)]
    assert set(differences(keeper, forms, desk, who_spoke(desk))) >= {forms[0], forms[2]}
    assert forms[1] in differences(keeper, forms, desk, who_stands_behind(desk))


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("list_display", ("text", "speaker"), ""),
        ("get_search_results", by_name_of_speaker, "?q=kanarinac"),
        ("list_filter", ("speaker",), "?speaker__id__exact={0.first.pk}"),
        ("ordering", ("-speaker__person__name",), ""),
        ("guarded", lambda request, obj: False, "change"),
        ("lookup_allowed", lambda lookup, value, request: True, "?speaker__person__name=Zorica+Kanarinac"),
        ("label", lambda record: str(record.speaker_id), ""),
    ],
)
def test_a_planted_fault_is_seen(desk, monkeypatch, name, value, asked):
    monkeypatch.setattr(admin.site._registry[StatementRecord], name, value)
    make_statement_record(desk.session, speaker=desk.second, attribution_level="organisation")
    place = address(StatementRecord, "changelist") + asked.format(desk) if asked != "change" else address(desk.public)
    assert differences(Member("curator"), [place], desk, who_spoke(desk), ask=pages) == [place]


# Forms


def test_a_hidden_speaker_is_not_in_the_form(desk):
    page = Member("curator").get(address(desk.private))
    assert "Who really spoke is kept by the keepers." in text(page)
    sent = filled(page.content)
    assert not {"speaker", "consent_reference", "consent_date", "session"} & set(sent)
    assert "Forum" in text(page)


def test_a_speaker_the_public_may_know_is_in_the_form(desk):
    named = make_participant_record(desk.meeting, person=desk.person, role="Kormoran", limit="named", **consent())
    publish(named)
    said = make_statement_record(desk.session, speaker=named, attribution_level="named")
    page = Member("curator").get(address(said))
    assert filled(page.content)["speaker"] == str(named.pk)
    assert "Zorica Kanarinac, Kormoran" in text(page)


@pytest.mark.parametrize("chosen", ["role_organisation", "organisation", "country", "unattributed"])
def test_a_speaker_shown_less_openly_than_the_participant_is_hidden(desk, chosen):
    """The public cannot tell which of its people a body let speak; nor can a curator."""
    named = make_participant_record(desk.meeting, person=desk.person, role="Kormoran", limit="named", **consent())
    publish(named)
    said = make_statement_record(desk.session, speaker=named, attribution_level=chosen)
    assert "speaker" not in filled(Member("curator").get(address(said)).content)


def test_a_curator_enters_a_speaker_and_does_not_see_them_again(desk):
    curator = Member("curator")
    values = {"session": desk.session.pk, "text": "New.", "kind": "claim", "attribution_level": "organisation"}
    page = curator.add(StatementRecord, speaker=desk.first.pk, **values)
    record = StatementRecord.objects.get(text="New.")
    assert (page.status_code, record.speaker) == (302, desk.first)

    curator.save(record, text="New words.")

    record.refresh_from_db()
    assert (record.text, record.speaker) == ("New words.", desk.first)


def test_where_no_speaker_is_recorded_a_curator_may_enter_one(desk):
    said = make_statement_record(desk.session)
    Member("curator").save(said, speaker=desk.first.pk, attribution_level="organisation", why="He agreed.")
    said.refresh_from_db()
    assert said.speaker == desk.first


@pytest.mark.parametrize("member", ["curator", "reviewer"])
def test_a_hidden_speaker_cannot_be_changed_or_brought_out(desk, member):
    loose = make_session_record(desk.meeting)
    changes = {
        "speaker": desk.second.pk,
        "consent_reference": "Mine",
        "consent_date": "2020-01-01",
        "session": loose.pk,
    }
    Member(member).save(desk.private, **changes)
    desk.private.refresh_from_db()
    kept = (desk.private.speaker, desk.private.consent_reference, desk.private.session)
    assert kept == (desk.first, "", desk.session)

    refused = Member(member, username="again").save(desk.private, attribution_level="named")
    assert "not one of the available choices" in " ".join(problems(refused))
    Member(member, username="once more").save(desk.private, attribution_level="country")
    desk.private.refresh_from_db()
    assert desk.private.attribution_level == "country"


def test_a_draft_of_a_looser_rule_brings_nobody_out(desk):
    """The rule that counts for curators is the released one, which they cannot change."""
    named = make_participant_record(desk.meeting, person=desk.person, role="Kormoran", limit="named", **consent())
    meeting = make_conference_record(disclosure_rule="chatham_house")
    session = make_session_record(meeting)
    named = make_participant_record(meeting, person=desk.person, role="Kormoran", limit="named", **consent())
    publish(meeting, session, named)
    said = make_statement_record(session, speaker=named, attribution_level="named")
    curator = Member("curator")

    curator.save(meeting, disclosure_rule="on_record")

    page = curator.get(address(said))
    assert "Kanarinac" not in page.content.decode()
    assert "speaker" not in filled(page.content)


def test_before_anything_is_released_the_preview_waits(desk):
    meeting = make_conference_record()
    session = make_session_record(meeting)
    named = make_participant_record(meeting, person=desk.person, role="Kormoran", limit="named", **consent())
    said = make_statement_record(session, speaker=named, attribution_level="named")
    page = Member("curator").get(address(said))
    assert "To be seen here once what it stands in is released." in text(page)
    assert "Kormoran" not in text(page)
    assert "Zorica Kanarinac, Kormoran" in text(Member("keeper").get(address(said)))


def test_rows_in_a_session_keep_the_speaker(desk):
    curator = Member("curator")
    sent = filled(curator.get(address(desk.session)).content)
    assert not [name for name in sent if name.endswith("-speaker")]

    curator.save(desk.session, statements__0__text="Put better.")

    desk.private.refresh_from_db()
    assert (desk.private.text, desk.private.speaker) == ("Put better.", desk.first)
    refused = curator.save(desk.session, statements__0__attribution_level="named")
    assert "not one of the available choices" in " ".join(problems(refused))


def test_a_hidden_person_is_not_in_the_form_and_cannot_be_brought_out(desk):
    curator = Member("curator")
    sent = filled(curator.get(address(desk.masked)).content)
    assert not {"person", "basis", "basis_reference", "key"} & set(sent)

    refused = curator.save(desk.masked, limit="named")

    assert "not one of the available choices" in " ".join(problems(refused))
    curator.save(desk.masked, person=desk.other.pk, role="Nobody")
    desk.masked.refresh_from_db()
    assert (desk.masked.person, desk.masked.role) == (desk.person, "Nobody")


def test_participants_are_found_by_the_name_the_public_knows(desk):
    named = make_participant_record(
        desk.meeting, person=desk.person, role="Kormoran", limit="named", listed=True, **consent()
    )
    publish(named)
    where = {"app_label": "conference_sessions", "model_name": "statementrecord", "field_name": "speaker"}
    for member, found in ((Member("curator"), {named}), (Member("keeper"), {named, desk.first, desk.masked})):
        results = member.get("/admin/autocomplete/", term="zorica KANARÍNAC", **where).json()["results"]
        assert {result["id"] for result in results} == {str(one.pk) for one in found}


def test_only_keepers_delete_participants(desk):
    """That it cannot be deleted would tell that somebody recorded spoke."""
    draft = make_participant_record(desk.meeting)
    assert Member("reviewer").get(address(draft, "delete")).status_code == 403
    make_statement_record(desk.session, speaker=draft)
    page = Member("keeper").get(address(draft, "delete"))
    assert "Other records rest on this." in text(page)
