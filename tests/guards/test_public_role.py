"""The public site needs nothing of the desk: it is served by a database role that has no right there.

PostgreSQL only. What the role is given is what ``grant_public_role`` says; the last lines of it are repeated here.
"""

import io
import os
from types import ModuleType

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path

from confhub import urls_public
from confhub.management.commands.grant_public_role import public_tables, statements
from confhub.partners.models import Token
from confhub.reports.models import Report
from confhub.settings import FOR_STAFF
from organisations.models import OrganisationRecord
from tests.confhub.reports.test_views import filled
from tests.factories import make_token
from tests.page_kinds import collection, failures

from .hidden import sweep
from .hidden.sweep import Sweep
from .hidden.world import public_models
from .surface import Site, parameters

pytestmark = pytest.mark.django_db
ROLE = f"confhub_public_{os.getpid()}"


@pytest.fixture
def role():
    """A role of its own, with what the command gives it; gone with the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
    call_command("grant_public_role", ROLE, apply=True, stdout=io.StringIO())
    return ROLE


@pytest.fixture
def site(role, settings):
    """The site as ``CONFHUB_SURFACE=public`` serves it, with that role."""
    settings.ROOT_URLCONF, settings.API_COUNTS_IN = "confhub.urls_public", "database"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in FOR_STAFF]
    options = settings.TEMPLATES[0]["OPTIONS"]
    processors = [name for name in options["context_processors"] if name not in FOR_STAFF]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {**options, "context_processors": processors}}]
    return Site()


@pytest.fixture
def as_public(site):
    """From here on the database sees only that role: ``as_public()``; ``as_public(False)`` ends it."""

    def become(public=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}" if public else "RESET ROLE")

    yield become
    if not connection.needs_rollback:
        become(False)


def broken(answers):
    """``{request: log}`` of answers that failed."""
    return {request: answer.log[-400:] for request, answer in answers.items() if answer.code >= 500}


def few_parameters():
    """Every parameter with one value, and those that read other tables with all of them."""
    wide = ("facets", "expand", "in")
    return {name: values if name in wide else values[:1] for name, values in parameters().items()} | {"q": ["trust"]}


def test_every_page_feed_file_and_answer_is_made_without_any_right_on_the_desk(site, as_public, monkeypatch):
    monkeypatch.setattr(sweep, "parameters", few_parameters)
    pages = collection(size=2)
    failures()
    _, headers = make_token()
    as_public()
    swept = Sweep(site).run()
    for address in pages.values():
        assert swept.ask(address).code == 200
    with_token = site.ask("/api/v1/lessons/", HTTP_AUTHORIZATION=headers["Authorization"])
    assert len(swept.answers) > 1000
    assert broken(swept.answers) == {}
    assert (with_token.code, with_token.log) == (200, "")
    as_public(False)
    assert Token.objects.get().used_at is not None


def test_a_report_comes_through(client, site, as_public):
    as_public()
    assert client.post("/report/", filled(client)).status_code == 303
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        list(Report.objects.all())
    as_public(False)
    assert Report.objects.get().safety


def test_there_is_no_desk(client, site, as_public):
    as_public()
    for address in ("/admin/", "/admin/login/", "/admin/lessons/lessonrecord/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def rights(role):
    """``{table: {right}}`` that a role has on whole tables, and ``{table.column: {right}}`` where on some columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = %s", [role]
        )
        rows = cursor.fetchall()
        whole = {table for table, _ in rows}
        columns = "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
        cursor.execute(f"{columns} WHERE grantee = %s", [role])
        rows += [(f"{table}.{column}", right) for table, column, right in cursor.fetchall() if table not in whole]
    found = {}
    for table, right in rows:
        found.setdefault(table, set()).add(right)
    return found


def test_the_role_has_these_rights_and_no_others(role):
    shelf = {model._meta.db_table: {"SELECT"} for model in public_models()}
    more = {
        "partners_count": {"SELECT", "INSERT", "UPDATE", "DELETE"},
        **{f"partners_token.{name}": {"SELECT"} for name in ("id", "digest", "scopes", "expires_on", "revoked_at")},
        "partners_token.used_at": {"SELECT", "UPDATE"},
        "reports_report": {"INSERT"},
    }
    assert rights(role) == shelf | more


def test_rights_that_somebody_added_by_hand_are_taken_away(role):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON organisations_personrecord, auth_user TO {ROLE}")
    call_command("grant_public_role", ROLE, apply=True, stdout=io.StringIO())
    assert not {"organisations_personrecord", "auth_user"} & set(rights(role))


def test_a_planted_view_that_reads_the_desk_fails(site, as_public, settings):
    settings.ROOT_URLCONF = ModuleType("planted")
    view = lambda request: HttpResponse(OrganisationRecord.objects.count())  # noqa: E731
    settings.ROOT_URLCONF.urlpatterns = [path("planted/", view), *urls_public.urlpatterns]
    as_public()
    with transaction.atomic():
        answer = site.ask("/planted/")
        transaction.set_rollback(True)
    assert answer.code == 500
    assert "InsufficientPrivilege" in answer.log


# The command


def test_it_prints_what_it_would_do():
    out = io.StringIO()
    call_command("grant_public_role", "readers", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines == [f"{statement};" for statement in statements("readers")]
    assert lines[-1] == 'GRANT INSERT ON "reports_report" TO "readers";'
    assert not {model._meta.db_table for model in apps.get_app_config("auth").get_models()} & set(public_tables())


def test_it_makes_a_role_with_a_password_of_the_environment(monkeypatch):
    monkeypatch.setenv("PUBLIC_PASSWORD", "it's secret")
    for _ in range(2):
        call_command("grant_public_role", ROLE, apply=True, password_from="PUBLIC_PASSWORD", stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", [ROLE])
        assert cursor.fetchone() == (True, False)


@pytest.mark.parametrize(
    ("role", "options", "complaint"),
    [
        ("nobody_at_all", {}, "There is no role nobody_at_all"),
        ('odd"; DROP', {}, "is no name for a role"),
        ("CURRENT", {}, "needs a role of its own"),
        (ROLE, {"password_from": "NOT_SET"}, "NOT_SET: is missing"),
    ],
    ids=["nobody", "odd", "ours", "no password"],
)
def test_what_it_cannot_do_it_says(role, options, complaint):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        name = cursor.fetchone()[0] if role == "CURRENT" else role
    with pytest.raises(CommandError, match=complaint):
        call_command("grant_public_role", name, apply=True, **options)
