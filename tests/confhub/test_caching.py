"""What may be kept of an answer, and how it is learned that it is still true."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.http import http_date

from confhub import caching, software
from organisations.models import Change, ShelfSequence
from organisations.release import release, withdraw
from tests.desk_factories import make_organisation_record, publish
from tests.factories import make_country, make_lesson
from tests.page_kinds import collection
from tests.staff import Member, address

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations/"


@pytest.fixture
def body():
    """A released organisation's record."""
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    return record


def ask_again(client, path):
    """Ask once, and again with the ETag of the answer."""
    return client.get(path, headers={"If-None-Match": client.get(path).headers["ETag"]})


def test_every_page_and_list_that_did_not_change_is_not_made_again(client, django_assert_num_queries):
    lists = ["/api/v1/", "/api/v1/schema/", "/api/docs/", "/api/v1/lessons/?country=XK", "/lessons/?country=XK"]
    for path in [*collection().values(), *lists]:
        full = client.get(path)
        with django_assert_num_queries(1):
            answer = client.get(path, headers={"If-None-Match": full.headers["ETag"]})
        assert (path, answer.status_code, answer.content) == (path, 304, b"")
        assert not answer.templates
        for name in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
            assert (path, answer.headers.get(name)) == (path, full.headers.get(name))
        assert full.headers["Cache-Control"] == "public, no-cache"
        assert "Content-Security-Policy" not in answer.headers, "that of the page kept must stay"


def test_a_withdrawal_shows_at_once(client, body):
    kept = [client.get(path).headers["ETag"] for path in (LIST, f"{LIST}{body.public_id}/", "/organisations/")]
    withdraw([body])
    for tag, path, status in zip(
        kept, (LIST, f"{LIST}{body.public_id}/", "/organisations/"), (200, 410, 200), strict=True
    ):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == status


def test_every_sort_of_change_makes_another_etag(client, body):
    """A release, an edit of a vocabulary in the admin, a loaded vocabulary."""
    tags = [client.get("/").headers["ETag"]]

    def another():
        tags.append(client.get("/").headers["ETag"])

    body.summary = "More of it."
    body.save()
    release([body])
    another()
    Member("reviewer").save(make_country("XK"), naming_note="A note.")
    another()
    call_command("load_countries", verbosity=0)
    another()
    call_command("load_themes", verbosity=0)
    another()
    assert len(set(tags)) == len(tags)
    call_command("load_themes", verbosity=0)
    assert client.get("/").headers["ETag"] == tags[-1], "nothing changed"


def test_an_etag_is_of_one_address_one_type_and_one_site(client, settings):
    make_lesson()
    tags = [client.get(path).headers["ETag"] for path in ("/api/v1/lessons/", "/api/v1/lessons/?kind=obstacle")]
    tags.append(client.get("/api/v1/lessons/", headers={"Accept": "application/json"}).headers["ETag"])
    settings.SITE_NAME = "Another"
    tags.append(client.get("/api/v1/lessons/").headers["ETag"])
    assert len(set(tags)) == 4
    assert all(tag.startswith('W/"') for tag in tags)


def test_other_software_makes_other_etags(client, monkeypatch):
    tag = client.get("/").headers["ETag"]
    monkeypatch.setattr(caching, "build", lambda: ("another", 0))
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_the_software_is_its_code_and_templates(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "a.html"
    page.write_text("one")
    first = software._read.__wrapped__()
    (tmp_path / "templates" / "a.pyc").write_text("compiled")
    assert software._read.__wrapped__() == first
    page.write_text("two")
    assert software._read.__wrapped__()[0] != first[0]
    assert first[1] == pytest.approx(page.stat().st_mtime, abs=60)


@pytest.mark.parametrize(
    ("sent", "status"), [("{}", 304), ('"x", {}', 304), ('W/"x"', 200), ("*", 200), ("nonsense", 200), ("", 200)]
)
def test_what_counts_as_the_same_etag(client, sent, status):
    tag = client.get("/about/").headers["ETag"]
    for each in (tag, tag.removeprefix("W/")):
        assert client.get("/about/", headers={"If-None-Match": sent.format(each)}).status_code == status


# Dates


@pytest.fixture
def changed_at(monkeypatch):
    """Says when the shelf last changed; the software is older."""
    monkeypatch.setattr(caching, "build", lambda: ("software", 1_000_000_000.0))

    def change(at):
        last = ShelfSequence.objects.get_or_create(id=1)[0].last + 1
        Change.objects.create(seq=last, kind="themes", public_id="trust", action="updated", at=at)
        ShelfSequence.objects.update(last=last)
        return http_date(at.timestamp())

    return change


def test_a_date_counts_only_if_it_is_ours(client, changed_at):
    ours = changed_at(timezone.now() - timedelta(minutes=5))
    assert client.get("/about/").headers["Last-Modified"] == ours
    later = http_date(timezone.now().timestamp())
    for sent, status in ((ours, 304), (later, 200), ("nonsense", 200)):
        assert client.get("/about/", headers={"If-Modified-Since": sent}).status_code == status


def test_an_etag_counts_more_than_a_date(client, changed_at):
    ours = changed_at(timezone.now() - timedelta(minutes=5))
    assert client.get("/about/", headers={"If-Modified-Since": ours, "If-None-Match": '"x"'}).status_code == 200


def test_within_the_second_of_a_change_there_is_no_date(client, changed_at, monkeypatch):
    """Another change in the same second would have the same date."""
    at = timezone.now().replace(microsecond=100_000)
    ours = changed_at(at)
    monkeypatch.setattr(caching, "time", lambda: at.timestamp() + 0.5)
    assert "Last-Modified" not in client.get("/about/").headers
    assert client.get("/about/", headers={"If-Modified-Since": ours}).status_code == 200
    monkeypatch.setattr(caching, "time", lambda: at.timestamp() + 1)
    assert client.get("/about/").headers["Last-Modified"] == ours


def test_a_second_with_two_changes_has_no_date(client, changed_at):
    """The later one may have been committed long after somebody was given the date of the earlier one."""
    second = (timezone.now() - timedelta(minutes=5)).replace(microsecond=0)
    ours = changed_at(second + timedelta(milliseconds=100))
    assert client.get("/about/").headers["Last-Modified"] == ours
    for _ in range(2):  # a release makes many changes of one time
        changed_at(second + timedelta(milliseconds=900))
    assert "Last-Modified" not in client.get("/about/").headers
    assert client.get("/about/", headers={"If-Modified-Since": ours}).status_code == 200
    later = changed_at(second + timedelta(seconds=1))
    assert client.get("/about/").headers["Last-Modified"] == later


def test_before_anything_changed_the_date_is_that_of_the_software(client, monkeypatch):
    monkeypatch.setattr(caching, "build", lambda: ("software", 1_000_000_000.0))
    assert client.get("/about/").headers["Last-Modified"] == "Sun, 09 Sep 2001 01:46:40 GMT"
    assert not Change.objects.exists()


# What is not kept


@pytest.mark.parametrize(
    "path", ["/nope/", "/api/v1/nope/", "/lessons/?kind=x", "/api/v1/lessons/?nope=1", "/healthz", "/admin/login/"]
)
def test_errors_and_what_is_not_for_readers_are_not_kept(client, path):
    answer = client.get(path)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


def test_the_desk_is_not_kept():
    country = make_country("XK")
    answer = Member("curator").get(address(country))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("method", ["post", "options"])
def test_only_reading_is_kept(client, method):
    answer = getattr(client, method)("/api/v1/themes/", headers={"If-None-Match": "*"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_a_redirect_is_kept_as_long_as_it_is_true(client):
    make_country("XK")
    answer = client.get("/countries/XK/")
    assert (answer.headers["Location"], answer.headers["Cache-Control"]) == ("/countries/kosovo/", "public, no-cache")
    assert ask_again(client, "/countries/XK/").status_code == 304
