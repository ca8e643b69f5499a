"""The admin of bodies, people and countries, and what all lists have in common."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Change, Country, Organisation, OrganisationRecord, PersonRecord
from tests.desk_factories import make_organisation_record, make_person_record, publish
from tests.factories import make_alias, make_country, make_theme
from tests.staff import Member, address, filled, problems, text

pytestmark = pytest.mark.django_db


def listed(page):
    """The labels in a list."""
    return [record.desk_label for record in page.context["cl"].result_list]


# Lists


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(count):
    curator = Member("curator")
    publish(*[make_organisation_record(country="XK", listed=True) for _ in range(count)])
    curator.get(address(OrganisationRecord, "changelist"))
    with CaptureQueriesContext(connection) as queries:
        assert len(listed(curator.get(address(OrganisationRecord, "changelist")))) == count
    assert len(queries) == 9


def test_search_takes_accents_as_they_come():
    make_organisation_record("Qendra Kosovare për Studime të Sigurisë", acronym="QKSS")
    make_organisation_record("Forum")
    curator = Member("curator")
    for words in ("kosovare sigurise", "SIGURISË qendra", "qkss"):
        found = listed(curator.get(address(OrganisationRecord, "changelist"), q=words))
        assert found == ["Qendra Kosovare për Studime të Sigurisë (QKSS)"]


def test_a_record_is_found_by_its_public_id():
    record, _ = make_organisation_record("Forum"), make_organisation_record("Other")
    page = Member("curator").get(address(OrganisationRecord, "changelist"), q=record.public_id.lower())
    assert listed(page) == ["Forum"]


def test_autocompletes_take_accents_as_they_come():
    make_person_record("Saša Rašić")
    where = {"app_label": "conference_sessions", "model_name": "participantrecord", "field_name": "person"}
    page = Member("curator").get("/admin/autocomplete/", term="sasa rasic", **where)
    assert [result["text"] for result in page.json()["results"]] == ["Saša Rašić"]


def test_where_records_stand_in_a_list():
    make_organisation_record("A draft")
    public, changed, unseen = (make_organisation_record(name, listed=name != "Unseen") for name in ("B", "C", "Unseen"))
    publish(public, changed, unseen)
    curator = Member("curator")
    curator.save(changed, name="Changed")
    shown = text(curator.get(address(OrganisationRecord, "changelist")))
    for words in (
        "A draft National NGO - Draft –",
        "B National NGO - Public See page",
        "Changed National NGO - Public; changed since See page",
        "Unseen National NGO - Released, not shown –",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"release": "waiting"}, ["Waiting"]),
        ({"release": "released"}, ["Changed", "Out"]),
        ({"release": "changed"}, ["Changed"]),
        ({"state__exact": "draft"}, ["Draft"]),
        ({"listed__exact": "1"}, ["Changed", "Out"]),
        ({"country__code__exact": "XK"}, ["Out"]),
    ],
)
def test_filters(filters, found):
    make_organisation_record("Draft")
    make_organisation_record("Waiting", state="approved")
    out, changed = (
        make_organisation_record("Out", listed=True, country="XK"),
        make_organisation_record("Was", listed=True),
    )
    publish(out, changed)
    curator = Member("curator")
    curator.save(changed, name="Changed")
    assert listed(curator.get(address(OrganisationRecord, "changelist"), **filters)) == found


@pytest.mark.parametrize(
    "lookup",
    [
        "notes",
        "notes__contains",
        "country__name__startswith",
        "snapshot__isnull",
        "statex",
        "state__contains",
        "folded",
    ],
)
def test_an_address_asks_only_what_the_list_offers(lookup):
    assert Member("curator").get(address(OrganisationRecord, "changelist"), **{lookup: "a"}).status_code == 400


# Forms


def test_a_preview_says_why_a_body_shows():
    record = make_organisation_record("Forum", summary="A network.")
    curator = Member("curator")
    nothing = "The public will see: Draft Nothing: not listed, and nothing public names it."
    assert nothing in text(curator.get(address(record)))
    publish(record)
    curator.save(record, listed="on")
    shown = "The public will see: Released, not shown; changed since Forum A network. Shown: listed."
    assert shown in text(curator.get(address(record)))


def test_a_public_address_is_fixed_once_it_was_out():
    record = make_organisation_record("Forum", slug="forum", listed=True)
    curator = Member("curator")
    curator.save(record, slug="forum-xk")
    assert OrganisationRecord.objects.get().slug == "forum-xk"
    publish(OrganisationRecord.objects.get())
    curator.save(record, slug="other")
    assert OrganisationRecord.objects.get().slug == "forum-xk"


def test_what_goes_together_is_asked_for():
    record = make_person_record("Ana")
    curator = Member("curator")
    answer = curator.save(record, basis="consent")
    assert problems(answer) == ["Fill in both this and “Basis for naming”, or neither."]
    answer = curator.save(record, listed="on")
    assert problems(answer) == ["Somebody may be listed only with a basis for naming."]


def test_a_conflict_on_the_shelf_is_told_and_nothing_is_saved():
    first = make_organisation_record("First", slug="forum", listed=True)
    publish(first)
    OrganisationRecord.objects.filter(pk=first.pk).update(slug="first")
    second = make_organisation_record("Second", slug="forum", listed=True, state="approved")

    answer = Member("reviewer").save(second, step="release", notes="Second body")

    assert "another record has the same address" in text(answer)
    assert filled(answer.content)["notes"] == "Second body"
    second.refresh_from_db()
    assert (second.notes, second.is_released, Organisation.objects.count()) == ("", False, 1)


def test_a_body_with_its_relations():
    body, other = make_organisation_record("Forum"), make_organisation_record("Network")
    row = {"relations__TOTAL_FORMS": 1, "relations__0__kind": "member_of", "relations__0__other": other.pk}
    Member("curator").save(body, **row)
    assert [(r.kind, r.other) for r in body.relations.all()] == [("member_of", other)]


def test_a_new_record_in_a_window_of_its_own_comes_back_under_its_name():
    values = {"name": "Forum", "slug": "forum", "classification": "network"}
    page = Member("curator").add(OrganisationRecord, start="?_popup=1", **values)
    assert '"obj": "Forum"' in page.context_data["popup_response_data"]


def test_the_history_says_what_was_done_and_names_nothing():
    record = make_organisation_record("Secret Forum")
    curator = Member("curator")
    curator.save(record, name="Very Secret Forum", step="submit")
    page = curator.get(address(record, "history"))
    entries = [(entry.object_repr, entry.get_change_message()) for entry in page.context["action_list"]]
    assert entries == [(str(record), "Changed Name."), (str(record), "Sent to review.")]


# Countries


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("yugoslav", ["North Macedonia"]),
        ("XKX", ["Kosovo"]),
        ("mk", ["North Macedonia"]),
        ("kosovo", ["Kosovo"]),
        ("Косово", ["Kosovo"]),
        ("shqipëri", ["Albania"]),
        ("Сербия", ["Serbia"]),
        ("", ["Albania", "Kosovo", "North Macedonia", "Serbia"]),
    ],
)
def test_a_country_is_found_by_its_aliases_and_codes(term, found):
    make_alias("MK", "Former Yugoslav Republic of Macedonia")
    make_country("XK")
    for code, names in (("AL", {"sq": "Shqipëri"}), ("RS", {"ru": "Сербия"})):
        Country.objects.filter(pk=make_country(code).pk).update(names=names)
    where = {"app_label": "organisations", "model_name": "organisationrecord", "field_name": "country"}
    page = Member("curator").get("/admin/autocomplete/", term=term, **where)
    assert [result["text"] for result in page.json()["results"]] == found


def test_a_naming_note_is_edited_in_place_and_logged():
    country = make_country("XK")
    Member("reviewer").save(country, naming_note="A note.", names="sq: Kosova", code="YY", slug="other")
    country.refresh_from_db()
    kept = (country.pk, country.slug, country.naming_note, country.names)
    assert kept == ("XK", "kosovo", "A note.", {"sq": "Kosova"})
    assert list(Change.objects.values_list("kind", "public_id", "action")) == [("countries", "XK", "updated")]


@pytest.mark.parametrize("typed", ["cote d'ivoire", "Côte d’Iv", "COTE D‘IVOIRE"])
def test_a_country_is_found_however_its_apostrophe_is_typed(typed):
    make_country("XK", name="Côte d’Ivoire"), make_country("GE")
    page = Member("curator").get(address(Country, "changelist"), q=typed)
    assert [country.pk for country in page.context["cl"].result_list] == ["XK"]


@pytest.mark.parametrize(("make", "field"), [(make_country, "naming_note"), (make_theme, "scope_note")])
def test_what_another_tab_saved_is_not_written_over(make, field):
    row, reviewer = make(), Member("reviewer")
    opened = filled(reviewer.get(address(row)).content)
    reviewer.save(row, **{field: "First."})
    late = reviewer.client.post(address(row), opened | {field: "Second.", "_save": "1"})
    row.refresh_from_db()
    assert getattr(row, field) == "First."
    assert problems(late) == [
        f"Somebody saved this {row._meta.verbose_name} while you had it open. "
        "Open it again in another tab and bring your changes over."
    ]


def test_countries_are_neither_added_nor_deleted_by_curators():
    country, curator = make_country("XK"), Member("curator")
    assert curator.get(address(Country, "add")).status_code == 403
    assert curator.get(address(country, "delete")).status_code == 403


# All admins


def test_every_admin_of_a_record_is_built_on_the_same_ground():
    ours = ("organisations", "conference_sessions", "lessons")
    records = [own for own in admin.site._registry.values() if own.opts.app_label in ours]
    records = [own for own in records if own.model.__name__.endswith("Record")]
    assert len(records) == 8
    assert all(hasattr(own, "work") and own.show_full_result_count is False for own in records)


def test_the_start_page_is_the_only_list_of_lists():
    page = Member("keeper").get("/admin/organisations/")
    assert (page.status_code, page.url) == (302, "/admin/")


def test_the_button_that_withdraws_looks_like_no_other():
    record = make_organisation_record(listed=True)
    publish(record)
    shown = Member("keeper").choose(OrganisationRecord, "withdraw_after_a_look", record).content.decode()
    assert '<button type="submit" class="step withdraw">' in shown


@pytest.mark.parametrize("view", ["changelist", "change", "delete"])
def test_no_page_shows_what_python_calls_a_record(view):
    person = make_person_record("Ana")
    shown = text(Member("keeper").get(address(person if view != "changelist" else PersonRecord, view)))
    assert "Ana" in shown
    assert str(person) not in shown
