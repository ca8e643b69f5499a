"""Countries and themes in the admin: who may edit what is public at once, which words are refused, and the history."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confhub.accounts.models import Factor
from lessons.erasing.erase import erase
from organisations.models import Country, CountryAlias
from sessions.models import Theme
from tests.desk_factories import consent, make_conference_record, make_participant_record, make_person_record, publish
from tests.factories import make_alias, make_country, make_theme
from tests.staff import Member, address, filled, make_account, problems, sign_in, text

pytestmark = pytest.mark.django_db
TERMS = [(make_country, "naming_note"), (make_theme, "definition")]
NEW_ALIAS = {"aliases__TOTAL_FORMS": 1, "aliases__0__kind": "name"}


def without_factor(group):
    """A member of staff who gave no second factor."""
    member = Member(group, username="without")
    Factor.objects.all().delete()
    member.client = Client()
    sign_in(member.client, member.account, verified=False)
    return member


# Who


@pytest.mark.parametrize(("make", "field"), TERMS)
@pytest.mark.parametrize(("group", "verified"), [("curator", True), ("curator", False), ("reviewer", False)])
def test_who_releases_nothing_reads_vocabularies_and_changes_none(make, field, group, verified):
    row = make()
    member = Member(group) if verified else without_factor(group)
    page = member.get(address(row))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert f'name="{field}"'.encode() not in page.content
    assert member.client.post(address(row), {field: "Words.", "_save": "1"}).status_code == 403
    before = getattr(row, field)
    row.refresh_from_db()
    assert getattr(row, field) == before
    assert member.get(address(type(row), "changelist")).status_code == 200


@pytest.mark.parametrize(("make", "field"), TERMS)
@pytest.mark.parametrize("group", ["reviewer", "keeper"])
def test_who_releases_changes_vocabularies(make, field, group):
    row = make()
    assert Member(group).save(row, **{field: "Words."}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Words."


def test_without_second_factors_on_the_site_reviewers_need_none(settings):
    settings.SECOND_FACTOR = False
    country = make_country("XK")
    assert without_factor("reviewer").save(country, naming_note="A note.").status_code == 302


def test_curators_keep_the_right_to_see_aliases():
    make_alias("XK", "Kosova")
    assert "Kosova" in text(Member("curator").get(address(Country.objects.get())))
    account = make_account("curator", username="another")
    terms = ("country", "countryalias", "theme")
    held = {each.partition(".")[2] for each in account.get_all_permissions()}
    assert {each for each in held if each.partition("_")[2] in terms} == {f"view_{term}" for term in terms}


# Two at once


def saved_over(member, row, **changes):
    """What a form that ``member`` opened says once it is sent, after somebody else saved ``changes`` meanwhile."""
    sent = filled(member.get(address(row)).content)
    assert Member("reviewer", username="quick").save(row, **changes).status_code == 302
    return sent


@pytest.mark.parametrize("seen", ["as sent", "", None, "0"])
@pytest.mark.parametrize(("make", "field"), TERMS)
def test_nobody_saves_over_what_was_saved_meanwhile(make, field, seen):
    row, slow = make(), Member("keeper", username="slow")
    sent = saved_over(slow, row, **{field: "Theirs."}) | {field: "Mine.", "_save": "1"}
    sent |= {} if seen == "as sent" else {"seen": seen}
    page = slow.client.post(address(row), {name: value for name, value in sent.items() if value is not None})
    assert "while you had it open" in problems(page)[0]
    row.refresh_from_db()
    assert getattr(row, field) == "Theirs."


def test_nobody_saves_over_other_names_that_were_saved_meanwhile():
    make_alias("XK", "Kosova")
    country, slow = Country.objects.get(), Member("keeper", username="slow")
    sent = saved_over(slow, country, aliases__0__name="Theirs") | {"aliases-0-name": "Mine", "_save": "1"}
    assert "while you had it open" in problems(slow.client.post(address(country), sent))[0]
    assert CountryAlias.objects.get().name == "Theirs"


# Words


@pytest.mark.parametrize(
    ("make", "field", "words", "refused"),
    [
        (make_country, "naming_note", "Ask agron@example.org.", "agron@example.org"),
        (make_country, "names", "sq: Kosova +383 44 123 456", "+383 44 123 456"),
        (make_theme, "definition", "Call +383 44 123 456.", "+383 44 123 456"),
        (make_theme, "definitions", "sq: Pyet agron@example.org", "agron@example.org"),
        (make_theme, "scope_note", "tel. 038 123 456", "tel. 038 123 456"),
    ],
)
def test_contacts_are_refused(make, field, words, refused):
    row = make()
    page = Member("keeper").save(row, **{field: words})
    assert f"“{refused}” looks like an e-mail address or a phone number: take it out." in problems(page)
    before = getattr(row, field)
    row.refresh_from_db()
    assert getattr(row, field) == before


def test_contacts_are_refused_in_other_names_too():
    country = make_country("XK")
    page = Member("reviewer").save(country, aliases__0__name="a@example.org", **NEW_ALIAS)
    assert problems(page) == ["“a@example.org” looks like an e-mail address or a phone number: take it out."]
    assert not CountryAlias.objects.exists()


@pytest.fixture
def agron():
    """Somebody on the desk whom nothing public names."""
    return make_person_record("Agron Krasniqi", other_names=["Агрон Красниќи"])


@pytest.fixture
def protected(agron):
    """The same, who took part in a meeting without being named."""
    speaker = make_participant_record(make_conference_record(), person=agron, limit="country", country="XK")
    publish(speaker.conference, speaker)
    return agron


NAMED = "“Agron Krasniqi” is on the desk and not named in public: take the name out."


@pytest.mark.parametrize(("make", "field"), TERMS)
def test_a_protected_name_is_refused(protected, make, field):
    row = make()
    page = Member("keeper").save(row, **{field: "As AGRON KRASNIQI said."})
    assert problems(page) == [f"{NAMED} Protected: it must not stand here."]


def test_a_name_in_another_name_of_a_country_is_refused(protected):
    country = make_country("XK")
    page = Member("keeper").save(country, aliases__0__name="Агрон Красниќи", **NEW_ALIAS)
    assert len(problems(page)) == 1
    assert not CountryAlias.objects.exists()


def test_reviewers_are_not_told_who_is_protected(agron):
    country, reviewer = make_country("XK"), Member("reviewer")
    before = problems(reviewer.save(country, naming_note="Agron Krasniqi."))
    speaker = make_participant_record(make_conference_record(), person=agron, limit="country", country="XK")
    publish(speaker.conference, speaker)
    after = problems(reviewer.save(country, naming_note="Agron Krasniqi."))
    assert before == after == [f"{NAMED} Or ask a keeper whether it may stand."]


def test_keepers_may_write_a_name_that_nothing_protects(agron):
    country = make_country("XK")
    assert Member("keeper").save(country, naming_note="Agron Krasniqi.").status_code == 302


def test_a_name_that_is_public_may_stand(agron):
    public = make_person_record("Vjosa Canary", listed=True, **consent())
    publish(public)
    assert Member("reviewer").save(make_country("XK"), naming_note="After Vjosa Canary.").status_code == 302


def test_words_that_stood_there_hold_up_no_other_edit(protected):
    country = make_country("AL", naming_note="Agron Krasniqi, a@example.org", names={"sq": "a@example.org"})
    page = Member("reviewer").save(country, names="sq: a@example.org\nsr: Kosovo")
    assert page.status_code == 302


# History


def events(member, row):
    """``[(who, what, [(label, words)])]`` of the page, newest first."""
    found = member.get(address(row, "history")).context["events"]
    return [(event["who"], event["what"], event["changes"]) for event in found]


def shown(member, row):
    return text(member.get(address(row, "history")))


@pytest.mark.parametrize(("make", "field"), TERMS)
def test_the_history_shows_who_changed_what_from_what(make, field):
    row = make(**{field: "Old words."})
    ana, ben = Member("reviewer", username="ana"), Member("keeper", username="ben")
    ana.save(row, **{field: "New words."})
    ben.save(row, **{field: "Newest words."})
    ben.save(row)
    assert [(who, what) for who, what, _ in events(ana, row)] == [("ben", "Edited"), ("ana", "Edited")]
    page = shown(Member("curator"), row)
    assert "Old words. → New words." in page
    assert "New words. → Newest words." in page


def test_the_history_keeps_every_kind_of_value():
    theme, ana = make_theme("trust", names={"sq": "Besimi"}, position=7), Member("reviewer", username="ana")
    ana.save(theme, names="sq: Mirëbesimi", position="8", purpose_codes="15210: Security")
    page = shown(ana, theme)
    assert "sq: Besimi → sq: Mirëbesimi" in page
    assert "7 → 8" in page
    assert "nothing → 15210: Security" in page


def test_the_history_keeps_other_names_that_came_changed_and_went():
    make_alias("XK", "Kosova")
    country, ana = Country.objects.get(), Member("reviewer", username="ana")
    ana.save(country, aliases__0__valid_from="2008-02-17")
    row = {"aliases__TOTAL_FORMS": 2, "aliases__0__DELETE": "on", "aliases__1__name": "RKS", "aliases__1__kind": "code"}
    ana.save(country, **row)
    assert list(CountryAlias.objects.values_list("name", flat=True)) == ["RKS"]
    page = shown(ana, country)
    assert "Country alias Kosova, Name → Kosova, Name, 2008-02-17" in page
    assert "Country alias Kosova, Name, 2008-02-17 → nothing" in page
    assert "Country alias nothing → RKS, Code" in page


def test_edits_that_were_logged_before_words_were_kept_are_shown():
    country, ana = make_country("XK"), Member("reviewer", username="ana")
    message = [{"changed": {"fields": ["Naming note"]}}]
    LogEntry.objects.log_actions(ana.account.pk, [country], 2, message, single_object=True)
    assert events(ana, country) == [("ana", "Changed Naming note.", [])]


def test_the_start_page_and_the_log_read_the_edit_as_before():
    country, ana = make_country("XK"), Member("reviewer", username="ana")
    ana.save(country, naming_note="New.")
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == "Changed Naming note."
    assert json.loads(entry.change_message)[-1] == {"words": [["Naming note", "", "New."]]}


def test_who_is_erased_is_struck_from_the_history():
    person, ana = make_person_record("Đorđe Žižeković"), Member("keeper", username="ana")
    country = make_country("XK", naming_note="As Đorđe Žižeković has it.")
    ana.save(country, naming_note="As “nobody” has it.")
    assert "Žižeković" in shown(ana, country)
    erase(person, ["Đorđe Žižeković"], None, "")
    page = shown(ana, country)
    assert "Žižeković" not in page
    assert "As “nobody” has it." in page


def test_the_history_costs_the_same_for_one_edit_and_for_many(django_assert_num_queries):
    country, ana = make_country("XK"), Member("reviewer", username="ana")
    ana.save(country, naming_note="0")
    ana.get(address(country, "history"))
    with CaptureQueriesContext(connection) as few:
        ana.get(address(country, "history"))
    once = len(few)
    for number in range(5):
        ana.save(country, naming_note=f"Note {number}")
    ana.get(address(country, "history"))  # reads what the form said
    with django_assert_num_queries(once):
        assert len(events(ana, country)) == 6


def test_the_address_of_no_theme_has_no_history():
    assert Member("reviewer").get(address(Theme(pk=999), "history")).status_code == 302
    assert filled(Member("keeper").get(address(make_theme("trust"))).content)["seen"]
