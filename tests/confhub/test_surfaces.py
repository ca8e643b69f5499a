"""One process serves everything, the public pages alone, or the desk alone."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.template.loader import render_to_string

from confhub.management.commands.grant_public_role import public_tables
from confhub.settings import FOR_STAFF
from tests.confhub.test_settings import PRODUCTION, complaints, settings, start
from tests.desk_factories import make_organisation_record, publish
from tests.guards.hidden.world import public_models
from tests.staff import Member, address

NAMES = ("INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "TEMPLATES")
LOADED = """
import django, json, sys
django.setup()
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns
names = [str(entry.pattern) for entry in get_resolver().url_patterns]
print(json.dumps([names, sorted(name for name in sys.modules if ".admin" in name or "contrib.sessions" in name)]))
"""


def of(surface):
    return settings(PRODUCTION | {"CONFHUB_SURFACE": surface}, *NAMES)


def test_the_public_surface_has_nothing_of_staff():
    public = of("public")
    loaded = [
        *public["INSTALLED_APPS"],
        *public["MIDDLEWARE"],
        *public["TEMPLATES"][0]["OPTIONS"]["context_processors"],
    ]
    assert public["ROOT_URLCONF"] == "confhub.urls_public"
    assert not FOR_STAFF & set(loaded)
    assert len(loaded) > 20


def test_the_public_surface_loads_no_code_of_the_desk():
    variables = PRODUCTION | {"CONFHUB_SURFACE": "public", "DJANGO_SETTINGS_MODULE": "confhub.settings"}
    result = start(variables, LOADED)
    assert result.returncode == 0, result.stderr
    names, modules = json.loads(result.stdout)
    assert not [name for name in names if name.startswith("admin")]
    assert [name for name in modules if not name.startswith("django.")] == []


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html"])
def test_a_refusal_leads_to_the_desk_only_where_it_is(settings, template):
    pages = []
    for urls in ("confhub.urls", "confhub.urls_public"):
        settings.ROOT_URLCONF = urls
        pages.append('<a class="go" href="/admin/">' in render_to_string(template))
    assert pages == [True, False]


def test_everything_is_served_unless_something_else_is_said():
    everything = of("")
    assert everything == of("All") == of("all")
    assert everything["ROOT_URLCONF"] == "confhub.urls"
    assert "confhub.middleware.DeskOnly" not in everything["MIDDLEWARE"]
    assert "confhub.desk.DeskConfig" in everything["INSTALLED_APPS"]


def test_another_word_is_refused():
    wrong = complaints(PRODUCTION | {"CONFHUB_SURFACE": "both"})
    assert wrong == ["CONFHUB_SURFACE: 'both' is not one of ALL, PUBLIC, DESK"]


# The desk alone


@pytest.fixture
def desk(settings):
    settings.MIDDLEWARE = ["confhub.middleware.DeskOnly", *settings.MIDDLEWARE]


@pytest.mark.django_db
def test_the_desk_alone_serves_the_desk_and_its_health(client, desk):
    assert client.get("/").headers["Location"] == "/admin/"
    assert client.get("/healthz").status_code == 200
    assert client.get("/admin/login/").status_code == 200
    for path in ("/lessons/", "/api/v1/", "/oai", "/report/", "/search/", "/adminx/", "/robots.txt"):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (404, b"Only the desk is here.\n")


@pytest.mark.django_db
def test_links_to_public_pages_lead_to_the_public_site(desk):
    record = make_organisation_record("Forum", listed=True)
    publish(record)
    page = Member("keeper").get(address(record)).content.decode()
    assert 'href="http://testserver/organisations/forum/"' in page


# The role of the public surface


def test_the_tables_of_the_role_are_those_anybody_may_read():
    assert public_tables() == sorted(model._meta.db_table for model in public_models())


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there it works: tests/guards/test_public_role.py")
def test_a_database_without_roles_is_told_so():
    with pytest.raises(CommandError, match="set DATABASE_URL to a database there"):
        call_command("grant_public_role", "somebody")
