"""Gives a database role what the public site needs, and takes everything else from it."""

import os
import re

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from confhub.partners.models import Count, Token
from confhub.partners.tokens import NEEDED
from confhub.reports.models import Report

ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}", re.ASCII)
# The rooms of models that anybody may read.
PUBLIC = (".models.shelf", ".models.vocabulary")


def public_tables():
    """Tables of every model that stands in a public room, those of its many-to-many fields included; in order."""
    models = apps.get_models(include_auto_created=True)
    return sorted(m._meta.db_table for m in models if any(room in m.__module__ for room in PUBLIC))


def statements(role):
    """SQL that leaves ``role`` with just these rights in this database. Written for PostgreSQL 15 and newer."""
    name, quoted = connection.ops.quote_name(role), connection.ops.quote_name
    read = ", ".join(quoted(table) for table in public_tables())
    count, token, report = (quoted(model._meta.db_table) for model in (Count, Token, Report))
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT ON {read} TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {count} TO {name}",
        f"GRANT SELECT ({', '.join(map(quoted, ('id', *NEEDED)))}), UPDATE (used_at) ON {token} TO {name}",
        f"GRANT INSERT ON {report} TO {name}",
    ]


class Command(BaseCommand):
    """The list is made of the models' rooms, so that a new public table is in it and a new private one is not."""

    help = "Prints, or applies, the rights of the database role that serves CONFHUB_SURFACE=public. PostgreSQL only."

    def add_arguments(self, parser):
        parser.add_argument("role", help="the name of the role, such as confhub_public")
        parser.add_argument("--apply", action="store_true", help="do it; otherwise the SQL is printed")
        parser.add_argument(
            "--password-from",
            metavar="VARIABLE",
            help="with --apply: make the role if it is missing, with the password in this environment variable",
        )

    def handle(self, role, **options):
        if not ROLE.fullmatch(role):
            raise CommandError(f"{role!r} is no name for a role: small letters, figures and _, such as confhub_public.")
        if connection.vendor != "postgresql":
            raise CommandError("Roles are PostgreSQL's: set DATABASE_URL to a database there.")
        if not options["apply"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements(role)), ending="")
            return
        with transaction.atomic(), connection.cursor() as cursor:
            if options["password_from"]:
                admit(cursor, role, password_in(options["password_from"]))
            refuse_owners(cursor, role)
            for statement in statements(role):
                cursor.execute(statement)
        self.stdout.write(f"{role} may read {len(public_tables())} tables, count requests and hand in reports.")


def refuse_owners(cursor, role):
    """Raise CommandError for a role whose rights nobody can take: what the desk runs as, a superuser, or nobody."""
    cursor.execute("SELECT rolsuper OR rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {role}: make it, or let --password-from make it.")
    if found[0]:
        raise CommandError(f"{role} owns the database or may do anything: the public site needs a role of its own.")


def password_in(variable):
    """The value of an environment variable. Raises CommandError if there is none."""
    if password := os.environ.get(variable, ""):
        return password
    raise CommandError(f"{variable}: is missing; set it to the password of the role")


def admit(cursor, role, password):
    """Make a role that may log in, or give the one that is there this password."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    cursor.execute(f"{verb} ROLE {connection.ops.quote_name(role)} LOGIN PASSWORD %s", [password])
